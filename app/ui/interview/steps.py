"""The way through a form as the side pane shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
        first = group[0]
        if first.section is None:
            found.append(NavSection(first.id, first.title, mark=_mark(first, marks, asked)))
        elif len(group) == 1:
            mark = _mark(first, marks, asked)
            found.append(NavSection(first.id, first.section.title, mark=mark))
        else:
            found.append(_section(group, marks, current, asked))
    return tuple(found)


def _mark(step: Step, marks: Mapping[str, StepState], asked: Collection[str]) -> Mark:
    return Mark.ASKED if step.id in asked else _MARKS[marks[step.id]]


def _section(
    group: list[Step], marks: Mapping[str, StepState], current: str, asked: Collection[str]
) -> NavSection:
    section = group[0].section
    title = section.title if section else ""
    done = sum(marks[step.id] is StepState.DONE for step in group)
    settled = all(marks[s.id] in {StepState.DONE, StepState.OPTIONAL} for s in group)
    note = f"{done} of {len(group)}"
    if any(step.id == current for step in group):
        rows = tuple(
            NavStep(
                step.id,
                step_title(step),
                lead(step.question) if step.question else "",
                _mark(step, marks, asked),
            )
            for step in group
        )
        return NavSection(_SECTION + group[0].id, title, note=note, steps=rows)
    if any(step.id in asked for step in group):
        return NavSection(_SECTION + group[0].id, title, mark=Mark.ASKED)
    mark = Mark.DONE if settled and done else Mark.NOT_YET
    closed = "" if mark is Mark.DONE or not done else note
    return NavSection(_SECTION + group[0].id, title, note=closed, mark=mark)


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
    steps = [s.id for s in path(tool, form) if s.section is not None and s.section.id == section.id]
    waiting = (s for s in steps if marks[s] in {StepState.NOT_YET, StepState.NEEDS_A_LOOK})
    return next((s for s in steps if s in asked), next(waiting, first))
