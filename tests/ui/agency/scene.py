"""An agency's desk in a window, with a real workspace, and a hand to work it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import resources_folder
from app.domain.audits import Audit
from app.domain.policy import NO_POLICY, Policy
from app.domain.returns import Form
from app.domain.tool import AuditTool
from app.handover.files import read_file
from app.services.answer_case import form_of
from app.services.context import Context
from app.services.open_pack import open_pack
from app.storage import Workspace, open_workspace
from app.ui.frame import MainWindow
from app.ui.interview.about_page import AboutPage
from app.ui.interview.check_page import CheckPage
from app.ui.interview.interview import Interview
from app.ui.interview.question_page import QuestionPage
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.desk import AgencyDesk
from app.ui.session import Session
from app.ui.tasks import TaskRunner
from tests.builders import clock
from tests.flow.desks import PASSPHRASE

P = TypeVar("P", bound=QWidget)
D = TypeVar("D", bound=QDialog)


class Scene:
    """The window with the desk in it."""

    def __init__(
        self, qtbot: QtBot, workspace: Workspace, data: Path, policy: Policy = NO_POLICY
    ) -> None:
        self.qtbot = qtbot
        self.crashes: list[BaseException] = []
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.tasks = TaskRunner(self.crashes.append)
        context = Context(
            clock=clock, resources=resources_folder(), data=lambda: data, policy=policy
        )
        self.session = Session(workspace, context, self.tasks)
        self.desk = AgencyDesk(self.window, self.session)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.desk.start()
        self.settle()
        self._closed = False

    def settle(self) -> None:
        """Let everything that was given to the workers arrive, and what follows from it."""
        for _ in range(50):
            self.tasks.finish()
            QApplication.processEvents()
            if not self.tasks.is_busy:
                break
        QApplication.processEvents()
        assert self.crashes == []

    def close(self) -> None:
        """Close the desk as the program does."""
        if self._closed:
            return
        self._closed = True
        self.desk.close()
        self.tasks.finish()
        self.session.workspace.close()
        self.tasks.shutdown()
        assert self.crashes == []

    # --- hands -----------------------------------------------------------------------------------

    def click(self, widget: QWidget) -> None:
        """Click, and wait for what comes of it."""
        assert widget.isVisible(), f"{widget} can't be seen"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(self.focus(), key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Type a text where the keyboard is."""
        self.qtbot.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    def in_dialog(
        self, kind: type[D], act: Callable[[D], object], does: Callable[[], object]
    ) -> None:
        """Do something that opens a dialog, and act in it."""
        acted: list[bool] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind):
                QTimer.singleShot(5, look)
                return
            acted.append(True)
            try:
                act(dialog)
            except BaseException:
                dialog.close()  # else the test would wait for it for ever
                raise

        QTimer.singleShot(0, look)
        does()
        self.settle()
        assert acted, f"no {kind.__name__} was shown"

    # --- eyes ------------------------------------------------------------------------------------

    def page(self, kind: type[P]) -> P:
        """The page that is shown, of that kind."""
        page = self.window.page()
        assert isinstance(page, kind), f"{type(page).__name__} is shown"
        return page

    @property
    def interview(self) -> Interview:
        """The form that is open."""
        return self.page(Interview)

    @property
    def question(self) -> QuestionPage:
        """The question that is shown."""
        page = self.interview.page()
        assert isinstance(page, QuestionPage), self.interview.step
        return page

    @property
    def about(self) -> AboutPage:
        """The first page of the form."""
        page = self.interview.page()
        assert isinstance(page, AboutPage), self.interview.step
        return page

    @property
    def check(self) -> CheckPage:
        """The last page of the form."""
        page = self.interview.page()
        assert isinstance(page, CheckPage), self.interview.step
        return page

    # --- short ways ------------------------------------------------------------------------------

    def open_pack(self, path: Path) -> Audit:
        """Bring a pack in as if it was dropped."""
        self.desk.home.zone.files_dropped.emit([path])
        self.settle()
        self.page(AuditPage)
        return self.desk.views[-1].audit

    def open_case(self, uin: str, step: str = "") -> Interview:
        """Open the form of a case by its row."""
        self.click(self.page(AuditPage).cases.row(uin).row)
        if step:
            self.go(step)
        return self.interview

    def go(self, step: str) -> None:
        """Go to a step."""
        self.interview.go(step)
        self.settle()

    def stored(self, uin: str) -> Form:
        """The form as it is in the workspace now."""
        self.settle()
        return form_of(self.session.workspace, self.desk.views[-1].audit.id, uin).form


def reopened(folder: Path, audit_id: str, uin: str) -> Form:
    """The form as it is in a workspace that is opened anew."""
    workspace = open_workspace(folder, passphrase=PASSPHRASE, clock=clock)
    try:
        return form_of(workspace, audit_id, uin).form
    finally:
        workspace.close()


def put_pack(workspace: Workspace, path: Path) -> Audit:
    """Open a pack without a window."""
    return open_pack(workspace, read_file(path), clock=clock).audit


def use_tool(monkeypatch: object, tool: AuditTool) -> None:
    """Let the small audit be made with another tool."""
    monkeypatch.setattr("tests.flow.desks.small_tool", lambda: tool)  # type: ignore[attr-defined]
