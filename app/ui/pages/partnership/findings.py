"""The findings: by question, agency and case, the judgements, the agreement, and over the years."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QWidget

from app.analysis.tracking import Tracker
from app.domain.changes import NO_CHANGES, Changes, Topic
from app.handover.files import write_file
from app.services.analyse_audit import Analysed, analyse_audit, findings_csv, findings_document
from app.services.track_audit import track_audit
from app.ui.models.findings_model import FindingsModel
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.findings_list import FindingsList
from app.ui.pages.partnership.findings_parts.agreement import AgreementPart
from app.ui.pages.partnership.findings_parts.groups import AgenciesPart, CasesPart
from app.ui.pages.partnership.findings_parts.judgements import JudgementsPart
from app.ui.pages.partnership.findings_parts.part import Part
from app.ui.pages.partnership.findings_parts.questions import QuestionsPart
from app.ui.pages.partnership.findings_parts.years import YearsPart
from app.ui.pages.partnership.room import Floor, Room
from app.ui.pages.partnership.wording import day_and_time, findings_scope
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import Kind, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.menus import Menu
from app.ui.widgets.small import Pills

_PARTS: dict[str, tuple[str, type[Part]]] = {
    "questions": ("Questions", QuestionsPart),
    "agencies": ("Agencies", AgenciesPart),
    "cases": ("Cases", CasesPart),
    "judgements": ("Judgements", JudgementsPart),
    "agreement": ("Agreement", AgreementPart),
    "years": ("Over the years", YearsPart),
}


class FindingsRoom(Room):
    """What is counted, as of now. A part is made and read when it is first looked at."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.RETURNS, Topic.ANSWERS, Topic.MEETING})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Findings", wide=True, gap=Space.M)
        self.views = Pills(
            [(key, title) for key, (title, _) in _PARTS.items()],
            "What the findings are by",
            kind=Kind.TAB,
        )
        self.views.chosen.connect(self.show_part)
        self.add(self.views)
        self.questions = QuestionsPart(self)
        self.questions.filled.connect(self._put_in_order)
        self.parts: dict[str, Part] = {"questions": self.questions}
        self._place = self.body.count()
        self.body.addWidget(self.questions, 1000)
        self.questions.show()
        self.export = secondary_button("Export findings", icon="download")
        self.menu = Menu(self)
        self.menu.add("As a table (CSV)", lambda: self._export("csv"), icon="document")
        self.menu.add("For other programs (JSON)", lambda: self._export("json"), icon="document")
        self.export.clicked.connect(self._ask_format)
        self.comments = secondary_button("All comments", icon="document")
        self.comments.clicked.connect(lambda: self.floor.open(CommentsPage(self.floor)))
        ways = FlowLayout(gap=Space.M, row_gap=Space.S)
        ways.addWidget(self.comments)
        ways.addWidget(self.export)
        self.add(ways, gap_before=Space.S)
        self.end()

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return self.parts[self.views.current()]

    @property
    def pills(self) -> Pills:
        """The order of the questions."""
        return self.questions.pills

    @property
    def model(self) -> FindingsModel:
        """The rows of the questions."""
        return self.questions.model

    @property
    def list(self) -> FindingsList:
        """The list of the questions."""
        return self.questions.list

    def focus_first(self) -> None:
        self.part.first().setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        for part in self.parts.values():
            part.stale = True
        self.read(lambda: track_audit(workspace, audit_id, clock=clock), self._show)
        self.part.look()

    def show_part(self, key: str) -> None:
        """Show a part; it reads what it shows if it has not, or not since something changed."""
        self.views.set_current(key)
        if key not in self.parts:
            part = self.parts[key] = _PARTS[key][1](self)
            part.filled.connect(self._put_in_order)
            self.body.insertWidget(self._place, self.parts[key], 1000)
        for other, part in self.parts.items():
            part.setVisible(other == key)
        if self.part.stale:
            self.part.look()
        self._say()

    def _show(self, tracker: Tracker) -> None:
        anything = bool(tracker.returns.full)
        self.views.setVisible(anything)
        self.export.setVisible(anything)
        if not anything:
            self.show_part("questions")
        words = findings_scope(tracker) if anything else "There is nothing to count yet."
        self.sentence.setText(words)
        self._say()

    def _say(self) -> None:
        now = self.session.context.clock()
        self.say(f"Figures as of {day_and_time(now)}", self.part.keys)

    def _put_in_order(self) -> None:
        """Let the Tab key follow the eye: much of a part is made after what stands below it."""
        stops = [self.views, *self.part.stops(), self.comments, self.export]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    # --- export ----------------------------------------------------------------------------------

    def _ask_format(self) -> None:
        self.menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def _export(self, kind: str) -> None:
        audit = self.questions.audit
        if audit is None:
            return
        known = {"csv": "Tables (*.csv)", "json": "JSON (*.json)"}
        begin = files_folder(self.session.context.policy)
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Export the findings",
            str(begin / f"{audit.reference} findings.{kind}"),
            known[kind],
        )
        if not chosen:
            return
        path, clock, workspace = Path(chosen), self.session.context.clock, self.session.workspace

        def write() -> Changes:
            analysed = analyse_audit(workspace, audit.id, clock=clock)
            write_file(path, findings_file(analysed, kind))
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
