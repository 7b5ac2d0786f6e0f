"""Write a report of an audit as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.reporting import ReportKind
from app.services.define_audit import find_audit
from app.services.make_report import make_report, save_report
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace


@dataclass(frozen=True)
class Written:
    """The report, where it is, and how many pages it has."""

    path: Path
    pages: int


def write_report(
    workspace: Workspace,
    audit_name: str,
    to: Path,
    *,
    clock: Clock,
    kind: ReportKind = ReportKind.AUDIT,
    about: str = "",
) -> Written:
    """Write a report of an audit from what is in now; it says what is still missing.

    ``about`` is the UIN of the case, or the id of the agency, that the report is about.

    Raises:
        NotFoundError: there is no such audit, case or agency.
        FileWriteError: the file can't be written.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    audit = find_audit(workspace, audit_name)
    made = make_report(workspace, audit.id, kind, about, clock=clock)
    return Written(save_report(made, to), made.pages)
