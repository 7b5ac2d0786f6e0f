"""The way through a form as the side pane shows it."""

from __future__ import annotations

from datetime import date

from app.domain.interview import ABOUT, CHECK, Step, StepState, path, states
from app.domain.returns import Form
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


def nav_sections(
    tool: AuditTool, form: Form, current: str, audit_date: date | None
) -> tuple[NavSection, ...]:
    """The pages of a form under their sections; only the section where one is lies open."""
    marks = states(tool, form, audit_date)
    found: list[NavSection] = []
    steps = path(tool, form)
    grouped: dict[str, list[Step]] = {}
    for step in steps:
        grouped.setdefault(step.section.id if step.section else step.id, []).append(step)
    for group in grouped.values():
        first = group[0]
        if first.section is None:
            found.append(NavSection(first.id, first.title, mark=_MARKS[marks[first.id]]))
        elif len(group) == 1:
            found.append(NavSection(first.id, first.section.title, mark=_MARKS[marks[first.id]]))
        else:
            found.append(_section(group, marks, current))
    return tuple(found)


def _section(group: list[Step], marks: dict[str, StepState], current: str) -> NavSection:
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
                _MARKS[marks[step.id]],
            )
            for step in group
        )
        return NavSection(_SECTION + group[0].id, title, note=note, steps=rows)
    mark = Mark.DONE if settled and done else Mark.NOT_YET
    closed = "" if mark is Mark.DONE or not done else note
    return NavSection(_SECTION + group[0].id, title, note=closed, mark=mark)


def step_to_open(tool: AuditTool, form: Form, key: str, audit_date: date | None) -> str:
    """The step that a row of the side pane leads to: a closed section to its first open one."""
    if not key.startswith(_SECTION):
        return key
    first = key.removeprefix(_SECTION)
    marks = states(tool, form, audit_date)
    section = tool.section_of[first]
    steps = [s.id for s in path(tool, form) if s.section is not None and s.section.id == section.id]
    waiting = (s for s in steps if marks[s] in {StepState.NOT_YET, StepState.NEEDS_A_LOOK})
    return next(waiting, first)


def first_open_step(tool: AuditTool, form: Form, audit_date: date | None) -> str:
    """Where to go on in a form: the first step that is not done, else the check."""
    marks = states(tool, form, audit_date)
    waiting = {StepState.NOT_YET, StepState.NEEDS_A_LOOK}
    if marks[ABOUT] in waiting:
        return ABOUT
    steps = (step.id for step in path(tool, form))
    return next((step for step in steps if step != CHECK and marks[step] in waiting), CHECK)
