"""An invented case on which the auditor's page is shown while a tool is edited. Without Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.audits import Agency, Audit, Body, Case
from app.domain.interview import Step
from app.domain.returns import Answer, Form, Person
from app.domain.tool import AuditTool, Question, Section
from app.domain.tool_edit import parent_of

CASE = Case("CE-0001", "A", "AB")
_BODY = Body("The partnership", "the partnership", "")
_AGENCY = Agency("agency", "Your agency")
PEOPLE = (Person("p1", "Mother"), Person("p2", "Older brother"))


def preview_audit(tool: AuditTool, today: date) -> Audit:
    """An audit that asks with the tool, of one agency about one case."""
    due = today + timedelta(days=14)
    return Audit(
        "preview", "", tool.title, _BODY, tool, today, due, (CASE,), (_AGENCY,), theme=tool.theme
    )


def empty_form(tool: AuditTool) -> Form:
    """A form without answers, with people where the tool asks about each."""
    asks_people = any(question.per_person for question in tool.questions.values())
    return Form(people=PEOPLE if asks_people else ())


def step_showing(tool: AuditTool, question_id: str) -> Step | None:
    """The page on which a question stands, as if it were asked whatever was answered before."""
    own = parent_of(tool, question_id) or tool.questions.get(question_id)
    if own is None:
        return None
    section = tool.section_of[own.id]
    asked = [each for each in section.questions if not each.retired or each.id == own.id]
    counted = [each for each in asked if not each.judgement]
    at = [each.id for each in counted].index(own.id) + 1 if own in counted else 0
    shown = replace(own, retired=False, when=None)
    return Step(own.id, own.name, section, shown, at, len(counted), asked[0].id == own.id)


def form_showing(tool: AuditTool, question_id: str, form: Form) -> Form:
    """The form with the answers that a follow-up is asked after."""
    form = replace(form, people=empty_form(tool).people)
    parent, question = parent_of(tool, question_id), tool.questions.get(question_id)
    if parent is None or question is None:
        return form
    family = {each.id: each for each in (parent, *parent.follow_ups)}
    return _with_answers_for(question, family, form)


def first_shown(section: Section) -> str:
    """The question that a section is shown with."""
    asked = (question.id for question in section.questions if not question.retired)
    return next(asked, section.questions[0].id)


def first_on_scale(tool: AuditTool, scale_id: str) -> str:
    """The question that a scale is shown with; nothing where none is answered on it."""
    users = [each for each in tool.questions.values() if each.scale == scale_id]
    return next((each.id for each in users if not each.retired), users[0].id if users else "")


def _with_answers_for(question: Question, family: dict[str, Question], form: Form) -> Form:
    when = question.when
    if when is None or when.question not in family:
        return form
    above = family[when.question]
    if above is not question:
        form = _with_answers_for(above, family, form)
    if not set(form.answer(above.id).options) & set(when.any_of):
        form = form.with_answer(above.id, Answer(options=when.any_of[:1]))
    return form
