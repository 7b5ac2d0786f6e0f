"""The steps of a set-up in words, and the page of each."""

from __future__ import annotations

from typing import Final

from app.domain.set_up import SetUp, Step, StepState
from app.domain.tool import AuditTool
from app.reports.wording import listed, plural
from app.ui.theme.tokens import Tone
from app.ui.widgets.task_list import Task

TITLES: Final = {
    Step.ABOUT: "What the audit is about",
    Step.BODY: "Who holds the audit",
    Step.DATES: "Dates",
    Step.TOOL: "The audit tool",
    Step.CASES: "Cases",
    Step.AGENCIES: "Agencies",
    Step.ASKED: "Who is asked about whom",
    Step.CHECK: "Check the audit",
}
_HINTS: Final = {
    Step.ABOUT: "Theme, title and reference",
    Step.BODY: "Name, address for returns, logo",
    Step.DATES: "Looked back from, due, meeting, kept until",
    Step.TOOL: "What agencies are asked about each case",
    Step.CASES: "By number and initials, never by name",
    Step.AGENCIES: "Who gets a pack, and where it is sent",
    Step.ASKED: "Every agency about every case, unless you say otherwise",
    Step.CHECK: "Everything on one page, before packs are issued",
}
_STATUS: Final = {
    StepState.TO_DO: ("To do", Tone.SECONDARY, ""),
    StepState.BEGUN: ("Begun", Tone.ATTENTION, "edit"),
    StepState.DONE: ("Done", Tone.GOOD, "check"),
}


def task_of(step: Step, state: StepState, now: SetUp, tool: AuditTool | None) -> Task:
    """The row of a step in the task list."""
    word, tone, icon = _STATUS[state]
    if step is Step.CHECK:
        word, tone, icon = ("Ready", Tone.GOOD, "check") if state is StepState.DONE else _WAITS
    about = _so_far(step, now, tool) if state is not StepState.TO_DO else ""
    return Task(step.value, TITLES[step], about or _HINTS[step], word, tone, icon)


_WAITS: Final = ("Waits for the others", Tone.SECONDARY, "")


def _so_far(step: Step, now: SetUp, tool: AuditTool | None) -> str:
    if step is Step.ABOUT:
        return " · ".join(text for text in (now.title or now.theme, now.reference) if text)
    if step is Step.BODY:
        return now.body.name
    if step is Step.TOOL:
        return tool.title if tool is not None else ""
    if step is Step.CASES:
        return plural(len(now.cases), "case")
    if step is Step.AGENCIES:
        return listed(agency.name for agency in now.agencies)
    if step is Step.ASKED:
        pairs = {(case.uin, agency.id) for case in now.cases for agency in now.agencies}
        return f"{plural(len(pairs - now.not_asked), 'return')} asked for"
    return ""
