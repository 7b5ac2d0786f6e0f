"""The program with a window: an entrance, then one open desk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from app.domain.changes import Changes, Topic
from app.services.context import Context, WindowRequest
from app.services.preferences import LOCK_AFTER_MINUTES, Look, lock_after
from app.storage import Desk
from app.ui.entrance import Entrance
from app.ui.frame import MainWindow
from app.ui.garbage import GarbageCollector
from app.ui.look import in_force, show_look
from app.ui.one_window import OneWindow
from app.ui.tasks import TaskRunner
from app.ui.theme.apply import apply_theme
from app.ui.theme.tokens import Scheme
from app.ui.watchman import Watchman

if TYPE_CHECKING:
    from app.services.keep_copies import KeptCopy
    from app.storage import Workspace
    from app.ui.copy_keeper import CopyKeeper
    from app.ui.pages.agency.desk import AgencyDesk
    from app.ui.pages.partnership.desk import PartnershipDesk
    from app.ui.session import Session

NAME = "Partnership Audit"


class Program(QObject):
    """One window, one desk at a time. ``desk_opened`` when one is on its way to the screen."""

    desk_opened = Signal()

    def __init__(self, context: Context, request: WindowRequest) -> None:
        super().__init__()
        self.context = context
        preset = in_force(Look(), context.policy)
        if preset != Look():
            show_look(preset)
        self.window = MainWindow()
        self.tasks = TaskRunner(self.crashed, self)
        self.desk: AgencyDesk | PartnershipDesk | None = None
        self.session: Session | None = None
        self.copies: CopyKeeper | None = None
        self._folder: Path | None = None
        self._files = list(request.files)
        self._entrance = Entrance(self.window, self.tasks, context)
        self._entrance.opened.connect(self._open)
        self.window.lock_asked.connect(self.lock)
        self.watchman = Watchman(context.clock, LOCK_AFTER_MINUTES, self.window)
        self.watchman.left.connect(self.nobody_is_there)
        self.window.installEventFilter(self)
        self._entrance.begin(request.workspace, request.passphrase)

    def _open(self, workspace: Workspace, folder: Path) -> None:
        # Imported here: a desk's pages are not needed for the entrance to be on the screen.
        from app.ui.session import Session

        self._folder = folder
        self.session = Session(workspace, self.context, self.tasks)
        if workspace.desk is Desk.AGENCY:
            from app.ui.pages.agency.desk import AgencyDesk

            self.desk = AgencyDesk(self.window, self.session)
            self.desk.help.offer_tour()
        else:
            from app.ui.pages.partnership.desk import PartnershipDesk

            self.desk = PartnershipDesk(self.window, self.session)
        self.window.set_tools_enabled(True)
        self.desk.start()
        self._watch(self.session)
        self._entrance.leave()
        self._keep_copies(self.session)
        self.desk_opened.emit()
        for path in self._files:
            self.desk.open_file(path)
        self._files.clear()

    def _keep_copies(self, session: Session) -> None:
        from app.ui.copy_keeper import CopyKeeper

        self.copies = CopyKeeper(session)
        self.copies.failed.connect(self.window.show_notice)
        session.mending_asked.connect(self._mend, Qt.ConnectionType.QueuedConnection)

    def _mend(self, kept: KeptCopy | None) -> None:
        """Close the desk, and put a copy back or rescue what can be read."""
        if self.desk is not None and self._folder is not None:
            self._leave_desk()
            self._entrance.mend(self._folder, kept, rescue=kept is None)

    def lock(self) -> None:
        """Put the keys away and show the page that asks for them."""
        if self.desk is not None and self._folder is not None:
            self._leave_desk()
            self._entrance.lock(self._folder)

    def _watch(self, session: Session) -> None:
        """Lock this desk when nobody is there any more, after as long as was chosen for it."""
        self.watchman.set_minutes(LOCK_AFTER_MINUTES)
        self.watchman.begin()
        self._read_lock_time()
        session.changed.connect(self._settings_changed)

    def _settings_changed(self, changes: Changes) -> None:
        if changes.touches(Topic.SETTINGS):
            self._read_lock_time()

    def _read_lock_time(self) -> None:
        if self.session is not None:
            workspace, policy = self.session.workspace, self.context.policy
            self.session.read(
                lambda: lock_after(workspace, policy),
                self.watchman.set_minutes,
                owner=self.watchman,
            )

    def nobody_is_there(self) -> None:
        """Lock, also from under a sheet that is open: it is closed first, as by Escape."""
        sheet = QApplication.activeModalWidget()
        if sheet is not None:
            sheet.close()
            QTimer.singleShot(0, self, self.nobody_is_there)
        else:
            self.lock()

    def come_forward(self, files: list[Path]) -> None:
        """The program was started again: show the window that is there, and open what was named."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        for path in files:
            self.open_file(path)

    def _leave_desk(self) -> None:
        if self.desk is None or self.session is None:
            return
        self.watchman.end()
        if self.copies is not None:
            self.copies.end()
            self.copies = None
        self.session.changed.disconnect(self._settings_changed)  # a write may still be on its way
        self.window.show_notice("")
        self.desk.close()
        self.tasks.finish()
        self.session.workspace.close()
        self.desk.deleteLater()
        self.session.deleteLater()
        self.desk = self.session = None

    def leave(self) -> None:
        """Save what is pending, close the workspace, end the workers."""
        self._entrance.close()
        self._leave_desk()
        self.tasks.shutdown()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save and close before the window goes."""
        if watched is self.window and event.type() == QEvent.Type.Close:
            self._leave_desk()
        return super().eventFilter(watched, event)

    def open_file(self, path: Path) -> None:
        """A file that was double-clicked: at once, or when the desk is open."""
        if self.desk is not None:
            self.desk.open_file(path)
        else:
            self._files.append(path)

    def crashed(self, error: BaseException) -> None:
        """A failure that nobody expected: log it, and say so."""
        from app.services.crash_log import write_crash_log
        from app.ui.messages import show_crash

        log = write_crash_log(self.context.data() / "logs", error, self.context.clock())
        show_crash(self.window, log.name if log is not None else "")


class _Application(QApplication):
    """Takes files that the system asks to open while the program runs (macOS)."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.program: Program | None = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and self.program is not None:
            self.program.open_file(Path(event.file()))
        return super().event(event)


def start(request: WindowRequest, context: Context) -> tuple[QApplication, Program]:
    """Make the application and show its window."""
    app = _Application([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    app.setWindowIcon(QIcon(str(context.resources / "icons" / "program" / "program.png")))
    apply_theme(app, Scheme.SYSTEM)
    program = Program(context, request)
    app.program = program
    program.window.show()
    return app, program


def run_application(request: WindowRequest, context: Context) -> int:
    """Show the window until it is closed. Returns the exit code.

    Where a window of the same desk is open already it comes forward instead.
    """
    one = OneWindow(context.data(), request.workspace)
    if not one.is_first():
        if one.ask_the_first(request.files) and one.was_heard():
            return 0
        one.take_over()
    app, program = start(request, context)
    one.asked.connect(program.come_forward)
    collector = GarbageCollector(program)
    program.desk_opened.connect(collector.keep_soon)
    sys.excepthook = lambda _kind, error, _trace: program.crashed(error)
    code = app.exec()
    program.leave()
    collector.stop()
    one.close()
    return code
