"""Rows to be ticked on a page of their own, found by words, and taken over together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.partnership.room import Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.labels import section_title
from app.ui.widgets.option_card import Choice

_AT_ONCE = 30
_SHOWN = 500


@dataclass(frozen=True)
class Tickable:
    """One row: what it is called, and what it says."""

    key: str
    title: str
    text: str = ""

    def has(self, words: Sequence[str]) -> bool:
        """Whether all of these words are in it."""
        said = f"{self.title} {self.text}".casefold()
        return all(word in said for word in words)


class TickList(QWidget):
    """A title, and rows of which any number is ticked; so many at once, more on request.

    ``ticked`` when something was ticked or not any more. What is ticked stays so while it is
    narrowed down.
    """

    ticked = Signal()

    def __init__(self, title: str, rows: Sequence[Tickable], on: Sequence[str] = ()) -> None:
        super().__init__()
        self._title, self._rows, self._on = title, tuple(rows), set(on)
        self._words: list[str] = []
        self._most = _AT_ONCE
        self.cards: ChoiceCards | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.head = section_title(title)
        column.addWidget(self.head)
        self._slot = Slot(gap=Space.M)
        column.addWidget(self._slot)
        self._fill()

    def chosen(self) -> list[str]:
        """What is ticked, in the order of the rows."""
        return [row.key for row in self._rows if row.key in self._on]

    def narrow(self, words: str) -> int:
        """Show only the rows with these words; how many there are."""
        self._words = words.casefold().split()
        self._most = _AT_ONCE
        count = self._fill()
        self.setVisible(count > 0)
        return count

    def _fill(self) -> int:
        found = [row for row in self._rows if row.has(self._words)]
        shown = found[: self._most]
        choices = [Choice(row.key, _short(row.title), _short(row.text)) for row in shown]
        self.cards = ChoiceCards(choices, self._title, several=True, vertical=True)
        self.cards.set_value([row.key for row in shown if row.key in self._on])
        self.cards.chosen.connect(self._chosen)
        widgets: list[QWidget] = [self.cards] if shown else []
        left = len(found) - len(shown)
        if left:
            more = secondary_button(f"Show {min(left, _AT_ONCE)} more of {left}")
            more.clicked.connect(self._more)
            widgets.append(more)
        self._slot.put(*widgets)
        return len(found)

    def _more(self) -> None:
        self._most += _AT_ONCE
        self._fill()

    def _chosen(self, on: object) -> None:
        assert isinstance(on, tuple)  # noqa: S101 - several may be ticked
        found = [row.key for row in self._rows if row.has(self._words)]
        self._on -= set(found[: self._most])
        self._on |= set(on)
        self.ticked.emit()


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"
