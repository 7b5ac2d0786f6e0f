"""Who answers with the mouse goes on writing without another click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from app.ui.interview.editors import ChoiceEditor, PartsEditor
from app.ui.interview.question_block import QuestionBlock
from tests.ui.agency.scene import Scene


def card(block: QuestionBlock, option: str) -> QRadioButton:
    """An option of the question itself."""
    editor = block.editors[0]
    assert isinstance(editor, ChoiceEditor)
    found = editor.cards.card(option)
    assert isinstance(found, QRadioButton)
    return found


def test_a_click_on_an_answer_puts_the_caret_into_the_comment(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    block = opened.question.blocks()[0]
    opened.click(card(block, "no"))
    assert opened.focus() is block.comment.box
    opened.write("nay, any")
    opened.go("Q2")
    answer = opened.stored("T-1").answer("Q1")
    assert (answer.options, answer.comment) == (("no",), "nay, any")


def test_the_keyboard_stays_where_it_chose(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    block = opened.question.blocks()[0]
    opened.key(Qt.Key.Key_N)
    assert opened.focus() is card(block, "no")
    opened.key(Qt.Key.Key_Left)
    opened.key(Qt.Key.Key_Space)
    assert opened.focus() is card(block, "yes")


def test_what_is_written_is_not_gone_into(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    block = opened.question.blocks()[0]
    opened.click(card(block, "no"))
    opened.write("It was not done.")
    opened.click(card(block, "yes"))
    assert opened.focus() is card(block, "yes")


def test_the_parts_come_before_the_comment(opened: Scene) -> None:
    opened.open_case("T-1", "Q2")
    block = opened.question.blocks()[0]
    opened.click(card(block, "yes"))
    assert opened.focus() is card(block, "yes"), "the part below is still to be answered"
    parts = block.editors[1]
    assert isinstance(parts, PartsEditor)
    places = [place for place in block.places if place != "Q2"]
    for at, place in enumerate(places):
        radio = parts.grid.radio(place, 0)
        opened.qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().center() / 2)
        opened.settle()
        last = at == len(places) - 1
        assert (opened.focus() is block.comment.box) is last
