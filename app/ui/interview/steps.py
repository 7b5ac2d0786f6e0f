"""The way through a form as the side pane shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.interview import Step, StepState, path, states
from app.domain.returns import Form
from app.domain.rules import Problem, Weight, problems
from app.domain.tool import AuditTool
from app.ui.interview.wording import lead, step_title
from app.ui.widgets.navigation import Mark, NavSection, NavStep

_MARKS = {
    StepState.DONE: Mark.DONE,
    StepState.NEEDS_A_LOOK: Mark.LOOK,
    StepState.NOT_YET: Mark.NOT_YET,
    StepState.OPTIONAL: Mark.OPTIONAL,
}
_SECTION = "section:"


@dataclass(frozen=True)
class Standing:
    """How a form stands: worked out once for a form, for all that is shown of it."""

    form: Form
    problems: tuple[Problem, ...]
    marks: Mapping[str, StepState]

    @property
    def can_be_sealed(self) -> bool:
        """Whether nothing stops the sealing."""
        return not any(problem.weight is Weight.STOPS for problem in self.problems)


def standing(tool: AuditTool, form: Form, audit_date: date | None) -> Standing:
    """How a form stands now."""
    return Standing(form, problems(tool, form, audit_date), states(tool, form, audit_date))


def nav_sections(
    tool: AuditTool,
    form: Form,
    current: str,
    audit_date: date | None,
    marks: Mapping[str, StepState] | None = None,
    asked: Collection[str] = (),
) -> tuple[NavSection, ...]:
    """The pages of a form under their sections; only the section where one is lies open.

    ``asked`` are those that the partnership asks about, and whose answer it has not got yet.
    """
    if marks is None:
        marks = states(tool, form, audit_date)
    found: list[NavSection] = []
    steps = path(tool, form)
    grouped: dict[str, list[Step]] = {}
    for step in steps:
        grouped.setdefault(step.section.id if step.section else step.id, []).append(step)
    for group in grouped.values():
        found.extend(_section(group, marks, current, asked))
    return tuple(found)


def _mark(step: Step, marks: Mapping[str, StepState], asked: Collection[str]) -> Mark:
    return Mark.ASKED if step.id in asked else _MARKS[marks[step.id]]


def _section(
    group: list[Step], marks: Mapping[str, StepState], current: str, asked: Collection[str]
) -> Iterator[NavSection]:
    """A section and its questions, and each judgement on them as a line of its own."""
    counted = _counted(group)
    section = group[0].section
    title = section.title if section else group[0].title
    if len(counted) == 1:
        yield NavSection(counted[0].id, title, mark=_mark(counted[0], marks, asked))
    else:
        here = any(step.id == current for step in group)
        yield _questions(counted, title, marks, asked, unfolded=here)
    for step in group:
        if step not in counted:
            yield NavSection(step.id, step_title(step), mark=_mark(step, marks, asked))


def _counted(group: list[Step]) -> list[Step]:
    """The questions of a section; where it has none, its judgements stand for them."""
    return [step for step in group if not step.is_judgement] or group


def _questions(
    steps: list[Step],
    title: str,
    marks: Mapping[str, StepState],
    asked: Collection[str],
    *,
    unfolded: bool,
) -> NavSection:
    done, of = sum(marks[step.id] is StepState.DONE for step in steps), len(steps)
    settled = done and all(marks[s.id] in {StepState.DONE, StepState.OPTIONAL} for s in steps)
    mark = Mark.DONE if settled else Mark.NOT_YET
    if not unfolded and any(step.id in asked for step in steps):
        mark = Mark.ASKED
    counts = unfolded or (mark is Mark.NOT_YET and done)
    rows = (
        NavStep(
            step.id,
            step_title(step),
            lead(step.question) if step.question else "",
            _mark(step, marks, asked),
        )
        for step in steps
    )
    return NavSection(
        _SECTION + steps[0].id,
        title,
        note=f"{done}/{of}" if counts else "",
        widest=f"{of}/{of}",
        spoken=f"{done} of {of} done" if counts else "",
        mark=mark,
        steps=tuple(rows) if unfolded else (),
    )


def step_to_open(
    tool: AuditTool,
    form: Form,
    key: str,
    audit_date: date | None,
    asked: Collection[str] = (),
) -> str:
    """The step that a row of the side pane leads to: a closed section to the first one that is
    asked about, or that is open.
    """
    if not key.startswith(_SECTION):
        return key
    first = key.removeprefix(_SECTION)
    marks = states(tool, form, audit_date)
    section = tool.section_of[first]
    inside = [s for s in path(tool, form) if s.section is not None and s.section.id == section.id]
    steps = [step.id for step in _counted(inside)]
    waiting = (s for s in steps if marks[s] in {StepState.NOT_YET, StepState.NEEDS_A_LOOK})
    return next((s for s in steps if s in asked), next(waiting, first))
