"""The findings beside those of earlier audits; one chooses which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QCheckBox, QWidget

from app.analysis.small_numbers import SMALL
from app.reports.wording import plural
from app.services.compare_audits import Compared, EarlierAudit, compare_audits
from app.ui.models.findings_grids import shortened
from app.ui.models.judgement_grids import years_grid
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.findings_parts.part import FindingsTable, Part
from app.ui.pages.partnership.room import Room, Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.choices import group_box
from app.ui.widgets.fields import check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import strong_text
from app.ui.widgets.plain import one_line

_MOST = 8
_HOW = (
    "The change is in percentage points. Two figures are not compared if the question or its "
    f"answers changed, or if fewer than {SMALL} answered."
)
_NONE = (
    "An audit can be compared that is in this workspace, was opened before this one, has returns "
    "and asks some of the same questions. Questions stay the same if the audit tool was copied "
    "from the last one."
)


class YearsPart(Part):
    """Ticks for the earlier audits, and a table of the questions that they share."""

    keys: ClassVar = "Arrows go about · Enter opens the comments"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.compared: Compared | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self._chosen: tuple[str, ...] | None = None
        self.choice = Slot(gap=Space.S)
        self.column.addWidget(self.choice)
        self.table = FindingsTable("Findings over the years", "No.")
        self.table.opened.connect(self._open)
        self.column.addWidget(self.table, 100)
        self.end()

    def first(self) -> QWidget:
        return self.table if self.table.isVisibleTo(self) else self

    def stops(self) -> Sequence[QWidget]:
        return (*self.boxes.values(), self.table)

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.room.session.workspace, self.room.floor.audit_id
        clock, chosen = self.room.session.context.clock, self._chosen
        self.room.read(lambda: compare_audits(workspace, audit_id, chosen, clock=clock), self._show)

    def _show(self, compared: Compared) -> None:
        self.compared = compared
        there, full = bool(compared.earlier), bool(compared.now.findings.returns.full)
        self.table.setVisible(there and full)
        if not (there and full):
            self.choice.put()
            self.boxes = {}
            title = "No earlier audit to compare with" if full else "No full returns yet"
            text = _NONE if full else "As soon as one is in, it can be compared."
            self.show_empty("clock", title, text)
            return
        self.show_lead(_HOW)
        self._show_choice(compared)
        self.table.show_grid(years_grid(compared))
        self.filled.emit()

    def _show_choice(self, compared: Compared) -> None:
        shown = compared.earlier[:_MOST]
        if list(self.boxes) != [one.summary.id for one in shown]:
            group = group_box("Earlier audits")
            flow = FlowLayout(group, gap=Space.L)
            self.boxes = {}
            for one in shown:
                box = self.boxes[one.summary.id] = check_box(_said(one))
                box.setToolTip(one_line(one.summary.title))
                box.setAccessibleDescription(one_line(one.summary.title))
                box.clicked.connect(self._choose)
                flow.addWidget(box)
            self.choice.put(
                strong_text("Compare with, and how many questions are in common"), group
            )
        for audit_id, box in self.boxes.items():
            box.setChecked(audit_id in compared.with_ids)

    def _choose(self, _checked: bool) -> None:
        self._chosen = tuple(key for key, box in self.boxes.items() if box.isChecked())
        self.look()

    def _open(self, index: QModelIndex) -> None:
        key, _column = self.table.grid_model.place(index)
        compared, floor = self.compared, self.room.floor
        if compared is None:
            return
        question = compared.audit.tool.questions.get(key.partition(".")[0])
        if question is not None:
            floor.open(CommentsPage(floor, compared.audit, question, None))


def _said(one: EarlierAudit) -> str:
    return f"{shortened(one.summary.reference, 30)}, {plural(one.shared, 'question')}"
