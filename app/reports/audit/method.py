"""Context, and how the audit was made: who was asked, what came back, how it is counted."""

from __future__ import annotations

from collections.abc import Iterator

from app.analysis.tracking import CellState
from app.domain.audits import Agency
from app.domain.days import long_day
from app.domain.reporting import TextPlace
from app.reports.audit.outline import Outline
from app.reports.audit.shown import sentence_on_small
from app.reports.content import AuditReport
from app.reports.document import (
    Cell,
    Heading,
    PageBreak,
    Paragraph,
    Piece,
    Table,
    Voice,
    paragraphs,
)
from app.reports.drafts import text_at
from app.reports.wording import plural


def context(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """Why the audit was made, in the partnership's own words."""
    yield PageBreak()
    yield outline.heading("context")
    text = text_at(report, TextPlace.CONTEXT)
    if text:
        yield from paragraphs(text)
    else:
        yield Paragraph("No context has been written for this audit yet.", Voice.NOTE)


def methodology(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The partnership's account, then what the returns themselves say about it."""
    audit = report.audit
    yield outline.heading("methodology")
    yield from paragraphs(text_at(report, TextPlace.METHODOLOGY))
    if audit.reconstruction:
        yield Paragraph(audit.reconstruction, Voice.NOTE)
    if audit.tool.look_back:
        months = plural(audit.tool.look_back.months, "month")
        yield Paragraph(
            f"Agencies looked back at the last {months} of their involvement, counted from "
            f"{long_day(audit.opened)} or from their last involvement where that was earlier."
        )
    yield Heading("Returns by agency", 3, room=120)
    yield _returns_by_agency(report)
    proxies = [agency for agency in audit.agencies if agency.proxy]
    if proxies:
        words = "; ".join(f"{agency.name}: {agency.proxy}" for agency in proxies)
        yield Paragraph(f"Filled in on an agency’s behalf: {words}.", Voice.SMALL)
    yield Heading("How shares are counted", 3, room=80)
    yield Paragraph(
        "A share counts the full returns that gave an answer, out of those to which the question "
        "applied: “70% (19 of 27)”. “Not applicable” and questions that were not asked are left "
        "out of both numbers and shown beside them. Percentages are rounded to whole numbers, "
        "halves upwards. Where a question is not about good practice but about a fact, the "
        "answer that is counted is named: “No: 61% (11 of 18)”."
    )
    if small := sentence_on_small(report):
        yield Paragraph(small)
    yield Paragraph(
        "A nil return says that neither the child nor the parents are known to the agency. It is "
        "an answer, and it is not in any share. The returns are pseudonymised: a child is known "
        "by a letter, everybody else by their relationship or role."
    )


def _returns_by_agency(report: AuditReport) -> Table:
    heads = ("Agency", "Asked about", "Full", "Nil", "Missing")
    rows: list[tuple[Cell, ...]] = []
    totals = [0, 0, 0, 0]
    for agency in report.audit.agencies:
        counts = _counts(report, agency)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        rows.append((Cell(agency.name), *(Cell(str(n), right=True) for n in counts)))
    every = (Cell(str(n), right=True, bold=True) for n in totals)
    rows.append((Cell("All", bold=True), *every))
    right = frozenset(range(1, len(heads)))
    return Table(heads, tuple(rows), (5, 2, 1.4, 1.4, 1.6), right, alt="Returns by agency")


def _counts(report: AuditReport, agency: Agency) -> list[int]:
    states = [report.tracker.cell(case.uin, agency.id).state for case in report.audit.cases]
    full, nil = states.count(CellState.RECEIVED), states.count(CellState.NIL)
    asked = len(states) - states.count(CellState.NOT_ASKED)
    return [asked, full, nil, asked - full - nil]
