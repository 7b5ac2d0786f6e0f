"""Write the audit report as PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from app.handover.files import write_file
from app.reports import write_audit_report
from app.services.report_content import report_content
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace


@dataclass(frozen=True)
class Written:
    """The report, where it is, and how many pages it has."""

    path: Path
    pages: int


def write_report(workspace: Workspace, audit_name: str, to: Path, *, clock: Clock) -> Written:
    """Write the report of an audit from what is in now; it says what is still missing.

    Raises:
        NotFoundError: there is no such audit.
        FileWriteError: the file can't be written.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        report = report_content(work, audit, clock)
    page_bytes = io.BytesIO()
    pages = write_audit_report(report, page_bytes)
    write_file(to, page_bytes.getvalue())
    return Written(to, pages)
