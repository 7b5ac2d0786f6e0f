"""The tracker: cases down, agencies across, how many are in at both edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.analysis.tracker_search import narrow
from app.analysis.tracking import Cell as Square
from app.analysis.tracking import CellState, Stage, Tracker
from app.domain.audits import Agency, Case
from app.domain.days import long_day
from app.ui.models.stages import look_of
from app.ui.theme.tokens import Tone
from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex


class TrackerModel(QAbstractTableModel):
    """The grid of a tracker, or a part of it. The last row and column count what is in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tracker: Tracker | None = None
        self._cases: tuple[Case, ...] = ()
        self._agencies: tuple[Agency, ...] = ()
        self._grid: list[list[Cell]] = []
        self._chased: Mapping[str, date] = {}
        self._broken = False
        self._stage: Stage | None = None
        self._words = ""

    def set_tracker(self, tracker: Tracker, chased: Mapping[str, date] | None = None) -> None:
        """Show a tracker. The same cases and agencies change in place.

        ``chased`` has the day on which an agency was reminded last.
        """
        self._tracker, self._chased = tracker, chased or {}
        self._narrow()
        if self._agencies:
            last = len(self._agencies) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def show(self, *, stage: Stage | None = None, words: str = "") -> None:
        """Show the rows and columns with a square in a stage, and those that the words name."""
        self._stage, self._words = stage, words
        self._narrow()

    def _narrow(self) -> None:
        tracker = self._tracker
        if tracker is None:
            return
        left = narrow(tracker, self._stage, self._words)
        same = (left.cases, left.agencies) == (self._cases, self._agencies) and bool(self._grid)
        if not same:
            self.beginResetModel()
        self._cases, self._agencies = left.cases, left.agencies
        self._grid = _grid(tracker, left.cases, left.agencies, self._stage) if left.cases else []
        if same:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()

    @property
    def lines(self) -> int:
        """How many lines the highest title of a column has."""
        return max((title.count("\n") + 1 for title in self._titles()), default=1)

    def _titles(self) -> list[str]:
        return [self._title(agency) for agency in self._agencies]

    def _title(self, agency: Agency) -> str:
        name = one_line(agency.name)
        title = in_two_lines(name) if self._broken else name
        day = self._chased.get(agency.id)
        return f"{title}\n{_chased_on(day)}" if day else title

    def index_of(self, uin: str, agency_id: str) -> QModelIndex:
        """The square of a case and an agency; no index where it is not shown."""
        rows = [at for at, case in enumerate(self._cases) if case.uin == uin]
        columns = [at for at, agency in enumerate(self._agencies) if agency.id == agency_id]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def names(self) -> tuple[str, ...]:
        """The titles of the columns, each on one line."""
        names = []
        for agency in self._agencies:
            day, name = self._chased.get(agency.id), one_line(agency.name)
            names.append(max(name, _chased_on(day), key=len) if day else name)
        return (*names, "In")

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
            return self._title(self._agencies[section])
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
        if column < len(self._agencies) and (day := self._chased.get(self._agencies[column].id)):
            agency = f"{agency} ({_chased_on(day)})"
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


def _chased_on(day: date) -> str:
    """ "chased 12 Feb" """
    number, month, _year = long_day(day).split(" ")
    return f"chased {number} {month[:3]}"


def _grid(
    tracker: Tracker, cases: tuple[Case, ...], agencies: tuple[Agency, ...], stage: Stage | None
) -> list[list[Cell]]:
    """Every square, counted once: with 300 cases, asking the tracker row by row takes seconds."""
    rows: list[list[Cell]] = []
    by_agency = [[0, 0] for _ in agencies]
    for case in cases:
        row, answered, asked = [], 0, 0
        for column, agency in enumerate(agencies):
            square = tracker.cell(case.uin, agency.id)
            row.append(_cell(square, aside=stage is not None and square.stage is not stage))
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


def _cell(square: Square, *, aside: bool = False) -> Cell:
    """A square; one ``aside`` is not what is looked for, and stays quiet beside what is."""
    word, tone, icon = look_of(square)
    details = []
    if square.state is CellState.NIL and square.stage is not Stage.NIL:
        details.append("nil")
    if square.revision > 1:
        details.append(f"rev {square.revision}")
    cell = Cell(word, tone, icon, detail=" ".join(details))
    return replace(cell, tone=Tone.SECONDARY, icon="") if aside else cell
