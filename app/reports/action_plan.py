"""The action plan and its follow-up: what is overdue first, what is closed last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.domain.days import long_day
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.reports.content import AuditReport
from app.reports.document import (
    Cell,
    Document,
    EmptyTable,
    Heading,
    Paragraph,
    Piece,
    Table,
    Voice,
    Words,
)
from app.reports.plan_lines import PlanLine
from app.reports.short_parts import document, front
from app.reports.wording import plural, sentence

TITLE = "Action plan and follow-up"
_HEADS = ("", "Finding", "Action", "For", "Lead", "Date", "Outcome", "State and progress")
_WIDTHS = (0.45, 2.7, 2.9, 1.6, 1.5, 1.4, 2.1, 2.6)


def action_plan(report: AuditReport) -> Document:
    """The plan of an audit, on its side: it has eight columns."""
    return replace(document(report, TITLE, landscape=True), pieces=lambda: _pieces(report))


def lines_of(report: AuditReport) -> tuple[PlanLine, ...]:
    """The recommendations of an audit as lines of a plan."""
    names = {agency.id: agency.name for agency in report.audit.agencies}
    progress: dict[str, list[ProgressNote]] = {}
    for note in report.progress:
        progress.setdefault(note.recommendation_id, []).append(note)
    return tuple(
        PlanLine(
            each,
            report.audit.reference,
            report.audit.title,
            number,
            tuple(names.get(one, one) for one in each.agency_ids),
            tuple(progress.get(each.id, ())),
        )
        for number, each in enumerate(report.recommendations, start=1)
    )


def _pieces(report: AuditReport) -> Iterator[Piece]:
    today = report.made.date()
    lines = lines_of(report)
    yield from front(report, TITLE, [_counts(lines, today)])
    if not lines:
        yield EmptyTable(
            _HEADS[1:],
            "None has been recorded yet. They are agreed at the multi-agency meeting.",
            _WIDTHS[1:],
        )
        return
    late = sorted(
        (line for line in lines if line.days_late(today)), key=lambda line: -line.days_late(today)
    )
    rest = [line for line in lines if _is_open(line) and line not in late]
    closed = [line for line in lines if not _is_open(line)]
    if late:
        yield Heading("Overdue", 2)
        yield _table(late, today, "What is overdue, the longest first")
    if rest:
        yield Heading("Open", 2)
        yield _table(rest, today, "What is open")
    if closed:
        yield Heading("Closed", 2)
        yield _table(closed, today, "What is closed")
    lacking = [line for line in lines if _is_open(line) and line.recommendation.lacks]
    if lacking:
        yield Heading("Still to be settled", 3)
        for line in lacking:
            lacks = "; ".join(line.recommendation.lacks)
            yield Paragraph(f"No. {line.number} still lacks {lacks}.", Voice.NOTE)


def _is_open(line: PlanLine) -> bool:
    return line.recommendation.state is RecommendationState.OPEN


def _counts(lines: Sequence[PlanLine], today: date) -> str:
    open_ones = sum(_is_open(line) for line in lines)
    late = sum(bool(line.days_late(today)) for line in lines)
    words = [plural(len(lines), "recommendation"), f"{open_ones} open"]
    if late:
        words.append(f"{late} overdue")
    words.append(f"{len(lines) - open_ones} closed")
    return ", ".join(words) + f" on {long_day(today)}"


def _table(lines: Sequence[PlanLine], today: date, alt: str) -> Table:
    rows = tuple(_row(line, today) for line in lines)
    return Table(_HEADS, rows, _WIDTHS, alt=alt)


def _row(line: PlanLine, today: date) -> tuple[Cell, ...]:
    found = line.recommendation
    return (
        Cell(str(line.number), quiet=True),
        Cell(found.finding),
        or_missing(found.action, "No action yet"),
        Cell(line.for_whom),
        or_missing(found.lead, "No lead yet"),
        or_missing(line.when, "No date yet"),
        or_missing(found.outcome, "No outcome yet"),
        Cell(
            sentence(state_of(line, today)),
            bold=bool(line.days_late(today)),
            points=tuple(progress_of(line)),
        ),
    )


def state_of(line: PlanLine, today: date) -> str:
    """Where a recommendation stands, and since when."""
    found = line.recommendation
    words = line.state_words(today)
    if found.closed is not None and found.state is not RecommendationState.OPEN:
        words += f" on {long_day(found.closed)}"
    return words + _origin(found)


def _origin(found: Recommendation) -> str:
    return ", carried from an earlier audit" if found.carried_from else ""


def progress_of(line: PlanLine) -> Iterator[Words]:
    """What came of it, then what was reported on it."""
    if line.recommendation.result.strip():
        yield f"Result: {line.recommendation.result.strip()}"
    for note in line.progress:
        by = f", {note.by.strip()}" if note.by.strip() else ""
        yield f"{long_day(note.on)}{by}: {note.text.strip()}"


def or_missing(text: str, missing: str) -> Cell:
    """A text, or that it is missing: a plan has no blank cells."""
    return Cell(text) if text.strip() else Cell(missing, quiet=True)
