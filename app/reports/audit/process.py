"""Learning about the audit itself, and who took part in the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.meeting import THE_PROCESS, Attendance
from app.domain.reporting import TextPlace
from app.reports.audit.outline import Outline
from app.reports.content import AuditReport
from app.reports.document import Cell, Heading, Paragraph, Piece, Table, paragraphs
from app.reports.drafts import text_at
from app.reports.short_parts import notes_table
from app.reports.wording import sentence


def process(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The chapter."""
    yield outline.heading("process", room=130)
    text = text_at(report, TextPlace.PROCESS)
    if text:
        yield from paragraphs(text)
    else:
        yield Paragraph(
            "How the audit itself went is discussed at the end of the multi-agency meeting."
        )
    yield notes_table(report, THE_PROCESS)
    if report.meeting.attendance:
        yield Heading("Who took part in the meeting", 3, room=80)
        yield _attendance(report)


def _attendance(report: AuditReport) -> Table:
    """The agencies of the audit in their order, then everybody else; by role, never by name."""
    by_agency: dict[str, list[Attendance]] = {}
    for one in report.meeting.attendance:
        by_agency.setdefault(one.agency_id, []).append(one)
    rows: list[tuple[Cell, ...]] = []
    for agency in report.audit.agencies:
        came = by_agency.pop(agency.id, [])
        if not came:
            dash = Cell("–", quiet=True)
            rows.append((Cell(agency.name), dash, Cell("Not recorded", quiet=True), dash))
        rows.extend(_row(agency.name, one) for one in came)
    rows.extend(_row("", one) for others in by_agency.values() for one in others)
    heads = ("Agency", "Role", "Took part", "Note")
    return Table(heads, tuple(rows), (3, 2.2, 1.6, 3), alt="Who took part in the meeting")


def _row(agency: str, one: Attendance) -> tuple[Cell, ...]:
    texts = (agency, one.who, sentence(one.presence.value), one.note)
    return tuple(Cell(text) if text.strip() else Cell("–", quiet=True) for text in texts)
