"""The lines of the history as a table; more are fetched as one scrolls down."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.days import MONTHS
from app.reports.history_report import HistoryLine
from app.services.read_history import HistoryPart
from app.ui.theme.tokens import Tone
from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("When", "What happened", "Audit")
_LONGEST = 110


class HistoryModel(QAbstractTableModel):
    """``more_wanted`` when the end of what was read is in sight and there is more."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.part = HistoryPart((), 0)
        self._waits = False

    def show_part(self, part: HistoryPart) -> None:
        """Show these lines. Where they only go on, the keyboard stays where it is."""
        self._waits = False
        before = self.part.lines
        goes_on = (
            bool(before)
            and len(part.lines) > len(before)
            and part.wanted == self.part.wanted
            and part.lines[: len(before)] == before
        )
        if goes_on:
            self.beginInsertRows(QModelIndex(), len(before), len(part.lines) - 1)
            self.part = part
            self.endInsertRows()
        elif part != self.part:
            self.beginResetModel()
            self.part = part
            self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._waits and not self.part.is_all

    def fetchMore(self, _parent: Index) -> None:
        if not self._waits:
            self._waits = True
            self.more_wanted.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.part.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.part.lines[index.row()]
        cell = cells_of(line)[index.column()]
        if role == CELL_ROLE:
            return cell
        words = line.words if index.column() == 1 else f"{cell.text} {cell.detail}".strip()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return one_line(words).replace("<", "‹")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one_line(f"{COLUMNS[index.column()]}: {words or 'none'}")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section] if section < len(COLUMNS) else None
        lines = self.part.lines
        return str(lines[section].number) if section < len(lines) else None


def cells_of(line: HistoryLine) -> tuple[Cell, Cell, Cell]:
    """When, what, and in which audit."""
    at = line.at.astimezone()
    words = one_line(line.words)
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    return (
        Cell(f"{at.day} {MONTHS[at.month - 1][:3]} {at.year}", detail=f"{at:%H:%M:%S}"),
        Cell(cut),
        Cell(one_line(line.audit), Tone.SECONDARY),
    )
