"""Recommendations, and what is still missing before the report goes out."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from app.domain.days import long_day
from app.reports.blocks import box, bullet, empty_table, gap, heading
from app.reports.content import AuditReport
from app.reports.figures import case_name
from app.reports.paper import BODY, H1, H3, Para
from app.reports.text import plain
from app.reports.wording import listed, plural

_HEADS = ("Finding", "Action", "Lead", "Date for completion", "Outcome")


def recommendations(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The chapter. Until the meeting there is nothing to recommend, and it says so."""
    meeting = report.audit.meeting
    when = f" on {long_day(meeting)}" if meeting else ""
    yield PageBreak()
    yield from heading("Recommendations", H1, key=key)
    yield Para(
        "Recommendations are agreed by the agencies together, each with somebody who leads on it "
        "and a date, and followed up until they are done.",
        BODY,
    )
    yield empty_table(
        _HEADS,
        f"None has been recorded yet. They are agreed at the multi-agency meeting{when}.",
        (3, 3, 1.8, 2, 2.4),
    )
    yield gap(10)
    points = missing(report)
    if points:
        yield CondPageBreak(120)
        title = Para("Still missing before this report goes out", H3)
        yield box([title, *[bullet(plain(point)) for point in points]])


def missing(report: AuditReport) -> list[str]:
    """What the report lacks, in sentences."""
    audit, points = report.audit, []
    overdue = report.tracker.returns.missing
    if overdue:
        names = [
            f"{agency.name} ({asked - answered})"
            for agency in audit.agencies
            for answered, asked in [report.tracker.in_of_agency(agency.id)]
            if asked > answered
        ]
        points.append(f"{plural(overdue, 'return')}: {listed(names)}")
    if len(audit.cases) <= 12:
        cases = listed(case_name(case) for case in audit.cases)
        points.append(f"The judgement of the partnership, agreed at the meeting, for {cases}")
    else:
        points.append(
            "The judgement of the partnership, agreed at the meeting, "
            f"for all {len(audit.cases)} cases"
        )
    points.append("The meeting’s notes: what worries us, what is going well, what we need to do")
    points.append("The recommendations, each with a lead and a date for completion")
    blank = [case_name(case) for case in audit.cases if not case.pen_picture.strip()]
    if blank:
        shown = listed(blank) if len(blank) <= 12 else plural(len(blank), "case")
        points.append(f"A pen picture for {shown}")
    if not audit.context.strip():
        points.append("The context: why this audit was made")
    if not audit.meeting:
        points.append("The date of the multi-agency meeting")
    return points
