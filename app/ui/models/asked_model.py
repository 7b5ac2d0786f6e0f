"""Who is asked about whom: cases down, agencies across, each square to be ticked.

The first row and the first column stand for all: they tick a whole column, or a whole row.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.audits import Agency, Case
from app.ui.models.tracker_model import in_two_lines
from app.ui.theme.tokens import Tone
from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex
Pairs = frozenset[tuple[str, str]]

ASKED = Cell("asked", Tone.TEXT, "box-ticked")
NOT_ASKED = Cell("not asked", Tone.SECONDARY, "box")
ALL = "All"


class AskedModel(QAbstractTableModel):
    """The grid. ``toggled`` says which pairs are not asked once a square is turned over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[Case, ...] = ()
        self._agencies: tuple[Agency, ...] = ()
        self._out: Pairs = frozenset()
        self._out_of_case: Counter[str] = Counter()
        self._out_of_agency: Counter[str] = Counter()

    def set_all(self, cases: tuple[Case, ...], agencies: tuple[Agency, ...], out: Pairs) -> None:
        """Show these cases and agencies."""
        self.beginResetModel()
        self._cases, self._agencies = cases, agencies
        self._take(out)
        self.endResetModel()

    def set_out(self, out: Pairs) -> None:
        """Show who is not asked now, in place."""
        self._take(out)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _take(self, out: Pairs) -> None:
        uins = {case.uin for case in self._cases}
        agencies = {agency.id for agency in self._agencies}
        self._out = frozenset((u, a) for u, a in out if u in uins and a in agencies)
        self._out_of_case = Counter(uin for uin, _ in self._out)
        self._out_of_agency = Counter(agency for _, agency in self._out)

    def asked(self) -> int:
        """How many squares are ticked."""
        return len(self._cases) * len(self._agencies) - len(self._out)

    def toggled(self, index: Index) -> Pairs:
        """Who is not asked once this square is turned over; of a row or column all follow it.

        What is ticked in part is ticked whole first.
        """
        pairs = {
            (case.uin, agency.id)
            for case in self._cases_of(index.row())
            for agency in self._agencies_of(index.column())
        }
        return self._out - pairs if pairs & self._out else self._out | pairs

    def _cases_of(self, row: int) -> tuple[Case, ...]:
        return self._cases if row == 0 else (self._cases[row - 1],)

    def _agencies_of(self, column: int) -> tuple[Agency, ...]:
        return self._agencies if column == 0 else (self._agencies[column - 1],)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cases) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._agencies) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            if role != Qt.ItemDataRole.DisplayRole or section > len(self._agencies):
                return None
            name = one_line(self._agencies[section - 1].name) if section else ALL
            return in_two_lines(name)
        if section > len(self._cases):
            return None
        head = self._case_head(section)
        if role == CELL_ROLE:
            return head
        return one_line(f"{head.text} {head.detail}".strip()) if role == 0 else None

    def _case_head(self, section: int) -> Cell:
        if section == 0:
            return Cell(ALL, Tone.SECONDARY, total=True)
        case = self._cases[section - 1]
        return Cell(case.label or case.uin, detail=case.initials, strong=True)

    def _cell(self, row: int, column: int) -> Cell:
        if row and column:
            out = (self._cases[row - 1].uin, self._agencies[column - 1].id) in self._out
            return NOT_ASKED if out else ASKED
        asked, of = self._count(row, column)
        icon = "box-ticked" if asked == of else "box" if asked == 0 else "dash"
        return Cell(f"{asked} of {of}", Tone.SECONDARY, icon, total=True)

    def _count(self, row: int, column: int) -> tuple[int, int]:
        if row == 0 and column == 0:
            return self.asked(), len(self._cases) * len(self._agencies)
        if row == 0:
            out, of = self._out_of_agency[self._agencies[column - 1].id], len(self._cases)
        else:
            out, of = self._out_of_case[self._cases[row - 1].uin], len(self._agencies)
        return of - out, of

    def _spoken(self, row: int, column: int) -> str:
        case = self._cases[row - 1] if row else None
        who = f"Case {case.label or case.uin}" if case is not None else "All cases"
        agency = self._agencies[column - 1].name if column else "all agencies"
        if row and column:
            return one_line(f"{who}, {agency}: {self._cell(row, column).text}")
        asked, of = self._count(row, column)
        return one_line(f"{who}, {agency}: {asked} of {of} asked")
