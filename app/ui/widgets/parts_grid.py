"""Sub-parts of a question, each answered on the same scale: a row a part, small radio choices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.current import theme
from app.ui.theme.tokens import Space
from app.ui.widgets.choices import Group
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import body_text
from app.ui.widgets.option_card import Choice, is_pointed, take_letters
from app.ui.widgets.plain import button_text, one_line


class _Radio(QRadioButton):
    """A small choice. Up and down go to the part above or below, letters choose, Delete clears."""

    step = Signal(int)
    letter = Signal(str)
    cleared = Signal()
    pointed = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if is_pointed(self, event):
            self.pointed.emit()

    def event(self, event: QEvent) -> bool:
        take_letters(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        elif event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.letter.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class _Row(Group):
    """One part with its choices, beside it or where there is no room, below it."""

    chosen = Signal(str)
    pointed = Signal()

    def __init__(self, text: str, choices: Sequence[Choice]) -> None:
        super().__init__(one_line(text))
        self._choices = choices
        self._quiet = False
        self._group = QButtonGroup(self)
        self._label = body_text(text)
        self._side = QWidget()
        side = FlowLayout(self._side, gap=Space.XL, row_gap=0)  # wraps where the text is large
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._side.setSizePolicy(policy)
        self.radios: list[_Radio] = []
        for choice in choices:
            radio = _Radio(button_text(choice.label))
            radio.setAccessibleName(f"{one_line(text)}: {one_line(choice.label)}")
            radio.letter.connect(self._letter)
            radio.cleared.connect(self._clear)
            radio.pointed.connect(self.pointed)
            radio.toggled.connect(partial(self._toggled, choice.id))
            self._group.addButton(radio)
            self.radios.append(radio)
            side.addWidget(radio)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, Space.S, 0, Space.S)
        self._box.setSpacing(Space.XL)
        self._box.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self._side, 0, Qt.AlignmentFlag.AlignLeft)

    def choices_width(self) -> int:
        """The width of the choices side by side."""
        return self._side.sizeHint().width()

    def stack(self, below: bool) -> None:
        """Put the choices below the text, or beside it."""
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)
            at_left = Qt.AlignmentFlag.AlignLeft
            self._box.setAlignment(self._side, Qt.AlignmentFlag(0) if below else at_left)
            self._box.setSpacing(Space.XS if below else Space.XL)

    def value(self) -> str:
        return next(
            (c.id for c, r in zip(self._choices, self.radios, strict=True) if r.isChecked()), ""
        )

    def set_value(self, option_id: str) -> None:
        self._quiet = True
        self._group.setExclusive(False)
        for choice, radio in zip(self._choices, self.radios, strict=True):
            radio.setChecked(choice.id == option_id)
        self._group.setExclusive(True)
        self._quiet = False

    def _clear(self) -> None:
        if self.value():
            self.set_value("")
            self.chosen.emit("")

    def _letter(self, letter: str) -> None:
        for choice, radio in zip(self._choices, self.radios, strict=True):
            if choice.key.upper() == letter:
                radio.setFocus(Qt.FocusReason.ShortcutFocusReason)
                radio.setChecked(True)

    def _toggled(self, option_id: str, on: bool) -> None:
        if on and not self._quiet:
            self.chosen.emit(option_id)


class PartsGrid(QWidget):
    """The parts below each other with their choices aligned.

    ``chosen(part_id, option_id)`` is sent for what the person does; the option is empty when the
    choice was taken back. ``pointed`` follows where the mouse chose.
    """

    chosen = Signal(str, str)
    pointed = Signal()

    def __init__(
        self, parts: Sequence[tuple[str, str]], choices: Sequence[Choice], name: str
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: dict[str, _Row] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for part_id, text in parts:
            row = _Row(text, choices)
            row.chosen.connect(partial(self.chosen.emit, part_id))
            row.pointed.connect(self.pointed)
            for at, radio in enumerate(row.radios):
                radio.step.connect(partial(self._step, part_id, at))
            self._rows[part_id] = row
            column.addWidget(row)
        if self._rows:
            self.setFocusProxy(next(iter(self._rows.values())).radios[0])

    def values(self) -> dict[str, str]:
        """The chosen option of every part that has one."""
        return {part: row.value() for part, row in self._rows.items() if row.value()}

    def set_values(self, values: dict[str, str]) -> None:
        """Show answers, without ``chosen``."""
        for part, row in self._rows.items():
            row.set_value(values.get(part, ""))

    def radio(self, part_id: str, option: int) -> QRadioButton:
        """The radio button of a part, by the number of its option."""
        return self._rows[part_id].radios[option]

    def _step(self, part_id: str, at: int, way: int) -> None:
        order = list(self._rows)
        to = order.index(part_id) + way
        if 0 <= to < len(order):
            self._rows[order[to]].radios[at].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rows = self._rows.values()
        needed = max((row.choices_width() for row in rows), default=0) + theme().px(260)
        for row in rows:
            row.stack(self.width() < needed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().palette.hairline), 1))
        for row in list(self._rows.values())[1:]:
            y = row.geometry().top() - 1
            painter.drawLine(0, y, self.width(), y)
