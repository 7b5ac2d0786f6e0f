"""The judgement on a case: what each agency gave, and what the partnership agrees."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from app.domain.audits import Case
from app.domain.meeting import agreed_question
from app.domain.returns import ReturnKind
from app.domain.tool import Question
from app.reports.content import AuditReport
from app.ui.interview.editors import choices_of
from app.ui.pages.partnership.meeting.book import Book
from app.ui.pages.partnership.meeting.note_guard import NoteGuard
from app.ui.theme.current import theme
from app.ui.theme.tokens import Size, Space, Tone, Weight
from app.ui.widgets.choices import ChoiceCards, GradeCards
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import TextLabel, hint, section_title
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import stack_when_narrow

_COLUMN, _BESIDE = 120, 1_000


class GivenGrades(QWidget):
    """The judgements of the agencies on a case: a table where there is room, else a list."""

    def __init__(self, report: AuditReport, case: Case, size: Size) -> None:
        super().__init__()
        self._judgements = report.audit.tool.judgements
        self._table, self._list = QWidget(), QWidget()
        grid, lines = QGridLayout(self._table), QVBoxLayout(self._list)
        for layout in (grid, lines):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(Space.S)
        grid.setHorizontalSpacing(Space.L)
        for across, judgement in enumerate(self._judgements, start=1):
            head = TextLabel(judgement.name, weight=Weight.STRONG)
            head.setMinimumWidth(1)
            grid.addWidget(head, 0, across, Qt.AlignmentFlag.AlignBottom)
        for across in range(len(self._judgements) + 1):
            grid.setColumnStretch(across, 1)
        for number, agency in enumerate(report.agencies_of(case, ReturnKind.FULL)):
            down = 2 * number + 2
            grid.addWidget(Rule(), down - 1, 0, 1, len(self._judgements) + 1)
            grid.addWidget(_cell(agency.name, size), down, 0)
            lines.addWidget(TextLabel(agency.name, size=size, weight=Weight.STRONG))
            for across, judgement in enumerate(self._judgements, start=1):
                grade = report.grade(case, agency, judgement)
                words = grade.label if grade else "not given"
                tone = Tone.TEXT if grade else Tone.SECONDARY
                grid.addWidget(_cell(words, size, tone), down, across)
                lines.addWidget(TextLabel(f"{judgement.name}: {words}", size=size, tone=tone))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table)
        column.addWidget(self._list)
        self._list.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_COLUMN) * (len(self._judgements) + 1)
        self._table.setVisible(wide)
        self._list.setVisible(not wide)


def _cell(words: str, size: Size, tone: Tone = Tone.TEXT) -> TextLabel:
    label = TextLabel(words, size=size, tone=tone, line_height=1.3)
    label.setMinimumWidth(1)  # where that is too little, there is the list
    return label


class JudgementPane(QWidget):
    """Grade, reason and dissent as agreed, over what the agencies gave. Saved as it is said."""

    def __init__(
        self,
        book: Book,
        guard: NoteGuard,
        report: AuditReport,
        case: Case,
        *,
        size: Size = Size.LEAD,
    ) -> None:
        super().__init__()
        self.book, self._uin = book, case.uin
        agreed = book.agreed(case.uin)
        box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(Space.XL)
        column, beside = QVBoxLayout(), QVBoxLayout()
        for part in (column, beside):
            part.setSpacing(Space.M)
            box.addLayout(part, 1)
        stack_when_narrow(self, box, _BESIDE)
        self.cards: ChoiceCards | None = None
        question = agreed_question(report.audit.tool)
        if question is not None:
            column.addWidget(section_title("What the partnership agrees"))
            self.cards = _cards(report, question)
            self.cards.set_value(agreed.option)
            self.cards.chosen.connect(self._chosen)
            column.addWidget(self.cards)
        self.reason = GrowingText("Why", value=agreed.reason, least_lines=2, size=size)
        self.dissent = GrowingText(
            "Who saw it otherwise, and why",
            hint="By agency, not by name",
            value=agreed.dissent,
            least_lines=2,
            size=size,
        )
        for text, field in ((self.reason, "reason"), (self.dissent, "dissent")):
            text.edited.connect(lambda said, field=field: self._keep(**{field: said}))
            text.count_label().hide()
            guard.watch(text)
            column.addWidget(text)
        column.addStretch(1)
        if question is not None:
            beside.addWidget(section_title("What the agencies gave"))
            if report.agencies_of(case, ReturnKind.FULL):
                beside.addWidget(GivenGrades(report, case, size))
            else:
                beside.addWidget(hint("No full return is in for this case."))
            beside.addStretch(1)
        self.setFocusProxy(self.cards or self.reason)

    def flush(self) -> None:
        """Keep what was typed a moment ago."""
        self.reason.flush()
        self.dissent.flush()

    def _chosen(self, option: object) -> None:
        self._keep(option=str(option or ""))

    def _keep(self, **said: str) -> None:
        self.book.agree(replace(self.book.agreed(self._uin), **said))


def _cards(report: AuditReport, question: Question) -> ChoiceCards:
    choices = choices_of(report.audit.tool, question)
    name = "The agreed judgement"
    if any(choice.definition for choice in choices):
        return GradeCards(choices, name)
    return ChoiceCards(choices, name)
