"""The report of 30 and of 300 cases against bare ReportLab pages of the same content.

The floor writes every text that the report shows, escaped, as a plain paragraph of the same
size into a simple document: the same words, no tables, charts, contents or styles.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from app.analysis.shares import OptionCount, findings
from app.analysis.tracking import Arrived, track
from app.domain.audits import Audit
from app.domain.meeting import (
    THE_AUDIT,
    THE_PROCESS,
    Agreed,
    Attendance,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
    Scope,
)
from app.domain.recommendations import Recommendation
from app.domain.returns import Return
from app.domain.rules import asked_items
from app.reports import AuditReport, write_audit_report
from benchmarks.ratio import compare, seconds
from benchmarks.rounds import every_return, large_audit

_NOTE = "Minutes of the core group were not sent to all agencies that take part."


def prepare(cases: int, agencies: int) -> AuditReport:
    """A report after the meeting, with a full return of every agency on each case."""
    audit = large_audit(cases, agencies)
    returns = every_return(audit)
    arrived = {(r.ref.uin, r.ref.agency_id): Arrived(r.form.kind, 1) for r in returns}
    tracker = track(audit, arrived, audit.due)
    return AuditReport(
        audit=audit,
        findings=findings(audit.tool, _counts(returns), tracker.returns),
        tracker=tracker,
        returns=tuple(returns),
        made=datetime(2018, 2, 22, tzinfo=UTC),
        meeting=_meeting(audit),
        recommendations=_recommendations(audit),
    )


def _meeting(audit: Audit) -> Meeting:
    matters = [*(Matter(Scope.CASE, case.uin) for case in audit.cases), THE_AUDIT, THE_PROCESS]
    return Meeting(
        notes=tuple(
            MeetingNote(f"{number}-{heading}-{point}", matter, heading, _NOTE)
            for number, matter in enumerate(matters)
            for heading in NoteHeading
            for point in range(5)
        ),
        agreed=tuple(Agreed(case.uin, "good", _NOTE, _NOTE) for case in audit.cases),
        attendance=tuple(Attendance(agency.id, "Manager") for agency in audit.agencies),
    )


def _recommendations(audit: Audit) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(f"r{n}", audit.id, _NOTE, _NOTE, lead="Sub-group", outcome=_NOTE)
        for n in range(30)
    )


def _counts(returns: list[Return]) -> list[OptionCount]:
    return [
        OptionCount(key, answer.options, 1)
        for ret in returns
        for key, answer in ret.form.answers.items()
        if answer.options
    ]


def lines_of(text: str) -> list[str]:
    """Join the lines of a page's text into paragraphs of some length."""
    lines: list[str] = []
    for line in text.splitlines():
        if lines and len(lines[-1]) < 300:
            lines[-1] += " " + line
        else:
            lines.append(line)
    return lines


def texts(audit: Audit, report: AuditReport) -> list[str]:
    """Every text of the finished report, read back from it."""
    target = io.BytesIO()
    write_audit_report(report, target)
    pages = PdfReader(target).pages
    assert len(asked_items(audit.tool, report.returns[0].form)) > 10
    return [line for page in pages for line in lines_of(page.extract_text())]


def bare(paragraphs: list[str]) -> float:
    """Time the floor."""
    style = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=15)

    def run() -> None:
        document = SimpleDocTemplate(io.BytesIO(), pagesize=A4)
        document.build([Paragraph(escape(text), style) for text in paragraphs])

    return seconds(run)


def main(
    sizes: tuple[tuple[int, int], ...] = ((30, 6), (300, 6), (300, 12)), runs: int = 3
) -> None:
    """Compare."""
    for cases, agencies in sizes:
        report = prepare(cases, agencies)
        paragraphs = texts(report.audit, report)
        target = io.BytesIO()
        pages = write_audit_report(report, target)
        size = len(target.getvalue()) / 1e6
        compare(
            f"report of {cases} cases, {agencies} agencies, {pages} pages, {size:.1f} MB",
            lambda report=report: seconds(lambda: write_audit_report(report, io.BytesIO())),  # type: ignore[misc]
            "bare ReportLab",
            lambda paragraphs=paragraphs: bare(paragraphs),  # type: ignore[misc]
            runs,
        )


if __name__ == "__main__":
    main()
