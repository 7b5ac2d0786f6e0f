"""The rows that the meeting looks at, as a model: comments unfold under their question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.ui.models.row_list import RowList
from app.ui.pages.partnership.meeting.seen import Row, RowKind, comments_behind
from app.ui.widgets.plain import one_line, visible

ROW_ROLE = Qt.ItemDataRole.UserRole + 11


class RowsModel(RowList[Row]):
    """Rows by ``ROW_ROLE``. ``taken`` are those whose words were taken over into a note."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROW_ROLE, parent)
        self.uin = ""
        self.taken: set[str] = set()
        self._all: tuple[Row, ...] = ()
        self._open: set[str] = set()

    def set_rows(self, rows: Sequence[Row], uin: str = "") -> None:
        """Show other rows, folded."""
        self._all, self.uin, self._open = tuple(rows), uin, set()
        self.refill(self._all)

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

    def line(self, row: Row) -> str:
        return one_line(f"{row.lead} {row.text or row.name}".strip())

    def is_title(self, row: Row) -> bool:
        return row.kind is RowKind.TITLE

    def spoken(self, row: Row) -> str:
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
