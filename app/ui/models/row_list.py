"""A list of rows of plain data, as Qt's views ask for it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")


class RowList(QAbstractListModel, Generic[R]):
    """``rows`` as they are shown: each whole by ``role``, as a line, and for those who hear it."""

    def __init__(self, role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.rows: tuple[R, ...] = ()

    @abstractmethod
    def line(self, row: R) -> str:
        """A row in one line."""

    @abstractmethod
    def spoken(self, row: R) -> str:
        """A row for those who hear it."""

    def is_title(self, row: R) -> bool:
        """Whether a row stands over others, and can't be chosen."""
        del row
        return False

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == self._role:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.line(row)
        return self.spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_title(self.rows[index.row()]):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def refill(self, rows: tuple[R, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
