"""The case list as a table to write in: a row a case, and an empty one at the end to go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.case_list import CaseColumn, CaseRow, CellFault, called, with_letters
from app.reports.wording import sentence
from app.ui.models.preview_model import heading
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex
FAULT_ROLE = Qt.ItemDataRole.UserRole + 9

COLUMNS = (CaseColumn.LABEL, CaseColumn.UIN, CaseColumn.INITIALS, CaseColumn.PEN_PICTURE)
TITLES = {
    CaseColumn.LABEL: "Case",
    CaseColumn.UIN: "UIN",
    CaseColumn.INITIALS: "Initials",
    CaseColumn.PEN_PICTURE: "Pen picture",
}
_UNDONE = 100


class CaseListModel(QAbstractTableModel):
    """``edited`` after each change that a person made. ``held`` are UINs that have to stay.

    Faults are put in with ``set_faults``; letters are given by itself.
    """

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[CaseRow, ...] = ()
        self.held: frozenset[str] = frozenset()
        self.faults: tuple[CellFault, ...] = ()
        self._at: dict[tuple[int, CaseColumn], CellFault] = {}
        self._before: list[tuple[CaseRow, ...]] = []

    # --- what it shows ---------------------------------------------------------------------------

    def set_rows(self, rows: Iterable[CaseRow]) -> None:
        """Show other rows; what was done before can't be undone any more."""
        self._before.clear()
        self._reset(tuple(rows))

    def set_faults(self, faults: Sequence[CellFault]) -> None:
        """Say what is wrong in the cells."""
        if tuple(faults) == self.faults:
            return
        self.faults = tuple(faults)
        self._at = {}
        for fault in faults:
            self._at.setdefault((fault.row, fault.column), fault)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def set_held(self, held: frozenset[str]) -> None:
        """Say of which cases returns are in."""
        self.held = held

    def fault(self, index: Index) -> CellFault | None:
        """What is wrong in a cell."""
        return self._at.get((index.row(), COLUMNS[index.column()])) if index.isValid() else None

    def is_held(self, row: int) -> bool:
        """Whether the case of a row has to stay."""
        return row < len(self.rows) and self.rows[row].uin in self.held

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        fixed = COLUMNS[index.column()] is CaseColumn.UIN and self.is_held(index.row())
        return flags if fixed else flags | Qt.ItemFlag.ItemIsEditable

    def text(self, row: int, column: int) -> str:
        """What is written in a cell."""
        return str(getattr(self.rows[row], COLUMNS[column])) if row < len(self.rows) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.text(index.row(), index.column())
        if role == FAULT_ROLE:
            return self.fault(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return heading([TITLES[column] for column in COLUMNS], section, orientation, role)

    def _spoken(self, index: Index) -> str:
        title = TITLES[COLUMNS[index.column()]]
        said = one_line(self.text(index.row(), index.column())) or "empty"
        fault = self.fault(index)
        at = index.row()
        row = "New case" if at == len(self.rows) else sentence(called(at, self.rows[at]))
        kind = "" if fault is None else ("Needs a look: " if fault.warning else "Problem: ")
        wrong = f". {kind}{one_line(fault.sentence)}" if fault is not None else ""
        return f"{row}, {title}: {said}{wrong}"

    # --- what a person does ----------------------------------------------------------------------

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self.write(index.row(), index.column(), ((str(value),),))

    def write(self, row: int, column: int, block: Sequence[Sequence[str]]) -> bool:
        """Write texts into the cells from one on; rows are added as they are needed."""
        rows = list(self.rows)
        for down, texts in enumerate(block):
            at = row + down
            if at >= len(rows):
                rows.append(CaseRow())
            at = min(at, len(rows) - 1)
            for across, text in enumerate(texts[: len(COLUMNS) - column]):
                name = COLUMNS[column + across]
                if name is CaseColumn.UIN and self.is_held(at):
                    continue
                text = text.strip() if name is CaseColumn.PEN_PICTURE else " ".join(text.split())
                rows[at] = replace(rows[at], **{name.value: text})
        return self._become(tuple(rows))

    def merge(self, new: Sequence[CaseRow]) -> bool:
        """Put whole rows on the list: over the one of the same UIN, or else at the end."""
        rows = list(self.rows)
        at = {row.uin.casefold(): number for number, row in enumerate(rows) if row.uin}
        for row in new:
            known = at.get(row.uin.casefold())
            if known is None:
                rows.append(row)
                continue
            said = {
                name.value: text
                for name in COLUMNS
                if name is not CaseColumn.UIN and (text := str(getattr(row, name.value)))
            }
            rows[known] = replace(rows[known], **said)
        return self._become(tuple(rows))

    def clear(self, cells: Iterable[Index]) -> bool:
        """Empty these cells."""
        rows = list(self.rows)
        for cell in cells:
            name = COLUMNS[cell.column()]
            held = name is CaseColumn.UIN and self.is_held(cell.row())
            if cell.row() < len(rows) and not held:
                rows[cell.row()] = replace(rows[cell.row()], **{name.value: ""})
        return self._become(tuple(rows))

    def remove(self, numbers: Iterable[int]) -> int:
        """Take rows away, but those that have to stay. How many went."""
        gone = {n for n in numbers if n < len(self.rows) and not self.is_held(n)}
        if gone:
            self._become(tuple(row for n, row in enumerate(self.rows) if n not in gone))
        return len(gone)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    def undo(self) -> bool:
        """Take the last change back."""
        if not self._before:
            return False
        self._reset(self._before.pop())
        self.edited.emit()
        return True

    def _become(self, rows: tuple[CaseRow, ...]) -> bool:
        while rows and rows[-1].is_blank:
            rows = rows[:-1]
        rows = with_letters(rows)
        if rows == self.rows:
            return False
        self._before = [*self._before[-_UNDONE:], self.rows]
        if len(rows) < len(self.rows):
            self._reset(rows)
        else:
            # Rows that are added leave the place of the keyboard, and an open cell, as they are.
            if new := len(rows) - len(self.rows):
                self.beginInsertRows(QModelIndex(), len(self.rows) + 1, len(rows))
                self.rows = (*self.rows, *(CaseRow(),) * new)
                self.endInsertRows()
            self.rows = rows
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()
        return True

    def _reset(self, rows: tuple[CaseRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.faults, self._at = (), {}
        self.endResetModel()
