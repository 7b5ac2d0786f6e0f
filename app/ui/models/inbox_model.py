"""Files as rows in sections that fold, a page at a time: a thousand are as quick as ten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.reports.wording import plural
from app.ui.models.row_list import RowList
from app.ui.theme.tokens import Tone
from app.ui.widgets.plain import one_line

INBOX_ROLE = Qt.ItemDataRole.UserRole + 11
PAGE = 25
FURTHER = 100


class Kind(Enum):
    """What a row shows."""

    TITLE = auto()
    FILE = auto()
    DETAIL = auto()
    MORE = auto()


@dataclass(frozen=True)
class InboxRow:
    """One row. A file has an icon and a word, a title, a sentence and small print.

    ``details`` unfold under it.
    """

    key: str
    kind: Kind = Kind.FILE
    icon: str = ""
    tone: Tone = Tone.TEXT
    word: str = ""
    title: str = ""
    text: str = ""
    small: str = ""
    details: tuple[InboxRow, ...] = ()
    folds: bool = False
    folded: bool = True

    @property
    def spoken(self) -> str:
        """The row for those who hear it."""
        words = [self.word, self.title, self.text, self.small]
        if self.folds:
            words.append("folded" if self.folded else "unfolded")
        return one_line(", ".join(word.rstrip(".") for word in words if word))


@dataclass(frozen=True)
class Section:
    """Rows under a title. ``folded`` is how it is shown at first."""

    key: str
    title: str
    rows: Sequence[InboxRow] = field(default_factory=tuple)
    folded: bool = False


class InboxModel(RowList[InboxRow]):
    """Rows of ``InboxRow`` by ``INBOX_ROLE``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(INBOX_ROLE, parent)
        self._sections: tuple[Section, ...] = ()
        self._toggled: set[str] = set()
        self._shown: dict[str, int] = {}

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these; those without rows are left out, and what was unfolded stays so."""
        self._sections = tuple(section for section in sections if section.rows)
        self._refill()

    def forget(self) -> None:
        """Fold everything as it was at first, for other files."""
        self._toggled.clear()
        self._shown.clear()

    def act(self, row: int) -> bool:
        """Unfold or fold a row, or show more of its section. False where it does neither."""
        one = self.rows[row]
        if one.kind is Kind.MORE:
            self._shown[one.key] = self._shown.get(one.key, PAGE) + FURTHER
            self._refill()
            return True
        if one.folds:
            self._toggled ^= {one.key}
            self._refill(row)
        return one.folds

    def line(self, row: InboxRow) -> str:
        return one_line(row.title or row.text)

    def spoken(self, row: InboxRow) -> str:
        return row.spoken

    def _refill(self, at: int = -1) -> None:
        """Fill anew; with ``at`` only what follows that row has changed its number."""
        new = tuple(self._rows())
        many = len(new) - len(self.rows)
        if at < 0 or not self.rows or new[:at] != self.rows[:at]:
            self.refill(new)
            return
        if many > 0:
            self.beginInsertRows(QModelIndex(), at + 1, at + many)
            self.rows = new
            self.endInsertRows()
        elif many < 0:
            self.beginRemoveRows(QModelIndex(), at + 1, at - many)
            self.rows = new
            self.endRemoveRows()
        self.dataChanged.emit(self.index(at), self.index(len(new) - 1))

    def _rows(self) -> Iterator[InboxRow]:
        for section in self._sections:
            key = f"section {section.key}"
            folded = section.folded != (key in self._toggled)
            yield InboxRow(key, Kind.TITLE, title=section.title, folds=True, folded=folded)
            if not folded:
                yield from self._of(section)

    def _of(self, section: Section) -> Iterator[InboxRow]:
        more = f"more {section.key}"
        shown = self._shown.get(more, PAGE)
        for row in section.rows[:shown]:
            unfolded = row.key in self._toggled
            yield replace(row, folds=bool(row.details), folded=not unfolded)
            if unfolded:
                yield from row.details
        left = len(section.rows) - shown
        if left > 0:
            title = f"Show {min(left, FURTHER)} more"
            yield InboxRow(more, Kind.MORE, title=title, text=f"{plural(left, 'file')} more")
