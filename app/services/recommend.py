"""Recommend: write the recommendations of an audit, put them in order, take them away."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.audits import Audit
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.evidence import Evidence
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.errors import NotFoundError
from app.services.set_up_desk import require_desk
from app.storage import Desk, Work, Workspace


@dataclass(frozen=True)
class Dropped:
    """A recommendation that was taken away, with what brings it back to its place.

    ``before`` is the one that it was carried from, as it stood, if that was opened again.
    """

    found: Recommendation
    progress: tuple[ProgressNote, ...]
    order: tuple[str, ...]
    before: Recommendation | None
    changes: Changes


def new_recommendation(audit_id: str) -> Recommendation:
    """An empty one. It is in the audit once something is written into it."""
    return Recommendation(secrets.token_hex(8), audit_id, "", "")


def write_recommendation(workspace: Workspace, found: Recommendation) -> Changes:
    """Keep what was written. State, evidence and where it came from stay as they are.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        before = of_id(work, found.id)
        kept = replace(
            before or new_recommendation(found.audit_id),
            id=found.id,
            finding=found.finding,
            action=found.action,
            agency_ids=found.agency_ids,
            lead=found.lead,
            due=found.due,
            set_by=found.set_by,
            outcome=found.outcome,
        )
        if kept == before:
            return NO_CHANGES
        audit = work.audits.get(kept.audit_id)
        work.recommendations.keep(kept)
        put_in_order(work, audit)
        work.commit()
    return changed(Topic.RECOMMENDATIONS, audit_id=kept.audit_id)


def keep_evidence(
    workspace: Workspace, found: Recommendation, evidence: Sequence[Evidence]
) -> Changes:
    """Make this the evidence of a recommendation; the same thing twice is one."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        before = of_id(work, found.id)
        audit = work.audits.get(found.audit_id)
        kept = replace(before or found, evidence=tuple(dict.fromkeys(evidence)))
        if kept == before:
            return NO_CHANGES
        work.recommendations.keep(kept)
        put_in_order(work, audit)
        work.commit()
    return changed(Topic.RECOMMENDATIONS, audit_id=found.audit_id)


def drop_recommendation(workspace: Workspace, recommendation_id: str) -> Dropped:
    """Take a recommendation away. One that it was carried from is open again.

    Raises:
        NotFoundError: there is none.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        found = work.recommendations.get(recommendation_id)
        here = work.recommendations.all(found.audit_id)
        notes = work.recommendations.progress(found.audit_id)
        work.recommendations.drop(found)
        before = carried_from(work, found)
        if before is not None and before.state is not RecommendationState.CARRIED:
            before = None
        if before is not None:
            work.recommendations.keep(replace(before, state=RecommendationState.OPEN, closed=None))
        work.commit()
    return Dropped(
        found,
        tuple(note for note in notes if note.recommendation_id == found.id),
        tuple(each.id for each in here),
        before,
        _of_all(found, before),
    )


def bring_back(workspace: Workspace, dropped: Dropped) -> Changes:
    """Bring back what was taken away, where it was, with what was reported on it."""
    require_desk(workspace, Desk.PARTNERSHIP)
    found = dropped.found
    with workspace.work() as work:
        if of_id(work, found.id) is not None:
            return NO_CHANGES
        work.recommendations.keep(found)
        for note in dropped.progress:
            work.recommendations.report(found, note)
        there = [each.id for each in work.recommendations.all(found.audit_id)]
        order = [each for each in dropped.order if each in there]
        work.recommendations.order(
            found.audit_id, [*order, *(each for each in there if each not in order)]
        )
        put_in_order(work, work.audits.get(found.audit_id))
        before = carried_from(work, found) if dropped.before is not None else None
        if before is not None and before.state is RecommendationState.OPEN:
            closed = dropped.before.closed if dropped.before else None
            carried = replace(before, state=RecommendationState.CARRIED, closed=closed)
            work.recommendations.keep(carried)
        work.commit()
    return _of_all(found, before)


def move_recommendation(workspace: Workspace, recommendation_id: str, by: int) -> Changes:
    """Move a recommendation up or down among those for the same agencies."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        found = work.recommendations.get(recommendation_id)
        audit = work.audits.get(found.audit_id)
        put_in_order(work, audit)
        here = work.recommendations.all(found.audit_id)
        ids = [each.id for each in here]
        at = ids.index(found.id)
        to = at + by
        if not 0 <= to < len(here) or group_of(audit, here[to]) != group_of(audit, found):
            return NO_CHANGES
        ids.insert(to, ids.pop(at))
        work.recommendations.order(found.audit_id, ids)
        work.commit()
    return changed(Topic.RECOMMENDATIONS, audit_id=found.audit_id)


# --- within a unit of work ------------------------------------------------------------------------


def of_id(work: Work, recommendation_id: str) -> Recommendation | None:
    """The recommendation of that id, or None."""
    try:
        return work.recommendations.get(recommendation_id)
    except NotFoundError:
        return None


def carried_from(work: Work, found: Recommendation) -> Recommendation | None:
    """The one of an earlier audit that this goes on with, or None."""
    return of_id(work, found.carried_from) if found.carried_from else None


def group_of(audit: Audit, found: Recommendation) -> tuple[int, ...]:
    """For whom it is, to sort by: all agencies first, then by the agencies of the audit."""
    places = {agency.id: at for at, agency in enumerate(audit.agencies)}
    return tuple(sorted(places.get(each, len(places)) for each in set(found.agency_ids)))


def put_in_order(work: Work, audit: Audit) -> None:
    """Let the recommendations for the same agencies stand together, otherwise as they stood."""
    here = work.recommendations.all(audit.id)
    wanted = sorted(here, key=lambda each: group_of(audit, each))
    if list(here) != wanted:
        work.recommendations.order(audit.id, [each.id for each in wanted])


def _of_all(found: Recommendation, other: Recommendation | None) -> Changes:
    """What was changed: in one audit, or in two."""
    if other is None:
        return changed(Topic.RECOMMENDATIONS, audit_id=found.audit_id)
    return changed(Topic.RECOMMENDATIONS)
