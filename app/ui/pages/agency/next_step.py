"""What is next in an audit: one sensible thing to do, in words, and where it is done.

Plain Python. The rules stand in their order: the first that has something to say is heard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from app.domain.days import long_day
from app.domain.interview import ABOUT, CHECK, StepState, first_open_step, path, states
from app.domain.returns import Form
from app.domain.tool import AuditTool
from app.ui.interview.wording import caption, case_name, case_title
from app.ui.pages.agency.letter_words import can_be_answered
from app.ui.pages.agency.overview import AuditView, CaseLine, Stand

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NAMED = 3


class Act(StrEnum):
    """Where the next step is done."""

    FORM = "the form of a case"
    SEAL = "the sealing"
    CASES = "the list of cases"


@dataclass(frozen=True)
class NextStep:
    """``sentence`` says what is next, ``button`` does it: in the form of a case at a step, say.

    ``waits`` is False where there is nothing to do.
    """

    act: Act
    sentence: str
    button: str
    uin: str = ""
    step: str = ""
    waits: bool = True


Rule = Callable[[AuditView], NextStep | None]


def next_step(view: AuditView) -> NextStep:
    """The one thing to do next in an audit."""
    for rule in RULES:
        found = rule(view)
        if found is not None:
            return found
    everything = "Everything is sealed." if view.sealed else "Colleagues go on with these cases."
    if len(view.here) < len(view.lines) and view.sealed:
        everything = "Everything is sealed or handed over."
    return NextStep(Act.CASES, everything, "Open the cases", waits=False)


def _answer_query(view: AuditView) -> NextStep | None:
    """A query that nobody has begun to answer: the partnership waits for it."""
    waiting = [line for line in view.lines if can_be_answered(line) and not _is_answering(line)]
    if not waiting:
        return None
    line, others = waiting[0], len(waiting) - 1
    more = {0: "", 1: " One more query waits."}.get(others, f" {others} more queries wait.")
    day = f", asked on {long_day(line.query.asked_on)}" if line.query else ""
    step = "" if line.stand is Stand.SEALED else line.asked.first_step(*_of(line))
    return NextStep(
        Act.FORM,
        f"A query about {case_title(line.form.case)} waits{day}.{more}",
        f"Answer the query about {case_name(line.form.case)}",
        line.uin,
        step,
    )


def _is_answering(line: CaseLine) -> bool:
    """Whether something that is asked about was changed since; a nil return has no questions."""
    if line.stand is Stand.SEALED:
        return False
    return line.is_nil or line.asked.has_changed(*_of(line))


def _of(line: CaseLine) -> tuple[AuditTool, Form]:
    return line.form.audit.tool, line.form.form


def _go_on(view: AuditView) -> NextStep | None:
    """A form that was begun, the one last written in first."""
    begun = [line for line in view.lines if _is_half_written(line)]
    if not begun:
        return None
    line = max(begun, key=lambda each: each.saved_at or _LONG_AGO)
    form = line.form
    step = first_open_step(form.audit.tool, form.form, form.audit.opened)
    return NextStep(
        Act.FORM,
        f"Next: {case_title(form.case)}. {_where(line, step)}.",
        f"Continue with {case_name(line.form.case)}",
        line.uin,
        step,
    )


def _begin(view: AuditView) -> NextStep | None:
    """A form that nobody has begun."""
    waiting = [line for line in view.lines if line.stand is Stand.NOT_STARTED]
    if not waiting:
        return None
    line = waiting[0]
    others = len(waiting) - 1
    more = {0: "", 1: " One more case is not started."}.get(
        others, f" {others} more cases are not started."
    )
    return NextStep(
        Act.FORM,
        f"Next: {case_title(line.form.case)}, not started yet.{more}",
        f"Begin with {case_name(line.form.case)}",
        line.uin,
    )


def _mend(view: AuditView) -> NextStep | None:
    """Forms that were written to their end and can't be sealed."""
    wrong = [
        line
        for line in view.lines
        if line.stand in {Stand.IN_PROGRESS, Stand.NIL} and not line.can_be_sealed
    ]
    if not wrong:
        return None
    line = wrong[0]
    forms = "1 form has" if len(wrong) == 1 else f"{len(wrong)} forms have"
    sentence = f"{forms} something missing: {_listed(wrong)}."
    if line.is_nil:
        return NextStep(Act.CASES, sentence, "Open the cases")
    return NextStep(
        Act.FORM,
        sentence,
        f"See what is missing in {case_name(line.form.case)}",
        line.uin,
        step=CHECK,
    )


def _seal(view: AuditView) -> NextStep | None:
    """Returns that are finished."""
    ready = sum(line.can_be_sealed for line in view.lines)
    if not ready:
        return None
    if ready == 1:
        sentence, button = "1 return is finished.", "Seal the finished return"
    else:
        sentence = f"{ready} returns are finished."
        button = f"Seal the {ready} finished returns"
    return NextStep(Act.SEAL, f"Everything is answered. {sentence}", button)


RULES: tuple[Rule, ...] = (_answer_query, _go_on, _begin, _mend, _seal)
"""In the order of what an auditor would do first."""


def _is_half_written(line: CaseLine) -> bool:
    if line.stand is not Stand.IN_PROGRESS:
        return False
    form = line.form
    marks = states(form.audit.tool, form.form, form.audit.opened)
    return any(mark is StepState.NOT_YET for step, mark in marks.items() if step != CHECK)


def _where(line: CaseLine, step_id: str) -> str:
    """ "Quality assurance, question 6 of 16"."""
    steps = path(line.form.audit.tool, line.form.form)
    step = next(each for each in steps if each.id == step_id)
    if step.id == ABOUT:
        return step.title
    return caption(step, steps).replace(" · ", ", ")


def _listed(lines: Sequence[CaseLine]) -> str:
    names = [case_title(line.form.case) for line in lines[:_NAMED]]
    if len(lines) > _NAMED:
        return f"{', '.join(names)} and {len(lines) - _NAMED} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
