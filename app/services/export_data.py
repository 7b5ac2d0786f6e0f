"""Export an audit's data and its report for other programs: Excel, CSV, Word, JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.reporting import ReportKind
from app.handover.files import data_file_name, word_file_name, write_file
from app.reports import AuditReport
from app.reports.published_figures import for_publication, without_small
from app.services.analyse_audit import Analysed, findings_document
from app.services.define_audit import find_audit
from app.services.make_report import make_word
from app.services.report_content import report_content
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace


class Export(StrEnum):
    """What an audit can be exported as."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    JSON = "json"


@dataclass(frozen=True)
class Exported:
    """The files that were written, in their order."""

    paths: tuple[Path, ...]


def export_data(
    workspace: Workspace,
    audit_name: str,
    to: Path,
    kinds: Collection[Export],
    *,
    clock: Clock,
    comments: bool = True,
    small: bool = True,
    on_row: Callable[[int], None] | None = None,
) -> Exported:
    """Write what is in now into a folder; files of an earlier export are replaced.

    Without ``comments``, what the agencies wrote in their own words is left out of the workbook
    and the CSV files. Without ``small``, counts that are too small for publication, and the
    single answers behind them, are left out of the data. Nothing that is written here is encrypted.
    ``on_row`` is told how many rows of the workbook or of the CSV files are made, and may leave by
    raising: then nothing of that kind is written.

    Raises:
        NotFoundError: there is no such audit.
        FileWriteError: a file can't be written; those before it stand.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        report = report_content(work, audit, clock)
    if not small:
        report = for_publication(report)
    paths: list[Path] = []
    for kind in Export:
        if kind not in kinds:
            continue
        if kind is Export.DOCX:
            path = to / word_file_name(audit, ReportKind.AUDIT)
            paths.append(write_report_docx(workspace, audit.id, path, clock=clock))
            continue
        for name, content in _files(report, kind, comments=comments, on_row=on_row):
            write_file(to / name, content)
            paths.append(to / name)
    return Exported(tuple(paths))


def write_report_docx(
    workspace: Workspace,
    audit_name: str,
    to: Path,
    *,
    clock: Clock,
    kind: ReportKind = ReportKind.AUDIT,
    about: str = "",
    on_piece: Callable[[int], None] | None = None,
) -> Path:
    """Write a report for Word from what is in now, in which a board may go on writing.

    It is a draft unless it was published just so; see ``make_word``. ``on_piece`` is told how
    many pieces of it are written, and may leave by raising: then nothing is written.

    Raises:
        NotFoundError: there is no such audit, case or agency.
        FileWriteError: the file can't be written.
    """
    audit = find_audit(workspace, audit_name)
    write_file(to, make_word(workspace, audit.id, kind, about, clock=clock, on_piece=on_piece))
    return to


def _files(
    report: AuditReport,
    kind: Export,
    *,
    comments: bool,
    on_row: Callable[[int], None] | None,
) -> list[tuple[str, bytes]]:
    """The files of one kind. What writes them is slow to load, and loaded when it is needed."""
    if kind is Export.XLSX:
        from app.reports.workbook import write_workbook

        book = io.BytesIO()
        write_workbook(report, book, comments=comments, on_row=on_row)
        return [(data_file_name(report.audit), book.getvalue())]
    if kind is Export.CSV:
        from app.reports.data_files import csv_files

        return list(csv_files(report, comments=comments, on_row=on_row))
    document = findings_document(Analysed(report.audit, report.findings))
    without_small(document, report)
    return [("findings.json", f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode())]
