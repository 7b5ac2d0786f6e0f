"""The tracker: cases down, agencies across, how many are in at both edges."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.analysis.tracking import Cell as Square
from app.analysis.tracking import CellState, Tracker
from app.domain.audits import Agency, Case
from app.reports.wording import plural
from app.ui.theme.tokens import Tone
from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex

_CELLS = {
    CellState.EXPECTED: Cell("not yet", Tone.SECONDARY, "dash"),
    CellState.RECEIVED: Cell("received", Tone.GOOD, "check"),
    CellState.NIL: Cell("nil", Tone.TEXT, "circle"),
    CellState.NOT_ASKED: Cell("not asked", Tone.SECONDARY),
}
_QUERIED = Cell("queried", Tone.ACCENT, "question")
_NOWHERE = Cell("")


class TrackerModel(QAbstractTableModel):
    """The grid of a tracker. The last row and the last column count what is in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[Case, ...] = ()
        self._agencies: tuple[Agency, ...] = ()
        self._grid: list[list[Cell]] = []
        self._broken = False

    def set_tracker(self, tracker: Tracker) -> None:
        """Show a tracker. The same cases and agencies change in place."""
        cases, agencies = tracker.audit.cases, tracker.audit.agencies
        same = (cases, agencies) == (self._cases, self._agencies) and bool(self._grid)
        if not same:
            self.beginResetModel()
        self._cases, self._agencies = cases, agencies
        self._grid = _grid(tracker)
        if same:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()

    def names(self) -> tuple[str, ...]:
        """The titles of the columns, each on one line."""
        return (*(one_line(agency.name) for agency in self._agencies), "In")

    def break_names(self, broken: bool) -> None:
        """Give the names of the agencies on two lines, or on one."""
        if broken != self._broken:
            self._broken = broken
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._agencies))

    def place(self, index: Index) -> tuple[Case, Agency] | None:
        """The case and the agency of a square; None for a total."""
        row, column = index.row(), index.column()
        if not index.isValid() or row >= len(self._cases) or column >= len(self._agencies):
            return None
        return self._cases[row], self._agencies[column]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._grid)

    def columnCount(self, parent: Index | None = None) -> int:
        if (parent is not None and parent.isValid()) or not self._grid:
            return 0
        return len(self._agencies) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._grid[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{cell.text} {cell.detail}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column(), cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not self._grid or section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            if role != Qt.ItemDataRole.DisplayRole or section > len(self._agencies):
                return None
            last = section == len(self._agencies)
            if last:
                return "In"
            name = one_line(self._agencies[section].name)
            return in_two_lines(name) if self._broken else name
        if section > len(self._cases):
            return None
        head = _case_head(self._cases[section]) if section < len(self._cases) else _TOTAL_HEAD
        if role == CELL_ROLE:
            return head
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{head.text} {head.detail}".strip())
        return None

    def _spoken(self, row: int, column: int, cell: Cell) -> str:
        case = f"Case {self._cases[row].label}" if row < len(self._cases) else "All cases"
        agency = self._agencies[column].name if column < len(self._agencies) else "all agencies"
        if cell.text.count("/") == 1 and (row == len(self._cases) or column == len(self._agencies)):
            answered, _, asked = cell.text.partition("/")
            return one_line(f"{case}, {agency}: {answered} of {asked} in")
        return one_line(f"{case}, {agency}: {cell.text} {cell.detail}".strip())


_TOTAL_HEAD = Cell("In", Tone.SECONDARY, total=True)


def in_two_lines(name: str) -> str:
    """A name broken at the space nearest to its middle."""
    spaces = [at for at, ch in enumerate(name) if ch == " "]
    if not spaces:
        return name
    at = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:at]}\n{name[at + 1 :]}"


def _case_head(case: Case) -> Cell:
    return Cell(case.label or case.uin, detail=case.initials, strong=True)


def _grid(tracker: Tracker) -> list[list[Cell]]:
    """Every square, counted once: with 300 cases, asking the tracker row by row takes seconds."""
    cases, agencies = tracker.audit.cases, tracker.audit.agencies
    rows: list[list[Cell]] = []
    by_agency = [[0, 0] for _ in agencies]
    for case in cases:
        row, answered, asked = [], 0, 0
        for column, agency in enumerate(agencies):
            square = tracker.cell(case.uin, agency.id)
            row.append(_cell(square))
            if square.state is not CellState.NOT_ASKED:
                answered += square.is_in
                asked += 1
                by_agency[column][0] += square.is_in
                by_agency[column][1] += 1
        rows.append([*row, Cell(f"{answered}/{asked}")])
    totals = [Cell(f"{n}/{of}", Tone.SECONDARY, total=True) for n, of in by_agency]
    answered, asked = (sum(pair[end] for pair in by_agency) for end in (0, 1))
    rows.append([*totals, Cell(f"{answered}/{asked}", Tone.SECONDARY, total=True)])
    return rows


def _cell(square: Square) -> Cell:
    if square.state is CellState.OVERDUE:
        return Cell(f"{plural(square.days_late, 'day')} late", Tone.ATTENTION, "attention")
    cell = _QUERIED if square.queried else _CELLS.get(square.state, _NOWHERE)
    if square.revision > 1:
        return Cell(cell.text, cell.tone, cell.icon, detail=f"rev {square.revision}")
    return cell
