"""Context, and how the audit was made: who was asked, what came back, how it is counted."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, PageBreak

from app.analysis.tracking import CellState
from app.domain.audits import Agency
from app.domain.days import long_day
from app.reports.blocks import Hairlines, cell, heading, table
from app.reports.content import AuditReport
from app.reports.paper import (
    BODY,
    CELL_BOLD,
    CELL_HEAD,
    CELL_HEAD_RIGHT,
    CELL_RIGHT,
    H1,
    H3,
    NOTE,
    SMALL,
    Para,
)
from app.reports.text import plain
from app.reports.wording import plural


def context(report: AuditReport, key: str) -> Iterator[Flowable]:
    """Why the audit was made, in the partnership's own words."""
    yield PageBreak()
    yield from heading("Context", H1, key=key)
    text = report.audit.context.strip()
    if text:
        yield from paragraphs(text)
    else:
        yield Para("No context has been written for this audit yet.", NOTE)


def methodology(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The partnership's account, then what the returns themselves say about it."""
    audit = report.audit
    yield from heading("Audit methodology", H1, key=key)
    if audit.methodology.strip():
        yield from paragraphs(audit.methodology)
    if audit.reconstruction:
        yield Para(plain(audit.reconstruction), NOTE)
    if audit.tool.look_back:
        months = plural(audit.tool.look_back.months, "month")
        yield Para(
            f"Agencies looked back at the last {months} of their involvement, counted from "
            f"{long_day(audit.opened)} or from their last involvement where that was earlier.",
            BODY,
        )
    yield from heading("Returns by agency", H3, room=120)
    yield _returns_by_agency(report)
    proxies = [agency for agency in audit.agencies if agency.proxy]
    if proxies:
        words = "; ".join(f"{a.name}: {a.proxy}" for a in proxies)
        yield Para(f"Filled in on an agency’s behalf: {plain(words)}.", SMALL)
    yield from heading("How shares are counted", H3, room=80)
    yield Para(
        "A share counts the full returns that gave an answer, out of those to which the question "
        "applied: “70% (19 of 27)”. “Not applicable” and questions that were not asked are left "
        "out of both numbers and shown beside them. Percentages are rounded to whole numbers, "
        "halves upwards. Where a question is not about good practice but about a fact, the "
        "answer that is counted is named: “No: 61% (11 of 18)”.",
        BODY,
    )
    yield Para(
        "A nil return says that neither the child nor the parents are known to the agency. It is "
        "an answer, and it is not in any share. The returns are pseudonymised: a child is known "
        "by a letter, everybody else by their relationship or role.",
        BODY,
    )


def paragraphs(text: str) -> Iterator[Flowable]:
    """A typed text of several paragraphs, set apart where the writer left a line empty."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            yield Para(plain(part), BODY)


def _returns_by_agency(report: AuditReport) -> Hairlines:
    heads = ("Agency", "Asked about", "Full", "Nil", "Missing")
    styles = [CELL_HEAD, *[CELL_HEAD_RIGHT] * 4]
    rows: list[list[Flowable]] = []
    totals = [0, 0, 0, 0]
    for agency in report.audit.agencies:
        counts = _counts(report, agency)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        rows.append([cell(agency.name), *[cell(str(n), CELL_RIGHT) for n in counts]])
    rows.append([cell("All", CELL_BOLD), *[Para(f"<b>{n}</b>", CELL_RIGHT) for n in totals]])
    return table(heads, rows, (5, 2, 1.4, 1.4, 1.6), head_styles=styles)


def _counts(report: AuditReport, agency: Agency) -> list[int]:
    states = [report.tracker.cell(case.uin, agency.id).state for case in report.audit.cases]
    full, nil = states.count(CellState.RECEIVED), states.count(CellState.NIL)
    asked = len(states) - states.count(CellState.NOT_ASKED)
    return [asked, full, nil, asked - full - nil]
