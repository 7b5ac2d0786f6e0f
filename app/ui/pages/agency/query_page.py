"""What the partnership asks about a case, and the way to answer it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.days import long_day
from app.domain.letters import Query, QueryPoint
from app.domain.returns import ReturnState
from app.domain.rules import question_id_of
from app.domain.tool import AuditTool
from app.ui.interview.asked import asked_words, point_title
from app.ui.interview.wording import case_title
from app.ui.pages.agency.footed import Footed
from app.ui.pages.agency.overview import AuditView, CaseLine
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.labels import (
    body_text,
    caption,
    hint,
    page_title,
    section_title,
    strong_text,
)
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row


class QueryPage(Footed):
    """The queries about one case. ``answer_asked`` to write, ``answers_asked`` to see what was
    sealed, ``left`` back to the cases.
    """

    answer_asked = Signal()
    answers_asked = Signal()
    left = Signal()

    def __init__(self, view: AuditView, line: CaseLine, queries: Sequence[Query]) -> None:
        super().__init__()
        self.audit_id, self.uin, self.queries = view.audit.id, line.uin, tuple(queries)
        waits = any(query in line.asked.queries for query in queries)
        sealed = line.form.state is ReturnState.SEALED
        self.column.add(caption(f"{view.audit.title} · UIN {line.uin}"))
        verb = "asks" if waits else "asked"
        self.title = page_title(f"The partnership {verb} about {case_title(line.form.case)}")
        self.column.add(self.title)
        banner = _standing(line, waits=waits)
        self.column.add(banner, gap_before=Space.XS)
        self.answers = quiet_button("Look at the answers", icon="open")
        self.answers.clicked.connect(self.answers_asked)
        self.column.add(button_row(self.answers, right=False))
        self.answers.setVisible(sealed)
        for query in queries:
            self.column.add(_letter(view.audit.tool, query), gap_before=Space.M)
        self.answer = primary_button("Answer the query" if sealed else "Go on answering")
        self.answer.clicked.connect(self.answer_asked)
        self.back = secondary_button("Back to the cases", icon="back")
        self.back.clicked.connect(self.left)
        self.set_foot(self.back, self.answer)
        self.can_answer = waits and line.form.state is not ReturnState.HANDED_OVER
        self.answer.setVisible(self.can_answer)
        self.column.end()

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.answer if self.can_answer else self.back


def _standing(line: CaseLine, *, waits: bool) -> Banner:
    """What becomes of the return if the query is answered, or what has become of it."""
    revision, state = line.form.ref.revision, line.form.state
    if not waits:
        day = f" on {long_day(line.sealed_on)}" if line.sealed_on else ""
        return Banner(Tone.GOOD, "Answered.", f"Revision {revision} was sealed{day}.")
    if state is ReturnState.HANDED_OVER:
        return Banner(
            Tone.ATTENTION,
            "A colleague goes on with this case.",
            "It can’t be answered here. Give the colleague the file of the query, "
            "or take the case back first.",
        )
    if state is ReturnState.SEALED and line.is_nil:
        return Banner(
            Tone.ACCENT,
            "You answered “not known to us”.",
            "You are asked whether that is so after all. If it stays so, seal it once more.",
        )
    if state is ReturnState.SEALED:
        return Banner(
            Tone.ACCENT,
            "You change what needs changing, and seal the return again.",
            f"What you sealed stays as it is: you write on a copy, revision {revision + 1}.",
        )
    return Banner(
        Tone.ACCENT,
        f"Revision {revision} is open for your answers.",
        "The query counts as answered once the return is sealed.",
    )


def _letter(tool: AuditTool, query: Query) -> QWidget:
    letter = QWidget()
    column = QVBoxLayout(letter)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    column.addWidget(section_title(f"{asked_words(query)}, about revision {query.revision}"))
    if query.text:
        column.addWidget(body_text(query.text, selectable=True))
    if query.points:
        card = Card(padding=Space.M)
        card.body.setSpacing(Space.M)
        for point in query.points:
            if card.body.count():
                card.body.addWidget(Rule())
            card.body.addWidget(_point(tool, point))
        column.addWidget(card)
    return letter


def _point(tool: AuditTool, point: QueryPoint) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    title = point_title(tool, point.key)
    column.addWidget(strong_text(title))
    question = tool.questions.get(question_id_of(point.key))
    if question is not None and question.text != question.name:
        column.addWidget(hint(question.text))
    column.addWidget(body_text(point.text, selectable=True))
    return widget
