"""One return beside its case, to be read: every question with its answer and comment."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Topic
from app.domain.returns import Answer, ReturnKind
from app.domain.rules import Item, asked_items
from app.domain.tool import AnswerKind, AuditTool, Meaning, Section
from app.reports.content import answer_words
from app.reports.wording import day, has_number
from app.ui.pages.partnership.reading import OneReturn, read_return
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import case_title
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, section_title, strong_text
from app.ui.widgets.surfaces import Card, stack_when_narrow

_MEANS = {
    Meaning.GOOD: ("check", Tone.GOOD),
    Meaning.BAD: ("attention", Tone.ATTENTION),
    Meaning.NEUTRAL: ("circle", Tone.TEXT),
    Meaning.NOT_APPLICABLE: ("dash", Tone.SECONDARY),
}
_TEXTS = {AnswerKind.LONG_TEXT, AnswerKind.SHORT_TEXT, AnswerKind.COLUMNS}
_SIDE = 300


def answer_line(tool: AuditTool, item: Item, answer: Answer) -> IconLine:
    """An answer in words, with the icon of the end of the scale that it stands at."""
    words = answer_words(tool, item.question, answer)
    option = tool.scale(item.question).option(answer.option)
    icon, tone = _MEANS[option.means] if option else ("circle", Tone.TEXT)
    return IconLine(icon, words, tone, weight=Weight.STRONG)


class ReturnPage(Room):
    """A return as it came in. Nothing can be changed here."""

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.AUDITS})

    def __init__(self, floor: Floor, uin: str, agency_id: str, *, back: str) -> None:
        super().__init__(floor, "", wide=True, back=back)
        self._place = (uin, agency_id)
        self._columns = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XXL)
        self.answers = Slot(gap=Space.M)
        self.side = Slot(gap=Space.M)
        row.addWidget(self.answers, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        stack_when_narrow(self._columns, row, 760)
        self.add(self._columns)
        self.end()
        theme_changes().changed.connect(self._fit)

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        uin, agency_id = self._place
        self.read(lambda: read_return(workspace, audit_id, uin, agency_id), self._show)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        wide = theme().px(_SIDE)
        beside = self.viewport().width() - 80 >= theme().px(760)
        self.side.setMinimumWidth(wide if beside else 0)
        self.side.setMaximumWidth(wide if beside else 16_777_215)

    def _show(self, one: OneReturn) -> None:
        form = one.received.form
        self.title.setText(f"{one.agency.name} on {case_title(one.case)}")
        revision = one.received.ref.revision
        parts = ["Full return" if form.kind is ReturnKind.FULL else "Not known (nil return)"]
        if one.received.completed_on:
            parts.append(f"completed on {day(one.received.completed_on)}")
        if revision > 1:
            parts.append(f"revision {revision}")
        self.sentence.setText(", ".join(parts))
        self.side.put(_facts(one))
        if form.kind is ReturnKind.NIL:
            self.answers.put(_nil(form.note))
        else:
            sections = _sections(one)
            self.answers.put(*(self._section(one, section, items) for section, items in sections))
        self._fit()
        self.say("This return can be read, not changed", "Alt+Left goes back")

    def _section(self, one: OneReturn, section: Section, items: list[Item]) -> Card:
        card = Card(padding=Space.L)
        card.body.setSpacing(Space.XL)
        card.body.addWidget(section_title(section.title))
        for item in items:
            card.body.addWidget(_row(one, item))
        return card


def _sections(one: OneReturn) -> list[tuple[Section, list[Item]]]:
    """The places that have an answer, by section."""
    form = one.received.form
    found: dict[str, tuple[Section, list[Item]]] = {}
    for item in asked_items(one.audit.tool, form):
        if not form.answer(item.key).is_empty:
            found.setdefault(item.section.id, (item.section, []))[1].append(item)
    return list(found.values())


def _row(one: OneReturn, item: Item) -> QWidget:
    """The question at the left, the answer and what was written at the right."""
    row = QWidget()
    box = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(Space.XL)
    tool, answer = one.audit.tool, one.received.form.answer(item.key)
    question = item.question
    asked = QVBoxLayout()
    asked.setSpacing(2)
    lead = question.id if has_number(question) else ""
    about = [item.part.text] if item.part else []
    about += [item.person.role] if item.person else []
    asked.addWidget(strong_text("  ".join(part for part in (lead, question.name) if part)))
    if about:
        asked.addWidget(body_text(", ".join(about)))
    elif question.text != question.name:
        asked.addWidget(caption(question.text))
    asked.addStretch(1)
    said = QVBoxLayout()
    said.setSpacing(Space.XS)
    texts = [answer.comment]
    if question.answer in _TEXTS:
        texts.insert(0, answer.text)
    else:
        said.addWidget(answer_line(tool, item, answer))
    for text in texts:
        if text.strip():
            said.addWidget(body_text(text, selectable=True))
    said.addStretch(1)
    box.addLayout(asked, 5)
    box.addLayout(said, 7)
    stack_when_narrow(row, box, 460)
    return row


def _nil(note: str) -> Card:
    card = Card()
    card.body.addWidget(IconLine("circle", "Not known to this agency", Tone.TEXT))
    if note.strip():
        card.body.addWidget(body_text(note, selectable=True))
    return card


def _facts(one: OneReturn) -> QWidget:
    """The case, and who says so."""
    form = one.received.form
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, Space.L, 0, 0)
    column.setSpacing(Space.XS)
    who = ", ".join(part for part in (form.completed_by.name, form.completed_by.title) if part)
    people = "\n".join(person.role for person in form.people)
    involved = day(form.last_involvement) if form.last_involvement else ""
    picture = " ".join(one.case.pen_picture.split())
    for title, text in (
        ("UIN", one.case.uin),
        ("Pen picture", picture),
        ("Completed by", who),
        ("On behalf of", form.on_behalf_of),
        ("Last involvement", involved),
        ("People around the child", people),
        ("Note", form.note if form.kind is ReturnKind.FULL else ""),
    ):
        if text.strip():
            column.addWidget(hint(title))
            column.addWidget(body_text(text, selectable=True))
            column.addSpacing(Space.M)
    column.addStretch(1)
    return side
