"""What a published report was made from, as JSON: frozen with it, and compared with what is now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from app.domain.audits import Audit
from app.domain.meeting import THE_AUDIT, Matter, Scope
from app.domain.reporting import ReportKind
from app.domain.returns import Auditor, Form
from app.reports import AuditReport
from app.reports.wording import listed, sentence
from app.services.analyse_audit import Analysed, findings_document
from app.services.report_places import printed_recommendations, printed_returns

_PARTS = {
    "findings": "the figures",
    "returns": "the returns",
    "meeting": "the meeting’s notes",
    "recommendations": "the recommendations",
    "texts": "the texts",
    "audit": "the audit’s own particulars",
}


def data_of(report: AuditReport, kind: ReportKind, about: str = "") -> dict[str, Any]:
    """What a report is made from, part by part, as far as it prints it."""
    audit = report.audit
    data: dict[str, Any] = {"audit": _audit_data(audit, kind, about)}
    if kind in {ReportKind.AUDIT, ReportKind.GUIDE, ReportKind.FEEDBACK}:
        data["findings"] = findings_document(Analysed(audit, report.findings))
    returns = printed_returns(report, kind, about)
    if returns:
        data["returns"] = [
            {**msgspec.to_builtins(one.ref), "digest": digest_of(_form_data(one.form))}
            for one in returns
        ]
    if kind is not ReportKind.PLAN:
        data["meeting"] = _meeting_data(report, kind, about)
    if kind is not ReportKind.CASE:
        data["recommendations"] = {
            "recommendations": msgspec.to_builtins(printed_recommendations(report, kind, about)),
            "progress": msgspec.to_builtins(report.progress) if kind is ReportKind.PLAN else [],
        }
    if kind in {ReportKind.AUDIT, ReportKind.GUIDE}:
        data["texts"] = {
            "texts": {place: text.text for place, text in report.texts.items()},
            "quotes": msgspec.to_builtins(report.quotes),
            "options": msgspec.to_builtins(report.options),
        }
    return data


def canonical(data: Any) -> str:
    """Data as JSON that is the same whenever the data are."""
    return msgspec.json.encode(data, order="deterministic").decode()


def digest_of(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def what_changed(before: str, now: Mapping[str, Any]) -> str:
    """Which parts of the data a version was made from are otherwise now; empty where none is."""
    if before == canonical(now):
        return ""
    kept: dict[str, Any] = msgspec.json.decode(before)
    other = [
        words
        for part, words in _PARTS.items()
        if canonical(kept.get(part)) != canonical(now.get(part))
    ]
    what = listed(other) if other else "what it was made from"
    return f"{sentence(what)} changed since it was published."


def _audit_data(audit: Audit, kind: ReportKind, about: str) -> dict[str, Any]:
    cases = [case for case in audit.cases if kind is not ReportKind.CASE or case.uin == about]
    return {
        "reference": audit.reference,
        "title": audit.title,
        "body": msgspec.to_builtins(audit.body),
        "cases": [{"uin": each.uin, "pen_picture": each.pen_picture} for each in cases],
        "agencies": [agency.name for agency in audit.agencies],
        "context": audit.context,
        "methodology": audit.methodology,
    }


def _form_data(form: Form) -> bytes:
    # Who completed a form is printed in no report, so it is in no report's data either.
    return canonical(replace(form, completed_by=Auditor())).encode()


def _meeting_data(report: AuditReport, kind: ReportKind, about: str) -> dict[str, Any]:
    meeting = report.meeting
    notes, agreed = meeting.notes, meeting.agreed
    if kind is ReportKind.GUIDE:
        notes, agreed = meeting.notes_on(THE_AUDIT), ()
    elif kind is ReportKind.CASE:
        notes = meeting.notes_on(Matter(Scope.CASE, about))
        agreed = tuple(each for each in agreed if each.uin == about)
    attendance = meeting.attendance if kind is ReportKind.AUDIT else ()
    found: dict[str, Any] = msgspec.to_builtins(
        {"notes": notes, "agreed": agreed, "attendance": attendance}
    )
    return found
