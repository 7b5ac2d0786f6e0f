"""The judgements: how often each grade was given, and who gave which on which case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.analysis.shares import Findings, Spread
from app.domain.tool import Question
from app.reports import grade_legend, judgement_bars
from app.reports.wording import spread_words
from app.services.analyse_audit import analyse_audit
from app.services.compare_grades import Grades, compare_grades
from app.ui.models.findings_grids import shortened
from app.ui.models.judgement_grids import judgement_grid
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.charts import ChartView
from app.ui.pages.partnership.findings_parts.part import FindingsTable, Part
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Room, Slot
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.small import Pills
from app.ui.widgets.surfaces import Card


class JudgementsPart(Part):
    """A bar for each judgement, and a table of the one that is chosen."""

    keys: ClassVar = "Enter on a grade opens the return"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.grades: Grades | None = None
        self.which: Pills | None = None
        self.bars = Slot(gap=Space.M)
        self.column.addWidget(self.bars)
        self.choice = Slot(gap=Space.M)
        self.column.addWidget(self.choice)
        self.table = FindingsTable("Judgements by case and agency", "Case", least_rows=7)
        self.table.opened.connect(self._open)
        self.column.addWidget(self.table, 100)
        self.end()

    def first(self) -> QWidget:
        return self.table if self.table.isVisibleTo(self) else self

    def stops(self) -> Sequence[QWidget]:
        which = (self.which,) if self.which is not None else ()
        return (*which, self.table)

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.room.session.workspace, self.room.floor.audit_id
        clock = self.room.session.context.clock
        self.room.read(
            lambda: (
                compare_grades(workspace, audit_id, clock=clock),
                analyse_audit(workspace, audit_id, clock=clock).findings,
            ),
            lambda both: self._show(*both),
        )

    def _show(self, grades: Grades, found: Findings) -> None:
        self.grades = grades
        given = [spread for spread in found.judgements if spread.of]
        self.table.setVisible(bool(given))
        if not given:
            self.bars.put()
            self.choice.put()
            judged = bool(grades.audit.tool.judgements)
            text = (
                "As soon as a full return is in, the grades that it gave stand here."
                if judged
                else "The audit tool asks for no judgement."
            )
            self.show_empty("chart", "No judgements" if not judged else "No judgements yet", text)
            return
        agreed = sum(case.uin in grades.agreed for case in grades.audit.cases)
        self.show_lead(
            "The grades that the agencies gave, each for its own work on a case. The partnership "
            f"has agreed its own judgement on {agreed} of {len(grades.audit.cases)} cases."
        )
        self._show_bars(given)
        self._show_choice([spread.question for spread in given])
        self._fill()
        self.filled.emit()

    def _show_bars(self, given: list[Spread]) -> None:
        card = Card()
        said = "; ".join(f"{one.question.name}: {spread_words(one)}" for one in given)
        card.body.addWidget(
            ChartView(
                said,
                lambda palette, wide: judgement_bars(given, palette, wide, size=theme().px(14)),
            )
        )
        legend = ChartView(
            "Grades, best first",
            lambda palette, width: grade_legend(given, palette, width, size=theme().px(13)),
        )
        # The chart shortens long names and leaves small counts out; these words hold them all.
        words = "\n".join(f"{one.question.name}:  {spread_words(one)}" for one in given)
        self.bars.put(card, legend, hint(words))

    def _show_choice(self, judgements: list[Question]) -> None:
        there = self.which.current() if self.which is not None else ""
        known = {question.id for question in judgements}
        current = there if there in known else judgements[-1].id
        pills = [(question.id, shortened(question.name, 40)) for question in judgements]
        self.which = Pills(pills, "Which judgement", current=current)
        self.which.chosen.connect(lambda _key: self._fill())
        self.choice.put(section_title("By case and agency"), self.which)
        self.which.setVisible(len(pills) > 1)

    def _fill(self) -> None:
        if self.grades is not None and self.which is not None:
            question = self.grades.audit.tool.questions[self.which.current()]
            self.table.show_grid(judgement_grid(self.grades, question))

    def _open(self, index: QModelIndex) -> None:
        uin, agency_id = self.table.grid_model.place(index)
        if self.grades is None or not uin:
            return
        audit, floor = self.grades.audit, self.room.floor
        case, agency = audit.case(uin), audit.agency(agency_id)
        if case is None:
            return
        if agency is None:
            floor.open(CasePage(floor, case, back="Findings"))
        elif self.grades.tracker.cell(uin, agency_id).is_in:
            floor.open(ReturnPage(floor, uin, agency_id, back="Findings"))
