"""The first page of a form: who writes it, for whom, and how far back it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.audits import Audit, Case
from app.domain.interview import ABOUT
from app.domain.returns import Form
from app.domain.rules import ABOUT_INVOLVEMENT, ABOUT_NAME, ABOUT_PEOPLE, ABOUT_TITLE, Problem
from app.ui.interview.authorship import Authorship
from app.ui.interview.editors import FreeText
from app.ui.interview.guidance import GuidanceFold, GuidanceNote
from app.ui.interview.people import PeopleEditor
from app.ui.interview.wording import about_whom, case_title, look_back_sentence
from app.ui.theme.tokens import Space
from app.ui.widgets.date_field import DateField
from app.ui.widgets.fields import Field, LineField
from app.ui.widgets.labels import caption, hint, question_title
from app.ui.widgets.surfaces import ReadingColumn


class AboutPage(ReadingColumn):
    """``edited(fields)`` of the form; ``guidance_turned(open)``."""

    edited = Signal(object)
    guidance_turned = Signal(bool)

    def __init__(self, audit: Audit, case: Case, form: Form, *, unfolded: bool = False) -> None:
        super().__init__(gap=Space.L + 2)
        self._audit, self._form = audit, form
        self.add(caption(f"{case_title(case)} · UIN {case.uin}"))
        self.body.setSpacing(Space.L + 2)
        self.add(question_title("About this case"))
        self.guidance = GuidanceFold(audit.tool.guidance, unfolded=unfolded)
        self.guidance.turned.connect(self.guidance_turned)
        self.add(self.guidance)
        self.guidance.setVisible(bool(audit.tool.guidance))
        self._who(audit)
        self._when()
        asks_people = any(question.per_person for question in audit.tool.questions.values())
        self.people = PeopleEditor(form, about_whom(audit.tool.subject)) if asks_people else None
        if self.people is not None:
            self.people.edited.connect(lambda people: self.edited.emit({"people": people}))
            self.add(self.people, gap_before=Space.S)
        self.by = caption("")
        self.by.hide()
        self.add(self.by)
        self.end()
        self._fill(form)
        self.follow(form)

    def _who(self, audit: Audit) -> None:
        agency = audit.agencies[0]
        self.name = LineField("Your name", characters=36, longest=200)
        self.name.edited.connect(lambda text: self._by(replace(self._form.completed_by, name=text)))
        self.title = LineField("Your job title", characters=36, longest=200)
        self.title.edited.connect(
            lambda text: self._by(replace(self._form.completed_by, title=text))
        )
        self.add(self.name)
        self.add(self.title)
        self.add(
            hint(f"Only the team at {audit.body.short_name or audit.body.name} sees this. "
                 "It is printed in no report.")
        )  # fmt: skip
        told = (
            f"{agency.proxy} fills in this form for {agency.name}. Name the school or service."
            if agency.proxy
            else "Only if you fill in this form for another agency, such as a school."
        )
        self.behalf = LineField("On behalf of (optional)", hint=told, characters=36, longest=200)
        self.behalf.edited.connect(lambda text: self.edited.emit({"on_behalf_of": text}))
        self.add(self.behalf)

    def _when(self) -> None:
        self.involved = DateField(
            "When was your agency last involved?",
            hint="The last contact on your records, such as a visit, a call or a meeting. "
            "For example, 22 11 2017",
        )
        self.involved.edited.connect(lambda day: self.edited.emit({"last_involvement": day}))
        self._window = GuidanceNote([""])
        rule = self._audit.tool.look_back
        asked = rule is not None or any(s.look_back for s in self._audit.tool.sections)
        self.add(self.involved, gap_before=Space.S)
        self.add(self._window)
        self.involved.setVisible(asked)
        self._window.setVisible(rule is not None)

    def _by(self, who: object) -> None:
        self.edited.emit({"completed_by": who})

    def _fill(self, form: Form) -> None:
        self.name.set_value(form.completed_by.name)
        self.title.set_value(form.completed_by.title)
        self.behalf.set_value(form.on_behalf_of)
        self.involved.set_value(form.last_involvement)

    def follow(self, form: Form) -> None:
        """Take note of what the form has become; what is in the fields is left alone."""
        self._form = form
        rule = self._audit.tool.look_back
        if rule is not None:
            sentence = look_back_sentence(rule, self._audit.opened, form.last_involvement)
            news = self._window.labels[0].text() != sentence
            self._window.set_texts([sentence])
            if news and self.isVisible() and self.involved.isAncestorOf(self.focusWidget()):
                # After the layout: it may have taken another line.
                QTimer.singleShot(0, self._window, partial(self.show_widget, self._window))
        if self.people is not None:
            self.people.follow(form)

    def texts(self) -> list[FreeText]:
        """What is written here freely and may identify somebody: the people's roles.

        The auditor's own name and title, and the agency, are meant to be known.
        """
        return self.people.texts() if self.people is not None else []

    def flush(self) -> None:
        """Say now what was typed a moment ago."""
        for field in (self.name, self.title, self.behalf):
            field.flush()
        if self.people is not None:
            self.people.flush()

    def say_who(self, who: Authorship) -> None:
        """Say quietly who wrote this page, if it was somebody else."""
        self.by.setText(who.words([ABOUT]))
        self.by.setVisible(bool(self.by.text()))

    def put_above_answers(self, widget: QWidget) -> None:
        """Put something above the first field."""
        self.body.insertWidget(self.body.indexOf(self.name), widget)

    def first_control(self) -> QWidget:
        """Where the focus goes when the page is opened."""
        empty = (f for f in (self.name, self.title) if not f.value())
        return next(empty, self.involved if self.involved.isVisibleTo(self) else self.name)

    def lead_to(self, problem: Problem) -> None:
        """Bring the field of a problem into sight, mark it, and give it the keyboard."""
        fields: dict[str, Field] = {
            ABOUT_NAME: self.name,
            ABOUT_TITLE: self.title,
            ABOUT_INVOLVEMENT: self.involved,
        }
        field: QWidget | None = fields.get(problem.key)
        if isinstance(field, Field):
            field.set_error(problem.sentence)
        elif self.people is not None and problem.key.startswith(ABOUT_PEOPLE):
            texts = self.people.texts()
            field = next((t.box for t in texts if t.place == problem.key), self.people)
        if field is not None:
            field.setFocus()
            self.show_widget(field)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields that are still missing."""
        wrong = {problem.key: problem.sentence for problem in problems}
        self.name.set_error(wrong.get(ABOUT_NAME, ""))
        self.title.set_error(wrong.get(ABOUT_TITLE, ""))
        if not self.involved.problem():
            self.involved.set_error(wrong.get(ABOUT_INVOLVEMENT, ""))
