"""Remind agencies of the returns that are missing: for each a draft of an e-mail, and a letter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.analysis.tracking import Missing
from app.domain.audits import Agency, Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.policy import NO_POLICY, HandOver, Policy
from app.errors import NotFoundError
from app.handover.email_draft import chaser_email, text_draft
from app.handover.files import chaser_file_name, chaser_letter_name, unused, write_file
from app.reports import write_chaser_letter
from app.services.set_up_desk import require_desk
from app.services.track_audit import tracker_of
from app.storage import Clock, Desk, Work, Workspace


@dataclass(frozen=True)
class ToChase:
    """An agency that may be reminded: what is missing from it, and when it was reminded last."""

    missing: Missing
    chased: date | None
    today: date

    @property
    def agency(self) -> Agency:
        """Who is reminded."""
        return self.missing.agency

    @property
    def chased_today(self) -> bool:
        """Whether it was reminded on this day already."""
        return self.chased == self.today


@dataclass(frozen=True)
class Chased:
    """What was written for one agency. ``draft`` is None where nothing leaves by e-mail."""

    agency: Agency
    cases: int
    draft: Path | None
    letter: Path


@dataclass(frozen=True)
class ChasedAgencies:
    """What was written for all of them."""

    chased: tuple[Chased, ...]
    changes: Changes


def to_chase(workspace: Workspace, audit_name: str, *, clock: Clock) -> tuple[ToChase, ...]:
    """Every agency from which something is missing, late or not, in the order of the audit."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        return _to_chase(work, work.audits.find(audit_name), clock)


def last_chased(work: Work, audit_id: str) -> dict[str, date]:
    """The day on which each agency was reminded last, by its id."""
    return {one.agency_id: one.at.date() for one in work.chasers.all(audit_id)}


def chase_agencies(
    workspace: Workspace,
    audit_name: str,
    to: Path,
    *,
    clock: Clock,
    agency_ids: Collection[str] | None = None,
    within_days: int = 0,
    again_today: bool = False,
    policy: Policy = NO_POLICY,
) -> ChasedAgencies:
    """Write a draft and a letter for each agency into a folder. No file is written over.

    Where the organisation lets nothing leave by e-mail there are letters alone.

    Without ``agency_ids`` it is every agency that is late, or whose returns are due
    ``within_days``. One that was reminded today is left out, unless ``again_today``.

    Raises:
        NotFoundError: there is no such audit, or no such agency in it.
        FileWriteError: the folder can't be written to; what was written before is noted.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        waiting = _to_chase(work, audit, clock)
    for agency_id in agency_ids or ():
        if audit.agency(agency_id) is None:
            raise NotFoundError("agency", agency_id, ", ".join(one.id for one in audit.agencies))
    near = (audit.due - clock().date()).days <= within_days
    chosen = [
        one
        for one in waiting
        if (again_today or not one.chased_today)
        and (one.agency.id in agency_ids if agency_ids is not None else one.missing.days or near)
    ]
    by_email = policy.allows(HandOver.EMAIL)
    done = tuple(_chase(workspace, audit, one, to, by_email=by_email) for one in chosen)
    return ChasedAgencies(done, changed(Topic.TRACKING, audit_id=audit.id))


def _to_chase(work: Work, audit: Audit, clock: Clock) -> tuple[ToChase, ...]:
    chased, today = last_chased(work, audit.id), clock().date()
    missing = tracker_of(work, audit, clock).missing()
    return tuple(ToChase(one, chased.get(one.agency.id), today) for one in missing)


def _chase(workspace: Workspace, audit: Audit, one: ToChase, to: Path, *, by_email: bool) -> Chased:
    agency, cases = one.agency, one.missing.cases
    draft = unused(to / chaser_file_name(audit, agency)) if by_email else None
    if draft is not None:
        write_file(draft, text_draft(chaser_email(audit, agency, cases, one.today)))
    letter = unused(to / chaser_letter_name(audit, agency))
    write_chaser_letter(audit, agency, cases, one.today, letter)
    # Noted one by one: what is in the folder was written, even if the next can't be.
    with workspace.work() as work:
        work.chasers.add(audit.id, agency.id, tuple(case.uin for case in cases))
        work.commit()
    return Chased(agency, len(cases), draft, letter)
