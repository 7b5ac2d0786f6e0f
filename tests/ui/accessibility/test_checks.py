"""Each check can fail: in a small window with one fault it finds that one, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.fields import LineField, check_box
from app.ui.widgets.labels import TextLabel, body_text
from app.ui.widgets.option_card import Choice
from app.ui.widgets.small import StatusTag
from tests.ui.accessibility.checks import check_window
from tests.ui.accessibility.finding import Check, Finding
from tests.ui.gallery.report import rows_of
from tests.ui.helpers import shown


class _Keeps(QLineEdit):
    """Keeps the Tab key for itself, as a careless editor does."""

    def event(self, event: QEvent) -> bool:
        return event.type() == QEvent.Type.KeyPress or super().event(event)


class _Silent(QAbstractListModel):
    """Rows that are drawn by a delegate and say nothing."""

    def rowCount(self, _at: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        return 2

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> object:
        return None


def _button(text: str = "Continue") -> QPushButton:
    return secondary_button(text)


def _nameless() -> QWidget:
    return QLineEdit()


def _misnamed() -> QWidget:
    button = _button()
    button.setAccessibleName("Go on")
    return button


def _roleless() -> QWidget:
    widget = QWidget()
    widget.setAccessibleName("A drawing that can be worked")
    widget.setMinimumHeight(40)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return widget


def _silent_rows() -> QWidget:
    view = QListView()
    view.setAccessibleName("Rows")
    view.setModel(_Silent(view))
    view.setTabKeyNavigation(False)
    view.setStyleSheet("QListView::item { min-height: 40px; }")
    return view


def _trap() -> QWidget:
    box = _Keeps("text")
    box.setAccessibleName("Keeps the keyboard")
    return box


def _faint_label() -> QWidget:
    label = QLabel("Hardly to be seen")
    label.setStyleSheet("color: #8A949E;")
    return label


def _faint_button() -> QWidget:
    button = _button()
    button.setStyleSheet("color: #9AA4AE;")
    return button


def _cut_label() -> QWidget:
    label = body_text("A sentence that is so long that it takes three lines in a narrow place.")
    label.setFixedSize(160, 30)
    return label


def _cut_button() -> QWidget:
    button = _button("Bring the returns in")
    button.setFixedWidth(90)
    return button


def _cut_by_parent() -> QWidget:
    holder = QWidget()
    holder.setFixedSize(300, 20)
    label = TextLabel("Below the edge", parent=holder)
    label.setGeometry(0, 12, 200, 24)
    return holder


def _low_button() -> QWidget:
    button = _button()
    button.setStyleSheet("min-height: 20px;")
    return button


def _low_choice() -> QWidget:
    cards = ChoiceCards([Choice("yes", "Yes"), Choice("no", "No")], "Was it recorded?")
    for card in ("yes", "no"):
        cards.card(card).setFixedHeight(38)
    return cards


PLANTED: tuple[tuple[Callable[[], QWidget], Check, str], ...] = (
    (_nameless, Check.NAME, "no accessible name"),
    (_misnamed, Check.NAME, "without the words"),
    (_roleless, Check.NAME, "role Client"),
    (_silent_rows, Check.NAME, "part 0 (ListItem) has no accessible name"),
    (_trap, Check.FOCUS, "Tab does not go on"),
    (_faint_label, Check.CONTRAST, "4.5 are needed"),
    (_faint_button, Check.CONTRAST, "4.5 are needed"),
    (_cut_label, Check.CLIPPED, "px high; its text needs"),
    (_cut_button, Check.CLIPPED, "px wide; its text needs"),
    (_cut_by_parent, Check.CLIPPED, "reaches out of"),
    (_low_button, Check.SIZE, "36 are needed"),
    (_low_choice, Check.SIZE, "44 are needed"),
)


def found_in(qtbot: QtBot, *widgets: QWidget) -> list[Finding]:
    return check_window(shown(qtbot, *widgets, height=1_200))


@pytest.mark.parametrize(("make", "check", "says"), PLANTED)
def test_a_planted_fault_is_found(
    qtbot: QtBot, make: Callable[[], QWidget], check: Check, says: str
) -> None:
    found = found_in(qtbot, _button("Before"), make(), _button("After"))
    assert any(one.check is check and says in one.says for one in found), found
    # Focus that is held is missed everywhere else; a card that is too low has no room for its word.
    allowed = {Check.FOCUS: {Check.FOCUS}, Check.SIZE: {Check.SIZE, Check.CLIPPED}}
    assert {one.check for one in found} <= allowed.get(check, {check}), found


class _ThrowsOff(QObject):
    """Sends the focus on as soon as a widget has it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            watched.clearFocus()
        return False


def test_what_tab_passes_over_is_found(qtbot: QtBot) -> None:
    skipped = _button("Skipped")
    page = shown(qtbot, _button("Before"), skipped, _button("After"))
    assert check_window(page) == []
    skipped.installEventFilter(_ThrowsOff(page))
    found = [(one.check, one.widget, one.says) for one in check_window(page)]
    assert (Check.FOCUS, "Button “Skipped”", "is not reached with Tab") in found


def test_a_sound_window_is_let_through(qtbot: QtBot, light_theme: QApplication) -> None:
    for scheme, scale in ((Scheme.LIGHT, 1.0), (Scheme.DARK, 1.0), (Scheme.LIGHT, 2.0)):
        apply_theme(light_theme, scheme, scale)
        disabled = primary_button("Not yet")
        disabled.setEnabled(False)
        cards = ChoiceCards([Choice("yes", "Yes", key="Y"), Choice("no", "No", key="N")], "Answer")
        found = found_in(
            qtbot,
            body_text("A sentence that is so long that it takes some lines in a narrow place."),
            LineField("Your name", hint="As on your letters", value="Somebody"),
            cards,
            check_box("Lock with a passphrase"),
            StatusTag("received"),
            quiet_button("Options"),
            disabled,
        )
        assert found == [], (scheme, scale)


def test_the_report_lists_controls_in_the_order_of_focus(qtbot: QtBot) -> None:
    disabled = _button("Disabled")
    disabled.setEnabled(False)
    page = shown(qtbot, disabled, _button("First"), LineField("Name", value="Somebody"))
    seen = [(row.tab, row.control) for row in rows_of(page)]
    rows = [(tab, one.role, one.name, one.text) for tab, one in seen]
    assert rows == [
        (1, "Button", "First", "First"),
        (2, "EditableText", "Name", "Somebody"),
        (0, "Button", "Disabled", "Disabled"),
    ]


def test_a_password_is_not_reported(qtbot: QtBot) -> None:
    field = LineField("Passphrase", value="the canary sang", secret=True)
    rows = rows_of(shown(qtbot, field))
    assert rows[0].control.text
    assert not any("canary" in row.control.text for row in rows)
