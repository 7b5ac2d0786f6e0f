"""What the partnership writes into its reports, and which reports there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReportKind(StrEnum):
    """The reports of an audit, in the order of the list."""

    AUDIT = "audit report"
    GUIDE = "one-minute guide"
    CASE = "case summary"
    FEEDBACK = "agency feedback"
    PLAN = "action plan"
    TRACKER = "tracker"


class TextPlace(StrEnum):
    """The places of the reports where the partnership writes in its own words."""

    SUMMARY = "summary"
    CONTEXT = "context"
    METHODOLOGY = "methodology"
    PROCESS = "process"
    FINDINGS = "findings"
    RECOMMENDATIONS = "recommendations"
    GUIDE_WHY = "guide: why"
    GUIDE_FOUND = "guide: found"
    GUIDE_DO = "guide: do"


def section_place(section_id: str) -> str:
    """The place of what is written on the findings of one section of the tool."""
    return f"section: {section_id}"


@dataclass(frozen=True)
class ReportText:
    """What was written at a place (a ``TextPlace``, or that of a section).

    ``draft`` is the draft made from the data on which the writer began: where a new draft says
    something else, the figures have changed since.
    """

    place: str
    text: str
    draft: str = ""


@dataclass(frozen=True)
class ReportOptions:
    """How the reports of an audit are made.

    Counts below ``suppress_below`` are not shown in what is published (0: all are). ``left_out``
    names the chapters of the audit report that are not printed.
    """

    suppress_below: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommentTag:
    """A mark of the partnership on what an agency wrote: a heading of the meeting, or a theme."""

    uin: str
    agency_id: str
    key: str
    tag: str


@dataclass(frozen=True)
class Quote:
    """Words of an agency that the report quotes, perhaps shortened, from one place of a return."""

    id: str
    uin: str
    agency_id: str
    key: str
    text: str


@dataclass(frozen=True)
class Published:
    """A version of a report that went out, frozen.

    ``about`` is the agency or the case where the report is about one. ``digest`` is SHA-256 of
    the PDF, ``data_digest`` of the figures it was made from, both in hex. ``note`` says what was
    passed over when it was published.
    """

    number: int
    audit_id: str
    kind: ReportKind
    about: str
    version: int
    at: datetime
    by: str
    note: str
    digest: str
    data_digest: str
