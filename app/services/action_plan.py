"""The action plan as it stands: of one audit, or of all audits over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.audits import Audit
from app.domain.recommendations import (
    ProgressNote,
    Recommendation,
    RecommendationState,
    overdue,
)
from app.reports.plan_lines import PlanLine
from app.services.plan_evidence import Behind, evidence_of
from app.services.plan_from_meeting import to_dos_of
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Work, Workspace


@dataclass(frozen=True)
class Plan:
    """The recommendations of every audit, and how the audit on the desk is called.

    ``can_carry`` are the open ones of earlier audits, the longest due first.
    """

    audit: Audit
    lines: tuple[PlanLine, ...]
    today: date
    can_carry: tuple[PlanLine, ...] = ()
    to_dos: int = 0

    @property
    def here(self) -> tuple[PlanLine, ...]:
        """Those of the audit on the desk."""
        return tuple(x for x in self.lines if x.recommendation.audit_id == self.audit.id)

    @property
    def overdue(self) -> tuple[PlanLine, ...]:
        """Those of all audits that are overdue, the longest first."""
        late = [line for line in self.lines if line.days_late(self.today)]
        return tuple(sorted(late, key=lambda line: -line.days_late(self.today)))


def action_plan(workspace: Workspace, audit_name: str, *, clock: Clock) -> Plan:
    """The plan of an audit, and those of all others.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        lines = plan_lines(work)
        earlier = {s.id for s in work.audits.all() if s.opened <= audit.opened} - {audit.id}
        notes = work.meetings.of(audit.id)
    open_before = [
        line
        for line in lines
        if line.recommendation.audit_id in earlier
        and line.recommendation.state is RecommendationState.OPEN
    ]
    to_dos = to_dos_of(audit, notes, [line.recommendation for line in lines])
    return Plan(
        audit,
        lines,
        clock().date(),
        tuple(sorted(open_before, key=lambda line: line.recommendation.due or date.max)),
        sum(not one.taken for one in to_dos),
    )


def plan_lines(work: Work, audit_id: str | None = None) -> tuple[PlanLine, ...]:
    """The recommendations of all audits, or of one, as lines of a plan."""
    everything = work.recommendations.all()
    by_id = {each.id: each for each in everything}
    later = {each.carried_from: each for each in everything if each.carried_from}
    shown = [each for each in everything if audit_id in {None, each.audit_id}]
    audits = {each.audit_id: work.audits.get(each.audit_id) for each in shown}
    references = {summary.id: summary.reference for summary in work.audits.all()}
    progress: dict[str, list[ProgressNote]] = {}
    for note in work.recommendations.progress(audit_id):
        progress.setdefault(note.recommendation_id, []).append(note)
    numbers: dict[str, int] = {}
    lines = []
    for each in shown:
        audit = audits[each.audit_id]
        numbers[audit.id] = numbers.get(audit.id, 0) + 1
        chain = _chain(each, by_id)
        goes_on = later.get(each.id)
        lines.append(
            PlanLine(
                each,
                audit.reference,
                audit.title,
                numbers[audit.id],
                agencies_of(audit, each),
                tuple(progress.get(each.id, ())),
                first_from=references[chain[-1].audit_id] if chain else "",
                times=len(chain),
                carried_into=references[goes_on.audit_id] if goes_on else "",
            )
        )
    return tuple(lines)


def agencies_of(audit: Audit, found: Recommendation) -> tuple[str, ...]:
    """The names of the agencies that a recommendation is for, none for all."""
    names = {agency.id: agency.name for agency in audit.agencies}
    known = [agency.name for agency in audit.agencies if agency.id in found.agency_ids]
    return (*known, *(each for each in found.agency_ids if each not in names))


def _chain(found: Recommendation, by_id: Mapping[str, Recommendation]) -> Sequence[Recommendation]:
    """Those that it was carried from, the latest first. A circle is not gone round."""
    chain: list[Recommendation] = []
    seen = {found.id}
    step = by_id.get(found.carried_from)
    while step is not None and step.id not in seen:
        chain.append(step)
        seen.add(step.id)
        step = by_id.get(step.carried_from)
    return chain


@dataclass(frozen=True)
class OneRecommendation:
    """One recommendation with all that its page shows. ``line`` is None for one not written yet.

    ``leads`` are those that were named before, then the agencies of the audit.
    """

    audit: Audit
    line: PlanLine | None
    behind: tuple[Behind, ...]
    leads: tuple[str, ...]
    today: date


def one_recommendation(
    workspace: Workspace, found: Recommendation, *, clock: Clock
) -> OneRecommendation:
    """A recommendation as it is now, or what is to be known of its audit for a new one."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(found.audit_id)
        everything = work.recommendations.all()
        lines = plan_lines(work, found.audit_id)
    line = next((each for each in lines if each.recommendation.id == found.id), None)
    leads = [" ".join(each.lead.split()) for each in everything if each.id != found.id]
    names = [agency.name for agency in audit.agencies]
    return OneRecommendation(
        audit,
        line,
        evidence_of(workspace, line.recommendation, clock=clock) if line else (),
        tuple(dict.fromkeys(name for name in (*sorted(leads), *names) if name)),
        clock().date(),
    )


def overdue_count(workspace: Workspace, *, clock: Clock) -> int:
    """How many recommendations of all audits are overdue."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        return len(overdue(work.recommendations.all(), clock().date()))
