"""The cover and the contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.days import long_day
from app.reports.content import AuditReport
from app.reports.document import (
    Box,
    Contents,
    ContentsEntry,
    CoverTitle,
    Gap,
    Heading,
    Logo,
    PageBreak,
    Paragraph,
    Piece,
    Run,
    Voice,
)


def cover(report: AuditReport) -> Iterator[Piece]:
    """Who, what, when, and what kind of document this is."""
    audit, returns = report.audit, report.tracker.returns
    kind = "Draft report" if report.draft else "Report"
    facts = (
        ("Reference", audit.reference),
        ("Theme", audit.tool.theme),
        ("Cases", str(len(audit.cases))),
        ("Agencies", str(len(audit.agencies))),
        ("Returns", f"{returns.full} full, {returns.nil} nil, {returns.missing} missing"),
        ("Look-back counted from", long_day(audit.opened)),
        ("Multi-agency meeting", long_day(audit.meeting) if audit.meeting else "not yet dated"),
    )
    logo = Logo(report.logo, f"The logo of {audit.body.name}") if report.logo else None
    made = long_day(report.made.date())
    yield CoverTitle(audit.body.name, audit.title, f"{kind} of {made}", facts, logo)
    if audit.reconstruction:
        yield Gap(18)
        words = (Run("About this report. ", bold=True), Run(audit.reconstruction))
        yield Box((Paragraph(words, Voice.NOTE),))


def contents(entries: Sequence[ContentsEntry]) -> Iterator[Piece]:
    """Every chapter with its page."""
    yield PageBreak()
    yield Heading("Contents", 1)
    yield Contents(tuple(entries))
