"""Typing: text that grows and is saved in time, dates and numbers that check themselves."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.date_field import DateField
from app.ui.widgets.day_text import day_of, day_problem, split_day
from app.ui.widgets.fields import ChoiceField, LineField, NumberField
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.plain import button_text, visible
from app.ui.widgets.text_marks import TextMark
from tests.ui.helpers import shown


def test_hidden_and_reordering_characters_are_made_visible() -> None:
    assert visible("plain – “text”\nwith\ttabs") == "plain – “text”\nwith\ttabs"
    assert visible("a\u202egpj.exe") == "a[U+202E]gpj.exe"
    assert visible("a\x00b\x7fc") == "a\u2400b\u2421c"
    assert visible("one\r\ntwo\u2028three") == "one\ntwo\nthree"
    assert visible("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645").count("\u200c") == 1
    assert button_text("Health & Care") == "Health && Care"


def test_typing_is_announced_within_400_ms_even_while_it_goes_on(qtbot: QtBot) -> None:
    field = GrowingText("What did you find?")
    shown(qtbot, field)
    field.setFocus()
    with qtbot.waitSignal(field.edited, timeout=600):
        for _ in range(12):
            QTest.keyClicks(field.box, "ab ")
            qtbot.wait(40)
    QTest.keyClicks(field.box, "last")
    with qtbot.waitSignal(field.edited, timeout=100) as sent:
        field.flush()
    assert sent.args == [field.value()]
    with qtbot.assertNotEmitted(field.edited, wait=500):
        field.flush()


def test_leaving_the_box_announces_at_once_and_tab_leaves_it(qtbot: QtBot) -> None:
    first, second = GrowingText("One"), GrowingText("Two")
    shown(qtbot, first, second)
    first.setFocus()
    QTest.keyClicks(first.box, "x")
    with qtbot.waitSignal(first.edited, timeout=200):
        QTest.keyClick(first.box, Qt.Key.Key_Tab)
    assert first.value() == "x"
    assert second.box.hasFocus()


def test_the_box_grows_with_its_text_and_never_scrolls(qtbot: QtBot) -> None:
    field = GrowingText("What did you find?")
    shown(qtbot, field, height=900)
    small = field.box.height()
    field.set_value("\n".join(f"line {n}" for n in range(20)))
    qtbot.waitUntil(lambda: field.box.height() > small * 2)
    assert field.box.verticalScrollBar().maximum() == 0
    field.set_value("short")
    qtbot.waitUntil(lambda: field.box.height() == small)


def test_paste_is_plain_and_can_be_undone(qtbot: QtBot) -> None:
    field = GrowingText("What did you find?", value="Before. ")
    shown(qtbot, field)
    field.setFocus()
    field.box.moveCursor(QTextCursor.MoveOperation.End)
    data = QMimeData()
    data.setHtml("<b>bold</b>\u202e<img src='http://example.invalid/x.png'>")
    data.setText("bold\u202e")
    QApplication.clipboard().setMimeData(data)
    field.box.paste()
    assert field.value() == "Before. bold[U+202E]"
    assert "font-weight" not in field.box.toHtml().split("</style>")[-1].split("Before")[-1]
    field.box.undo()
    assert field.value() == "Before. "
    field.box.redo()
    assert field.value() == "Before. bold[U+202E]"


def test_a_control_character_shows_as_soon_as_it_is_in(qtbot: QtBot) -> None:
    field = GrowingText("What did you find?")
    line = LineField("Name")
    shown(qtbot, field, line)
    field.box.insertPlainText("a\u202eb")
    assert field.box.toPlainText() == "a[U+202E]b"
    line.box.insert("a\u200bb")
    assert line.value() == "a[U+200B]b"


def test_words_are_counted_and_marks_can_be_asked_about(qtbot: QtBot) -> None:
    field = GrowingText("What did you find?", value="Mrs Okonkwo said so.")
    shown(qtbot, field)
    field.set_marks([TextMark(0, 11, "a name")])
    field.setFocus()
    cursor = field.box.textCursor()
    cursor.setPosition(5)
    field.box.setTextCursor(cursor)
    with qtbot.waitSignal(field.mark_asked) as sent:
        QTest.keyClick(field.box, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert sent.args[0].about == "a name"
    with qtbot.waitSignal(field.mark_asked):
        at = field.box.cursorRect(cursor).center()
        QTest.mouseClick(field.box.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert field._count.text() == "4 words"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("22 11 2017", ("22", "11", "2017")),
        ("22 November 2017", ("22", "November", "2017")),
        ("22nd of Nov 2017", ("22", "Nov", "2017")),
        ("Wednesday, 22 November 2017", ("22", "November", "2017")),
        ("22/11/2017", ("22", "11", "2017")),
        ("22.11.2017", ("22", "11", "2017")),
        ("2017-11-22", ("22", "11", "2017")),
    ],
)
def test_a_day_is_understood_as_people_write_it(text: str, parts: tuple[str, str, str]) -> None:
    assert split_day(text) == parts
    assert day_of(*parts) == date(2017, 11, 22)


@pytest.mark.parametrize(
    ("boxes", "says"),
    [
        (("31", "11", "2017"), "There is no 31 November 2017."),
        (("", "11", "2017"), "The date needs a day."),
        (("22", "", ""), "The date needs a month and a year."),
        (("22", "13", "2017"), "The month is a number from 1 to 12, or its name."),
        (("22", "11", "17"), "The year needs four numbers, such as 2017."),
        (("x", "11", "2017"), "The day is a number from 1 to 31."),
        (("", "", ""), ""),
        (("29", "feb", "2016"), ""),
    ],
)
def test_what_is_wrong_with_a_day_is_said(boxes: tuple[str, str, str], says: str) -> None:
    assert day_problem(*boxes) == says


def test_a_whole_date_typed_into_the_first_box_is_divided(qtbot: QtBot) -> None:
    field = DateField("Last involvement")
    shown(qtbot, field)
    field.setFocus()
    with qtbot.waitSignal(field.edited) as sent:
        QTest.keyClicks(field.day, "22 11 2017")
    assert sent.args == [date(2017, 11, 22)]
    assert (field.day.text(), field.month.text(), field.year.text()) == ("22", "11", "2017")
    assert field.year.hasFocus()


def test_a_date_is_checked_when_it_is_left(qtbot: QtBot) -> None:
    field, other = DateField("Last involvement"), LineField("Name")
    shown(qtbot, field, other)
    field.setFocus()
    for box, text in ((field.day, "31"), (field.month, "11"), (field.year, "2017")):
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: field.error() == "There is no 31 November 2017.")
    assert field.value() is None
    QTest.keyClick(field.day, Qt.Key.Key_Backspace)
    QTest.keyClicks(field.day, "0")
    assert field.error() == ""
    assert field.value() == date(2017, 11, 30)


def test_a_line_says_what_is_wrong_until_it_is_mended(qtbot: QtBot) -> None:
    field = LineField("Your name", hint="As the partnership will know it")
    shown(qtbot, field)
    field.set_error("Enter your name.")
    assert "Enter your name." in field.box.accessibleDescription()
    field.setFocus()
    with qtbot.waitSignal(field.entered) as sent:
        QTest.keyClicks(field.box, "R. Patel")
        QTest.keyClick(field.box, Qt.Key.Key_Return)
    assert sent.args == ["R. Patel"]
    assert field.error() == ""


def test_numbers(qtbot: QtBot) -> None:
    field = NumberField("Months", least=1, most=60)
    shown(qtbot, field)
    field.setFocus()
    with qtbot.waitSignal(field.number_edited) as sent:
        QTest.keyClicks(field.box, "6")
    assert sent.args == [6.0]
    for text, says in (
        ("61", "Enter 60 or less."),
        ("0", "Enter 1 or more."),
        ("six", "Enter a number, such as 12."),
        ("1.5", "Enter a whole number, such as 12."),
        ("1e5", "Enter a number, such as 12."),
        ("", ""),
    ):
        field.set_value(text)
        assert field.problem() == says
        assert field.number() is None


def test_a_word_from_a_list(qtbot: QtBot) -> None:
    field = ChoiceField("How?", [("post", "Letter"), ("phone", "Telephone")], value="post")
    shown(qtbot, field)
    field.setFocus()
    with qtbot.waitSignal(field.chosen) as sent:
        QTest.keyClick(field.box, Qt.Key.Key_Down)
    assert sent.args == ["phone"]
