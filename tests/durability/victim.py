"""The program at an agency, to be killed: it types or seals, and tells what it has saved.

A line is written only after the workspace has said that the thing is saved.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.returns import ReturnState
from app.services.answer_case import form_of, reopen, start_form
from app.services.seal_returns import seal_returns
from app.storage import Workspace, open_workspace
from tests.builders import clock
from tests.flow.desks import PASSPHRASE

if TYPE_CHECKING:
    from app.ui.interview.draft import Draft
    from app.ui.pages.agency.desk import AgencyDesk
    from app.ui.widgets.growing_text import PlainEditor

WORD = "typed "


def tell(kind: str, number: int) -> None:
    """Say what is saved, at once."""
    os.write(sys.stdout.fileno(), f"{kind} {number}\n".encode())  # whole, or not at all


def type_on(workspace: Workspace, audit_id: str) -> None:
    """Type into the comment of the first question, in the window, for ever."""

    def ready(desk: AgencyDesk) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtTest import QTest

        box, draft = comment_of(desk)
        draft.saved.connect(
            lambda: (
                tell("typed", len(draft.case_form.form.answer("Q1").comment))
                if draft.is_saved
                else None
            )
        )
        typing = QTimer(desk)
        typing.timeout.connect(lambda: QTest.keyClicks(box, WORD))
        typing.start(15)

    open_window(workspace, audit_id, ready)


def comment_of(desk: AgencyDesk) -> tuple[PlainEditor, Draft]:
    """The first question's comment, ready to be typed into at its end, and the draft behind it."""
    interview = desk.interview
    if interview is None:
        raise RuntimeError("no form is open")
    box: PlainEditor = interview.page().blocks()[0].comment.box  # type: ignore[union-attr]
    box.setFocus()
    box.moveCursor(box.textCursor().MoveOperation.End)
    return box, interview.draft


def open_window(workspace: Workspace, audit_id: str, ready: Callable[[AgencyDesk], None]) -> int:
    """The window with the desk; ``ready`` when the form of the first case is open."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.services.context import Context
    from app.ui.frame import MainWindow
    from app.ui.pages.agency.desk import AgencyDesk
    from app.ui.session import Session
    from app.ui.tasks import TaskRunner
    from app.ui.theme import Scheme, apply_theme

    app = QApplication([])
    apply_theme(app, Scheme.LIGHT)
    window = MainWindow()
    tasks = TaskRunner(lambda error: sys.exit(f"unexpected: {error!r}"))
    context = Context(clock=clock, resources=Path(), data=Path)
    desk = AgencyDesk(window, Session(workspace, context, tasks))
    window.show()
    desk.start()
    desk.show_audit(audit_id)

    def begin() -> None:
        if desk.interview is not None:
            ready(desk)
            return
        if not tasks.is_busy:
            desk.open_case("T-1", "Q1")
        QTimer.singleShot(5, begin)

    QTimer.singleShot(0, begin)
    code = app.exec()
    desk.close()
    tasks.finish()
    tasks.shutdown()
    return code


def seal_on(workspace: Workspace, audit_id: str, to: Path) -> None:
    """Change a word, seal, and again, for ever."""
    while True:
        current = form_of(workspace, audit_id, "T-2")
        if current.state is ReturnState.SEALED:
            reopen(workspace, audit_id, "T-2", "Once more.")
            current = form_of(workspace, audit_id, "T-2")
        note = f"Not known to us. Looked at {current.ref.revision} times."
        start_form(workspace, audit_id, "T-2", replace(current.form, note=note))
        seal_returns(workspace, audit_id, ["T-2"], to, clock=clock)
        tell("sealed", current.ref.revision)


def main(doing: str, folder: str, audit_id: str) -> None:
    """Open the desk and begin."""
    workspace = open_workspace(Path(folder) / "agency", passphrase=PASSPHRASE, clock=clock)
    tell("open", 0)
    if doing == "typing":
        type_on(workspace, audit_id)
    else:
        seal_on(workspace, audit_id, Path(folder) / "out")


if __name__ == "__main__":
    main(*sys.argv[1:])
