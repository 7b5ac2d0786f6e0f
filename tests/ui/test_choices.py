"""Choosing by mouse, by arrows and by letters; one, several, grades, parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.widgets.choices import ChoiceCards, GradeCards
from app.ui.widgets.option_card import Choice
from app.ui.widgets.parts_grid import PartsGrid
from app.ui.widgets.small import Pills
from tests.ui.helpers import shown
from tests.ui.specimens import GRADES, YES_NO

SEVERAL = (
    Choice("family", "Within the family", key="F"),
    Choice("peer", "Between peers"),
    Choice("none", "None of these", exclusive=True),
)


def test_a_click_anywhere_on_a_card_chooses_it(qtbot: QtBot) -> None:
    cards = ChoiceCards(YES_NO, "Question 6")
    shown(qtbot, cards)
    card = cards.card("na")
    with qtbot.waitSignal(cards.chosen) as sent:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() / 1.05)
    assert sent.args == ["na"]
    assert cards.value() == "na"


def test_letters_choose_from_anywhere_but_a_text_field(qtbot: QtBot) -> None:
    cards = ChoiceCards(YES_NO, "Question 6", letters=True)
    field, button = QLineEdit(), Pills([("a", "By question")], "Order")
    shown(qtbot, cards, field, button)
    button.button("a").setFocus()
    with qtbot.waitSignal(cards.chosen) as sent:
        QTest.keyClick(button.button("a"), Qt.Key.Key_N)
    assert sent.args == ["no"]
    field.setFocus()
    with qtbot.assertNotEmitted(cards.chosen, wait=50):
        QTest.keyClicks(field, "y")
    assert field.text() == "y"
    assert cards.value() == "no"


def test_letters_inside_a_second_group_stay_there(qtbot: QtBot) -> None:
    first = ChoiceCards(YES_NO, "Question 6", letters=True)
    second = ChoiceCards(YES_NO, "Follow-up")
    shown(qtbot, first, second)
    second.card("yes").setFocus()
    QTest.keyClick(second.card("yes"), Qt.Key.Key_A)
    assert (first.value(), second.value()) == ("", "na")


def test_arrows_move_and_choose_and_delete_takes_it_back(qtbot: QtBot) -> None:
    cards = ChoiceCards(YES_NO, "Question 6")
    shown(qtbot, cards)
    cards.setFocus()
    QTest.keyClick(cards.card("yes"), Qt.Key.Key_Space)
    assert cards.value() == "yes"
    QTest.keyClick(cards.card("yes"), Qt.Key.Key_Right)
    assert cards.value() == "no"
    assert cards.card("no").hasFocus()
    with qtbot.waitSignal(cards.chosen) as sent:
        QTest.keyClick(cards.card("no"), Qt.Key.Key_Delete)
    assert sent.args == [""]
    assert cards.value() == ""


def test_setting_a_value_is_not_choosing(qtbot: QtBot) -> None:
    cards = ChoiceCards(YES_NO, "Question 6")
    shown(qtbot, cards)
    with qtbot.assertNotEmitted(cards.chosen, wait=20):
        cards.set_value("no")
        cards.set_value("")
    assert cards.value() == ""


def test_several_honours_what_excludes_the_others(qtbot: QtBot) -> None:
    cards = ChoiceCards(SEVERAL, "Areas", several=True)
    shown(qtbot, cards)
    for key in ("peer", "family"):
        QTest.mouseClick(cards.card(key), Qt.MouseButton.LeftButton)
    assert cards.value() == ("family", "peer")
    with qtbot.waitSignal(cards.chosen) as sent:
        QTest.mouseClick(cards.card("none"), Qt.MouseButton.LeftButton)
    assert sent.args == [("none",)]
    QTest.keyClick(cards.card("none"), Qt.Key.Key_F)
    assert cards.value() == ("family",)
    QTest.keyClick(cards.card("family"), Qt.Key.Key_F)
    assert cards.value() == ()


def test_tab_goes_to_each_of_several(qtbot: QtBot) -> None:
    cards = ChoiceCards(SEVERAL, "Areas", several=True)
    shown(qtbot, cards)
    cards.card("family").setFocus()
    for before, after in (("family", "peer"), ("peer", "none")):
        QTest.keyClick(cards.card(before), Qt.Key.Key_Space)
        QTest.keyClick(cards.card(before), Qt.Key.Key_Tab)
        assert cards.card(after).hasFocus()
    assert cards.value() == ("family", "peer")
    QTest.keyClick(cards.card("none"), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert cards.card("peer").hasFocus()


def test_grades_stand_two_by_two_or_in_a_column(qtbot: QtBot) -> None:
    grades = GradeCards(GRADES, "Judgement")
    page = shown(qtbot, grades, width=900)
    first, second = grades.card("outstanding"), grades.card("good")
    qtbot.waitUntil(lambda: first.y() == second.y())
    page.resize(520, 700)
    qtbot.waitUntil(lambda: first.x() == second.x())
    assert second.y() > first.y()
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert grades.value() == "good"


def test_a_screen_reader_hears_group_card_and_definition(qtbot: QtBot) -> None:
    grades = GradeCards(GRADES, "Judgement")
    shown(qtbot, grades)
    group = QAccessible.queryAccessibleInterface(grades)
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Judgement"
    card = QAccessible.queryAccessibleInterface(grades.card("good"))
    assert card.role() == QAccessible.Role.RadioButton
    assert card.text(QAccessible.Text.Name) == "Good"
    assert "effective" in card.text(QAccessible.Text.Description)


def test_parts_are_answered_by_keyboard(qtbot: QtBot) -> None:
    grid = PartsGrid([("child", "The child’s"), ("mother", "The mother’s")], YES_NO, "Views")
    shown(qtbot, grid)
    grid.setFocus()
    with qtbot.waitSignal(grid.chosen) as sent:
        QTest.keyClick(grid.radio("child", 0), Qt.Key.Key_N)
    assert sent.args == ["child", "no"]
    QTest.keyClick(grid.radio("child", 1), Qt.Key.Key_Down)
    assert grid.radio("mother", 1).hasFocus()
    QTest.keyClick(grid.radio("mother", 1), Qt.Key.Key_Space)
    assert grid.values() == {"child": "no", "mother": "no"}
    QTest.keyClick(grid.radio("mother", 1), Qt.Key.Key_Delete)
    assert grid.values() == {"child": "no"}
    grid.set_values({"mother": "na"})
    assert grid.values() == {"mother": "na"}


def test_a_pill_is_chosen(qtbot: QtBot) -> None:
    pills = Pills([("weak", "Weakest first"), ("question", "By question")], "Order")
    shown(qtbot, pills)
    assert pills.current() == "weak"
    with qtbot.waitSignal(pills.chosen) as sent:
        QTest.mouseClick(pills.button("question"), Qt.MouseButton.LeftButton)
    assert sent.args == ["question"]
    assert pills.current() == "question"
