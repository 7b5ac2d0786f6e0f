"""The tracker on paper: every case and agency with a word, the totals, and who was reminded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.analysis.tracking import Cell as Square
from app.analysis.tracking import CellState, Stage, Tracker
from app.domain.audits import Agency
from app.domain.days import long_day
from app.reports.content import AuditReport
from app.reports.document import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Piece,
    Run,
    Table,
    Voice,
)
from app.reports.short_parts import case_name, document, front
from app.reports.wording import listed, plural, sentence

TITLE = "Tracker"
_ACROSS = 8
_QUIET = {Stage.NOT_ASKED, Stage.EXPECTED, Stage.TESTED}
_CASES_IN_WORDS = 12


def tracker_report(report: AuditReport) -> Document:
    """Where every return stands, on its side."""
    return replace(document(report, TITLE, landscape=True), pieces=lambda: _pieces(report))


def _pieces(report: AuditReport) -> Iterator[Piece]:
    tracker, audit = report.tracker, report.audit
    returns = tracker.returns
    answered = returns.full + returns.nil
    yield from front(
        report,
        TITLE,
        [f"{answered} of {plural(returns.expected, 'return')} in", f"due {long_day(audit.due)}"],
    )
    yield Paragraph(_stages(tracker), Voice.LEAD)
    parts = [audit.agencies[n : n + _ACROSS] for n in range(0, len(audit.agencies), _ACROSS)]
    for number, agencies in enumerate(parts, start=1):
        title = "Cases and agencies"
        if len(parts) > 1:
            title += f", part {number} of {len(parts)}"
        yield Heading(title, 2, room=150)
        yield _grid(report, agencies, last=number == len(parts))
    yield from _missing(report)
    yield from _reminders(report)


def _stages(tracker: Tracker) -> str:
    counts = tracker.stages()
    words = [f"{count} {stage.value}" for stage, count in counts.items() if count]
    return sentence(listed(words)) + "." if words else "No return is asked for."


def _grid(report: AuditReport, agencies: Sequence[Agency], *, last: bool) -> Table:
    """A part of the grid; the last has the totals of the cases at its edge."""
    tracker = report.tracker
    heads = ["Case", *(agency.name for agency in agencies)]
    widths = [1.9, *[1.25] * len(agencies)]
    if last:
        heads.append("In")
        widths.append(0.9)
    rows: list[tuple[Cell, ...]] = []
    for case in report.audit.cases:
        squares = [tracker.cell(case.uin, agency.id) for agency in agencies]
        name = (Run(case_name(case), bold=True), Run(f" {case.uin}", quiet=True))
        row = [Cell(name), *(_square(one) for one in squares)]
        if last:
            row.append(Cell(_of(tracker.in_of_case(case.uin)), bold=True, right=True))
        rows.append(tuple(row))
    totals = [Cell(_of(tracker.in_of_agency(agency.id)), bold=True) for agency in agencies]
    if last:
        returns = tracker.returns
        whole = (returns.full + returns.nil, returns.expected)
        totals.append(Cell(_of(whole), bold=True, right=True))
    rows.append((Cell("In", bold=True), *totals))
    right = frozenset({len(heads) - 1}) if last else frozenset()
    alt = "Where the return of each agency on each case stands"
    return Table(tuple(heads), tuple(rows), tuple(widths), right=right, alt=alt)


def _square(one: Square) -> Cell:
    words = one.stage.value
    if one.state is CellState.OVERDUE:
        words = f"overdue {plural(one.days_late, 'day')}"
    elif one.revision > 1:
        words = f"{words}, revision {one.revision}"
    return Cell(words, bold=one.stage is Stage.OVERDUE, quiet=one.stage in _QUIET)


def _missing(report: AuditReport) -> Iterator[Piece]:
    missing = report.tracker.missing()
    yield Heading("Still to come, by agency", 2, room=90 if missing else 30)
    if not missing:
        yield Paragraph("Every return is in.")
        return
    rows = []
    for one in missing:
        names = [case_name(case) for case in one.cases]
        cases = listed(names) if len(names) <= _CASES_IN_WORDS else plural(len(names), "case")
        late = f"overdue {plural(one.days, 'day')}" if one.days else "not yet due"
        rows.append(
            (
                Cell(one.agency.name, bold=True),
                Cell(f"{len(one.cases)} of {report.tracker.in_of_agency(one.agency.id)[1]}"),
                Cell(late, bold=bool(one.days)),
                Cell(cases),
                Cell(_days(report.reminded.get(one.agency.id, ()))),
            )
        )
    heads = ("Agency", "Missing", "How late", "Cases", "Reminded")
    yield Table(heads, tuple(rows), (2.2, 1, 1.4, 3.4, 2.4), alt="What is missing, by agency")


def _reminders(report: AuditReport) -> Iterator[Piece]:
    done = {each.agency.id for each in report.tracker.missing()}
    others = [a for a in report.audit.agencies if a.id in report.reminded and a.id not in done]
    if others:
        yield Heading("Reminded, and in since", 3)
        for agency in others:
            yield Paragraph(f"{agency.name}: {_days(report.reminded[agency.id])}")


def _days(days: Sequence[date]) -> str:
    if not days:
        return "Not reminded"
    times = f" and {plural(len(days) - 1, 'time')} before" if len(days) > 1 else ""
    return f"{long_day(max(days))}{times}"


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]} of {pair[1]}"
