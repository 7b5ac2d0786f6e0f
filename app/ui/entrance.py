"""The way to an open desk: choose one, set it up, unlock it.

What needs the database library is imported where it is used, on the worker: the first page is on
the screen before, and ``warm_up`` loads the rest while the person reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.errors import (
    DamagedWorkspaceError,
    DeskNotFoundError,
    FileWriteError,
    PartnershipAuditError,
    WorkspaceInUseError,
)
from app.services.context import Context
from app.services.open_desk import (
    chosen_folder,
    default_folder,
    desk_exists,
    has_passphrase,
    has_recovery_words,
    open_desk,
    opens_by_itself,
    remember_folder,
    usual_folder,
)
from app.services.preferences import LOCK_AFTER_MINUTES
from app.storage import Desk, has_secure_store
from app.ui.frame import MainWindow
from app.ui.pages.entrance.choose_desk import ChooseDeskPage
from app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from app.services.keep_copies import KeptCopy
    from app.services.portable import KeptIn
    from app.services.set_up_desk import RecoverySheet
    from app.storage import Workspace
    from app.ui.mending import Mending
    from app.ui.pages.entrance.set_up import SetUp, SetUpPage
    from app.ui.pages.entrance.unlock import UnlockPage

QUIET = "Nothing leaves this computer by itself"


class Entrance(QObject):
    """``opened(workspace, folder)`` when a desk is open. Its pages fill the window until then."""

    opened = Signal(object, object)

    def __init__(self, window: MainWindow, tasks: TaskRunner, context: Context) -> None:
        super().__init__()
        self._window, self._tasks, self._context = window, tasks, context
        self._page: QWidget | None = None
        self._mending: Mending | None = None
        self._held: Workspace | None = None  # opened by its words; its desk is not shown yet
        self._unattended = QTimer(self, singleShot=True, interval=LOCK_AFTER_MINUTES * 60_000)
        self._unattended.timeout.connect(self._nobody_is_there)
        # Goes off when the first page is painted and nothing else is to be done.
        self._warming = QTimer(self, singleShot=True, interval=0)
        self._warming.timeout.connect(lambda: self._tasks.run(lambda _work: warm_up()))

    def begin(self, folder: Path | None, passphrase: str | None) -> None:
        """Go to the folder that was named, or to the one desk that is here, or ask which."""
        existing, preset = self._existing(), self._preset()
        if folder is not None:
            self.go_to(folder, passphrase)
        elif preset is not None and existing <= {preset}:
            self._desk_chosen(preset)
        elif len(existing) == 1 and preset is None:
            self.go_to(self._usual(next(iter(existing))))
        else:
            self.choose_desk()
        self._warming.start()

    def close(self) -> None:
        """Begin nothing more: the program is about to end."""
        self._warming.stop()
        self._put_away()

    def choose_desk(self) -> None:
        """Ask which desk this is. Where one is preset, another is offered only if it is here."""
        page = ChooseDeskPage(self._existing(), self._preset())
        page.chosen.connect(self._desk_chosen)
        self._show(page)

    def go_to(self, folder: Path, passphrase: str | None = None) -> None:
        """Open a workspace: at once where its key is at hand, else ask for the passphrase."""
        page = self._unlock_page("Open your desk", folder)
        if page is not None and (passphrase is not None or opens_by_itself(folder)):
            self._unlock(page, folder, passphrase)

    def lock(self, folder: Path) -> None:
        """Ask again for what opens the workspace that was just closed."""
        self._unlock_page("Your desk is locked", folder)

    def mend(self, folder: Path, kept: KeptCopy | None = None, *, rescue: bool = False) -> None:
        """Put a copy of a closed desk back, rescue what can be read, or ask which of the two."""
        # Imported here: a sound desk is opened without it.
        from app.ui.mending import Mending

        mending = self._mending = Mending(self._show, self._tasks, self._context, folder)
        mending.mended.connect(lambda passphrase: self.go_to(folder, passphrase))
        mending.left.connect(self.choose_desk)
        back = partial(self.go_to, folder)
        if kept is not None:
            mending.put_back(kept, back)
        elif rescue:
            mending.ask_rescue(back)
        else:
            mending.choose()

    def leave(self) -> None:
        """Take the last page away: a desk is open."""
        if self._page is not None:
            self._window.drop_page(self._page)
            self._page = None

    def _usual(self, desk: Desk) -> Path:
        return usual_folder(self._context.data(), desk, self._context.policy)

    def _preset(self) -> Desk | None:
        preset = self._context.policy.desk
        return Desk(preset) if preset in set(Desk) else None

    def _existing(self) -> frozenset[Desk]:
        return frozenset(desk for desk in Desk if desk_exists(self._usual(desk)))

    def _desk_chosen(self, desk: Desk) -> None:
        folder = self._usual(desk)
        if desk_exists(folder):
            self.go_to(folder)
            return
        from app.ui.pages.entrance.set_up import SetUpPage

        policy = self._context.policy
        not_found = folder if folder == chosen_folder(self._context.data(), desk) else None
        if not_found is not None:
            folder = default_folder(self._context.data(), desk)
        page = SetUpPage(
            desk,
            folder,
            secure_store=has_secure_store(),
            is_preset=desk is self._preset(),
            keeps_folder=bool(policy.workspaces_folder),
            places=self._places(desk),
        )
        page.back.setVisible(self._offers_another(desk))
        page.left.connect(self.choose_desk)
        page.asked.connect(lambda wanted: self._set_up(page, wanted))
        if not_found is not None:
            page.fail(*_two_parts(DeskNotFoundError(str(not_found))))
        self._show(page)

    def _offers_another(self, desk: Desk) -> bool:
        """Whether there is a desk to be chosen besides this one."""
        preset = self._preset()
        return preset is None or bool((self._existing() | {preset}) - {desk})

    def _places(self, desk: Desk) -> tuple[KeptIn, ...]:
        """Where a portable copy can keep a desk, unless that is preset."""
        portable, preset = self._context.portable, self._context.policy.workspaces_folder
        return portable.choices(desk) if portable is not None and not preset else ()

    def _set_up(self, page: SetUpPage, wanted: SetUp) -> None:
        def made(result: tuple[Workspace, RecoverySheet | None]) -> None:
            workspace, sheet = result
            self._remember(wanted)
            if sheet is None:
                self.opened.emit(workspace, wanted.folder)
            else:
                self._show_sheet(workspace, sheet, wanted.folder)

        if self._context.portable is not None and wanted.place is not None:
            try:
                self._context.portable.keep_in(wanted.place)
            except FileWriteError as error:
                page.fail(*_two_parts(error))
                return
        if desk_exists(wanted.folder):
            self._remember(wanted)
            self.go_to(wanted.folder)
            return
        self._tasks.run(
            lambda _work: _make_desk(wanted, self._context),
            done=made,
            failed=lambda error: page.fail(*_two_parts(error)),
        )

    def _remember(self, wanted: SetUp) -> None:
        if self._context.policy.workspaces_folder:
            return
        try:
            remember_folder(self._context.data(), wanted.desk, wanted.folder)
        except FileWriteError as error:
            self._window.show_notice(error.sentence)

    def _show_sheet(self, workspace: Workspace, sheet: RecoverySheet, folder: Path) -> None:
        from app.services.set_up_desk import try_recovery_words
        from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage

        page = RecoverySheetPage(sheet, self._context.clock().date())
        page.left.connect(lambda: self.opened.emit(workspace, folder))
        page.tried.connect(
            lambda words: self._tasks.run(
                lambda _work: try_recovery_words(workspace, words),
                done=lambda _changes: self.opened.emit(workspace, folder),
                failed=lambda error: page.fail(*_two_parts(error)),
            )
        )
        self._show(page)

    def _unlock_page(self, title: str, folder: Path) -> UnlockPage | None:
        try:
            by_itself, by_passphrase = opens_by_itself(folder), has_passphrase(folder)
            by_words = has_recovery_words(folder)
        except DamagedWorkspaceError:
            self.mend(folder)
            return None
        except PartnershipAuditError as error:
            from app.ui.messages import show_error

            self.choose_desk()
            show_error(self._window, error)
            return None
        # Imported here: a first start has nothing to unlock.
        from app.ui.pages.entrance.unlock import UnlockPage

        page = UnlockPage(
            title=title, by_itself=by_itself, by_passphrase=by_passphrase, by_words=by_words
        )
        page.words_asked.connect(lambda: self._ask_words(title, folder))
        page.other.connect(self.choose_desk)
        here = next((desk for desk in Desk if self._usual(desk) == folder), None)
        page.another.setVisible(here is None or self._offers_another(here))
        page.tried.connect(lambda typed: self._unlock(page, folder, typed or None))
        self._show(page)
        return page

    def _unlock(self, page: UnlockPage, folder: Path, passphrase: str | None) -> None:
        def failed(error: PartnershipAuditError) -> None:
            if self._page is not page:
                return
            if isinstance(error, DamagedWorkspaceError):
                self.mend(folder)
            elif isinstance(error, WorkspaceInUseError):
                page.fail_in_use(*_two_parts(error), passphrase)
            else:
                page.fail(*_two_parts(error))

        page.set_busy(True)
        self._tasks.run(
            lambda _work: open_desk(folder, passphrase=passphrase, clock=self._context.clock),
            done=lambda workspace: self.opened.emit(workspace, folder),
            failed=failed,
        )

    # --- by the recovery words -------------------------------------------------------------------

    def _ask_words(self, title: str, folder: Path) -> None:
        from app.ui.pages.entrance.recover import RecoverPage

        page = RecoverPage()
        page.left.connect(lambda: self._unlock_page(title, folder))

        def opened(workspace: Workspace) -> None:
            self._held = workspace
            self._ask_new_way(workspace, folder)

        def failed(error: PartnershipAuditError) -> None:
            if isinstance(error, DamagedWorkspaceError):
                self.mend(folder)
            else:
                page.fail(*_two_parts(error))

        def tried(words: str) -> None:
            page.set_busy(True)
            self._tasks.run(
                lambda _work: open_desk(folder, words=words, clock=self._context.clock),
                done=opened,
                failed=failed,
            )

        page.tried.connect(tried)
        self._show(page)

    def _ask_new_way(self, workspace: Workspace, folder: Path) -> None:
        """The sheet is for emergencies: let something else open the desk next time."""
        from app.services.keep_keys import add_passphrase, let_this_computer_open
        from app.ui.pages.entrance.recover import OpenedPage

        page = OpenedPage(secure_store=has_secure_store())

        def go_on(_changes: object = None) -> None:
            if self._held is workspace:
                self._held = None
                self._unattended.stop()
                self.opened.emit(workspace, folder)

        def keep(write: Callable[[], Changes]) -> None:
            self._tasks.run(lambda _work: write(), done=go_on, failed=page.form.fail, owner=page)

        page.left.connect(go_on)
        page.kept.connect(lambda new: keep(lambda: add_passphrase(workspace, new)))
        page.by_itself.connect(lambda: keep(lambda: let_this_computer_open(workspace)))
        self._unattended.start()
        self._show(page)

    def _put_away(self) -> Workspace | None:
        """Close what the words opened, unless its desk is to be shown after all."""
        self._unattended.stop()
        if self._held is not None:
            self._tasks.finish()  # a passphrase may just be being kept
        held, self._held = self._held, None
        if held is not None:
            held.close()
        return held

    def _nobody_is_there(self) -> None:
        held = self._put_away()
        if held is not None:
            self.lock(held.folder)

    def _show(self, page: QWidget) -> None:
        earlier, self._page = self._page, page
        self._window.set_audit_title("")
        self._window.set_who("")
        self._window.set_tools_enabled(False)
        self._window.set_status(QUIET)
        self._window.hide_side()
        self._window.show_page(page)
        page.setFocus()
        if earlier is not None:
            self._window.drop_page(earlier)


def warm_up() -> None:
    """Load what the next step needs: the database library and the sealing of files."""
    import_module("app.services.set_up_desk")
    import_module("app.storage.opening")


def _make_desk(wanted: SetUp, context: Context) -> tuple[Workspace, RecoverySheet | None]:
    from app.services.set_up_desk import set_up_agency_desk, set_up_partnership_desk

    keyring = wanted.passphrase is None
    if wanted.desk is Desk.AGENCY:
        workspace = set_up_agency_desk(
            wanted.folder,
            passphrase=wanted.passphrase,
            keyring=keyring,
            clock=context.clock,
            policy=context.policy,
        )
        return workspace, None
    return set_up_partnership_desk(
        wanted.folder,
        passphrase=wanted.passphrase,
        keyring=keyring,
        clock=context.clock,
        policy=context.policy,
    )


def _two_parts(error: PartnershipAuditError) -> tuple[str, str]:
    """What happened, and what is safe and to do."""
    from app.ui.messages import first_sentence

    return first_sentence(error.sentence)
