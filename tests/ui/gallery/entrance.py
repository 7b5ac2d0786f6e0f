"""What one meets before a desk is open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import WorkspaceInUseError, WrongPassphraseError
from app.services.portable import KeptIn, Place
from app.services.set_up_desk import RecoverySheet, RecoveryWordsError
from app.storage import Desk
from app.ui.entrance import Entrance
from app.ui.frame import DEFAULT, MainWindow
from app.ui.messages import first_sentence, show_crash
from app.ui.pages.entrance.choose_desk import ChooseDeskPage
from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.entrance.unlock import UnlockPage
from app.ui.tasks import TaskRunner
from tests.ui.agency.sample import sample_clock, sample_context
from tests.ui.gallery.showing import Visit, crashed, dialogs, present

_FOLDER = Path("Documents") / "Partnership Audit"


def entrance(visit: Visit, sheet: RecoverySheet) -> None:
    """The pages of the entrance and their failures."""
    window, tasks = MainWindow(), TaskRunner(crashed)
    window.resize(DEFAULT)
    door = Entrance(window, tasks, sample_context(_FOLDER))

    def show(name: str, page: QWidget) -> None:
        door._show(page)
        present(visit, f"entrance-{name}", window)

    show("choose", ChooseDeskPage(frozenset()))
    show("choose-again", ChooseDeskPage(frozenset(Desk)))
    show("set-up", SetUpPage(Desk.AGENCY, _FOLDER / "agency", secure_store=True))
    beside = KeptIn(Place.BESIDE, Path("E:/Partnership Audit/workspaces/agency"), False)
    there = KeptIn(Place.PROFILE, _FOLDER / "agency", True)
    here = replace(there, desk_is_there=False)
    show("portable", _portable((beside, here), Place.BESIDE))
    show("portable-profile", _portable((beside, here), Place.PROFILE))
    show("portable-there", _portable((beside, there), Place.PROFILE))
    show("portable-second", _portable((beside,), Place.BESIDE))
    page = SetUpPage(Desk.PARTNERSHIP, _FOLDER / "partnership", secure_store=False)
    show("set-up-passphrase", page)
    page.first.set_value("short")
    page.done.click()
    page.fail("This folder can’t be written to.", "Nothing was set up. Choose another folder.")
    present(visit, "entrance-set-up-refused", window)
    show("unlock", UnlockPage(title="Open your desk", by_itself=True, by_passphrase=True))
    locked = UnlockPage(title="Your desk is locked", by_itself=False, by_passphrase=True)
    show("locked", locked)
    locked.fail(*first_sentence(WrongPassphraseError.sentence))
    present(visit, "entrance-locked-refused", window)
    taken = UnlockPage(title="Open your desk", by_itself=False, by_passphrase=True)
    door._show(taken)
    since = "09:14 on 23 January 2018"
    error = WorkspaceInUseError("a.manager", "LSCB-PC-7", since)
    taken.fail_in_use(*first_sentence(error.sentence), "three or four words")
    present(visit, "entrance-in-use-elsewhere", window)
    taken = UnlockPage(title="Open your desk", by_itself=True, by_passphrase=False)
    door._show(taken)
    error = WorkspaceInUseError("a.manager", "LSCB-PC-7", since, here=True)
    taken.fail_in_use(*first_sentence(error.sentence), None)
    present(visit, "entrance-in-use-here", window)
    words = RecoverySheetPage(sheet, sample_clock().date())
    show("recovery-sheet", words)
    words.saved.set_text("The sheet is in “recovery sheet.pdf”.", "Print it, then delete the file.")
    words.saved.show()
    words.typed.set_value("words of another sheet")
    words.fail(*first_sentence(RecoveryWordsError.sentence))
    present(visit, "entrance-recovery-sheet-refused", window)
    with dialogs(visit, "dialog-crash"):
        show_crash(window, "2018-01-31 1402.txt")
    door.close()
    tasks.shutdown()
    window.close()
    window.deleteLater()


def _portable(places: tuple[KeptIn, ...], chosen: Place) -> SetUpPage:
    folder = places[0].folder
    page = SetUpPage(Desk.AGENCY, folder, secure_store=True, places=places)
    if page.kept_in is not None:
        page.kept_in.cards.card(chosen.value).setChecked(True)
    return page
