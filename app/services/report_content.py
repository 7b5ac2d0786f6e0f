"""Everything that the reports of an audit are made from, read in one go."""

from __future__ import annotations

from datetime import date

from app.domain.audits import Audit
from app.domain.returns import ReturnState
from app.reports import AuditReport
from app.services.analyse_audit import findings_of
from app.services.track_audit import tracker_of
from app.storage import Clock, Work


def report_content(work: Work, audit: Audit, clock: Clock, *, draft: bool = True) -> AuditReport:
    """What is in now, with what the partnership noted, agreed, recommends and wrote."""
    return AuditReport(
        audit=audit,
        findings=findings_of(work, audit, clock),
        tracker=tracker_of(work, audit, clock),
        returns=work.returns.all(audit.id, states=(ReturnState.RECEIVED,)),
        made=clock(),
        draft=draft,
        meeting=work.meetings.of(audit.id),
        recommendations=work.recommendations.all(audit.id),
        progress=work.recommendations.progress(audit.id),
        texts=work.reports.texts(audit.id),
        quotes=work.comments.quotes(audit.id),
        options=work.reports.options(audit.id),
        logo=work.audits.logo(audit.id),
        reminded=_reminded(work, audit.id),
    )


def _reminded(work: Work, audit_id: str) -> dict[str, tuple[date, ...]]:
    days: dict[str, tuple[date, ...]] = {}
    for one in work.chasers.all(audit_id):
        days[one.agency_id] = (*days.get(one.agency_id, ()), one.at.date())
    return days
