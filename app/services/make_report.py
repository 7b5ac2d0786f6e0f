"""Make a report as a PDF in memory, as the data stands now: to be looked at, printed or saved."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.audits import Audit
from app.domain.reporting import ReportKind
from app.errors import NotFoundError
from app.handover.files import report_file_name, write_file
from app.reports import AuditReport
from app.reports.kinds import document_of
from app.services.report_content import report_content
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Work, Workspace

ABOUT_CASE = frozenset({ReportKind.CASE})
ABOUT_AGENCY = frozenset({ReportKind.FEEDBACK})


@dataclass(frozen=True)
class MadeReport:
    """A report that is on no disk. ``name`` is what a file with it is called."""

    kind: ReportKind
    about: str
    name: str
    content: bytes
    pages: int


def make_report(
    workspace: Workspace,
    audit_id: str,
    kind: ReportKind,
    about: str = "",
    *,
    clock: Clock,
    draft: bool = True,
    on_page: Callable[[int], None] | None = None,
) -> MadeReport:
    """Lay a report out; ``about`` is the case or the agency where it is about one.

    ``on_page`` is told of each page that is done, and may leave by raising.

    Raises:
        NotFoundError: there is no such audit, case or agency.
    """
    from app.reports.pdf import write_document  # ReportLab is loaded with the first report

    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        name = report_name(audit, kind, about)
        report = report_content(work, audit, clock, draft=draft)
    content = io.BytesIO()
    pages = write_document(document_of(report, kind, about), content, on_page=on_page)
    return MadeReport(kind, about, name, content.getvalue(), pages)


def make_word(
    workspace: Workspace,
    audit_id: str,
    kind: ReportKind,
    about: str = "",
    *,
    clock: Clock,
    on_piece: Callable[[int], None] | None = None,
) -> bytes:
    """The same report as a document for Word, in which a board may go on writing.

    It is a draft, unless it was published and nothing that it is made from has changed since:
    then it is that version, with its day, and small numbers are shown as they are there.
    ``on_piece`` is told how many pieces are written, and may leave by raising.

    Raises:
        NotFoundError: there is no such audit, case or agency.
    """
    from app.reports.docx_file import write_docx

    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        report = _as_published(work, report_content(work, audit, clock), kind, about)
    content = io.BytesIO()
    write_docx(document_of(report, kind, about), content, on_piece=on_piece)
    return content.getvalue()


def _as_published(work: Work, report: AuditReport, kind: ReportKind, about: str) -> AuditReport:
    """A report as its latest version, where that was made from the same; else as it is."""
    from app.services.published_data import canonical, data_of, digest_of

    versions = work.reports.published(report.audit.id)
    same = [each for each in versions if each.kind is kind and each.about == about]
    last = max(same, key=lambda each: each.version, default=None)
    if last is None:
        return report
    if digest_of(canonical(data_of(report, kind, about)).encode()) != last.data_digest:
        return report
    return replace(report, draft=False, version=last.version, made=last.at)


def report_name(audit: Audit, kind: ReportKind, about: str = "") -> str:
    """What the file of a report is called.

    Raises:
        NotFoundError: the audit has no such case or agency.
    """
    subject = ""
    if kind in ABOUT_CASE:
        case = audit.case(about)
        if case is None:
            raise NotFoundError("case", about)
        subject = f"case {case.label}"
    if kind in ABOUT_AGENCY:
        agency = audit.agency(about)
        if agency is None:
            raise NotFoundError("agency", about)
        subject = agency.name
    return report_file_name(audit, kind, subject)


def save_report(made: MadeReport, to: Path) -> Path:
    """Write a report that was made where a person says; it is not encrypted there.

    Raises:
        FileWriteError: the file can't be written.
    """
    write_file(to, made.content)
    return to
