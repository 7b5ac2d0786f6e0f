"""Questions that are answered by choosing: cards for one, for several, and for grades."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QGroupBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.option_card import Choice, RadioCard, TickCard


class Group(QGroupBox):
    """A group without a frame; being Qt's group box, a screen reader knows it as one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing of the frame is drawn."""


class ChoiceCards(Group):
    """Options as cards: one of them, or with ``several`` any number.

    ``chosen`` carries the option's id, or a tuple of ids where several may be ticked; an empty
    string or tuple when the choice was taken back (Delete). It is sent for what the person does,
    not for ``set_value``. With ``letters`` the options' keys work from anywhere on the page but a
    text field; give it to one group of a page only. Inside the group they always work.
    ``pointed`` follows where the mouse chose the one option.
    """

    chosen = Signal(object)
    pointed = Signal()

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        *,
        several: bool = False,
        letters: bool = False,
        vertical: bool = False,
    ) -> None:
        super().__init__(name)
        self._several = several
        self._vertical = vertical
        self._cards: dict[str, RadioCard | TickCard] = {}
        self._group = QButtonGroup(self)
        for choice in choices:
            card = TickCard(choice) if several else RadioCard(choice)
            self._cards[choice.id] = card
            if not several:
                # In a button group, Tab goes to one of the boxes only.
                self._group.addButton(card)
            card.letter.connect(self._letter)
            if isinstance(card, RadioCard):
                card.cleared.connect(self._clear)
                card.pointed.connect(self.pointed)
            card.toggled.connect(partial(self._toggled, choice.id))
            if letters and choice.key:
                shortcut = QShortcut(QKeySequence(choice.key), self)
                shortcut.activated.connect(partial(self._letter, choice.key.upper()))
        self._quiet = False
        self._fill()
        if self._cards:
            self.setFocusProxy(next(iter(self._cards.values())))

    def _fill(self) -> None:
        if self._vertical:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Space.S)
            for card in self._cards.values():
                column.addWidget(card)
            return
        flow = FlowLayout(self, gap=Space.M, row_gap=Space.S)
        for card in self._cards.values():
            flow.addWidget(card)

    def value(self) -> str | tuple[str, ...]:
        """The chosen option's id, or with ``several`` the ids in the order of the options."""
        on = tuple(key for key, card in self._cards.items() if card.isChecked())
        return on if self._several else (on[0] if on else "")

    def set_value(self, value: str | Sequence[str]) -> None:
        """Show an answer, without ``chosen``."""
        wanted = {value} if isinstance(value, str) else set(value)
        self._quiet = True
        self._group.setExclusive(False)
        for key, card in self._cards.items():
            card.setChecked(key in wanted)
        self._group.setExclusive(not self._several)
        self._quiet = False
        current = next((c for c in self._cards.values() if c.isChecked()), None)
        if current is not None:
            self.setFocusProxy(current)

    def card(self, option_id: str) -> RadioCard | TickCard:
        """The card of an option."""
        return self._cards[option_id]

    def _clear(self) -> None:
        if self.value():
            self.set_value("")
            self.chosen.emit(() if self._several else "")

    def _letter(self, letter: str) -> None:
        for card in self._cards.values():
            if card.choice.key.upper() == letter and card.isEnabled():
                card.setFocus(Qt.FocusReason.ShortcutFocusReason)
                card.setChecked(not card.isChecked() if self._several else True)
                return

    def _toggled(self, option_id: str, on: bool) -> None:
        card = self._cards[option_id]
        if self._quiet or (not on and not self._several):
            return
        if self._several and on:
            self._quiet = True
            for other in self._cards.values():
                if other is not card and (card.choice.exclusive or other.choice.exclusive):
                    other.setChecked(False)
            self._quiet = False
        self.setFocusProxy(card)
        self.chosen.emit(self.value())


class GradeCards(ChoiceCards):
    """Grades with their definitions: two by two where there is room, else one below the other.

    The choices' ``step`` draws the ordered swatches.
    """

    _columns = 0

    def _fill(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.M)
        self._arrange(2)
        theme_changes().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._arrange(2 if self.width() >= theme().px(620) else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards.values():
            self._grid.removeWidget(card)
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)


def group_box(name: str) -> QWidget:
    """A frameless group with a spoken name, for fields that belong together."""
    return Group(name)
