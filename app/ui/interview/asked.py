"""What the partnership asks about a form, laid over the pages of the form. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.days import long_day
from app.domain.interview import ABOUT, CHECK, path, step_of
from app.domain.letters import Query, QueryPoint
from app.domain.returns import Form
from app.domain.rules import question_id_of
from app.domain.tool import AuditTool, Question
from app.ui.interview.wording import lead

_UNKNOWN = "A question that this form does not have"


@dataclass(frozen=True)
class Asked:
    """The open queries about a case. ``before`` is the form, by revision, that each is about."""

    queries: tuple[Query, ...] = ()
    before: Mapping[int, Form] = field(default_factory=dict)

    def points(self) -> tuple[tuple[Query, QueryPoint], ...]:
        """Every point of every query, in their order."""
        return tuple((query, point) for query in self.queries for point in query.points)

    def steps(self, tool: AuditTool, form: Form) -> tuple[str, ...]:
        """The pages that are asked about, in the order of the form."""
        wanted = {step_of(tool, point.key) for _, point in self.points()} - {CHECK}
        if any(query.text for query in self.queries):
            wanted.add(ABOUT)
        return tuple(step.id for step in path(tool, form) if step.id in wanted)

    def first_step(self, tool: AuditTool, form: Form) -> str:
        """Where to begin with the answering: the first question asked, else the check."""
        steps = self.steps(tool, form)
        questions = (step for step in steps if step != ABOUT)
        return next(questions, steps[0] if steps else CHECK)

    def next_step(self, tool: AuditTool, form: Form, here: str) -> str:
        """The next page asked about after one, or the check."""
        order = [step.id for step in path(tool, form)]
        at = order.index(here) if here in order else -1
        return next((s for s in self.steps(tool, form) if order.index(s) > at), CHECK)

    def on(self, tool: AuditTool, step: str) -> tuple[tuple[Query, QueryPoint], ...]:
        """What is asked on a page."""
        return tuple(
            (query, point)
            for query, point in self.points()
            if step != CHECK and step_of(tool, point.key) == step
        )

    def has_changed(self, tool: AuditTool, form: Form) -> bool:
        """Whether any answer that is asked about is another than when it was asked.

        A query without points asks about all of them.
        """
        whole = (self.before.get(query.revision) for query in self.queries if not query.points)
        return any(before is not None and before != form for before in whole) or any(
            self.is_changed(tool, query, point, form) for query, point in self.points()
        )

    def is_changed(self, tool: AuditTool, query: Query, point: QueryPoint, form: Form) -> bool:
        """Whether what is asked about is answered otherwise than when it was asked."""
        before = self.before.get(query.revision)
        if before is None:
            return False
        step = step_of(tool, point.key)
        if step == ABOUT:
            return _about(before) != _about(form)
        return _answers_on(tool, step, before) != _answers_on(tool, step, form)


NOTHING_ASKED = Asked()


def point_title(tool: AuditTool, key: str) -> str:
    """What a point is about: "Q7 Significant others, Parents"; a person is not named."""
    question_id = question_id_of(key)
    if question_id == ABOUT:
        return "About this case"
    question = tool.questions.get(question_id)
    if question is None:
        return _UNKNOWN
    number = lead(question)
    part_id = key.partition("@")[0].partition(".")[2]
    part = next((part.text for part in question.parts if part.id == part_id), "")
    name = " ".join(filter(None, (number, question.name)))
    if question.judgement and "judgement" not in name.lower():
        name = f"Judgement, {name}"
    return f"{name}, {part}" if part else name


def asked_words(query: Query) -> str:
    """When it was asked, and by whom: "Asked on 5 February 2018 by AB"."""
    by = f" by {query.asked_by}" if query.asked_by else ""
    return f"Asked on {long_day(query.asked_on)}{by}"


def _about(form: Form) -> tuple[object, ...]:
    return (form.completed_by, form.on_behalf_of, form.last_involvement, form.people, form.note)


def _answers_on(tool: AuditTool, step: str, form: Form) -> dict[str, object]:
    question = tool.questions.get(step)
    wanted = {one.id for one in _with_follow_ups(question)}
    return {
        key: answer
        for key, answer in form.answers.items()
        if question_id_of(key) in wanted and not answer.is_empty
    }


def _with_follow_ups(question: Question | None) -> Iterable[Question]:
    return () if question is None else (question, *question.follow_ups)
