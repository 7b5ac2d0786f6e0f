"""The audit report: its chapters in their order, laid out in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import Flowable, NextPageTemplate

from app.domain.days import long_day
from app.reports.case_pages import case_entries, case_pages
from app.reports.comments import comment_entries, comments
from app.reports.content import AuditReport
from app.reports.figures import figure_entries, findings
from app.reports.front import contents, cover, notes_of_process, summary
from app.reports.method import context, methodology
from app.reports.output import into
from app.reports.paper import Entry, Paper, Setting
from app.reports.recommendations import recommendations
from app.reports.text import one_line
from app.reports.tool_appendix import tool_appendix

_Chapter = Callable[[AuditReport, str], Iterator[Flowable]]

_CHAPTERS: tuple[tuple[str, str, _Chapter], ...] = (
    ("summary", "Executive summary", summary),
    ("context", "Context", context),
    ("methodology", "Audit methodology", methodology),
    ("process", "Learning about the audit process", notes_of_process),
    ("findings", "Findings from the audits", findings),
    ("recommendations", "Recommendations", recommendations),
    ("cases", "Appendix A: Pen pictures and summaries", case_pages),
    ("comments", "Appendix B: Comments behind the findings", comments),
    ("tool", "Appendix C: Audit guidance and tool", tool_appendix),
)


_ENTRIES: dict[str, Callable[[AuditReport, str], list[Entry]]] = {
    "findings": figure_entries,
    "cases": case_entries,
    "comments": comment_entries,
}


def write_audit_report(
    report: AuditReport,
    target: Path | BinaryIO,
    *,
    on_page: Callable[[int], None] | None = None,
) -> int:
    """Write the report as a PDF and say how many pages it has.

    ``on_page`` is told the number of each page when it is begun; what it raises stops the
    work, and then nothing is written to a path.

    Raises:
        FileWriteError: the file could not be written.
    """
    audit = report.audit
    made = long_day(report.made.date())
    setting = Setting(
        title=one_line(audit.title),
        author=one_line(audit.body.name),
        marking=audit.body.marking,
        subject=one_line(f"{audit.reference}, {audit.tool.theme}"),
        draft=report.draft,
        foot=f"Draft of {made}" if report.draft else made,
    )
    return into(target, lambda file: Paper(file, setting, on_page).write(_story(report)))


def _story(report: AuditReport) -> Iterator[Flowable]:
    yield NextPageTemplate("page")
    yield from cover(report)
    yield from contents(_entries(report))
    for key, _, chapter in _CHAPTERS:
        yield from chapter(report, key)


def _entries(report: AuditReport) -> list[Entry]:
    entries: list[Entry] = []
    for key, title, _ in _CHAPTERS:
        entries.append(Entry(title, key))
        if key in _ENTRIES:
            entries.extend(_ENTRIES[key](report, key))
    return entries
