"""Rows to be ticked on a page of their own, found by words, and taken over together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.reports.wording import plural
from app.storage import Workspace
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.flow import FlowLayout
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


@dataclass(frozen=True)
class TickDeed:
    """What is done with the rows that are ticked: in words without a count, with one, in fact."""

    idle: str
    counted: Callable[[str], str]
    keep: Callable[[Workspace, str, Sequence[str]], Changes]


class TickPage(Room):
    """Rows to be ticked for the recommendations, and one deed with them. Done, it goes back."""

    def __init__(self, floor: Floor, title: str, deed: TickDeed) -> None:
        super().__init__(floor, title, back="Recommendations")
        self._deed = deed
        self.ticks: TickList | None = None
        self.slot = Slot()
        self.add(self.slot)
        self.take = primary_button(deed.idle)
        self.take.setEnabled(False)
        self.take.clicked.connect(self._take)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(floor.back)
        row = FlowLayout(gap=Space.M)
        row.addWidget(cancel)
        row.addWidget(self.take)
        self.add(row)

    def focus_first(self) -> None:
        self.back.setFocus()

    def offer(self, title: str, rows: Sequence[Tickable], *, ticked: bool = False) -> None:
        """Show rows: what was ticked here stays so, at first all of them are ``ticked`` or none."""
        if self.ticks is not None:
            on: Sequence[str] = self.ticks.chosen()
        else:
            on = [row.key for row in rows] if ticked else ()
        self.ticks = TickList(title, rows, on)
        self.ticks.ticked.connect(self._count)
        self.slot.put(self.ticks)
        self._count()

    def offer_none(self, instead: QWidget) -> None:
        """There are no rows; say so."""
        self.ticks = None
        self.slot.put(instead)
        self._count()

    def _count(self) -> None:
        count = len(self.ticks.chosen()) if self.ticks is not None else 0
        self.take.setEnabled(count > 0)
        words = self._deed.counted(plural(count, "recommendation")) if count else self._deed.idle
        self.take.set_text(words)

    def _take(self) -> None:
        if self.ticks is None:
            return
        self.take.setEnabled(False)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self.session.write(
            partial(self._deed.keep, workspace, audit_id, self.ticks.chosen()),
            self._done,
            failed=self.tell,
            owner=self,
        )

    def _done(self, _changes: Changes) -> None:
        self.floor.back()


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"
