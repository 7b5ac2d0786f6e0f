"""The program with a window: makes it, and takes it from the entrance to an open desk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import PartnershipAuditError
from app.services.context import Context, WindowRequest
from app.services.crash_log import write_crash_log
from app.services.open_desk import (
    default_folder,
    desk_exists,
    has_passphrase,
    open_desk,
    opens_by_itself,
)
from app.services.set_up_desk import (
    RecoverySheet,
    set_up_agency_desk,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.storage import Desk, Workspace, has_secure_store
from app.ui.frame import MainWindow
from app.ui.messages import first_sentence, show_crash, show_error
from app.ui.pages.entrance.choose_desk import ChooseDeskPage
from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage
from app.ui.pages.entrance.set_up import SetUp, SetUpPage
from app.ui.pages.entrance.unlock import UnlockPage
from app.ui.session import Session
from app.ui.tasks import TaskRunner
from app.ui.theme.apply import apply_theme
from app.ui.theme.tokens import Scheme

if TYPE_CHECKING:
    from app.ui.pages.agency.desk import AgencyDesk
    from app.ui.pages.partnership.desk import PartnershipDesk

NAME = "Partnership Audit"


class Program(QObject):
    """One window, one desk at a time."""

    def __init__(self, context: Context, request: WindowRequest) -> None:
        super().__init__()
        self.context = context
        self.window = MainWindow()
        self.tasks = TaskRunner(self.crashed, self)
        self.desk: AgencyDesk | PartnershipDesk | None = None
        self.session: Session | None = None
        self._folder: Path | None = request.workspace
        self._files = list(request.files)
        self._entrance: QWidget | None = None
        self.window.lock_asked.connect(self.lock)
        # Nothing to search and no help pages yet: no button that does nothing.
        self.window.search_button.hide()
        self.window.help_button.hide()
        self.window.installEventFilter(self)
        if request.workspace is not None:
            self._go_to(request.workspace, request.passphrase)
        else:
            self._begin()

    # --- the entrance ----------------------------------------------------------------------------

    def _begin(self) -> None:
        existing = [desk for desk in Desk if desk_exists(self._usual(desk))]
        if len(existing) == 1:
            self._go_to(self._usual(existing[0]))
        else:
            self.choose_desk()

    def _usual(self, desk: Desk) -> Path:
        return default_folder(self.context.data(), desk)

    def choose_desk(self) -> None:
        """Ask which desk this is."""
        existing = frozenset(desk for desk in Desk if desk_exists(self._usual(desk)))
        page = ChooseDeskPage(existing)
        page.chosen.connect(self._desk_chosen)
        self._enter(page)

    def _desk_chosen(self, desk: Desk) -> None:
        folder = self._usual(desk)
        if desk_exists(folder):
            self._go_to(folder)
            return
        page = SetUpPage(desk, folder, secure_store=has_secure_store())
        page.left.connect(self.choose_desk)
        page.asked.connect(lambda wanted: self._set_up(page, wanted))
        self._enter(page)

    def _set_up(self, page: SetUpPage, wanted: SetUp) -> None:
        def make() -> tuple[Workspace, RecoverySheet | None]:
            keyring = wanted.passphrase is None
            if wanted.desk is Desk.AGENCY:
                workspace = set_up_agency_desk(
                    wanted.folder,
                    passphrase=wanted.passphrase,
                    keyring=keyring,
                    clock=self.context.clock,
                )
                return workspace, None
            return set_up_partnership_desk(
                wanted.folder,
                passphrase=wanted.passphrase,
                keyring=keyring,
                clock=self.context.clock,
            )

        def made(result: tuple[Workspace, RecoverySheet | None]) -> None:
            workspace, sheet = result
            self._folder = wanted.folder
            if sheet is None:
                self._open(workspace)
            else:
                self._show_sheet(workspace, sheet)

        self.tasks.run(
            lambda _work: make(),
            done=made,
            failed=lambda error: page.fail(*first_sentence(error.sentence)),
        )

    def _show_sheet(self, workspace: Workspace, sheet: RecoverySheet) -> None:
        page = RecoverySheetPage(sheet, self.context.clock().date())
        page.left.connect(lambda: self._open(workspace))
        page.tried.connect(
            lambda words: self.tasks.run(
                lambda _work: try_recovery_words(workspace, words),
                done=lambda _changes: self._open(workspace),
                failed=lambda error: page.fail(*first_sentence(error.sentence)),
            )
        )
        self._enter(page)

    def _go_to(self, folder: Path, passphrase: str | None = None) -> None:
        """Open a workspace: at once where its key is at hand, else ask for the passphrase."""
        self._folder = folder
        try:
            by_itself, by_passphrase = opens_by_itself(folder), has_passphrase(folder)
        except PartnershipAuditError as error:
            self.choose_desk()
            show_error(self.window, error)
            return
        page = UnlockPage(title="Open your desk", by_itself=by_itself, by_passphrase=by_passphrase)
        page.other.connect(self.choose_desk)
        page.tried.connect(lambda typed: self._unlock(page, folder, typed or None))
        self._enter(page)
        if passphrase is not None or by_itself:
            self._unlock(page, folder, passphrase)

    def _unlock(self, page: UnlockPage, folder: Path, passphrase: str | None) -> None:
        self.tasks.run(
            lambda _work: open_desk(folder, passphrase=passphrase, clock=self.context.clock),
            done=self._open,
            failed=lambda error: page.fail(*first_sentence(error.sentence)),
        )

    def _enter(self, page: QWidget) -> None:
        earlier, self._entrance = self._entrance, page
        self.window.set_audit_title("")
        self.window.set_who("")
        self.window.set_tools_enabled(False)
        self.window.set_status("Nothing leaves this computer until you seal it")
        self.window.hide_side()
        self.window.show_page(page)
        page.setFocus()
        if earlier is not None:
            self.window.drop_page(earlier)

    # --- an open desk ----------------------------------------------------------------------------

    def _open(self, workspace: Workspace) -> None:
        self.session = Session(workspace, self.context, self.tasks)
        if workspace.desk is Desk.AGENCY:
            from app.ui.pages.agency.desk import AgencyDesk

            self.desk = AgencyDesk(self.window, self.session)
        else:
            from app.ui.pages.partnership.desk import PartnershipDesk

            self.desk = PartnershipDesk(self.window, self.session)
        self.window.set_tools_enabled(True)
        self.desk.start()
        if self._entrance is not None:
            self.window.drop_page(self._entrance)
            self._entrance = None
        for path in self._files:
            self.desk.open_file(path)
        self._files.clear()

    def lock(self) -> None:
        """Put the keys away and show the page that asks for them."""
        if self.desk is None or self._folder is None:
            return
        self._leave_desk()
        folder = self._folder
        page = UnlockPage(
            title="Your desk is locked",
            by_itself=opens_by_itself(folder),
            by_passphrase=has_passphrase(folder),
        )
        page.other.connect(self.choose_desk)
        page.tried.connect(lambda typed: self._unlock(page, folder, typed or None))
        self._enter(page)

    def _leave_desk(self) -> None:
        if self.desk is None or self.session is None:
            return
        self.desk.close()
        self.tasks.finish()
        self.session.workspace.close()
        self.desk.deleteLater()
        self.session.deleteLater()
        self.desk = self.session = None

    def leave(self) -> None:
        """Save what is pending, close the workspace, end the workers."""
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
        log = write_crash_log(self.context.data() / "logs", error, self.context.clock())
        show_crash(self.window, log.name)


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
    apply_theme(app, Scheme.SYSTEM)
    program = Program(context, request)
    app.program = program
    program.window.show()
    return app, program


def run_application(request: WindowRequest, context: Context) -> int:
    """Show the window until it is closed. Returns the exit code."""
    app, program = start(request, context)
    sys.excepthook = lambda _kind, error, _trace: program.crashed(error)
    code = app.exec()
    program.leave()
    return code
