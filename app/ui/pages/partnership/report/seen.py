"""What the room of the reports shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.publish_report import Version, published
from app.services.report_texts import report_texts
from app.storage import Clock, Workspace
from app.ui.pages.partnership.reading import Standing, read_standing


@dataclass(frozen=True)
class ReportsSeen:
    """Where the audit stands, and what was written and published of it.

    ``returns`` are those that are in, by UIN and agency; ``outdated`` the titles of the texts
    since which the figures have changed.
    """

    standing: Standing
    returns: frozenset[tuple[str, str]]
    outdated: tuple[str, ...]
    published: tuple[Version, ...] = ()


def read_reports(workspace: Workspace, audit_id: str, clock: Clock) -> ReportsSeen:
    """What there is to show of the reports now."""
    standing = read_standing(workspace, audit_id, clock)
    texts = report_texts(workspace, audit_id, clock=clock)
    return ReportsSeen(
        standing,
        returns_in(standing),
        tuple(each.title for each in texts.texts if each.is_outdated),
        published(workspace, audit_id, clock=clock),
    )


def returns_in(standing: Standing) -> frozenset[tuple[str, str]]:
    """The returns that came in, by UIN and agency."""
    audit, tracker = standing.audit, standing.tracker
    return frozenset(
        (case.uin, agency.id)
        for case, agency in audit.asked()
        if tracker.cell(case.uin, agency.id).is_in
    )
