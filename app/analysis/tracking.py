"""Where every expected return stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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


class Stage(StrEnum):
    """How far the partnership is with one square: the words of the tracker, each square in one."""

    EXPECTED = "expected"
    TESTED = "test received"
    RECEIVED = "received"
    NIL = "nil"
    QUERIED = "queried"
    ANSWERED = "answered again"
    REVISED = "revised"
    ACCEPTED = "accepted"
    OVERDUE = "overdue"
    NOT_ASKED = "not asked"


TO_READ = frozenset({Stage.RECEIVED, Stage.NIL, Stage.ANSWERED, Stage.REVISED})
"""The stages in which a return waits for somebody of the partnership to read it."""


@dataclass(frozen=True)
class Cell:
    """One square of the grid. ``days_late`` is 0 unless overdue, ``revision`` 0 if not in.

    ``queried`` where the partnership waits for the answer to a query about what is in.
    ``stage`` tells more than ``state``: what the partnership did with what came.
    """

    state: CellState
    revision: int = 0
    days_late: int = 0
    queried: bool = False
    stage: Stage = Stage.EXPECTED

    @property
    def is_in(self) -> bool:
        """Whether the agency has answered: a nil return is an answer."""
        return self.state in {CellState.RECEIVED, CellState.NIL}

    @property
    def waits_to_be_read(self) -> bool:
        """Whether something came that nobody has accepted or asked about."""
        return self.stage in TO_READ


@dataclass(frozen=True)
class Arrived:
    """A return that is in, and the revisions of it that were asked about and accepted last.

    Either is 0 where there is none. To ask about a revision takes its acceptance back, so one
    that is accepted was accepted after it was asked about.
    """

    kind: ReturnKind
    revision: int
    asked: int = 0
    accepted: int = 0

    @property
    def stage(self) -> Stage:
        """How far the partnership is with it."""
        if self.accepted >= self.revision:
            return Stage.ACCEPTED
        if self.asked >= self.revision:
            return Stage.QUERIED
        if self.asked > self.accepted:
            return Stage.ANSWERED
        if self.accepted:
            return Stage.REVISED
        return Stage.NIL if self.kind is ReturnKind.NIL else Stage.RECEIVED


@dataclass(frozen=True)
class Missing:
    """An agency from which returns are missing, of which cases; ``days`` is 0 if not yet late."""

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

    def stages(self) -> dict[Stage, int]:
        """How many squares are in each stage; every stage is there, if with 0."""
        counts = dict.fromkeys(Stage, 0)
        for cell in self.cells.values():
            counts[cell.stage] += 1
        return counts

    def to_read(self) -> tuple[tuple[str, str], ...]:
        """The returns that wait to be read, case by case: UIN and agency id."""
        return tuple(place for place, cell in self.cells.items() if cell.waits_to_be_read)

    def next_to_read(self, after: tuple[str, str] | None = None) -> tuple[str, str] | None:
        """The one that is read next, going on from a place and round to the beginning."""
        order = list(self.cells)
        start = order.index(after) + 1 if after is not None and after in self.cells else 0
        rest = (place for place in (*order[start:], *order[:start]) if place != after)
        return next((place for place in rest if self.cells[place].waits_to_be_read), None)

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

    def overdue(self) -> tuple[Missing, ...]:
        """The agencies that are late, in the order of the audit."""
        return tuple(one for one in self.missing() if one.days)

    def missing(self) -> tuple[Missing, ...]:
        """The agencies from which something is missing, late or not, in the order of the audit."""
        found = []
        for agency in self.audit.agencies:
            cells = [(case, self.cell(case.uin, agency.id)) for case in self.audit.cases]
            waiting = [(case, cell) for case, cell in cells if cell.state in _MISSING]
            if waiting:
                cases = tuple(case for case, _ in waiting)
                found.append(Missing(agency, cases, max(cell.days_late for _, cell in waiting)))
        return tuple(found)


_MISSING = frozenset({CellState.EXPECTED, CellState.OVERDUE})


def track(
    audit: Audit,
    arrived: Mapping[tuple[str, str], Arrived],
    today: date,
    tested: Collection[str] = (),
) -> Tracker:
    """Lay the returns that are in over what was asked.

    ``arrived`` is keyed by UIN and agency id; ``tested`` has the agencies that sent a test package.
    """
    answered = {agency_id for _, agency_id in arrived}
    days_late = max(0, (today - audit.due).days)
    cells: dict[tuple[str, str], Cell] = {}
    for case in audit.cases:
        for agency in audit.agencies:
            place = (case.uin, agency.id)
            if place in audit.not_asked:
                cells[place] = Cell(CellState.NOT_ASKED, stage=Stage.NOT_ASKED)
            elif (there := arrived.get(place)) is not None:
                nil = there.kind is ReturnKind.NIL
                state, stage = CellState.NIL if nil else CellState.RECEIVED, there.stage
                queried = stage is Stage.QUERIED
                cells[place] = Cell(state, there.revision, queried=queried, stage=stage)
            elif days_late:
                cells[place] = Cell(CellState.OVERDUE, days_late=days_late, stage=Stage.OVERDUE)
            else:
                only_test = agency.id in tested and agency.id not in answered
                stage = Stage.TESTED if only_test else Stage.EXPECTED
                cells[place] = Cell(CellState.EXPECTED, stage=stage)
    return Tracker(audit, cells)
