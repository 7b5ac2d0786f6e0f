"""Where lines of text end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.theme.current import theme
from app.ui.widgets.labels import TextLabel, body_text
from app.ui.widgets.text_layout import lay_out, text_width
from tests.ui.helpers import shown


def lines(text: str, width: int) -> list[str]:
    layout = lay_out(text, theme().font(), width).layout
    parts = (layout.lineAt(row) for row in range(layout.lineCount()))
    return [text[p.textStart() : p.textStart() + p.textLength()].strip() for p in parts]


@pytest.mark.parametrize("word", ["e-mail", "E-mails", "x-ray", "e-mail."])
def test_a_line_does_not_end_within_a_word_like_email(qtbot: QtBot, word: str) -> None:  # noqa: ARG001
    text = f"Not on a number from the {word}"
    tight = text_width(text, theme().font()) - text_width(word[3:], theme().font())
    assert lines(text, tight) == ["Not on a number from the", word]


def test_other_words_break_at_their_hyphens(qtbot: QtBot) -> None:  # noqa: ARG001
    text = "The risk before step-down"
    tight = text_width(text, theme().font()) - 8
    assert lines(text, tight) == ["The risk before step-", "down"]


def test_what_is_copied_and_read_out_is_the_plain_word(qtbot: QtBot) -> None:
    label: TextLabel = body_text("By e-mail, today.", selectable=True)
    shown(qtbot, label)
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton)
    assert label.selected_text() == "By e-mail, today."
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "By e-mail, today."
    assert label.text() == "By e-mail, today."
