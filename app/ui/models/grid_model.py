"""A table of cells made elsewhere: what is in it is plain data, so that it is tested as such."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """A column. ``spoken`` names it in full where the title is short or broken."""

    key: str
    title: str
    spoken: str = ""


@dataclass(frozen=True)
class Line:
    """A row with its head. ``spoken`` names it in full; ``key`` is what it opens."""

    key: str
    head: Cell
    cells: tuple[Cell, ...]
    spoken: str


@dataclass(frozen=True)
class Grid:
    """The whole table."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()


class GridModel(QAbstractTableModel):
    """Shows a ``Grid``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()

    def set_grid(self, grid: Grid) -> None:
        """Show another. Of the same shape, it changes in place, and the keyboard stays."""
        old, self_columns = self.grid, [column.key for column in grid.columns]
        same = self_columns == [column.key for column in old.columns] and (
            [line.key for line in grid.lines] == [line.key for line in old.lines]
        )
        if same:
            self.grid = grid
            if grid.lines and grid.columns:
                last = self.index(len(grid.lines) - 1, len(grid.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def place(self, index: Index) -> tuple[str, str]:
        """The keys of the row and the column of a cell; empty where there is none."""
        if not index.isValid():
            return "", ""
        return self.grid.lines[index.row()].key, self.grid.columns[index.column()].key

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.grid.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self.grid.columns) if self.grid.lines else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.grid.lines[index.row()], self.grid.columns[index.column()]
        cell = line.cells[index.column()]
        if role == CELL_ROLE:
            return cell
        words = one_line(f"{cell.text} {cell.detail}".strip())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one_line(f"{line.spoken}, {column.spoken or column.title}: {words}")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if section < 0 or section >= (self.columnCount() if across else self.rowCount()):
            return None
        if across:
            title = self.grid.columns[section].title
            return title if role == Qt.ItemDataRole.DisplayRole else None
        head = self.grid.lines[section].head
        if role == CELL_ROLE:
            return head
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{head.text} {head.detail}".strip()) or self.grid.lines[section].spoken
        return None
