"""Dialogs, answered as a person answers them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.errors import SealedFileError
from app.ui.messages import (
    PassphraseSheet,
    Sheet,
    ask_passphrase,
    confirm,
    first_sentence,
    show_crash,
    show_error,
)
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import TextLabel


def _answer(act: Callable[[Sheet], None]) -> None:
    """Do something in the dialog that is about to open."""

    def when_open() -> None:
        found = QApplication.activeModalWidget()
        assert isinstance(found, Sheet)
        act(found)

    QTimer.singleShot(50, when_open)


def _button(sheet: QDialog, name: str) -> Button:
    return next(b for b in sheet.findChildren(Button) if b.accessibleName() == name)


def test_return_confirms_and_escape_does_not() -> None:
    _answer(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Return))
    assert confirm(None, "Seal 5 returns?", "You can still change them.", action="Seal returns")
    _answer(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape))
    assert not confirm(None, "Seal 5 returns?", action="Seal returns")


def test_what_cannot_be_taken_back_is_not_done_by_return() -> None:
    _answer(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Return))
    assert not confirm(None, "Delete the audit?", action="Delete for good", danger=True)

    def click(sheet: Sheet) -> None:
        QTest.mouseClick(_button(sheet, "Delete for good"), Qt.MouseButton.LeftButton)

    _answer(click)
    assert confirm(None, "Delete the audit?", action="Delete for good", danger=True)


def test_a_failure_is_told_in_its_own_sentence() -> None:
    said: list[str] = []

    def read(sheet: Sheet) -> None:
        said.extend(label.text() for label in sheet.findChildren(TextLabel))
        QTest.keyClick(sheet, Qt.Key.Key_Return)

    _answer(read)
    show_error(None, SealedFileError("One <b>file</b> is damaged. Nothing was brought in."))
    assert said == ["One <b>file</b> is damaged.", "Nothing was brought in."]


def test_a_crash_names_its_report() -> None:
    said: list[str] = []

    def read(sheet: Sheet) -> None:
        said.extend(label.text() for label in sheet.findChildren(TextLabel))
        QTest.keyClick(sheet, Qt.Key.Key_Return)

    _answer(read)
    show_crash(None, "report 2026-11-23.txt")
    assert "report 2026-11-23.txt" in " ".join(said)


def test_a_new_passphrase_is_typed_twice() -> None:
    errors: list[str] = []

    def fill(sheet: Sheet) -> None:
        assert isinstance(sheet, PassphraseSheet)
        go = _button(sheet, "Lock pack")
        for first, second in (("short", ""), ("long enough words", "other"), ("", "")):
            sheet.first.set_value(first)
            sheet.second.set_value(second)
            QTest.mouseClick(go, Qt.MouseButton.LeftButton)
            errors.append(sheet.first.error() or sheet.second.error())
        sheet.first.set_value("long enough words")
        sheet.second.set_value("long enough words")
        QTest.mouseClick(go, Qt.MouseButton.LeftButton)

    _answer(fill)
    given = ask_passphrase(None, "Lock this pack", action="Lock pack", new=True)
    assert given == "long enough words"
    assert errors == [
        "Make it 12 characters or more.",
        "This is not the same as above.",
        "Enter the passphrase.",
    ]


def test_a_passphrase_may_be_left_out() -> None:
    _answer(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape))
    assert ask_passphrase(None, "Open this pack", wrong=True) is None


def test_sentences_are_divided() -> None:
    assert first_sentence("One. Two. Three.") == ("One.", "Two. Three.")
    assert first_sentence("Only one") == ("Only one", "")
    assert first_sentence("A file ends in .paudit, or not. Try.") == (
        "A file ends in .paudit, or not.",
        "Try.",
    )
