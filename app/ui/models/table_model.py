"""A table of cells that were made beforehand: the cases, the agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex
KEY_ROLE = Qt.ItemDataRole.UserRole + 8


@dataclass(frozen=True)
class Row:
    """One row: its key, the cell of its header, and its other cells."""

    key: str
    head: Cell
    cells: tuple[Cell, ...]


class TableModel(QAbstractTableModel):
    """Rows under titles. ``KEY_ROLE`` gives the key of a row."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. The same keys in the same order change in place."""
        new = tuple(rows)
        if new and [row.key for row in new] == [row.key for row in self._rows]:
            self._rows = new
            last = self.index(len(new) - 1, len(self._titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(new) - 1)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role == KEY_ROLE:
            return row.key
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{cell.text} {cell.detail}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self._titles[index.column()]
            return one_line(f"{row.head.text}, {title}: {cell.text} {cell.detail}".strip())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            inside = 0 <= section < len(self._titles)
            return self._titles[section] if inside and role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self._rows):
            return None
        head = self._rows[section].head
        if role == CELL_ROLE:
            return head
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{head.text} {head.detail}".strip())
        return None
