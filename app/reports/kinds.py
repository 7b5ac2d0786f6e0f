"""Which report is made of an audit: each kind from the same content, as one document."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from app.domain.days import long_day
from app.domain.reporting import ReportKind
from app.errors import NotFoundError
from app.reports.content import AuditReport
from app.reports.document import Document


def document_of(report: AuditReport, kind: ReportKind, about: str = "") -> Document:
    """The report of that kind; ``about`` is the UIN of its case, or the id of its agency.

    Raises:
        NotFoundError: the report is about a case or an agency, and the audit has none of that name.
    """
    return replace(_made(report, kind, about), foot=foot_of(report), draft=report.draft)


def foot_of(report: AuditReport) -> str:
    """What every page says of itself: "Draft of 3 March 2026", "Version 2 of 3 March 2026"."""
    day = long_day(report.made.date())
    if report.draft:
        return f"Draft of {day}"
    return f"Version {report.version} of {day}" if report.version else day


def _made(report: AuditReport, kind: ReportKind, about: str) -> Document:
    # Imported here: each report is a module of its own, and one is made at a time.
    match kind:
        case ReportKind.AUDIT:
            from app.reports.audit_report import audit_report

            return audit_report(report)
        case ReportKind.GUIDE:
            from app.reports.one_minute_guide import one_minute_guide

            return one_minute_guide(report)
        case ReportKind.CASE:
            from app.reports.case_summary import case_summary

            case = report.audit.case(about)
            if case is None:
                known = ", ".join(each.uin for each in report.audit.cases)
                raise NotFoundError("case", about, known)
            return case_summary(report, case)
        case ReportKind.FEEDBACK:
            from app.reports.agency_feedback import agency_feedback

            agency = report.audit.agency(about)
            if agency is None:
                known = ", ".join(each.id for each in report.audit.agencies)
                raise NotFoundError("agency", about, known)
            return agency_feedback(report, agency)
        case ReportKind.PLAN:
            from app.reports.action_plan import action_plan

            return action_plan(report)
        case ReportKind.TRACKER:
            from app.reports.tracker_report import tracker_report

            return tracker_report(report)
    assert_never(kind)
