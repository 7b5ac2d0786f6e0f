"""Drafts of what the partnership writes into its reports, made from the figures.

What somebody wrote always goes before a draft; a draft changes with the figures.
"""

from __future__ import annotations

from app.domain.reporting import TextPlace
from app.reports.content import AuditReport
from app.reports.wording import listed, number, plural, sentence


def text_at(report: AuditReport, place: str) -> str:
    """What stands at a place: what was written there, or the draft."""
    return report.written(place) or draft_of(report, place)


def draft_of(report: AuditReport, place: str) -> str:
    """The draft for a place; empty where nothing can be said from the data."""
    match place:
        case TextPlace.SUMMARY:
            return what_was_done(report)
        case TextPlace.CONTEXT:
            return report.audit.context.strip()
        case TextPlace.METHODOLOGY:
            return report.audit.methodology.strip()
        case _:
            return ""


def what_was_done(report: AuditReport) -> str:
    """How many cases and agencies, what came in, and what is missing."""
    audit, returns = report.audit, report.tracker.returns
    cases = plural(len(audit.cases), "case")
    if len(audit.cases) <= 10:
        cases = f"{number(len(audit.cases))} case{'' if len(audit.cases) == 1 else 's'}"
    verb = "was" if len(audit.cases) == 1 else "were"
    agencies = number(len(audit.agencies))
    noun = "agency was" if len(audit.agencies) == 1 else "agencies were"
    came = [plural(returns.full, "full return")]
    if returns.nil:
        came.append(f"{plural(returns.nil, 'nil return')} (“not known to us”)")
    missing = (
        "None is missing."
        if not returns.missing
        else f"{returns.missing} {'is' if returns.missing == 1 else 'are'} missing: "
        "the figures may still change."
    )
    return (
        f"{sentence(cases)} {verb} audited. {sentence(agencies)} {noun} asked for "
        f"{plural(returns.expected, 'return')}; {listed(came)} came in. {missing}"
    )
