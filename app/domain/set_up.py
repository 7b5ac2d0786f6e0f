"""An audit that is being set up, or changed: anything may still be missing from it.

It can be left at any point and gone on with. Which steps are done, and what is missing, is
told here; the window only shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.audits import Agency, Audit, Body, Case, is_initials
from app.domain.tool import AuditTool, Subject
from app.domain.uin import fits, is_uin_format


class Step(StrEnum):
    """A step of setting an audit up, in the order of the task list."""

    ABOUT = "about"  # theme, title, reference, how it came about
    BODY = "body"  # name, logo, reply address, marking
    DATES = "dates"
    TOOL = "tool"
    CASES = "cases"
    AGENCIES = "agencies"
    ASKED = "asked"  # who is asked about whom
    CHECK = "check"


class StepState(StrEnum):
    """Where a step stands."""

    TO_DO = "to do"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class ToolName:
    """An audit tool of the library, by its id and version."""

    id: str
    version: int


@dataclass(frozen=True)
class SetUp:
    """An audit on its way to being issued.

    ``id`` becomes the audit's; where ``of_audit`` it is that of an audit which stands, and which
    this changes. ``asked_looked_at`` is True once somebody has looked at who is asked about whom:
    everybody about everyone is a choice as well.
    """

    id: str
    of_audit: bool = False
    reference: str = ""
    title: str = ""
    theme: str = ""
    body: Body = field(default_factory=lambda: Body("", "", ""))
    tool: ToolName | None = None
    opened: date | None = None
    due: date | None = None
    meeting: date | None = None
    retain_until: date | None = None
    cases: tuple[Case, ...] = ()
    agencies: tuple[Agency, ...] = ()
    not_asked: frozenset[tuple[str, str]] = frozenset()
    asked_looked_at: bool = False
    uin_format: str = ""
    selection: str = ""
    context: str = ""
    methodology: str = ""
    reconstruction: str = ""


@dataclass(frozen=True)
class Missing:
    """What stands between a set-up and its audit: where to mend it, and a sentence.

    ``field`` names the field of the step's page, or the UIN or agency that it is about.
    """

    step: Step
    field: str
    sentence: str


def missing(set_up: SetUp, tool: AuditTool | None) -> tuple[Missing, ...]:
    """Everything that stands in the way, in the order of the steps.

    ``tool`` is what ``set_up.tool`` names, None where it names none or one that is gone.
    """
    subject = tool.subject if tool is not None else Subject.CHILD
    return (
        *_missing_about(set_up),
        *_missing_body(set_up),
        *_missing_dates(set_up),
        *_missing_tool(tool),
        *_missing_cases(set_up, subject),
        *_missing_agencies(set_up),
        *_missing_asked(set_up),
    )


def step_states(set_up: SetUp, tool: AuditTool | None) -> dict[Step, StepState]:
    """Where each step stands. The check is done when nothing is missing."""
    open_steps = {each.step for each in missing(set_up, tool)}
    states: dict[Step, StepState] = {
        step: _state(set_up, step, is_open=step in open_steps)
        for step in Step
        if step is not Step.CHECK
    }
    ready = all(state is StepState.DONE for state in states.values())
    states[Step.CHECK] = StepState.DONE if ready else StepState.TO_DO
    return states


def audit_of(set_up: SetUp, tool: AuditTool) -> Audit:
    """The audit that a complete set-up describes.

    Raises:
        ValueError: something is missing; the caller has looked.
    """
    if missing(set_up, tool) or set_up.opened is None or set_up.due is None:
        raise ValueError("the set-up is not complete")
    uins = {case.uin for case in set_up.cases}
    agencies = {agency.id for agency in set_up.agencies}
    return Audit(
        id=set_up.id,
        reference=set_up.reference.strip(),
        title=set_up.title.strip(),
        body=set_up.body,
        tool=tool,
        opened=set_up.opened,
        due=set_up.due,
        cases=set_up.cases,
        agencies=set_up.agencies,
        meeting=set_up.meeting,
        not_asked=frozenset(
            (uin, agency) for uin, agency in set_up.not_asked if uin in uins and agency in agencies
        ),
        context=set_up.context,
        methodology=set_up.methodology,
        reconstruction=set_up.reconstruction,
        theme=set_up.theme.strip(),
        uin_format=set_up.uin_format,
        selection=set_up.selection,
    )


def set_up_of(audit: Audit) -> SetUp:
    """The set-up that changes an audit which stands: as the audit is now."""
    return SetUp(
        id=audit.id,
        of_audit=True,
        reference=audit.reference,
        title=audit.title,
        theme=audit.theme or audit.tool.theme,
        body=audit.body,
        tool=ToolName(audit.tool.id, audit.tool.version),
        opened=audit.opened,
        due=audit.due,
        meeting=audit.meeting,
        cases=audit.cases,
        agencies=audit.agencies,
        not_asked=audit.not_asked,
        asked_looked_at=True,
        uin_format=audit.uin_format,
        selection=audit.selection,
        context=audit.context,
        methodology=audit.methodology,
        reconstruction=audit.reconstruction,
    )


def _state(set_up: SetUp, step: Step, *, is_open: bool) -> StepState:
    if not is_open:
        return StepState.DONE
    begun = {
        Step.ABOUT: set_up.reference or set_up.title or set_up.theme,
        Step.BODY: set_up.body.name or set_up.body.short_name,  # the address may be preset
        Step.DATES: set_up.opened or set_up.due,
        Step.TOOL: set_up.tool,
        Step.CASES: set_up.cases,
        Step.AGENCIES: set_up.agencies,
        Step.ASKED: set_up.asked_looked_at,
    }
    return StepState.BEGUN if begun[step] else StepState.TO_DO


def _missing_about(set_up: SetUp) -> Iterator[Missing]:
    needed = (
        ("theme", set_up.theme, "Say what the audit is about."),
        ("title", set_up.title, "Give the audit a title."),
        ("reference", set_up.reference, "Give the audit a short reference: it names its files."),
    )
    for name, text, sentence in needed:
        if not text.strip():
            yield Missing(Step.ABOUT, name, sentence)


def _missing_body(set_up: SetUp) -> Iterator[Missing]:
    needed = (
        ("name", set_up.body.name, "Give the name of the body that holds the audit."),
        ("short_name", set_up.body.short_name, "Give its short name, as it is said."),
        (
            "reply_address",
            set_up.body.reply_address,
            "Give the e-mail address to which returns are sent.",
        ),
    )
    for name, text, sentence in needed:
        if not text.strip():
            yield Missing(Step.BODY, name, sentence)


def _missing_dates(set_up: SetUp) -> Iterator[Missing]:
    if set_up.opened is None:
        sentence = "Say from which day agencies look back."
        yield Missing(Step.DATES, "opened", sentence)
    if set_up.due is None:
        yield Missing(Step.DATES, "due", "Say by which day the returns are due.")
    elif set_up.opened is not None and set_up.due < set_up.opened:
        sentence = "The returns are due before the day from which agencies look back."
        yield Missing(Step.DATES, "due", sentence)
    if set_up.meeting is not None and set_up.due is not None and set_up.meeting < set_up.due:
        sentence = "The meeting is before the returns are due."
        yield Missing(Step.DATES, "meeting", sentence)


def _missing_tool(tool: AuditTool | None) -> Iterator[Missing]:
    if tool is None:
        yield Missing(Step.TOOL, "tool", "Choose the audit tool that agencies answer.")


def _missing_cases(set_up: SetUp, subject: Subject) -> Iterator[Missing]:
    if not set_up.cases:
        yield Missing(Step.CASES, "", "Put at least one case on the case list.")
    if not is_uin_format(set_up.uin_format):
        sentence = "Write the form of the UINs with # for a digit and @ for a letter."
        yield Missing(Step.CASES, "uin_format", sentence)
        return
    seen_uins: set[str] = set()
    seen_labels: set[str] = set()
    for number, case in enumerate(set_up.cases, start=1):
        row = f"Row {number} of the case list"
        if not fits(set_up.uin_format, case.uin):
            form = f" “{set_up.uin_format}”" if set_up.uin_format else ""
            yield Missing(Step.CASES, case.uin, f"{row}: the UIN is not of the form{form}.")
        if case.uin.casefold() in seen_uins:
            yield Missing(Step.CASES, case.uin, f"{row}: its UIN stands in the list twice.")
        if case.label.strip().casefold() in seen_labels or not case.label.strip():
            yield Missing(Step.CASES, case.uin, f"{row}: it needs a letter of its own.")
        nameless = subject is Subject.ORGANISATION and not case.initials.strip()
        if not nameless and not is_initials(case.initials):
            yield Missing(Step.CASES, case.uin, f"{row}: initials only, never a name.")
        seen_uins.add(case.uin.casefold())
        seen_labels.add(case.label.strip().casefold())


def _missing_agencies(set_up: SetUp) -> Iterator[Missing]:
    if not set_up.agencies:
        yield Missing(Step.AGENCIES, "", "Choose at least one agency.")
    for agency in set_up.agencies:
        if not agency.email.strip():
            sentence = f"{agency.name} has no e-mail address to send its pack to."
            yield Missing(Step.AGENCIES, agency.id, sentence)


def _missing_asked(set_up: SetUp) -> Iterator[Missing]:
    pairs = {(case.uin, agency.id) for case in set_up.cases for agency in set_up.agencies}
    if pairs and pairs <= set_up.not_asked:
        yield Missing(Step.ASKED, "", "Nobody is asked about any case.")
    elif not pairs or not set_up.asked_looked_at:
        yield Missing(Step.ASKED, "", "Look at who is asked about whom.")
