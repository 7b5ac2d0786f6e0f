"""The findings: a bar for each question, the judgements, and the way to what was written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtWidgets import QFileDialog, QWidget

from app.analysis.shares import Share, Spread
from app.analysis.tracking import Tracker
from app.domain.changes import NO_CHANGES, Changes, Topic
from app.domain.tool import LONG_TEXTS, Question
from app.handover.files import write_file
from app.reports import grade_legend, judgement_bars, share_legend
from app.reports.wording import spread_words
from app.services.analyse_audit import Analysed, analyse_audit, findings_csv, findings_document
from app.services.track_audit import track_audit
from app.ui.models.findings_model import FINDING_ROLE, Finding, FindingsModel, Order
from app.ui.pages.partnership.charts import ChartView
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.findings_list import FindingsList
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import day_and_time, findings_scope
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.menus import Menu
from app.ui.widgets.small import Pills
from app.ui.widgets.surfaces import Card, EmptyState, button_row
from app.ui.widgets.task_list import Task, TaskList


class FindingsRoom(Room):
    """What is counted, as of now."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.RETURNS, Topic.ANSWERS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Findings", wide=True, gap=Space.M)
        self.analysed: Analysed | None = None
        self.pills = Pills(
            [(Order.WEAKEST.value, "Weakest first"), (Order.QUESTION.value, "By question")],
            "Order of the findings",
        )
        self.add(self.pills)
        self.empty = Slot()
        self.add(self.empty)
        self.model = FindingsModel(self)
        self.pills.chosen.connect(lambda key: self.model.set_order(Order(key)))
        self.list = FindingsList(self.model)
        self.list.opened.connect(self._open_row)
        self.list.moved.connect(self._follow_row)
        self.card = Card(padding=Space.XS)
        self.card.body.setContentsMargins(1, Space.S, 1, Space.S)
        self.card.body.addWidget(self.list)
        self.add(self.card)
        self.legend = Slot()
        self.add(self.legend)
        self.judgements = Slot(gap=Space.M)
        self.add(self.judgements, gap_before=Space.L)
        self.texts = Slot(gap=Space.M)
        self.add(self.texts, gap_before=Space.L)
        self.export = secondary_button("Export findings", icon="download")
        self.menu = Menu(self)
        self.menu.add("As a table (CSV)", lambda: self._export("csv"), icon="document")
        self.menu.add("For other programs (JSON)", lambda: self._export("json"), icon="document")
        self.export.clicked.connect(self._ask_format)
        self.add(button_row(self.export, right=False), gap_before=Space.L)
        self.end()

    def focus_first(self) -> None:
        self.list.setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock

        def read() -> tuple[Analysed, Tracker]:
            tracker = track_audit(workspace, audit_id, clock=clock)
            return analyse_audit(workspace, audit_id, clock=clock), tracker

        self.read(read, lambda both: self._show(*both))

    def _show(self, analysed: Analysed, tracker: Tracker) -> None:
        self.analysed = analysed
        found, tool = analysed.findings, analysed.audit.tool
        anything = bool(found.returns.full)
        for part in (self.pills, self.card, self.export):
            part.setVisible(anything)
        if not anything:
            self.sentence.setText("There is nothing to count yet.")
            text = "As soon as a full return is in, its answers are counted here."
            self.empty.put(EmptyState("chart", "No full returns yet", text))
            for slot in (self.legend, self.judgements, self.texts):
                slot.put()
        else:
            self.empty.put()
            self.sentence.setText(findings_scope(tracker))
            self.model.set_findings(tool, found)
            self._show_legend(found.shares)
            self._show_judgements(found.judgements)
            self._show_texts(tuple(tool.questions.values()))
        now = self.session.context.clock()
        self.say(f"Figures as of {day_and_time(now)}", "Return opens the comments behind a row")

    def _show_legend(self, shares: tuple[Share, ...]) -> None:
        shown = [share for share in shares if share.of]
        words = "Dark: the answer that is counted. Hatched: not applicable or not asked."
        self.legend.put(
            ChartView(
                words,
                lambda palette, width: share_legend(shown, palette, width, size=theme().px(13)),
            )
        )

    def _show_judgements(self, spreads: tuple[Spread, ...]) -> None:
        given = [spread for spread in spreads if spread.of]
        if not given:
            self.judgements.put()
            return
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
        words: list[QWidget] = [hint(f"{s.question.name}:  {spread_words(s)}") for s in given]
        self.judgements.put(section_title("Judgements of the agencies"), card, legend, *words)

    def _show_texts(self, questions: tuple[Question, ...]) -> None:
        rows = [
            Task(q.id, q.name, q.text if q.text != q.name else "")
            for q in questions
            if (q.judgement or q.answer in LONG_TEXTS) and not q.retired
        ]
        tasks = TaskList(rows, "In the agencies’ own words")
        tasks.opened.connect(self._open_question)
        self.texts.put(section_title("In the agencies’ own words"), tasks) if rows else None

    # --- what is behind a row --------------------------------------------------------------------

    def _open_row(self, index: QModelIndex) -> None:
        row: Finding = index.data(FINDING_ROLE)
        if row.question is not None and self.analysed is not None:
            page = CommentsPage(self.floor, self.analysed.audit, row.question, row.share)
            self.floor.open(page)

    def _open_question(self, question_id: str) -> None:
        if self.analysed is not None:
            audit = self.analysed.audit
            page = CommentsPage(self.floor, audit, audit.tool.questions[question_id], None)
            self.floor.open(page)

    def _follow_row(self, rect: QRect) -> None:
        top = self.list.mapTo(self.column, rect.topLeft())
        self.ensureVisible(top.x(), top.y() + rect.height() // 2, 0, rect.height() + Space.XL)

    # --- export ----------------------------------------------------------------------------------

    def _ask_format(self) -> None:
        self.menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def _export(self, kind: str) -> None:
        if self.analysed is None:
            return
        name = f"{self.analysed.audit.reference} findings.{kind}"
        known = {"csv": "Tables (*.csv)", "json": "JSON (*.json)"}
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export the findings", str(Path.home() / name), known[kind]
        )
        if not chosen:
            return
        path, content = Path(chosen), findings_file(self.analysed, kind)

        def write() -> Changes:
            write_file(path, content)
            return NO_CHANGES

        self.session.write(
            write,
            lambda _changes: self.say(f"The findings are in “{path.name}”"),
            failed=self.tell,
            owner=self,
        )


def findings_file(analysed: Analysed, kind: str) -> bytes:
    """The findings as a file: a table that spreadsheets read as UTF-8, or JSON."""
    if kind == "csv":
        return findings_csv(analysed).encode("utf-8-sig")
    document = json.dumps(findings_document(analysed), ensure_ascii=False, indent=2)
    return f"{document}\n".encode()
