"""What one works on stays in sight, and where it is while it is pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import body_text
from app.ui.widgets.surfaces import ReadingColumn
from tests.ui.helpers import shown

LEFT = Qt.MouseButton.LeftButton
WRITTEN = "Words that are written already. "


def page_of(qtbot: QtBot, above: int, written: int) -> tuple[ReadingColumn, GrowingText]:
    """A text box on a low page, with so many sentences above it and in it."""
    column = ReadingColumn()
    text = GrowingText("What did you find?", least_lines=5)
    text.set_value(WRITTEN * written)
    for widget in (body_text("Much to read. " * above), text, body_text("More. " * 400)):
        column.add(widget)
    column.setFixedHeight(300)
    shown(qtbot, column, height=400)
    text.box.clearFocus()
    QApplication.processEvents()
    content = column.widget()
    assert content is not None
    top = text.box.mapTo(content, QPoint(0, 0)).y()
    column.verticalScrollBar().setValue(top - 240)  # the last 60 pixels show its beginning
    QApplication.processEvents()
    return column, text


def lowest(column: ReadingColumn, text: GrowingText, x: int = 200) -> QPoint:
    """A point of the box just above the lower edge of what is seen, in the window."""
    seen = text.box.visibleRegion().boundingRect()
    assert seen.bottom() < text.box.height() - 4, "the box goes on below"
    return text.box.mapTo(column.window(), QPoint(x, seen.bottom() - 4))


def test_a_click_near_the_lower_edge_selects_nothing(qtbot: QtBot) -> None:
    column, text = page_of(qtbot, above=200, written=40)
    window, at = column.window().windowHandle(), lowest(column, text)
    before = column.verticalScrollBar().value()
    QTest.mousePress(window, LEFT, pos=at)
    QApplication.processEvents()
    assert column.verticalScrollBar().value() == before, "nothing moves under the pointer"
    QTest.mouseMove(window, at + QPoint(1, 0))
    QApplication.processEvents()
    QTest.mouseRelease(window, LEFT, pos=at + QPoint(1, 0))
    assert not text.box.textCursor().hasSelection()
    QTest.keyClick(text.box, Qt.Key.Key_X)
    assert len(text.value()) == len(WRITTEN * 40) + 1, "no word was lost"


def test_a_double_click_near_the_lower_edge_takes_the_word_under_it(qtbot: QtBot) -> None:
    column, text = page_of(qtbot, above=200, written=40)
    window, at = column.window().windowHandle(), lowest(column, text)
    spot = text.box.viewport().mapFrom(column.window(), at)
    cursor = text.box.cursorForPosition(spot)
    cursor.select(cursor.SelectionType.WordUnderCursor)
    QTest.mouseClick(window, LEFT, pos=at)
    QApplication.processEvents()
    QTest.mouseDClick(window, LEFT, pos=at)
    QApplication.processEvents()
    assert text.box.textCursor().selection().toPlainText() == cursor.selection().toPlainText()
    assert text.box.textCursor().position() == cursor.position()


def test_a_box_entered_by_mouse_comes_wholly_into_sight(qtbot: QtBot) -> None:
    column, text = page_of(qtbot, above=200, written=1)
    window, at = column.window().windowHandle(), lowest(column, text)
    QTest.mouseClick(window, LEFT, pos=at)
    qtbot.waitUntil(lambda: text.box.visibleRegion().boundingRect().height() == text.box.height())
    assert text.count_label().visibleRegion().boundingRect().height() > 0


def test_a_box_entered_by_mouse_comes_into_sight_with_the_first_letter(qtbot: QtBot) -> None:
    column, text = page_of(qtbot, above=200, written=1)
    QTest.mouseClick(column.window().windowHandle(), LEFT, pos=lowest(column, text))
    QTest.keyClick(text.box, Qt.Key.Key_X)
    QApplication.processEvents()
    assert text.box.visibleRegion().boundingRect().height() == text.box.height()


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_A])
def test_typing_keeps_two_lines_in_sight_below(qtbot: QtBot, key: Qt.Key) -> None:
    column, text = page_of(qtbot, above=4, written=40)
    text.setFocus()
    QTest.keyClick(text.box, key, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    QTest.keyClick(text.box, Qt.Key.Key_Right)
    QApplication.processEvents()
    line = text.box.viewport().mapTo(column.viewport(), text.box.cursorRect().center())
    assert 0 <= line.y() <= column.viewport().height() - 20
