"""What a report still lacks before it goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.audits import Case
from app.domain.meeting import THE_AUDIT, THE_PROCESS, Matter, Scope, agreed_grade, agreed_scale
from app.domain.reporting import TextPlace
from app.reports.action_plan import lines_of
from app.reports.content import AuditReport
from app.reports.drafts import text_at
from app.reports.plan_lines import PlanLine
from app.reports.short_parts import case_name
from app.reports.wording import listed, plural

_MOST_NAMED = 12


def missing(report: AuditReport) -> list[str]:
    """What the report lacks, in sentences; nothing where it is complete."""
    return [*_returns(report), *_meeting(report), *_plan(report), *_texts(report)]


def _returns(report: AuditReport) -> Iterator[str]:
    overdue = report.tracker.returns.missing
    if overdue:
        names = [
            f"{agency.name} ({asked - answered})"
            for agency in report.audit.agencies
            for answered, asked in [report.tracker.in_of_agency(agency.id)]
            if asked > answered
        ]
        yield f"{plural(overdue, 'return')}: {listed(names)}"


def _meeting(report: AuditReport) -> Iterator[str]:
    audit, meeting = report.audit, report.meeting
    if agreed_scale(audit.tool) is not None:
        open_still = [c for c in audit.cases if not agreed_grade(audit.tool, meeting, c.uin)]
        if open_still:
            cases = _cases(open_still, audit.cases)
            yield f"The judgement of the partnership, agreed at the meeting, for {cases}"
    if not meeting.notes:
        yield "The meeting’s notes: what worries us, what is going well, what we need to do"
    else:
        silent = [
            case for case in audit.cases if not meeting.notes_on(Matter(Scope.CASE, case.uin))
        ]
        if silent:
            yield f"The meeting’s notes on {_cases(silent, audit.cases)}"
        if not meeting.notes_on(THE_AUDIT):
            yield "The meeting’s notes on the audit as a whole"
        if not meeting.notes_on(THE_PROCESS):
            yield "The meeting’s notes on the audit process"
    if not meeting.attendance:
        yield "Who took part in the meeting"
    if not audit.meeting:
        yield "The date of the multi-agency meeting"


def _plan(report: AuditReport) -> Iterator[str]:
    lines = lines_of(report)
    if not lines:
        yield "The recommendations, each with a lead and a date for completion"
    lacking: dict[str, list[PlanLine]] = {}
    for line in lines:
        for gap in line.recommendation.lacks:
            lacking.setdefault(gap, []).append(line)
    for gap, some in lacking.items():
        numbers = listed(str(line.number) for line in some)
        noun = "recommendation" if len(some) == 1 else "recommendations"
        yield f"{gap[:1].upper()}{gap[1:]} for {noun} {numbers}"


def _texts(report: AuditReport) -> Iterator[str]:
    cases = report.audit.cases
    blank = [case for case in cases if not case.pen_picture.strip()]
    if blank:
        yield f"A pen picture for {_cases(blank, cases)}"
    if not text_at(report, TextPlace.CONTEXT):
        yield "The context: why this audit was made"


def _cases(some: Sequence[Case], every: Sequence[Case]) -> str:
    if len(some) <= _MOST_NAMED:
        return listed(case_name(case) for case in some)
    return f"all {len(every)} cases" if len(some) == len(every) else plural(len(some), "case")
