"""The audit report: its chapters in their order, each as pieces of content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.domain.days import long_day
from app.reports.audit.cases import case_entries, cases
from app.reports.audit.comments import comment_entries, comments
from app.reports.audit.findings import finding_entries, findings
from app.reports.audit.front import contents, cover
from app.reports.audit.method import context, methodology
from app.reports.audit.outline import Outline, outline_of
from app.reports.audit.plan import recommendations
from app.reports.audit.process import process
from app.reports.audit.summary import summary
from app.reports.audit.tool import tool_appendix
from app.reports.content import AuditReport
from app.reports.document import ContentsEntry, Document, Piece

_CHAPTERS: dict[str, Callable[[AuditReport, Outline], Iterator[Piece]]] = {
    "summary": summary,
    "context": context,
    "methodology": methodology,
    "process": process,
    "findings": findings,
    "recommendations": recommendations,
    "cases": cases,
    "comments": comments,
    "tool": tool_appendix,
}
_ENTRIES: dict[str, Callable[[AuditReport], Iterator[ContentsEntry]]] = {
    "findings": finding_entries,
    "cases": case_entries,
    "comments": comment_entries,
}


def audit_report(report: AuditReport) -> Document:
    """The report as a document, for whichever writer."""
    audit = report.audit
    made = long_day(report.made.date())
    return Document(
        title=audit.title,
        author=audit.body.name,
        subject=f"{audit.reference}, {audit.tool.theme}",
        marking=audit.body.marking,
        foot=f"Draft of {made}" if report.draft else made,
        pieces=partial(_pieces, report),
        draft=report.draft,
        accent=audit.body.accent,
    )


def write_audit_report(
    report: AuditReport,
    target: Path | BinaryIO,
    *,
    on_page: Callable[[int], None] | None = None,
) -> int:
    """Write the report as a PDF and say how many pages it has; see ``app.reports.pdf``."""
    from app.reports.pdf import write_document

    return write_document(audit_report(report), target, on_page=on_page)


def _pieces(report: AuditReport) -> Iterator[Piece]:
    outline = outline_of(report)
    yield from cover(report)
    yield from contents(list(_entries(report, outline)))
    for key in outline.titles:
        yield from _CHAPTERS[key](report, outline)


def _entries(report: AuditReport, outline: Outline) -> Iterator[ContentsEntry]:
    for key, title in outline.titles.items():
        yield ContentsEntry(title, key)
        if key in _ENTRIES:
            yield from _ENTRIES[key](report)
