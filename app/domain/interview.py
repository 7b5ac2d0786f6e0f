"""The wizard's path through one form, without a widget.

A step is one page: about the case, one question with its follow-ups, or the check at the end.
The pages of the window only render what is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.returns import Form
from app.domain.rules import (
    Item,
    Problem,
    Weight,
    asked_items,
    asked_sections,
    holds,
    in_force,
    problems,
    question_id_of,
    question_items,
)
from app.domain.tool import AuditTool, Question, Section

ABOUT = "about"
CHECK = "check"


class StepState(StrEnum):
    """The mark beside a step."""

    DONE = "done"
    NEEDS_A_LOOK = "needs a look"
    NOT_YET = "not yet"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Step:
    """One page of the interview.

    ``position`` and ``of`` count the questions within the section, from 1. A judgement on them
    is not one of them: its position is 0. ``opens_section`` is the section's first page.
    """

    id: str
    title: str
    section: Section | None = None
    question: Question | None = None
    position: int = 0
    of: int = 0
    opens_section: bool = False

    @property
    def is_judgement(self) -> bool:
        """Whether a grade is given on it."""
        return self.question is not None and self.question.judgement


@dataclass(frozen=True)
class Progress:
    """How many of the steps before the check are done."""

    done: int
    total: int


def path(tool: AuditTool, form: Form) -> tuple[Step, ...]:
    """The pages of a form in their order, as the answers given so far call for them."""
    steps = [Step(ABOUT, "About this case")]
    answers = in_force(tool, form).answers
    for section in asked_sections(tool, form):
        questions = [
            question
            for question in section.questions
            if not question.retired and holds(question.when, answers)
        ]
        steps.extend(_section_steps(section, questions))
    steps.append(Step(CHECK, "Check your answers"))
    return tuple(steps)


def _section_steps(section: Section, questions: Sequence[Question]) -> Iterator[Step]:
    of = sum(not question.judgement for question in questions)
    position = 0
    for at, question in enumerate(questions):
        position += not question.judgement
        here = 0 if question.judgement else position
        yield Step(question.id, question.name, section, question, here, of, at == 0)


def states(tool: AuditTool, form: Form, audit_date: date | None = None) -> dict[str, StepState]:
    """The mark of every step on the path, by step id.

    A step that was touched and has a problem needs a look; one untouched is not yet done,
    or optional where nothing on it must be answered.
    """
    found: dict[str, list[Problem]] = {}
    for problem in problems(tool, form, audit_date):
        found.setdefault(step_of(tool, problem.key), []).append(problem)
    marks = {
        step.id: _state(found.get(step.id, []), _touched(step, form))
        for step in path(tool, form)
        if step.id != CHECK
    }
    stopped = any(p.weight is Weight.STOPS for some in found.values() for p in some)
    marks[CHECK] = StepState.NOT_YET if stopped else StepState.DONE
    return marks


def progress(marks: dict[str, StepState]) -> Progress:
    """How far a form is: steps that are done, of all but the check and what is optional."""
    steps = [
        state for step, state in marks.items() if step != CHECK and state is not StepState.OPTIONAL
    ]
    return Progress(steps.count(StepState.DONE), len(steps))


def first_open_step(tool: AuditTool, form: Form, audit_date: date | None = None) -> str:
    """Where to go on in a form: the first step that is not done, else the check."""
    marks = states(tool, form, audit_date)
    waiting = {StepState.NOT_YET, StepState.NEEDS_A_LOOK}
    steps = (step.id for step in path(tool, form))
    return next((step for step in steps if step != CHECK and marks[step] in waiting), CHECK)


def step_of(tool: AuditTool, key: str) -> str:
    """The page on which a place stands: a follow-up is on its question's page."""
    question_id = question_id_of(key)
    if question_id == ABOUT:
        return ABOUT
    for section in tool.sections:
        for question in section.questions:
            if question.id == question_id or any(f.id == question_id for f in question.follow_ups):
                return question.id
    return CHECK


def items_on(step: Step, form: Form) -> tuple[Item, ...]:
    """The places to answer on a page, follow-ups included as the answers call for them."""
    if step.section is None or step.question is None:
        return ()
    return tuple(question_items(step.section, step.question, form))


def neighbours(tool: AuditTool, form: Form, step_id: str) -> tuple[Step | None, Step | None]:
    """The steps before and after one; after a step that is gone, the first and second pages."""
    steps = path(tool, form)
    index = next((n for n, step in enumerate(steps) if step.id == step_id), 0)
    before = steps[index - 1] if index > 0 else None
    after = steps[index + 1] if index + 1 < len(steps) else None
    return before, after


def concealed(tool: AuditTool, before: Form, after: Form) -> tuple[str, ...]:
    """The places with an answer that a change hides: kept in the draft, not sealed."""
    visible = {item.key for item in asked_items(tool, after)}
    return tuple(
        item.key
        for item in asked_items(tool, before)
        if item.key not in visible and not before.answer(item.key).is_empty
    )


def _touched(step: Step, form: Form) -> bool:
    if step.id == ABOUT:
        return bool(form.completed_by.name or form.completed_by.title or form.last_involvement)
    return any(not form.answer(item.key).is_empty for item in items_on(step, form))


def _state(found: list[Problem], touched: bool) -> StepState:
    if not found:
        return StepState.DONE if touched else StepState.OPTIONAL
    return StepState.NEEDS_A_LOOK if touched else StepState.NOT_YET
