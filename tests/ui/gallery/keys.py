"""Keys and lock on both desks, and the way back in by the recovery words."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import FileWriteError, WrongPassphraseError, WrongRecoveryWordsError
from app.ui.entrance import Entrance
from app.ui.frame import DEFAULT, MainWindow
from app.ui.messages import first_sentence
from app.ui.pages.agency.keys_page import KeysPage
from app.ui.pages.entrance.recover import OpenedPage, RecoverPage
from app.ui.pages.entrance.unlock import UnlockPage
from app.ui.pages.keys.new_key_form import NewKeyForm
from app.ui.pages.keys.panel import KeysPanel
from app.ui.pages.keys.passphrase_form import PassphraseForm
from app.ui.pages.partnership.keys import KeysPage as PartnershipKeysPage
from app.ui.tasks import TaskRunner
from tests.flow.desks import CHEAP
from tests.ui.agency import sample
from tests.ui.agency.shots import Camera
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, dialogs, present
from tests.ui.partnership.scene import new_scene
from tests.ui.partnership.shots import settle

_SECOND = "for a colleague in the team"


def keys(visit: Visit, folder: Path) -> None:
    """Every screen and state of the keys."""
    _entrance(visit, folder)
    _agency(visit, folder)
    _partnership(visit, folder)


def _entrance(visit: Visit, folder: Path) -> None:
    window, tasks = MainWindow(), TaskRunner(crashed)
    window.resize(DEFAULT)
    door = Entrance(window, tasks, sample.sample_context(folder))

    def show(name: str, page: QWidget) -> None:
        door._show(page)
        present(visit, f"keys-{name}", window)

    locked = UnlockPage(
        title="Your desk is locked", by_itself=False, by_passphrase=True, by_words=True
    )
    show("locked", locked)
    words = RecoverPage()
    show("words", words)
    words.typed.set_value("1 absurd 2 abillity 3 zoo")
    words.open.click()
    present(visit, "keys-words-wrong", window)
    words.typed.set_value("zoo " * 24)
    words.fail(*first_sentence(WrongRecoveryWordsError.sentence))
    present(visit, "keys-words-refused", window)
    opened = OpenedPage(secure_store=True)
    show("opened", opened)
    opened.form.new.set_value("short")
    opened.form.action.click()
    present(visit, "keys-opened-refused", window)
    door.close()
    tasks.shutdown()
    window.close()
    window.deleteLater()


def _agency(visit: Visit, folder: Path) -> None:
    workspace = sample.sample_desk(folder / "keys")
    camera = Camera(
        workspace, DEFAULT, lambda name, widget: present(visit, f"agency-{name}", widget)
    )
    camera.desk.show_keys()
    camera.take("keys")
    page = camera.window.page()
    assert isinstance(page, KeysPage)
    panel = page.panel
    panel.change_word.click()
    camera.take("keys-change")
    form = panel.opening.first()
    assert isinstance(form, PassphraseForm)
    form.fail(WrongPassphraseError())
    camera.take("keys-change-refused")
    form.fail(FileWriteError("slots.json", "the drive is read-only"))
    form.set_busy(True)
    camera.take("keys-change-working")
    form.left.emit()
    assert panel.sheet is not None
    path = folder / "recovery sheet.pdf"
    with patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(path), "")):
        panel.sheet.make.click()
        camera.settle()
    page.show_widget(panel.sheet)
    camera.take("keys-sheet-made")
    workspace.add_passphrase(_SECOND, CHEAP)
    panel.look()
    panel.locking.minutes.button("0").click()
    camera.settle()
    page.show_widget(panel.locking)
    camera.take("keys-never")
    page.verticalScrollBar().setValue(0)
    camera.take("keys-three-ways")
    with dialogs(visit, "dialog-take-away"):
        _remove_first(panel)
    _new_key(panel)
    camera.take("keys-new-key")
    camera.close()


def _partnership(visit: Visit, folder: Path) -> None:
    scene = new_scene(folder / "partnership keys", small=True)
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    page = PartnershipKeysPage(desk)
    desk.go("settings")
    settle(scene)
    desk.open(page)
    settle(scene)
    present(visit, "partnership-keys", desk.window)
    assert page.panel.new_encryption is not None
    with dialogs(visit, "dialog-new-encryption-key"):
        page.panel.new_encryption.click()
    form = _new_key(page.panel)
    form.set_busy(True)
    settle(scene)
    present(visit, "partnership-keys-working", desk.window)
    leave(scene)
    scene.workspace.close()


def _remove_first(panel: KeysPanel) -> None:
    remove = panel.ways.rows[0].remove
    assert remove is not None
    remove.click()


def _new_key(panel: KeysPanel) -> NewKeyForm:
    panel.new_key.click()
    form = panel.renewing.first()
    assert isinstance(form, NewKeyForm)
    return form
