"""The program on a drive that is full, and then has room again.

``RLIMIT_FSIZE`` makes the system refuse every file that would grow, as a full drive does. What
happens is told on the standard output, a line of JSON each.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.letters import Receipt
from app.domain.returns import Auditor
from app.errors import PartnershipAuditError
from app.handover.files import read_file, write_file
from app.reports.output import into
from app.services.answer_case import form_of
from app.services.ask_agency import ask_agency, queries_of
from app.services.hand_over import hand_over, read_request
from app.services.preferences import Whereabouts, keep_whereabouts
from app.services.seal_returns import seal_returns
from app.services.try_route import make_test_package
from app.services.write_receipt import write_receipt
from app.storage import PackageSummary, Workspace, open_workspace
from tests.builders import clock
from tests.durability.victim import comment_of, open_window
from tests.flow.desks import PASSPHRASE

if TYPE_CHECKING:
    from app.ui.pages.agency.desk import AgencyDesk

BEFORE = "Typed while there was room. "
AFTER = "Typed when the drive was full. " * 200


def tell(what: str, **more: object) -> None:
    """Say what has happened, at once."""
    os.write(sys.stdout.fileno(), (json.dumps({"what": what, **more}) + "\n").encode())


def fill_drive(limit: int) -> None:
    """From now on no file grows beyond so many bytes."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))


def make_room() -> None:
    """Files may grow again."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def log_size(workspace: Workspace) -> int:
    """How large the database's log is: what is saved next makes it larger."""
    return (workspace.folder / "workspace.db-wal").stat().st_size


def type_on(workspace: Workspace, audit_id: str) -> None:
    """Type, with room and without; then wait until all is saved by itself."""

    def ready(desk: AgencyDesk) -> None:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        box, draft = comment_of(desk)
        interview = desk.interview

        def saved() -> None:
            if draft.form.answer("Q1").comment == BEFORE:
                tell("saved")
                fill_drive(log_size(workspace))
                box.insertPlainText(AFTER)
            elif draft.is_saved:
                tell("all saved", banner=interview is not None and interview.trouble.isVisible())
                QApplication.quit()

        def failed(sentence: str) -> None:
            assert interview is not None
            text = interview.trouble.text.text()
            tell("failed", sentence=sentence, text=text, banner=interview.trouble.isVisible())
            sys.stdin.readline()  # the test looks at the files
            make_room()

        draft.saved.connect(saved)
        draft.failed.connect(failed)
        QTest.keyClicks(box, BEFORE)

    open_window(workspace, audit_id, ready)


def seal(workspace: Workspace, audit_id: str, to: Path) -> None:
    """Seal the nil return."""
    without_room(
        to,
        log_size(workspace),
        lambda: seal_returns(workspace, audit_id, ["T-2"], to, clock=clock).path,
        lambda: form_of(workspace, audit_id, "T-2").state,
    )


def pass_on(workspace: Workspace, audit_id: str, request: Path, to: Path) -> None:
    """Hand the nil return over to the colleague who asked."""
    asked = read_request(workspace, read_file(request))
    by = Auditor("Invented Anne", "Detective Sergeant")
    without_room(
        to,
        log_size(workspace),
        lambda: hand_over(workspace, asked, ["T-2"], by, to, clock=clock).path,
        lambda: form_of(workspace, audit_id, "T-2").state,
    )


def try_the_way(workspace: Workspace, audit_id: str, to: Path) -> None:
    """Make a test package."""
    without_room(
        to,
        log_size(workspace),
        lambda: make_test_package(workspace, audit_id, to, clock=clock).path,
        lambda: len(sent_packages(workspace, audit_id)),
    )


def write_letters(workspace: Workspace, audit_id: str, to: Path) -> None:
    """At the partnership: ask about a return, then write a receipt."""
    room = log_size(workspace)
    without_room(
        to,
        room,
        lambda: (
            ask_agency(workspace, audit_id, "police", "T-2", {}, to, clock=clock, text="When?").path
        ),
        lambda: len(queries_of(workspace, audit_id)),
    )
    start_log(workspace)
    without_room(
        to,
        log_size(workspace),
        lambda: write_receipt(workspace, audit_id, "police", to, clock=clock).path,
        lambda: len(receipts_of(workspace, audit_id)),
    )


def receipts_of(workspace: Workspace, audit_id: str) -> tuple[Receipt, ...]:
    """The receipts that the workspace knows of."""
    with workspace.work() as work:
        return tuple(work.letters.receipts(audit_id, "police"))


def sent_packages(workspace: Workspace, audit_id: str) -> tuple[PackageSummary, ...]:
    """The packages that the workspace knows of."""
    with workspace.work() as work:
        return tuple(work.packages.all(audit_id))


def without_room(
    to: Path, log: int, writes: Callable[[], Path], state: Callable[[], object]
) -> None:
    """Where the file finds no room, then where only the workspace finds none, then with room."""
    for limit in (1_000, log):
        fill_drive(limit)
        try:
            writes()
        except PartnershipAuditError as error:
            make_room()
            tell(
                "failed",
                kind=type(error).__name__,
                sentence=error.sentence,
                state=state(),
                files=sorted(path.name for path in to.iterdir()),
            )
        make_room()
    path = writes()
    tell("written", file=path.name, files=sorted(path.name for path in to.iterdir()))


def write(to: Path) -> None:
    """Write over two files where there is no room for the new ones."""
    write_file(to / "a.paudit", b"before")
    write_file(to / "b.pdf", b"before")
    fill_drive(1_000)
    large = b"x" * 100_000
    for writes in (
        partial(write_file, to / "a.paudit", large),
        partial(into, to / "b.pdf", lambda stream: stream.write(large)),
    ):
        try:
            writes()
        except PartnershipAuditError as error:
            tell("failed", kind=type(error).__name__, sentence=error.sentence)


def main(doing: str, folder: str, audit_id: str) -> None:
    """Open the desk and begin."""
    to = Path(folder) / "out"
    at = "round/partnership" if doing == "writing letters" else "agency"
    workspace = open_workspace(Path(folder) / at, passphrase=PASSPHRASE, clock=clock)
    with closing(workspace):
        if doing == "typing":
            type_on(workspace, audit_id)
        elif doing == "sealing":
            start_log(workspace)
            seal(workspace, audit_id, to)
        elif doing == "handing over":
            start_log(workspace)
            pass_on(workspace, audit_id, next((Path(folder) / "asked").iterdir()), to)
        elif doing == "trying the way":
            start_log(workspace)
            try_the_way(workspace, audit_id, to)
        elif doing == "writing letters":
            start_log(workspace)
            write_letters(workspace, audit_id, to)
        else:
            write(to)


def start_log(workspace: Workspace) -> None:
    """Write something, so that the log is larger than a package and only has to grow."""
    for number in range(30):
        keep_whereabouts(workspace, Whereabouts(f"somewhere {number}"))


if __name__ == "__main__":
    main(*sys.argv[1:])
