"""One return beside its case, to be read: every question with its answer and comment."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.anonymity import NOTE, role_place
from app.domain.changes import Topic
from app.domain.days import long_day
from app.domain.letters import Query
from app.domain.returns import ReturnKind
from app.domain.rules import Item
from app.domain.tool import Section
from app.reports.wording import has_number
from app.ui.pages.partnership.answers import TEXTS, answer_line, answered_sections
from app.ui.pages.partnership.ask_page import AskDraft, AskPage
from app.ui.pages.partnership.reading import OneReturn, read_return
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import case_title
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, section_title, strong_text
from app.ui.widgets.surfaces import Card, button_row, stack_when_narrow

_SIDE = 300


class ReturnPage(Room):
    """A return as it came in. Nothing can be changed here."""

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.AUDITS, Topic.LETTERS})

    def __init__(self, floor: Floor, uin: str, agency_id: str, *, back: str) -> None:
        super().__init__(floor, "", wide=True, back=back)
        self._place = (uin, agency_id)
        self._one: OneReturn | None = None
        self._asking = AskDraft()
        self.queries = Slot(gap=Space.XS)
        self.add(self.queries)
        self.ask = secondary_button("Ask about this", icon="question")
        self.ask.clicked.connect(self._ask)
        self.ask.setEnabled(False)
        self.add(button_row(self.ask, right=False))
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

    def _ask(self) -> None:
        if self._one is not None:
            self.floor.open(AskPage(self.floor, self._one, self._asking))

    def _show(self, one: OneReturn) -> None:
        self._one = one
        self.ask.setEnabled(True)
        lines = [_queried(query, waits) for query, waits in one.queries]
        if one.identifying:
            count = len(one.identifying)
            places = "1 place may" if count == 1 else f"{count} places may"
            told = f"{places} identify somebody: see the marks below before you quote from it"
            lines.append(IconLine("attention", told, Tone.ATTENTION))
        self.queries.put(*lines)
        form = one.received.form
        self.title.setText(f"{one.agency.name} on {case_title(one.case)}")
        revision = one.received.ref.revision
        parts = ["Full return" if form.kind is ReturnKind.FULL else "Not known (nil return)"]
        if one.received.completed_on:
            parts.append(f"completed on {long_day(one.received.completed_on)}")
        if revision > 1:
            parts.append(f"revision {revision}")
        self.sentence.setText(", ".join(parts))
        self.side.put(_facts(one))
        if form.kind is ReturnKind.NIL:
            self.answers.put(_nil(one))
        else:
            sections = answered_sections(one)
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


def _queried(query: Query, waits: bool) -> IconLine:
    day, by = long_day(query.asked_on), f" by {query.asked_by}" if query.asked_by else ""
    if waits:
        return IconLine("question", f"Queried on {day}{by}: waits for the answer", Tone.ACCENT)
    return IconLine("check", f"Queried on {day}{by}: answered", Tone.GOOD)


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
    if question.answer in TEXTS:
        texts.insert(0, answer.text)
    else:
        said.addWidget(answer_line(tool, item, answer))
    for text in texts:
        if text.strip():
            said.addWidget(body_text(text, selectable=True))
    for line in _identifying(one, item.key):
        said.addWidget(line)
    said.addStretch(1)
    box.addLayout(asked, 5)
    box.addLayout(said, 7)
    stack_when_narrow(row, box, 460)
    return row


def _identifying(one: OneReturn, place: str) -> list[IconLine]:
    """What may identify somebody at one place, so that it is not quoted in the report."""
    return [
        IconLine(
            "attention", f"May identify somebody: “{found.text}” ({found.kind})", Tone.ATTENTION
        )
        for found in (each.finding for each in one.identifying if each.place == place)
    ]


def _nil(one: OneReturn) -> Card:
    card = Card()
    card.body.addWidget(IconLine("circle", "Not known to this agency", Tone.TEXT))
    if one.received.form.note.strip():
        card.body.addWidget(body_text(one.received.form.note, selectable=True))
    for line in _identifying(one, NOTE):
        card.body.addWidget(line)
    return card


def _let_pass(count: int) -> str:
    """How many findings of the guard the auditor let pass: a number, never the words."""
    return {0: "", 1: "1 place"}.get(count, f"{count} places")


def _facts(one: OneReturn) -> QWidget:
    """The case, and who says so."""
    form = one.received.form
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, Space.L, 0, 0)
    column.setSpacing(Space.XS)
    who = ", ".join(part for part in (form.completed_by.name, form.completed_by.title) if part)
    people = "\n".join(person.role for person in form.people)
    marked = {"People around the child": [role_place(person.id) for person in form.people],
              "Note": [NOTE]}  # fmt: skip
    involved = long_day(form.last_involvement) if form.last_involvement else ""
    picture = " ".join(one.case.pen_picture.split())
    for title, text in (
        ("UIN", one.case.uin),
        ("Pen picture", picture),
        ("Completed by", who),
        (f"Why revision {one.received.ref.revision}", one.received.reason),
        ("Said to identify nobody", _let_pass(one.received.waved_through)),
        ("On behalf of", form.on_behalf_of),
        ("Last involvement", involved),
        ("People around the child", people),
        ("Note", form.note if form.kind is ReturnKind.FULL else ""),
    ):
        if text.strip():
            column.addWidget(hint(title))
            column.addWidget(body_text(text, selectable=True))
            for place in marked.get(title, ()):
                for line in _identifying(one, place):
                    column.addWidget(line)
            column.addSpacing(Space.M)
    column.addStretch(1)
    return side
