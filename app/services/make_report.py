"""Make a report as a PDF in memory, as the data stands now: to be looked at, printed or saved."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.audits import Audit
from app.domain.reporting import ReportKind
from app.errors import NotFoundError
from app.handover.files import report_file_name, write_file
from app.reports.kinds import document_of
from app.services.report_content import report_content
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace

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
    workspace: Workspace, audit_id: str, kind: ReportKind, about: str = "", *, clock: Clock
) -> bytes:
    """The same report as a document for Word, in which a board may go on writing.

    Raises:
        NotFoundError: there is no such audit, case or agency.
    """
    from app.reports.docx_file import write_docx

    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        report = report_content(work, work.audits.get(audit_id), clock)
    content = io.BytesIO()
    write_docx(document_of(report, kind, about), content)
    return content.getvalue()


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
