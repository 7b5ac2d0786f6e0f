"""Keys and lock in the window, on both desks, as a person does it: no way in is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context
from app.errors import WrongPassphraseError, WrongRecoveryWordsError
from app.services.context import WindowRequest
from app.services.keep_keys import ways_in
from app.services.open_desk import open_desk
from app.services.preferences import lock_after
from app.services.recovery_words import HOW_MANY, typed_words
from app.services.set_up_desk import make_recovery_sheet
from app.storage import SlotKind, Workspace
from app.ui.application import Program
from app.ui.messages import Sheet
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.keys_page import KeysPage
from app.ui.pages.entrance.recover import OpenedPage, RecoverPage
from app.ui.pages.entrance.unlock import UnlockPage
from app.ui.pages.keys.new_key_form import NewKeyForm
from app.ui.pages.keys.passphrase_form import PassphraseForm
from app.ui.pages.keys.words_field import WordsField
from app.ui.pages.partnership.keys import KeysPage as PartnershipKeysPage
from app.ui.pages.partnership.settings import SettingsRoom
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE, agency_desk
from tests.storage.conftest import StoreInMemory, store
from tests.ui.agency.scene import Scene
from tests.ui.helpers import shown
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import new_scene

__all__ = ["store"]  # a fixture

NEW = "four other invented words"
ZOO = "zoo " * HOW_MANY


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    """An agency's desk with nothing on it."""
    scene = Scene(qtbot, agency_desk(tmp_path / "desk"), tmp_path)
    yield scene
    scene.close()


@pytest.fixture
def partnership(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    """A partnership's desk that was only just set up."""
    scene = new_scene(tmp_path, small=True)
    crashes: list[BaseException] = []
    driver = Driver(qtbot, scene, scene.open(crashes.append))
    driver.settle()
    yield driver
    scene.close()
    assert crashes == []


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], Program]]:
    """Starts the program on a desk."""
    started: list[Program] = []

    def begin(folder: Path) -> Program:
        context = replace(build_context(), data=lambda: tmp_path / "data", clock=clock)
        program = Program(context, WindowRequest(folder))
        qtbot.addWidget(program.window)
        program.window.show()
        started.append(program)
        return program

    yield begin
    for program in started:
        program.leave()


