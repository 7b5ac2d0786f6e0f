"""Files for the inbox of the sample audit in mid-round: one of each kind that is often met."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.domain.audits import Audit
from app.domain.returns import Answer, Form
from app.handover.files import read_file
from app.services.answer_case import answer_whole, form_of
from app.services.import_returns import Imported, Outcome
from app.services.looked import Group, Preview
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.try_route import make_test_package
from app.storage import Workspace, open_workspace
from app.toolfiles import parse_answers
from tests.flow.desks import PASSPHRASE, agency_desk
from tests.flow.packages import mail
from tests.ui.partnership.scene import LATE, SEALED, Scene


def inbox_files(scene: Scene, audit: Audit) -> Path:
    """A folder with them; it is made once."""
    folder = scene.folder / "post"
    if folder.exists():
        return folder
    folder.mkdir()
    with closing(_desk(scene, "police")) as desk:
        late = sorted(uin for uin, agency in LATE if agency == "police")
        for uin in late:
            answer_whole(desk, audit.id, uin, _answers(scene, "police", uin))
        sealed = seal_returns(desk, audit.id, late, folder, clock=lambda: SEALED).path
        (folder / "RE Returns.eml").write_bytes(mail((sealed.name, read_file(sealed))))
        sealed.unlink()
    with closing(_desk(scene, "childrens-social-care")) as desk:
        form = form_of(desk, audit.id, "CE-0423").form
        answers = {
            "Q4": Answer(("no",), comment="No assessment was found after the second search."),
            "Q3": Answer(("yes",), comment="Three recordings of strategy meetings were found."),
        }
        again = replace(form, answers={**form.answers, **answers})
        answer_whole(desk, audit.id, "CE-0423", again)
        seal_returns(desk, audit.id, ["CE-0423"], folder, clock=lambda: SEALED)
    with closing(_desk(scene, "education")) as desk:
        make_test_package(desk, audit.id, folder, clock=lambda: SEALED)
    with closing(agency_desk(scene.folder / "probation again")) as desk:
        pack = next((scene.folder / "packs").glob("*Probation*"))
        opened = open_pack(desk, read_file(pack), clock=lambda: SEALED).audit
        answer_whole(desk, opened.id, "CE-0423", _answers(scene, "probation", "CE-0423"))
        seal_returns(desk, opened.id, ["CE-0423"], folder, clock=lambda: SEALED)
    had = next((scene.folder / "returns").glob("*Health Visiting*"))
    (folder / had.name).write_bytes(read_file(had))
    (folder / "CE-CSA-2018 return, cut off.paudit").write_bytes(read_file(had)[:5000])
    (folder / "pack.paudit").write_bytes(read_file(pack))
    (folder / "minutes of the last meeting.docx").write_bytes(b"PK\x03\x04 words")
    (folder / "thank you.eml").write_bytes(mail())
    return folder


def _desk(scene: Scene, agency: str) -> Workspace:
    folder = scene.folder / "agencies" / agency
    return open_workspace(folder, passphrase=PASSPHRASE, clock=lambda: SEALED)


def _answers(scene: Scene, agency: str, uin: str) -> Form:
    path = scene.context.sample / "returns" / agency / f"{uin}.json"
    return parse_answers(read_file(path), path.name)[1]


def as_if_brought_in(preview: Preview) -> list[Imported]:
    """What would have become of the good ones; nothing is written."""
    results = []
    for each in preview.of(Group.READY):
        outcome = Outcome.REPLACED if each.changes else Outcome.IMPORTED
        if not each.returns:
            outcome = Outcome.TEST
        reason = {
            Outcome.REPLACED: f"1 return from {each.agency} replaced by a newer revision.",
            Outcome.IMPORTED: f"{each.fresh} returns from {each.agency} are in.",
            Outcome.TEST: f"A test package from {each.agency} opened: the way is good. "
            "No returns are in it.",
        }[outcome]
        results.append(
            Imported(
                each.name,
                outcome,
                reason,
                each.returns,
                found=each.item.found,
                brought_in=each.fresh,
            )
        )
    return results
