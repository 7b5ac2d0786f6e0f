"""Follow up: what is reported on recommendations, how they end, and how they are carried on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.audits import Audit
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.days import long_day
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.errors import FlowError
from app.reports.plan_lines import STATES
from app.reports.wording import listed
from app.services.recommend import put_in_order
from app.services.set_up_desk import require_desk
from app.storage import Desk, Work, Workspace

_OPEN = RecommendationState.OPEN


class NotOpenError(FlowError):
    """Something was asked of a recommendation that is closed."""

    def __init__(self, state: RecommendationState) -> None:
        super().__init__(
            f"This recommendation is {STATES[state]} already. Nothing was changed. "
            "Open it again first, if it is to go on."
        )


class GoesOnError(FlowError):
    """A recommendation was to be opened again that goes on in a later audit."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"This recommendation goes on in {reference}. Nothing was changed. "
            "Follow it up there, or remove it there: then it is open here again."
        )


def report_progress(
    workspace: Workspace, recommendation_id: str, on: date, by: str, text: str
) -> Changes:
    """Note what was reported on a recommendation, on which day and by whom."""
    require_desk(workspace, Desk.PARTNERSHIP)
    if not text.strip():
        return NO_CHANGES
    with workspace.work() as work:
        found = work.recommendations.get(recommendation_id)
        _report(work, found, on, by, text)
        work.commit()
    return changed(Topic.RECOMMENDATIONS, audit_id=found.audit_id)


def close_recommendation(
    workspace: Workspace,
    recommendation_id: str,
    state: RecommendationState,
    on: date,
    result: str,
) -> Changes:
    """Mark a recommendation as done, or withdraw it; ``result`` says what came, or why.

    Raises:
        NotOpenError: it is closed already.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        found = work.recommendations.get(recommendation_id)
        if found.state is not _OPEN:
            raise NotOpenError(found.state)
        work.recommendations.keep(replace(found, state=state, closed=on, result=result.strip()))
        work.commit()
    return changed(Topic.RECOMMENDATIONS, audit_id=found.audit_id)


def reopen_recommendation(workspace: Workspace, recommendation_id: str) -> Changes:
    """Open a recommendation again. How it had ended stays among what was reported.

    Raises:
        GoesOnError: it was carried into a later audit, and is still there.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        found = work.recommendations.get(recommendation_id)
        if found.state is _OPEN:
            return NO_CHANGES
        later = next((r for r in work.recommendations.all() if r.carried_from == found.id), None)
        if found.state is RecommendationState.CARRIED and later is not None:
            raise GoesOnError(work.audits.get(later.audit_id).reference)
        work.recommendations.keep(replace(found, state=_OPEN, closed=None, result=""))
        _report(work, found, work.today(), "", reopened_words(found))
        work.commit()
    return changed(Topic.RECOMMENDATIONS, audit_id=found.audit_id)


def reopened_words(found: Recommendation) -> str:
    """What is noted when a recommendation is opened again."""
    when = f" on {long_day(found.closed)}" if found.closed else ""
    ended = f"It was {STATES[found.state]}{when}"
    return f"Opened again. {ended}: {found.result}" if found.result else f"Opened again. {ended}."


def carry_recommendations(
    workspace: Workspace, audit_id: str, recommendation_ids: Sequence[str]
) -> Changes:
    """Carry open recommendations of earlier audits into this one, where they go on.

    The date for completion stays: carrying does not make up for the time that went by.

    Raises:
        NotOpenError: one of them is not open any more. None is carried.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    if not recommendation_ids:
        return NO_CHANGES
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        for each in recommendation_ids:
            found = work.recommendations.get(each)
            if found.state is not _OPEN:
                raise NotOpenError(found.state)
            before = work.audits.get(found.audit_id)
            work.recommendations.keep(_carried(found, before, audit))
            closed = replace(found, state=RecommendationState.CARRIED, closed=work.today())
            work.recommendations.keep(closed)
        put_in_order(work, audit)
        work.commit()
    return changed(Topic.RECOMMENDATIONS)


def _carried(found: Recommendation, before: Audit, audit: Audit) -> Recommendation:
    """The same in another audit: for those of its agencies, on what both audits can show."""
    here = tuple(each for each in found.agency_ids if audit.agency(each) is not None)
    gone = [agency.name for each in found.agency_ids if (agency := before.agency(each))]
    lead = found.lead
    if found.agency_ids and not here and not lead.strip():
        lead = listed(gone)  # else nobody would know any more whom it was for
    return replace(
        found,
        id=secrets.token_hex(8),
        audit_id=audit.id,
        agency_ids=here,
        lead=lead,
        evidence=tuple(each for each in found.evidence if _is_meant(each, audit)),
        carried_from=found.id,
    )


def _is_meant(evidence: Evidence, audit: Audit) -> bool:
    """Whether evidence of an earlier audit says something in a later: the same question does."""
    return evidence.kind is EvidenceKind.QUESTION and evidence.key in audit.tool.questions


def _report(work: Work, found: Recommendation, on: date, by: str, text: str) -> None:
    note = ProgressNote(found.id, on, by.strip(), text.strip())
    work.recommendations.report(found, note)
