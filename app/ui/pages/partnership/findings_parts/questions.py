"""The questions: a bar for each, the change since the last audit, and the way to the comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtWidgets import QWidget

from app.analysis.shares import Share
from app.domain.audits import Audit
from app.domain.tool import LONG_TEXTS, Question
from app.reports import share_legend
from app.services.compare_audits import Compared, compare_audits
from app.ui.models.findings_model import FINDING_ROLE, Finding, FindingsModel, Order
from app.ui.models.judgement_grids import change_of
from app.ui.pages.partnership.charts import ChartView
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.findings_list import FindingsList
from app.ui.pages.partnership.findings_parts.part import Part
from app.ui.pages.partnership.room import Room, Slot
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import section_title
from app.ui.widgets.small import Pills
from app.ui.widgets.surfaces import Card
from app.ui.widgets.task_list import Task, TaskList


class QuestionsPart(Part):
    """A row a question. Sorted by what is weakest, or by theme as in the tool."""

    keys: ClassVar = "Enter opens the comments behind a row"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.audit: Audit | None = None
        self.pills = Pills(
            [(Order.WEAKEST.value, "Weakest first"), (Order.QUESTION.value, "By question")],
            "Order of the findings",
        )
        self.column.addWidget(self.pills)
        self.model = FindingsModel(self)
        self.pills.chosen.connect(lambda key: self.model.set_order(Order(key)))
        self.list = FindingsList(self.model)
        self.list.opened.connect(self._open_row)
        self.list.moved.connect(self._follow_row)
        self.card = Card(padding=Space.XS)
        self.card.body.setContentsMargins(1, Space.S, 1, Space.S)
        self.card.body.addWidget(self.list)
        self.column.addWidget(self.card)
        self.legend = Slot()
        self.column.addWidget(self.legend)
        self.tasks: TaskList | None = None
        self.texts = Slot(gap=Space.M)
        self.column.addWidget(self.texts)
        self.end()

    def first(self) -> QWidget:
        return self.list if self.card.isVisibleTo(self) else self

    def stops(self) -> Sequence[QWidget]:
        rows = self.tasks.rows() if self.tasks is not None else ()
        return (self.pills, self.list, *rows)

    def look(self) -> None:
        super().look()
        room = self.room
        workspace, audit_id = room.session.workspace, room.floor.audit_id
        clock = room.session.context.clock
        room.read(lambda: compare_audits(workspace, audit_id, clock=clock), self._show)

    def _show(self, compared: Compared) -> None:
        self.audit = compared.audit
        found, tool = compared.now.findings, compared.audit.tool
        anything = bool(found.returns.full)
        for part in (self.pills, self.card):
            part.setVisible(anything)
        if not anything:
            text = "As soon as a full return is in, its answers are counted here."
            self.show_empty("chart", "No full returns yet", text)
            self.legend.put()
            self.texts.put()
            self.tasks = None
        else:
            self.show_lead(_since(compared))
            changes = {_key(one.share): change_of(one.last) for one in compared.questions}
            self.model.set_findings(tool, found, changes)
            self._show_legend(found.shares)
            self._show_texts(tuple(tool.questions.values()))
        self.filled.emit()

    def _show_legend(self, shares: tuple[Share, ...]) -> None:
        shown = [share for share in shares if share.of]
        words = "Dark: the answer that is counted. Hatched: not applicable or not asked."
        self.legend.put(
            ChartView(
                words,
                lambda palette, width: share_legend(shown, palette, width, size=theme().px(13)),
            )
        )

    def _show_texts(self, questions: tuple[Question, ...]) -> None:
        rows = [
            Task(q.id, q.name, q.text if q.text != q.name else "")
            for q in questions
            if (q.judgement or q.answer in LONG_TEXTS) and not q.retired
        ]
        if not rows:
            self.tasks = None
            self.texts.put()
            return
        self.tasks = TaskList(rows, "In the agencies’ own words")
        self.tasks.opened.connect(self._open_question)
        self.texts.put(section_title("In the agencies’ own words"), self.tasks)

    # --- what is behind a row --------------------------------------------------------------------

    def _open_row(self, index: QModelIndex) -> None:
        row: Finding = index.data(FINDING_ROLE)
        if row.question is not None and self.audit is not None:
            floor = self.room.floor
            floor.open(CommentsPage(floor, self.audit, row.question, row.share))

    def _open_question(self, question_id: str) -> None:
        if self.audit is not None:
            audit, floor = self.audit, self.room.floor
            floor.open(CommentsPage(floor, audit, audit.tool.questions[question_id], None))

    def _follow_row(self, rect: QRect) -> None:
        top = self.list.mapTo(self.room.column, rect.topLeft())
        self.room.ensureVisible(top.x(), top.y() + rect.height() // 2, 0, rect.height() + Space.XL)


def _key(share: Share) -> tuple[str, str]:
    return share.question.id, share.part.id if share.part else ""


def _since(compared: Compared) -> str:
    """With what the last column compares; nothing where there is nothing to compare with."""
    if not compared.with_ids:
        return ""
    before = next(one for one in compared.earlier if one.summary.id == compared.with_ids[0])
    return (
        f"▲ up, ▼ down since {before.summary.title} ({before.summary.reference}), in percentage "
        "points. Nothing stands where the two can’t be compared: see “Over the years”."
    )
