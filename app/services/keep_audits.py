"""Many audits: where each stands, archived or not, kept how long, held or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.changes import Changes, Topic, changed
from app.services.set_up_desk import require_desk
from app.storage import AuditProgress, AuditSummary, Clock, Desk, SetUpSummary, Workspace

_REMIND_DAYS = 30


class AuditState(StrEnum):
    """Where an audit stands, in the order in which one wants to see them."""

    OVERDUE = "overdue"
    ISSUED = "issued"
    NOT_ISSUED = "not issued"
    ALL_IN = "all in"
    ARCHIVED = "archived"
    DESTROYED = "destroyed"


@dataclass(frozen=True)
class ListedAudit:
    """One line of the list: the audit, how far it is, and whether somebody is changing it."""

    summary: AuditSummary
    progress: AuditProgress
    state: AuditState
    changing: bool
    today: date

    @property
    def retention_days(self) -> int | None:
        """In how many days its time is up; None where nobody has said, or it is held."""
        until = self.summary.retain_until
        return None if until is None or self.summary.legal_hold else (until - self.today).days

    @property
    def is_retention_near(self) -> bool:
        """Whether its time is up within 30 days, or has passed."""
        days = self.retention_days
        return days is not None and days <= _REMIND_DAYS


@dataclass(frozen=True)
class AllAudits:
    """Every audit, and what is being set up anew."""

    audits: tuple[ListedAudit, ...]
    set_ups: tuple[SetUpSummary, ...]

    @property
    def nearly_over(self) -> tuple[ListedAudit, ...]:
        """The audits whose retention ends soon."""
        return tuple(line for line in self.audits if line.is_retention_near)


def all_audits(workspace: Workspace, clock: Clock) -> AllAudits:
    """Where every audit stands today, the latest opened first."""
    require_desk(workspace, Desk.PARTNERSHIP)
    today = clock().date()
    with workspace.work() as work:
        summaries, progress = work.audits.all(), work.queries.progress_of_audits()
        begun = work.set_ups.all()
    changing = {line.id for line in begun if line.of_audit}
    listed = []
    for summary in summaries:
        how_far = progress.get(summary.id, AuditProgress())
        state = _state(summary, how_far, today)
        listed.append(ListedAudit(summary, how_far, state, summary.id in changing, today))
    return AllAudits(tuple(listed), tuple(line for line in begun if not line.of_audit))


def archive_audit(workspace: Workspace, audit_id: str, clock: Clock) -> Changes:
    """Put an audit away: it is not offered any more, but everything of it stays."""
    return _put_away(workspace, audit_id, clock().date())


def bring_back_audit(workspace: Workspace, audit_id: str) -> Changes:
    """Take an audit out of the archive."""
    return _put_away(workspace, audit_id, None)


def retain_audit(workspace: Workspace, audit_id: str, until: date | None) -> Changes:
    """Say until which day an audit is kept; None takes it back."""
    with workspace.work() as work:
        work.audits.retain(audit_id, until)
        work.commit()
    return changed(Topic.AUDITS)


def hold_audit(workspace: Workspace, audit_id: str, reason: str) -> Changes:
    """Hold an audit: nothing of it is destroyed whatever its date says. No reason ends it."""
    with workspace.work() as work:
        work.audits.hold(audit_id, reason.strip())
        work.commit()
    return changed(Topic.AUDITS)


def _put_away(workspace: Workspace, audit_id: str, day: date | None) -> Changes:
    with workspace.work() as work:
        work.audits.archive(audit_id, day)
        work.commit()
    return changed(Topic.AUDITS)


def _state(summary: AuditSummary, how_far: AuditProgress, today: date) -> AuditState:
    if summary.destroyed is not None:
        return AuditState.DESTROYED
    if summary.archived is not None:
        return AuditState.ARCHIVED
    if how_far.expected and how_far.answered >= how_far.expected:
        return AuditState.ALL_IN
    if not how_far.packs:
        return AuditState.NOT_ISSUED
    return AuditState.OVERDUE if summary.due < today else AuditState.ISSUED
