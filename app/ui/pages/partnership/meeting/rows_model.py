"""The rows that the meeting looks at, as a model: comments unfold under their question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.pages.partnership.meeting.seen import Row, RowKind, comments_behind
from app.ui.widgets.plain import one_line, visible

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 11


class RowsModel(QAbstractListModel):
    """Rows by ``ROW_ROLE``. ``taken`` are those whose words were taken over into a note."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.uin = ""
        self.taken: set[str] = set()
        self._all: tuple[Row, ...] = ()
        self._open: set[str] = set()
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row], uin: str = "") -> None:
        """Show other rows, folded."""
        self.beginResetModel()
        self._all, self.uin, self._open = tuple(rows), uin, set()
        self.rows = self._all
        self.endResetModel()

    def is_open(self, row: Row) -> bool:
        """Whether what is behind a row is shown."""
        return row.key in self._open

    def toggle(self, at: int) -> None:
        """Unfold or fold what is behind a row."""
        row = self.rows[at]
        if not row.folds:
            return
        behind = comments_behind(self.uin, row)
        if row.key in self._open:
            self.beginRemoveRows(QModelIndex(), at + 1, at + len(behind))
            self._open.remove(row.key)
            self.rows = (*self.rows[: at + 1], *self.rows[at + 1 + len(behind) :])
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), at + 1, at + len(behind))
            self._open.add(row.key)
            self.rows = (*self.rows[: at + 1], *behind, *self.rows[at + 1 :])
            self.endInsertRows()
        self.dataChanged.emit(self.index(at), self.index(at))

    def set_taken(self, keys: set[str]) -> None:
        """Show which rows were taken over."""
        if keys != self.taken:
            self.taken = keys
            if self.rows:
                self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{row.lead} {row.text or row.name}".strip())
        return self._spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].kind is RowKind.TITLE:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def _spoken(self, row: Row) -> str:
        words = [f"{row.lead} {row.name}".strip()]
        words += [f"{one.agency.name}: {one.words}" for one in row.given]
        if row.kind is RowKind.WORDS:
            words += [row.by, row.text]
            words += ["taken over"] if row.key in self.taken else []
        if row.differs:
            words.append("answered differently")
        if row.folds:
            words.append("comments shown" if self.is_open(row) else "comments behind it")
        return visible(one_line(", ".join(word for word in words if word)))
