"""The findings by agency and by case: a table for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.analysis.small_numbers import SMALL
from app.services.spread_findings import SpreadFindings, spread_findings
from app.ui.models.findings_grids import FEW, WEAKEST, agencies_grid, cases_grid
from app.ui.models.grid_model import Grid
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.findings_parts.part import FindingsTable, Part
from app.ui.pages.partnership.room import Room

_HOW = (
    f"“{WEAKEST}” marks where the most answers stand at the bad end. “{FEW}” marks a share of "
    f"fewer than {SMALL} answers: one more would change it a lot."
)


class _GroupsPart(Part):
    """A table made of the spread findings."""

    def __init__(self, room: Room, name: str, corner: str) -> None:
        super().__init__(room)
        self.spread: SpreadFindings | None = None
        self.table = FindingsTable(name, corner)
        self.table.opened.connect(self._open)
        self.column.addWidget(self.table, 100)
        self.end()

    def stops(self) -> Sequence[QWidget]:
        return (self.table,)

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.room.session.workspace, self.room.floor.audit_id
        clock = self.room.session.context.clock

        def read() -> tuple[SpreadFindings, Grid]:
            spread = spread_findings(workspace, audit_id, clock=clock)
            return spread, self.grid_of(spread)

        self.room.read(read, lambda both: self._show(*both))

    def grid_of(self, spread: SpreadFindings) -> Grid:
        """The table; made in a worker."""
        raise NotImplementedError

    def explain(self) -> str:
        """What the table shows."""
        raise NotImplementedError

    def _show(self, spread: SpreadFindings, grid: Grid) -> None:
        self.spread = spread
        anything = bool(spread.findings.returns.full)
        self.table.setVisible(anything)
        if anything:
            self.show_lead(f"{self.explain()} {_HOW}")
            self.table.show_grid(grid)
        else:
            text = "As soon as a full return is in, its answers are counted here."
            self.show_empty("chart", "No full returns yet", text)
        self.filled.emit()

    def _open(self, index: QModelIndex) -> None:
        raise NotImplementedError


class AgenciesPart(_GroupsPart):
    """Questions down, agencies across. A cell opens what that agency wrote to the question."""

    keys: ClassVar = "Arrows go about · Enter opens the comments"

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Findings by agency", "No.")

    def grid_of(self, spread: SpreadFindings) -> Grid:
        return agencies_grid(spread)

    def explain(self) -> str:
        return "Each agency’s share, with its n of N. A theme counts its good answers."

    def _open(self, index: QModelIndex) -> None:
        key, agency_id = self.table.grid_model.place(index)
        spread, floor = self.spread, self.room.floor
        question = spread.audit.tool.questions.get(key.partition(".")[0]) if spread else None
        if spread is not None and question is not None:
            only = agency_id if spread.audit.agency(agency_id) is not None else ""
            floor.open(CommentsPage(floor, spread.audit, question, agency_id=only))


class CasesPart(_GroupsPart):
    """Cases down, questions across. A share opens what was written to it, a row's head the case."""

    keys: ClassVar = "Arrows go about · Enter opens the comments, in the first two columns the case"

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Findings by case", "Case")

    def grid_of(self, spread: SpreadFindings) -> Grid:
        return cases_grid(spread)

    def explain(self) -> str:
        return "Each case’s share over its agencies, with its n of N."

    def _open(self, index: QModelIndex) -> None:
        uin, key = self.table.grid_model.place(index)
        if self.spread is None:
            return
        audit, floor = self.spread.audit, self.room.floor
        case = audit.case(uin)
        question = audit.tool.questions.get(key.partition(".")[0])
        if question is not None:
            only = case.uin if case is not None else ""
            floor.open(CommentsPage(floor, audit, question, uin=only))
        elif case is not None:
            floor.open(CasePage(floor, case, back="Findings"))
