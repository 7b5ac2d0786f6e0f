"""Ask an agency about its return: tick the questions, and write what is asked beside each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.rules import Item
from app.errors import PartnershipAuditError
from app.handover.email_draft import query_email
from app.services.ask_agency import Asked, ask_agency
from app.services.mark_question import keep_marks
from app.ui.pages.partnership.answers import TEXTS, answer_line, answered_sections
from app.ui.pages.partnership.reading import OneReturn
from app.ui.pages.partnership.return_rows import item_name
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.send_page import SendPage
from app.ui.pages.partnership.wording import case_name, case_title
from app.ui.pages.ways_out import ask_for_folder, by_email
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.fields import Debounce, LineField, check_box
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import hint, section_title, strong_text
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row


@dataclass
class AskDraft:
    """What was written so far: the page may be left, and come back to."""

    who: str = ""
    whole: str = ""
    points: dict[str, str] = field(default_factory=dict)


class AskRow(QWidget):
    """One answer of the return. Ticked, it makes room for what is asked about it."""

    def __init__(self, one: OneReturn, item: Item) -> None:
        super().__init__()
        self.key = item.key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        title, answer = item_name(item), one.received.form.answer(item.key)
        column.addWidget(strong_text(title))
        if item.question.answer not in TEXTS:
            column.addWidget(answer_line(one.audit.tool, item, answer))
        for text in (answer.text, answer.comment):
            if text.strip():
                column.addWidget(hint(text.strip()))
        self.box = check_box("Ask about this")  # its text does not wrap, as the title does
        self.box.setAccessibleName(f"Ask about {title}")
        column.addWidget(self.box)
        self.text = GrowingText("What do you ask?", least_lines=2)
        self.text.box.setAccessibleName(f"What do you ask about {title}?")
        self.text.hide()
        column.addWidget(self.text)
        self.box.toggled.connect(self._toggled)

    def _toggled(self, on: bool) -> None:
        self.text.setVisible(on)
        if on:
            self.text.setFocus()

    def is_empty(self) -> bool:
        """Whether it is ticked and nothing is asked."""
        return self.box.isChecked() and not self.text.value().strip()


class AskPage(Room):
    """The questions of a return, to be asked about."""

    def __init__(self, floor: Floor, one: OneReturn, draft: AskDraft) -> None:
        title = f"Ask {one.agency.name} about {case_title(one.case)}"
        super().__init__(floor, title, back=f"{one.agency.name} on {case_name(one.case)}")
        self._one, self._draft = one, draft
        self._later = Debounce(self)
        self._later.due.connect(self._keep_marks)
        self.sentence.setText(
            "Tick what you ask about: the auditor is led to these questions, with your words "
            "beside them. Do not name anyone."
        )
        self.problem = Slot()
        self.add(self.problem)
        self.who = LineField(
            "Your name or role", hint="The agency sees it.", characters=36, longest=200
        )
        self.add(self.who)
        self.whole = GrowingText("About the return as a whole (optional)", least_lines=2)
        self.add(self.whole)
        self.rows: dict[str, AskRow] = {}
        for section, items in answered_sections(one):
            self.add(self._section(section.title, items), gap_before=Space.XS)
        self._fill(draft)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(floor.back)
        self.write = primary_button("Write the query…")
        self.write.clicked.connect(self._choose_folder)
        self.add(button_row(cancel, self.write), gap_before=Space.S)
        self.end()
        send = ": you send the file by e-mail" if by_email(self.session.context.policy) else ""
        self.say(f"Nothing is sent from here{send}", "Alt+Left goes back")

    def focus_first(self) -> None:
        self.who.setFocus()

    def _section(self, title: str, items: list[Item]) -> Card:
        card = Card(padding=Space.L)
        card.body.setSpacing(Space.M)
        card.body.addWidget(section_title(title))
        for item in items:
            card.body.addWidget(Rule())
            row = self.rows[item.key] = AskRow(self._one, item)
            card.body.addWidget(row)
        return card

    def _fill(self, draft: AskDraft) -> None:
        self.who.set_value(draft.who)
        self.whole.set_value(draft.whole)
        for key, text in draft.points.items():
            if key in self.rows:
                self.rows[key].box.setChecked(True)
                self.rows[key].text.set_value(text)
        self.who.box.textChanged.connect(self._keep)
        self.whole.box.textChanged.connect(self._keep)
        for row in self.rows.values():
            row.box.toggled.connect(self._keep)
            row.text.box.textChanged.connect(self._keep)

    def _keep(self) -> None:
        draft = self._draft
        draft.who, draft.whole, draft.points = self.who.value(), self.whole.value(), self.points()
        self._later.touch()

    def leave(self) -> None:
        """Keep what is ticked and written as marks, so that it is there after a restart too."""
        self._later.flush()

    def _keep_marks(self) -> None:
        one, workspace, draft = self._one, self.session.workspace, self._draft
        whole = {"": draft.whole} if draft.whole.strip() else {}
        marks = {**whole, **draft.points}
        place = (one.audit.id, one.agency.id, one.case.uin)
        self.session.write(lambda: keep_marks(workspace, *place, marks), failed=self.tell)

    def points(self) -> dict[str, str]:
        """What is asked, by the place in the form."""
        return {key: row.text.value() for key, row in self.rows.items() if row.box.isChecked()}

    def _choose_folder(self) -> None:
        if self._is_ready():
            folder = ask_for_folder(self, "Where to put the query", self.session.context.policy)
            if folder is not None:
                self.write_query(folder)

    def _is_ready(self) -> bool:
        """Whether something is asked wherever something is ticked; the first that lacks it is
        led to.
        """
        for row in self.rows.values():
            row.text.set_error(
                "Write what you ask, or take the tick away" if row.is_empty() else ""
            )
        empty = next((row for row in self.rows.values() if row.is_empty()), None)
        if empty is not None:
            empty.text.setFocus()
            return False
        if not self.points() and not self.whole.value().strip():
            self.problem.put(
                Banner(
                    Tone.PROBLEM,
                    "Nothing is asked yet.",
                    "Tick a question and write what you ask, or write about the whole return.",
                )
            )
            self.verticalScrollBar().setValue(0)
            return False
        self.problem.put()
        return True

    def write_query(self, folder: Path) -> None:
        """Write the query into a folder, and show what is sent with it."""
        one, workspace = self._one, self.session.workspace
        self._later.drop()  # what is written now is marked no longer
        context, points = self.session.context, self.points()
        text, who = self.whole.value(), self.who.value()
        self.session.write(
            lambda: ask_agency(
                workspace,
                one.audit.id,
                one.agency.id,
                one.case.uin,
                points,
                folder,
                clock=context.clock,
                text=text,
                asked_by=who,
                policy=context.policy,
            ),
            self._written,
            failed=self._not_written,
            owner=self,
        )

    def _not_written(self, error: PartnershipAuditError) -> None:
        self.problem.put_error(error)
        self._later.touch()

    def _written(self, asked: Asked) -> None:
        one, floor = self._one, self.floor
        self._later.drop()
        self._draft.whole, self._draft.points = "", {}
        floor.back()  # what was asked is not asked once more
        floor.open(
            SendPage(
                floor,
                "The query is written",
                "It is sealed for the agency. It is not sent yet: that step is yours.",
                asked.path,
                query_email(one.audit, one.agency, one.case),
                back=f"{one.agency.name} on {case_name(one.case)}",
            )
        )
