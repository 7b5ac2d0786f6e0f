"""Pictures of queries and receipts: ``python -m tests.ui.agency.shots_letters DIR [LOOK]``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.services.ask_agency import ask_agency
from app.services.import_returns import import_returns
from app.services.seal_returns import seal_returns
from app.services.write_receipt import write_receipt
from app.storage import open_workspace
from app.ui.pages.agency.query_page import QueryPage
from app.ui.theme import apply_theme
from tests.flow.desks import PASSPHRASE
from tests.ui.agency import sample, shots

ASKED = {
    "Q4": "Your comment says that the referral was late. By how many days, and do your records "
    "say why?",
    "Q6": "You answered “No”. Was there a reason why origin, religion and culture were not "
    "recorded?",
    "Q7.parents": "What did the mother say about it?",
    "J1": "The definition of “Good” asks for a plan. Where is it in your records?",
}
WHOLE = "Thank you for this careful return. We have four questions before the meeting."


def write_letters(pack: Path, package: Path, uin: str, folder: Path) -> tuple[Path, Path]:
    """The partnership of the pack brings the package in, asks, and writes a receipt.

    It does so in a copy of its workspace: what one tour asks, another has not asked yet.
    """
    shutil.copytree(pack.parent.parent / "partnership", folder / "partnership")
    clock = sample.sample_clock
    workspace = open_workspace(folder / "partnership", passphrase=PASSPHRASE, clock=clock)
    with closing(workspace):
        refused = [r.reason for r in import_returns(workspace, [package], clock=clock) if r.error]
        if refused:
            raise AssertionError(refused)
        audit, agency, to = "CE-CSA-2018", sample.AGENCY, folder / "letters"
        who = "An Officer, partnership team"
        asked = ask_agency(
            workspace, audit, agency, uin, ASKED, to, clock=clock, text=WHOLE, asked_by=who
        )
        receipt = write_receipt(workspace, audit, agency, to, clock=clock)
    return asked.path, receipt.path


def tour(camera: shots.Camera, pack: Path, work: Path) -> None:
    """From a receipt and a query to the sealed answer."""
    desk, out, clock = camera.desk, work / "Documents", sample.sample_clock
    audit_id = sample.half_way(camera.session.workspace, pack, out)
    desk.show_home()
    camera.settle()
    first, _second, third, *_ = (line.uin for line in desk.views[0].lines)
    query, receipt = write_letters(pack, next(out.iterdir()), first, work)
    desk.open_file(receipt)
    camera.settle()
    desk.show_sent()
    camera.take("receipt-sent")
    seal_returns(camera.session.workspace, audit_id, [third], out, clock=clock)
    desk.open_file(receipt)
    camera.take("receipt")
    desk.open_file(query)
    camera.take("query")
    desk.show_audit(audit_id)
    camera.take("query-audit")
    desk.show_home()
    camera.take("query-home")
    desk.open_case_of(audit_id, first)
    camera.settle()
    page = desk.window.page()
    assert isinstance(page, QueryPage)
    page.answer.click()
    camera.take("query-question")
    interview = desk.interview
    assert interview is not None
    interview.go("about")
    camera.take("query-about")
    interview.go("J1")
    camera.take("query-judgement")
    interview.draft.edit("Q4", options=("yes",))
    interview.go("check")
    camera.take("query-check")
    interview.leave()
    camera.settle()
    desk.show_query(audit_id, first)
    camera.take("query-again")
    seal_returns(camera.session.workspace, audit_id, [first], out, clock=clock)
    desk.show_audit(audit_id)
    camera.settle()
    desk.open_case(first)
    camera.take("query-sealed")
    desk.show_query(audit_id, first)
    camera.take("query-answered")


def main() -> int:
    """Draw into the folder that is named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    folder, only = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        pack = sample.sample_pack(Path(temporary))
        for look, scheme, scale, size in shots.LOOKS:
            if only and only != look:
                continue
            apply_theme(app, scheme, scale)
            work = Path(temporary) / look
            camera = shots.Camera(sample.sample_desk(work), size, shots.keep_in(folder, look))
            tour(camera, pack, work)
            camera.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
