"""Compare an audit with earlier ones in the workspace, question by question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.analysis.over_years import Counted, OverYears, over_years, shared_questions
from app.domain.audits import Audit
from app.domain.returns import ReturnKind
from app.services.analyse_audit import findings_of
from app.services.set_up_desk import require_desk
from app.storage import AuditSummary, Clock, Desk, Work, Workspace


@dataclass(frozen=True)
class EarlierAudit:
    """An earlier audit that shares questions with the one on the desk."""

    summary: AuditSummary
    shared: int


@dataclass(frozen=True)
class Compared:
    """An audit beside those it was compared with. ``earlier`` are all that it could be."""

    audit: Audit
    now: Counted
    with_ids: tuple[str, ...]
    earlier: tuple[EarlierAudit, ...]
    questions: tuple[OverYears, ...]


def compare_audits(
    workspace: Workspace,
    audit_name: str,
    with_ids: Collection[str] | None = None,
    *,
    clock: Clock,
) -> Compared:
    """Lay the findings beside those of earlier audits; left open, beside the latest that fits.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        found = _earlier(work, audit)
        chosen = [one.id for one, _ in found if with_ids is None or one.id in with_ids]
        if with_ids is None:
            chosen = chosen[:1]
        then = [_counted(work, one, clock) for one, _ in found if one.id in chosen]
        now = _counted(work, audit, clock)
        known = {summary.id: summary for summary in work.audits.all()}
    return Compared(
        audit,
        now,
        tuple(chosen),
        tuple(EarlierAudit(known[one.id], shared) for one, shared in found),
        over_years(now, then),
    )


def _earlier(work: Work, audit: Audit) -> list[tuple[Audit, int]]:
    """The audits opened before it that have full returns and share questions, latest first."""
    found = []
    for summary in work.audits.all():
        if summary.id == audit.id or summary.opened >= audit.opened:
            continue
        one = work.audits.get(summary.id)
        shared = len(shared_questions(audit.tool, one.tool))
        if shared and work.queries.return_counts(one.id)[ReturnKind.FULL]:
            found.append((one, shared))
    return found


def _counted(work: Work, audit: Audit, clock: Clock) -> Counted:
    found = findings_of(work, audit, clock)
    return Counted(audit.id, audit.reference, audit.opened, audit.tool, found)
