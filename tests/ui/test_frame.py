"""The window around the pages, the ring around the focus, and all of it at 200 %."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.frame import MainWindow
from app.ui.theme import Scheme, apply_theme
from app.ui.theme.focus_ring import FocusRing
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.menus import Menu
from tests.ui import specimens
from tests.ui.helpers import interactive, shown

MAKERS: list[Callable[[], QWidget]] = [
    specimens.question_window,
    specimens.tracker_window,
    specimens.fields_sheet,
    specimens.choices_sheet,
    specimens.lists_sheet,
]


def test_places_pages_and_lines(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    assert (window.minimumSize(), window.size()) == (QSize(900, 620), QSize(1320, 860))
    first, second = QLabel("first"), QLabel("second")
    window.show_page(first)
    window.show_page(second)
    window.show_page(first)
    assert window.page() is first
    window.set_places(specimens.PLACES, "tracker")
    window.show()
    with qtbot.waitSignal(window.place_chosen) as sent:
        assert window._places is not None
        window._places.view.chosen.emit("findings")
    assert sent.args == ["findings"]
    window.set_audit_title("Audit <b>one</b> & more")
    window.set_status("Saved 14:02", "Alt+→ next question")
    window.set_who("Health Visiting")
    assert window._status_left.text() == "Saved 14:02"
    assert window.windowTitle().startswith("Audit <b>one</b> & more")


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, "search_asked"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_asked"),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock_asked"),
    ],
)
def test_the_tools_have_keys(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    with qtbot.waitSignal(getattr(window, signal)):
        QTest.keyClick(window, key, modifier)


def test_the_side_is_replaced_and_comes_back(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.set_places(specimens.PLACES, "tracker")
    window.show()
    steps = QWidget()
    window.set_side(steps)
    assert steps.isVisible()
    window.set_side(None)
    assert not steps.isVisible()
    assert window._places is not None
    assert window._places.isVisible()
    window.hide_side()
    assert not window._places.isVisible()


def test_the_audit_is_changed_from_a_menu(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    menu = Menu(window)
    called: list[str] = []
    action = menu.add("Health & Care", lambda: called.append("yes"), icon="folder")
    window.set_audit_title("CSA audit", menu)
    window.show()
    assert action.text() == "Health && Care"
    action.trigger()
    assert called == ["yes"]
    assert isinstance(window.findChild(QMenu), Menu)


def _ring(page: QWidget) -> FocusRing | None:
    rings = [ring for ring in page.findChildren(FocusRing) if ring.isVisible()]
    return rings[0] if rings else None


def test_the_ring_follows_the_keyboard_and_not_the_mouse(qtbot: QtBot) -> None:
    first, second, field = primary_button("Continue"), secondary_button("Back"), LineField("Name")
    page = shown(qtbot, first, second, field)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    second.setFocus()
    assert _ring(page) is None
    QTest.keyClick(second, Qt.Key.Key_Tab)
    ring = _ring(page)
    assert ring is not None
    around = ring.geometry()
    target = field.box
    assert (
        around.center() == target.rect().translated(target.mapTo(page, target.pos() * 0)).center()
    )
    assert around.width() == target.width() + 10
    page.resize(500, 500)
    qtbot.waitUntil(lambda: ring.width() == target.width() + 10)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_control_has_a_name(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    page = make()
    qtbot.addWidget(page)
    page.show()
    controls = interactive(page)
    assert controls
    for control in controls:
        assert control.accessibleName(), control


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_no_word_is_cut(
    qtbot: QtBot, light_theme: QApplication, make: Callable[[], QWidget], scale: float
) -> None:
    apply_theme(light_theme, Scheme.LIGHT, scale)
    page = make()
    qtbot.addWidget(page)
    page.resize(1320, 860)
    page.show()
    qtbot.wait(50)
    for label in page.findChildren(TextLabel):
        if not label.isVisible() or type(label) is not TextLabel:
            continue
        needed = label.heightForWidth(label.width())
        assert label.height() >= needed, (label.text(), label.height(), needed)
        assert label.width() >= label.minimumSizeHint().width(), label.text()
    for button in page.findChildren(QPushButton):
        if button.isVisible() and button.text():
            words = QFontMetrics(button.font()).horizontalAdvance(button.text().replace("&&", "&"))
            assert button.width() >= words + 8, button.text()
            assert button.height() >= 36, button.text()


def test_controls_keep_their_smallest_heights(qtbot: QtBot) -> None:
    page = specimens.choices_sheet()
    qtbot.addWidget(page)
    page.resize(900, 900)
    page.show()
    from app.ui.widgets.option_card import RadioCard, TickCard

    cards = [*page.findChildren(RadioCard), *page.findChildren(TickCard)]
    assert cards
    assert all(card.height() >= 44 for card in cards)
    assert quiet_button("Not identifying…").sizeHint().height() >= 36


def test_a_change_of_theme_reaches_what_draws_itself(
    qtbot: QtBot, light_theme: QApplication
) -> None:
    window = specimens.question_window()
    qtbot.addWidget(window)
    window.show()
    title = next(label for label in window.findChildren(TextLabel) if "ethnic" in label.text())
    before = title.sizeHint().height(), window.grab().toImage().pixelColor(400, 830)
    apply_theme(light_theme, Scheme.DARK, 2.0)
    assert title.sizeHint().height() > before[0]
    assert window.grab().toImage().pixelColor(1300, 700) != before[1]
