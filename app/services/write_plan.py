"""Write the action plan as files: its dates for calendars, the whole of it as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.audits import Audit
from app.handover.files import write_file
from app.reports.plan_lines import PlanLine
from app.services.action_plan import plan_lines
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace


@dataclass(frozen=True)
class WrittenPlan:
    """The file, and how many recommendations are in it."""

    path: Path
    count: int


def write_plan_calendar(
    workspace: Workspace,
    audit_name: str | None,
    to: Path,
    *,
    clock: Clock,
    only: Sequence[str] | None = None,
) -> WrittenPlan:
    """Write the dates of an audit's open recommendations, or of all audits, as a calendar.

    ``only`` names those that are meant, by their ids and in this order.

    Raises:
        NotFoundError: there is no such audit.
        FileWriteError: the file can't be written.
    """
    from app.reports.calendar_file import to_be_done, write_calendar

    lines, audits, _ = _read(workspace, audit_name, only)
    write_file(to, write_calendar(lines, clock(), _uins(audits)))
    return WrittenPlan(to, len(to_be_done(lines)))


def write_plan_workbook(
    workspace: Workspace,
    audit_name: str | None,
    to: Path,
    *,
    clock: Clock,
    only: Sequence[str] | None = None,
) -> WrittenPlan:
    """Write the recommendations of an audit, or of all audits, as a spreadsheet.

    Raises:
        NotFoundError: there is no such audit.
        FileWriteError: the file can't be written.
    """
    from app.reports.plan_sheet import write_plan_sheet

    lines, _, title = _read(workspace, audit_name, only)
    write_file(to, write_plan_sheet(lines, title, clock().date()))
    return WrittenPlan(to, len(lines))


def _read(
    workspace: Workspace, audit_name: str | None, only: Sequence[str] | None
) -> tuple[tuple[PlanLine, ...], tuple[Audit, ...], str]:
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name) if audit_name is not None else None
        lines = plan_lines(work, audit.id if audit else None)
        if only is not None:
            by_id = {line.recommendation.id: line for line in lines}
            lines = tuple(by_id[each] for each in only if each in by_id)
        ids = dict.fromkeys(line.recommendation.audit_id for line in lines)
        audits = tuple(work.audits.get(each) for each in ids)
    title = f"Action plan, {audit.reference}" if audit else "Action plan, all audits"
    return lines, audits, title


def _uins(audits: Iterable[Audit]) -> dict[str, str]:
    """The unique numbers of the children, with what stands for them outside the partnership.

    The longest come first: one may begin as another does.
    """
    found = {case.uin: f"[case {case.label}]" for audit in audits for case in audit.cases}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))