def press(name: str) -> None:
    """Press a button of the dialog that is about to be shown."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Sheet):
            QTimer.singleShot(5, look)
            return
        next(b for b in dialog.findChildren(QPushButton) if b.accessibleName() == name).click()

    QTimer.singleShot(0, look)


def saved_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def kinds(workspace: Workspace) -> list[SlotKind]:
    return [way.kind for way in ways_in(workspace)]


def reopens(folder: Path, passphrase: str) -> bool:
    try:
        open_desk(folder, passphrase=passphrase, clock=clock).close()
    except WrongPassphraseError:
        return False
    return True


def keys_page(scene: Scene) -> KeysPage:
    scene.click(scene.page(HomePage).keys)
    return scene.page(KeysPage)


def form_of(page: KeysPage) -> PassphraseForm:
    form = page.panel.opening.first()
    assert isinstance(form, PassphraseForm)
    return form


def labels(widget: QWidget) -> str:
    return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisible())


# --- the words ------------------------------------------------------------------------------------


@given(st.text())
def test_whatever_is_typed_is_counted_and_never_crashes(text: str) -> None:
    typed = typed_words(text)
    assert len(typed.words) <= len(text)
    assert all(1 <= number <= len(typed.words) for number in typed.wrong)


def test_words_may_come_with_their_numbers_and_capitals() -> None:
    typed = typed_words("1. Zoo\n2. abandon,\t3 ABILITY ")
    assert typed.text == "zoo abandon ability"
    assert typed.wrong == ()


def test_the_field_counts_and_names_the_word_that_no_sheet_has(qtbot: QtBot) -> None:
    field = WordsField()
    shown(qtbot, field)
    field.setFocus()
    qtbot.keyClicks(field.box, "abandon abil")
    assert field.error() == ""  # it may become "ability"
    assert "2 of 24 words" in labels(field)
    qtbot.keyClicks(field.box, "lity ")
    assert field.error() == "Word 2, “abillity”, is on no recovery sheet. Compare it with yours."
    field.set_value("")
    assert not field.complete()
    assert field.error() == "Type the 24 words from the recovery sheet."
    qtbot.keyClicks(field.box, "zoo zoo")
    assert not field.complete()
    assert "These are 2 words" in field.error()


@pytest.mark.parametrize(
    "hostile", ["<b>x</b> " * 30, "\u202eevil " * 24, "😀 " * 24, "a" * 50_000]
)
def test_hostile_words_are_named_shortly(qtbot: QtBot, hostile: str) -> None:
    field = WordsField()
    shown(qtbot, field)
    field.set_value(hostile)
    assert not field.complete()
    assert 0 < len(field.error()) < 200
    assert "\u202e" not in field.error()


# --- getting back in ------------------------------------------------------------------------------


def test_the_words_open_the_desk_whose_passphrase_is_forgotten(
    qtbot: QtBot, tmp_path: Path, start: Callable[[Path], Program]
) -> None:
    folder = tmp_path / "desk"
    with closing(agency_desk(folder)) as desk:
        sheet, _ = make_recovery_sheet(desk)
    program = start(folder)
    unlock = program.window.page()
    assert isinstance(unlock, UnlockPage)
    qtbot.mouseClick(unlock.words, Qt.MouseButton.LeftButton)
    page = program.window.page()
    assert isinstance(page, RecoverPage)
    page.typed.set_value("abandon " * 23 + "art")
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.failure.isVisible)
    told = f"{page.failure.sentence.text()} {page.failure.text.text()}"
    assert told == WrongRecoveryWordsError.sentence
    page.typed.set_value("")
    qtbot.keyClicks(page.typed.box, " ".join(sheet.words).upper())
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window.page(), OpenedPage))
    opened = program.window.page()
    assert isinstance(opened, OpenedPage)
    qtbot.keyClicks(opened.form.new.box, NEW)
    qtbot.keyClicks(opened.form.again.box, NEW)
    qtbot.keyClick(opened.form.again.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()
    assert reopens(folder, NEW)


def test_the_words_open_a_desk_whose_entry_in_the_store_is_gone(
    qtbot: QtBot, tmp_path: Path, start: Callable[[Path], Program], store: StoreInMemory
) -> None:
    folder = tmp_path / "desk"
    with closing(agency_desk(folder)) as desk:
        sheet, _ = make_recovery_sheet(desk)
        desk.add_keyring()
        for way in ways_in(desk):
            if way.kind is SlotKind.PASSPHRASE:
                desk.remove_way_in(way.id)
    store.secrets.clear()
    program = start(folder)
    unlock = program.window.page()
    assert isinstance(unlock, UnlockPage)
    qtbot.waitUntil(unlock.failure.isVisible)
    assert "recovery sheet" in unlock.failure.text.text()
    qtbot.mouseClick(unlock.words, Qt.MouseButton.LeftButton)
    page = program.window.page()
    assert isinstance(page, RecoverPage)
    page.typed.set_value("\n".join(sheet.words))
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window.page(), OpenedPage))
    opened = program.window.page()
    assert isinstance(opened, OpenedPage)
    qtbot.mouseClick(opened.store, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()
    open_desk(folder, clock=clock).close()


def test_nobody_is_made_to_choose_a_passphrase_and_nothing_stays_open_unattended(
    qtbot: QtBot, tmp_path: Path, start: Callable[[Path], Program]
) -> None:
    folder = tmp_path / "desk"
    with closing(agency_desk(folder)) as desk:
        sheet, _ = make_recovery_sheet(desk)

    def by_words(program: Program) -> OpenedPage:
        unlock = program.window.page()
        assert isinstance(unlock, UnlockPage)
        unlock.words.click()
        page = program.window.page()
        assert isinstance(page, RecoverPage)
        page.typed.set_value(" ".join(sheet.words))
        page.open.click()
        qtbot.waitUntil(lambda: isinstance(program.window.page(), OpenedPage))
        opened = program.window.page()
        assert isinstance(opened, OpenedPage)
        return opened

    program = start(folder)
    by_words(program)
    program._entrance._nobody_is_there()
    assert isinstance(program.window.page(), UnlockPage)
    opened = by_words(program)  # it was closed: else it would be in use
    qtbot.mouseClick(opened.form.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()
    again = start(folder)
    by_words(again)
    again.leave()  # while it is asked for a passphrase
    assert reopens(folder, PASSPHRASE)


def test_a_desk_without_a_sheet_is_not_offered_the_words(
    tmp_path: Path, start: Callable[[Path], Program]
) -> None:
    agency_desk(tmp_path / "desk").close()
    unlock = start(tmp_path / "desk").window.page()
    assert isinstance(unlock, UnlockPage)
    assert not unlock.words.isVisible()


# --- ways to open ---------------------------------------------------------------------------------


def test_the_passphrase_is_changed_and_the_last_way_is_kept(scene: Scene, tmp_path: Path) -> None:
    page = keys_page(scene)
    (row,) = page.panel.ways.rows
    assert row.remove is None
    assert "can’t be taken away" in labels(row)
    scene.click(page.panel.change_word)
    form = form_of(page)
    assert scene.focus() is form.old.box
    assert form.new.box.echoMode() is QLineEdit.EchoMode.Password
    scene.write("not the passphrase")
    form.new.setFocus()
    scene.write(NEW)
    form.again.setFocus()
    scene.write(NEW)
    scene.key(Qt.Key.Key_Return)
    assert "does not open the desk" in form.old.error()
    assert scene.focus() is form.old.box
    scene.write(PASSPHRASE)  # what was there is selected
    scene.click(form.action)
    assert "The passphrase was changed." in labels(page)
    assert scene.focus() is page.panel.change_word
    assert len(page.panel.ways.rows) == 1
    scene.close()
    assert reopens(tmp_path / "desk", NEW)
    assert not reopens(tmp_path / "desk", PASSPHRASE)


def test_a_passphrase_is_added_checked_shown_and_another_taken_away(
    scene: Scene, tmp_path: Path
) -> None:
    page = keys_page(scene)
    scene.click(page.panel.add_word)
    form = form_of(page)
    scene.write("short")
    scene.click(form.action)
    assert "12 characters" in form.new.error()
    form.new.box.clear()
    scene.write(NEW)
    form.again.setFocus()
    scene.write("something else")
    scene.click(form.action)
    assert "not the same" in form.again.error()
    form.show_typed.setFocus()
    scene.key(Qt.Key.Key_Space)
    assert form.new.box.echoMode() is QLineEdit.EchoMode.Normal
    form.again.box.clear()
    form.again.setFocus()
    scene.write(NEW)
    scene.click(form.action)
    assert kinds(scene.session.workspace) == [SlotKind.PASSPHRASE] * 2
    first, _second = page.panel.ways.rows
    assert first.remove is not None
    press("Take away")
    scene.click(first.remove)
    assert "The passphrase was taken away." in labels(page)
    assert scene.window.focusWidget() is page.panel.add_word
    scene.close()
    assert reopens(tmp_path / "desk", NEW)
    assert not reopens(tmp_path / "desk", PASSPHRASE)


def test_this_computer_is_let_in_where_it_has_a_store(
    scene: Scene, tmp_path: Path, store: StoreInMemory
) -> None:
    page = keys_page(scene)
    scene.click(page.panel.add_store)
    assert SlotKind.KEYRING in kinds(scene.session.workspace)
    assert not page.panel.add_store.isVisible()
    assert store.secrets
    word = page.panel.ways.rows[0].remove
    assert word is not None
    press("Take away")
    scene.click(word)
    assert "Only this computer opens the desk." in labels(page)
    scene.close()
    open_desk(tmp_path / "desk", clock=clock).close()


def test_without_a_store_it_is_not_offered(scene: Scene) -> None:
    assert not keys_page(scene).panel.add_store.isVisible()


def test_leaving_a_form_changes_nothing(scene: Scene) -> None:
    page = keys_page(scene)
    scene.click(page.panel.add_word)
    scene.click(form_of(page).leave)
    assert scene.focus() is page.panel.add_word
    assert kinds(scene.session.workspace) == [SlotKind.PASSPHRASE]
    scene.key(Qt.Key.Key_Escape)
    scene.page(HomePage)


# --- the sheet ------------------------------------------------------------------------------------


def test_an_agency_makes_its_sheet_prints_and_tries_it(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keys_page(scene)
    section = page.panel.sheet
    assert section is not None
    path = saved_as(monkeypatch, tmp_path / "sheet.pdf")
    scene.click(section.make)
    text = PdfReader(path).pages[0].extract_text()
    assert "open this agency’s desk" in text
    assert "recovery key" not in text.lower()
    words = typed_words(text.split("don’t matter.")[1].split("Fingerprint")[0]).words
    assert len(words) == HOW_MANY
    ordered = " ".join(words[row * 3 + column] for column in range(3) for row in range(8))
    section.typed.set_value(ZOO)
    scene.click(section.attempt)
    assert "do not open this workspace" in section.typed.error()
    section.typed.set_value(ordered)
    scene.click(section.attempt)
    assert "The recovery sheet works." in labels(page)
    assert section.typed.value() == ""
    assert ordered not in QApplication.clipboard().text()
    scene.close()
    open_desk(tmp_path / "desk", words=ordered, clock=clock).close()


def test_a_sheet_that_could_not_be_written_is_no_way_in(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keys_page(scene)
    assert page.panel.sheet is not None
    saved_as(monkeypatch, tmp_path / "no such folder" / "sheet.pdf")
    scene.click(page.panel.sheet.make)
    assert "Make another sheet." in labels(page)
    assert kinds(scene.session.workspace) == [SlotKind.PASSPHRASE]
    assert page.panel.sheet.make.text() == "Make a recovery sheet"


# --- lock and new keys ----------------------------------------------------------------------------


def test_the_time_to_lock_is_kept_and_never_is_told_as_unsafe(scene: Scene) -> None:
    page = keys_page(scene)
    locking = page.panel.locking
    assert locking.minutes.current() == "10"
    scene.click(locking.minutes.button("30"))
    assert lock_after(scene.session.workspace) == 30
    assert not locking.unsafe.isVisible()
    scene.click(locking.minutes.button("0"))
    assert lock_after(scene.session.workspace) == 0
    assert locking.unsafe.isVisible()


def test_a_new_database_key_ends_what_was_not_typed(scene: Scene, tmp_path: Path) -> None:
    workspace = scene.session.workspace
    sheet, _ = make_recovery_sheet(workspace)
    workspace.add_passphrase("one that somebody learned", CHEAP)
    page = keys_page(scene)
    scene.click(page.panel.new_key)
    form = page.panel.renewing.first()
    assert isinstance(form, NewKeyForm)
    scene.click(form.action)
    assert "Type what shall go on" in form.passphrase.error()
    scene.write("not the passphrase")
    scene.click(form.action)
    assert "does not open the desk now" in form.passphrase.error()
    assert len(ways_in(workspace)) == 3
    form.passphrase.box.clear()
    form.passphrase.setFocus()
    scene.write(PASSPHRASE)
    form.words.set_value("zoo zoo")
    scene.click(form.action)
    assert "These are 2 words" in form.words.error()
    form.words.set_value(" ".join(sheet.words))
    scene.click(form.action)
    assert "This desk has a new key." in labels(page)
    assert sorted(kinds(workspace)) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY_WORDS]
    scene.close()
    assert reopens(tmp_path / "desk", PASSPHRASE)
    assert not reopens(tmp_path / "desk", "one that somebody learned")
    open_desk(tmp_path / "desk", words=" ".join(sheet.words), clock=clock).close()


def test_the_partnership_makes_new_keys_from_its_settings(partnership: Driver) -> None:
    partnership.desk.go("settings")
    partnership.settle()
    settings = partnership.page(SettingsRoom)
    assert "with its passphrase or with the recovery sheet" in settings.ways.text()
    partnership.click(settings.keys)
    partnership.settle()
    page = partnership.page(PartnershipKeysPage)
    assert page.panel.sheet is None  # it is in the settings
    assert page.panel.new_encryption is not None
    press("Make the new key")
    partnership.click(page.panel.new_encryption)
    partnership.settle()
    assert "Issue the packs that are out again" in partnership.words()
    with partnership.scene.workspace.work() as work:
        assert len(work.keys.own_like("encryption until ")) == 1
    partnership.click(page.back)
    partnership.page(SettingsRoom)
