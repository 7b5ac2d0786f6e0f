"""The program at an agency on a drive that is full, and then has room again.

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
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.returns import Auditor
from app.errors import PartnershipAuditError
from app.handover.files import read_file, write_file
from app.reports.output import into
from app.services.answer_case import form_of, start_form
from app.services.hand_over import hand_over, read_request
from app.services.seal_returns import seal_returns
from app.storage import Workspace, open_workspace
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
        workspace,
        audit_id,
        to,
        lambda: seal_returns(workspace, audit_id, ["T-2"], to, clock=clock).path,
    )


def pass_on(workspace: Workspace, audit_id: str, request: Path, to: Path) -> None:
    """Hand the nil return over to the colleague who asked."""
    asked = read_request(workspace, read_file(request))
    by = Auditor("Invented Anne", "Detective Sergeant")
    without_room(
        workspace,
        audit_id,
        to,
        lambda: hand_over(workspace, asked, ["T-2"], by, to, clock=clock).path,
    )


def without_room(workspace: Workspace, audit_id: str, to: Path, writes: Callable[[], Path]) -> None:
    """Where the file finds no room, then where only the workspace finds none, then with room."""
    for limit in (1_000, log_size(workspace)):
        fill_drive(limit)
        try:
            writes()
        except PartnershipAuditError as error:
            make_room()
            tell(
                "failed",
                kind=type(error).__name__,
                sentence=error.sentence,
                state=form_of(workspace, audit_id, "T-2").state,
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
    workspace = open_workspace(Path(folder) / "agency", passphrase=PASSPHRASE, clock=clock)
    with closing(workspace):
        form_of(workspace, audit_id, "T-2")
        if doing == "typing":
            type_on(workspace, audit_id)
        elif doing == "sealing":
            start_log(workspace, audit_id)
            seal(workspace, audit_id, to)
        elif doing == "handing over":
            start_log(workspace, audit_id)
            pass_on(workspace, audit_id, next((Path(folder) / "asked").iterdir()), to)
        else:
            write(to)


def start_log(workspace: Workspace, audit_id: str) -> None:
    """Write something, so that the log is larger than a package and only has to grow."""
    form = form_of(workspace, audit_id, "T-2").form
    for number in range(12):
        start_form(workspace, audit_id, "T-2", replace(form, note=f"Not known to us. {number}"))


if __name__ == "__main__":
    main(*sys.argv[1:])
