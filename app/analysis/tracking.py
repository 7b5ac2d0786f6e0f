"""Where every expected return stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.analysis.shares import ReturnCounts
from app.domain.audits import Agency, Audit, Case
from app.domain.returns import ReturnKind


class CellState(StrEnum):
    """The state of one case at one agency."""

    EXPECTED = "expected"
    OVERDUE = "overdue"
    RECEIVED = "received"
    NIL = "nil"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Cell:
    """One square of the grid. ``days_late`` is 0 unless overdue, ``revision`` 0 if not in.

    ``queried`` where the partnership waits for the answer to a query about what is in.
    """

    state: CellState
    revision: int = 0
    days_late: int = 0
    queried: bool = False

    @property
    def is_in(self) -> bool:
        """Whether the agency has answered: a nil return is an answer."""
        return self.state in {CellState.RECEIVED, CellState.NIL}


@dataclass(frozen=True)
class Arrived:
    """A return that is in. ``queried`` where a query about it is not answered yet."""

    kind: ReturnKind
    revision: int
    queried: bool = False


@dataclass(frozen=True)
class Overdue:
    """An agency that is late, and with which cases."""

    agency: Agency
    cases: tuple[Case, ...]
    days: int


@dataclass(frozen=True)
class Tracker:
    """The grid of cases and agencies."""

    audit: Audit
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, uin: str, agency_id: str) -> Cell:
        """The square of one case and one agency."""
        return self.cells[uin, agency_id]

    def count(self, state: CellState) -> int:
        """How many squares are in a state."""
        return sum(cell.state is state for cell in self.cells.values())

    @property
    def returns(self) -> ReturnCounts:
        """Full, nil and missing returns."""
        full, nil = self.count(CellState.RECEIVED), self.count(CellState.NIL)
        asked = len(self.cells) - self.count(CellState.NOT_ASKED)
        return ReturnCounts(full, nil, asked - full - nil)

    def in_of_case(self, uin: str) -> tuple[int, int]:
        """Answered and asked, for one case."""
        return self._in_of(cell for (u, _), cell in self.cells.items() if u == uin)

    def in_of_agency(self, agency_id: str) -> tuple[int, int]:
        """Answered and asked, for one agency."""
        return self._in_of(cell for (_, a), cell in self.cells.items() if a == agency_id)

    @staticmethod
    def _in_of(cells: Iterable[Cell]) -> tuple[int, int]:
        asked = [cell for cell in cells if cell.state is not CellState.NOT_ASKED]
        return sum(cell.is_in for cell in asked), len(asked)

    def overdue(self) -> tuple[Overdue, ...]:
        """The agencies that are late, in the order of the audit."""
        late = []
        for agency in self.audit.agencies:
            cases = tuple(
                case
                for case in self.audit.cases
                if self.cell(case.uin, agency.id).state is CellState.OVERDUE
            )
            if cases:
                late.append(Overdue(agency, cases, self.cell(cases[0].uin, agency.id).days_late))
        return tuple(late)


def track(audit: Audit, arrived: Mapping[tuple[str, str], Arrived], today: date) -> Tracker:
    """Lay the returns that are in over what was asked.

    ``arrived`` is keyed by UIN and agency id.
    """
    days_late = max(0, (today - audit.due).days)
    cells: dict[tuple[str, str], Cell] = {}
    for case in audit.cases:
        for agency in audit.agencies:
            place = (case.uin, agency.id)
            if place in audit.not_asked:
                cells[place] = Cell(CellState.NOT_ASKED)
            elif (there := arrived.get(place)) is not None:
                nil = there.kind is ReturnKind.NIL
                state = CellState.NIL if nil else CellState.RECEIVED
                cells[place] = Cell(state, there.revision, queried=there.queried)
            elif days_late:
                cells[place] = Cell(CellState.OVERDUE, days_late=days_late)
            else:
                cells[place] = Cell(CellState.EXPECTED)
    return Tracker(audit, cells)
