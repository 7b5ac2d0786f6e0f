"""Where the agencies agree about a case and where they do not, the most opposed first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.analysis.agreement import Agreement, Contrast, Disagreement
from app.domain.audits import Audit
from app.reports.wording import has_number, listed, percent, plural
from app.services.compare_agencies import OnCase, Opinions, compare_agencies
from app.ui.models.findings_grids import agreement_grid, shortened
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.findings_parts.part import FindingsTable, Part
from app.ui.pages.partnership.findings_parts.side_by_side import SideBySidePage
from app.ui.pages.partnership.room import Room, Slot
from app.ui.pages.partnership.wording import case_name
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, secondary_button
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.plain import one_line
from app.ui.widgets.small import Pills
from app.ui.widgets.task_list import Task, TaskList

_AT_ONCE = 20
_HOW = (
    "Two agencies agree if they gave the same end of the scale, good or bad, to the same question "
    "about the same case. A fact has no good end: there they agree if they gave the same answer. "
    "“Not applicable” takes no side."
)
_LOOKS = {
    Contrast.OPPOSED: ("Good against bad", Tone.ATTENTION, "attention"),
    Contrast.DIFFERENT: ("Different answers", Tone.SECONDARY, "circle"),
    Contrast.GRADE: ("Different grade", Tone.SECONDARY, "dash"),
}


class AgreementPart(Part):
    """The figure for each case, and a row for each question that was answered differently."""

    keys: ClassVar = "Enter opens the answers side by side"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.opinions: Opinions | None = None
        self.pills: Pills | None = None
        self.tasks: TaskList | None = None
        self.more: Button | None = None
        self._shown = _AT_ONCE
        self.how = hint(_HOW)
        self.column.addWidget(self.how)
        self.title = section_title("Disagreements, the most opposed first")
        self.column.addWidget(self.title)
        self.filter = Slot()
        self.column.addWidget(self.filter)
        self.list = Slot(gap=Space.M)
        self.column.addWidget(self.list)
        self.by_case = section_title("Agreement on each case")
        self.column.addWidget(self.by_case)
        self.table = FindingsTable("Agreement on each case", "Case", least_rows=6)
        self.table.opened.connect(self._open_case)
        self.column.addWidget(self.table, 100)
        self.end()

    def first(self) -> QWidget:
        rows = self.tasks.rows() if self.tasks is not None else ()
        return next(iter(rows), self.table if self.table.isVisibleTo(self) else self)

    def stops(self) -> Sequence[QWidget]:
        which = (self.pills,) if self.pills is not None else ()
        rows = self.tasks.rows() if self.tasks is not None else ()
        more = (self.more,) if self.more is not None else ()
        return (*which, *rows, *more, self.table)

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.room.session.workspace, self.room.floor.audit_id
        self.room.read(lambda: compare_agencies(workspace, audit_id), self._show)

    def _show(self, opinions: Opinions) -> None:
        self.opinions = opinions
        whole = sum(opinions.agreement.values(), Agreement())
        for part in (self.how, self.title, self.by_case, self.table):
            part.setVisible(bool(whole.of))
        if not whole.of:
            self.filter.put()
            self.list.put()
            self.pills = self.tasks = self.more = None
            text = "As soon as two agencies have answered about the same case, they are compared."
            self.show_empty("people", "Nothing to compare yet", text)
            return
        self.show_lead(
            f"Of {whole.of:,} pairs of answers, {whole.n:,} agree "
            f"({percent(whole.n, whole.of)}); in {whole.opposed:,} one agency’s answer is good and "
            "the other’s bad."
        )
        self._show_filter(opinions)
        self._fill()
        self.table.show_grid(agreement_grid(opinions.audit.cases, opinions.agreement))

    def _show_filter(self, opinions: Opinions) -> None:
        there = self.pills.current() if self.pills is not None else ""
        counts = {
            contrast: sum(one.found.contrast is contrast for one in opinions.disagreements)
            for contrast in Contrast
        }
        pills = [("", f"All {len(opinions.disagreements)}")] + [
            (contrast.value, f"{_LOOKS[contrast][0]} {count}")
            for contrast, count in counts.items()
            if count
        ]
        if len(pills) < 3:
            self.pills = None
            self.filter.put()
            return
        known = {key for key, _ in pills}
        self.pills = Pills(pills, "Which disagreements", current=there if there in known else "")
        self.pills.chosen.connect(self._narrow)
        self.filter.put(self.pills)

    def _narrow(self, _key: str) -> None:
        self._shown = _AT_ONCE
        self._fill()

    def _chosen(self) -> list[OnCase]:
        if self.opinions is None:
            return []
        key = self.pills.current() if self.pills is not None else ""
        return [one for one in self.opinions.disagreements if key in {"", one.found.contrast.value}]

    def _fill(self) -> None:
        if self.opinions is None:
            return
        some, audit = self._chosen(), self.opinions.audit
        if not some:
            self.tasks, self.more = None, None
            self.list.put(hint("The agencies gave the same answers wherever two were asked."))
            return
        rows = [_row(audit, at, one) for at, one in enumerate(some[: self._shown])]
        self.tasks = TaskList(rows, "Disagreements")
        self.tasks.opened.connect(self._open)
        left = len(some) - self._shown
        widgets: list[QWidget] = [self.tasks]
        self.more = None
        if left > 0:
            self.more = secondary_button(f"Show {min(left, _AT_ONCE)} more of {left}")
            self.more.clicked.connect(self._show_more)
            widgets.append(self.more)
        self.list.put(*widgets)
        self.filled.emit()

    def _show_more(self) -> None:
        before = self._shown
        self._shown += _AT_ONCE
        self._fill()
        if self.tasks is not None:
            self.tasks.row(str(before)).setFocus()

    def _open(self, key: str) -> None:
        if self.opinions is not None:
            one = self._chosen()[int(key)]
            floor = self.room.floor
            floor.open(SideBySidePage(floor, self.opinions.audit, one.case, one.found))

    def _open_case(self, index: QModelIndex) -> None:
        uin, _column = self.table.grid_model.place(index)
        case = self.opinions.audit.case(uin) if self.opinions and uin else None
        if case is not None:
            self.room.floor.open(CasePage(self.room.floor, case, back="Findings"))


def _row(audit: Audit, at: int, one: OnCase) -> Task:
    found = one.found
    number = f"{found.question.id} " if has_number(found.question) else ""
    status, tone, icon = _LOOKS[found.contrast]
    return Task(
        str(at),
        one_line(f"{shortened(case_name(one.case))}: {number}{shortened(found.place.name, 200)}"),
        who_said_what(audit, found),
        status,
        tone,
        icon,
    )


def who_said_what(audit: Audit, found: Disagreement) -> str:
    """ "Yes: Police and Probation. No: Health Visiting." """
    names = {agency.id: shortened(agency.name, 60) for agency in audit.agencies}
    parts = [
        f"{option.label}: {listed(names.get(one, one) for one in who)}."
        for option, who in found.options
    ]
    if found.longest > 1:
        parts.append(f"{plural(found.distance, 'step')} of {found.longest} apart.")
    return one_line(" ".join(parts))
