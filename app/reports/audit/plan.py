"""The recommendations: what is to be done, by whom and when, and how it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.days import long_day
from app.domain.recommendations import RecommendationState
from app.domain.reporting import TextPlace
from app.reports.action_plan import lines_of, or_missing, progress_of, state_of
from app.reports.audit.missing import missing
from app.reports.audit.outline import Outline
from app.reports.content import AuditReport
from app.reports.document import (
    Box,
    Bullets,
    Cell,
    EmptyTable,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Piece,
    Table,
    paragraphs,
)
from app.reports.drafts import text_at
from app.reports.plan_lines import PlanLine
from app.reports.wording import sentence

_HEADS = ("Finding", "Action", "Lead", "Date for completion", "Outcome")
_WIDTHS = (3, 3, 1.8, 2, 2.4)


def recommendations(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The chapter: first what is for all agencies, then what is for each."""
    yield PageBreak()
    yield outline.heading("recommendations")
    text = text_at(report, TextPlace.RECOMMENDATIONS)
    if text:
        yield from paragraphs(text)
    else:
        yield Paragraph(
            "Recommendations are agreed by the agencies together, each with somebody who leads on "
            "it and a date, and followed up until they are done."
        )
    lines = lines_of(report)
    today = report.made.date()
    for whom, some in _by_whom(report, lines):
        yield Heading(whom, 3, room=110)
        yield _table(some, today, f"Recommendations for {whom}")
    if not lines:
        meeting = report.audit.meeting
        when = f" on {long_day(meeting)}" if meeting else ""
        yield EmptyTable(
            _HEADS,
            f"None has been recorded yet. They are agreed at the multi-agency meeting{when}.",
            _WIDTHS,
        )
    points = missing(report) if report.draft else []
    if points:
        yield Gap(10)
        title = Heading("Still missing before this report goes out", 3)
        yield Box((title, Bullets(tuple(points))))


def _by_whom(
    report: AuditReport, lines: Sequence[PlanLine]
) -> Iterator[tuple[str, list[PlanLine]]]:
    """Those for all first, then those for one agency in the order of the agencies, then others."""
    order = {agency.id: number for number, agency in enumerate(report.audit.agencies)}

    def rank(ids: tuple[str, ...]) -> tuple[int, list[int]]:
        return len(ids), [order.get(one, len(order)) for one in ids]

    groups: dict[tuple[str, ...], list[PlanLine]] = {}
    for line in lines:
        groups.setdefault(line.recommendation.agency_ids, []).append(line)
    for ids in sorted(groups, key=rank):
        yield groups[ids][0].for_whom, groups[ids]


def _table(lines: Sequence[PlanLine], today: date, alt: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    titles: set[int] = set()
    for line in lines:
        found = line.recommendation
        followed_up = _followed_up(line, today)
        if followed_up:
            titles.add(len(rows))
        rows.append(
            (
                or_missing(found.finding, "No finding yet"),
                or_missing(found.action, "No action yet"),
                or_missing(found.lead, "No lead yet"),
                or_missing(line.when, "No date yet"),
                or_missing(found.outcome, "No outcome yet"),
            )
        )
        if followed_up:
            rows.append((followed_up,))
    return Table(_HEADS, tuple(rows), _WIDTHS, titles=frozenset(titles), alt=alt)


def _followed_up(line: PlanLine, today: date) -> Cell | None:
    """Where it stands, below its row; None while it is new."""
    found, points = line.recommendation, tuple(progress_of(line))
    is_new = found.state is RecommendationState.OPEN and not line.days_late(today)
    if is_new and not points and not found.carried_from:
        return None
    return Cell(sentence(state_of(line, today)), bold=True, points=points, span=len(_HEADS))
