"""Spread the findings by agency, case and theme, and count how far the agencies agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.agreement import Agreement, agreement_of, compared_places, tally_of
from app.analysis.groups import By, Group, Theme, groups_of, themes
from app.analysis.shares import Findings, OptionCount, findings
from app.analysis.tracking import Tracker
from app.domain.audits import Audit
from app.services.set_up_desk import require_desk
from app.services.track_audit import tracker_of
from app.storage import Clock, Desk, Work, Workspace


@dataclass(frozen=True)
class SpreadFindings:
    """The findings of an audit with those of its parts. ``agreement`` is by UIN."""

    audit: Audit
    tracker: Tracker
    findings: Findings
    agencies: tuple[Group, ...]
    cases: tuple[Group, ...]
    agreement: Mapping[str, Agreement]

    @property
    def themes(self) -> tuple[Theme, ...]:
        """By section of the tool."""
        return themes(self.findings)

    @property
    def agreement_on_all(self) -> Agreement:
        """All cases together."""
        return sum(self.agreement.values(), Agreement())


def spread_findings(workspace: Workspace, audit_name: str, *, clock: Clock) -> SpreadFindings:
    """Count an audit and its parts.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        return spread_of(work, work.audits.find(audit_name), clock)


def spread_of(work: Work, audit: Audit, clock: Clock) -> SpreadFindings:
    """The same within a unit of work."""
    tracker = tracker_of(work, audit, clock)
    counts = work.queries.option_counts(audit.id)
    cases = groups_of(tracker, "case", _counts_by(work, audit, "case"))
    places = tuple(compared_places(audit.tool))
    return SpreadFindings(
        audit=audit,
        tracker=tracker,
        findings=findings(audit.tool, counts, tracker.returns),
        agencies=groups_of(tracker, "agency", _counts_by(work, audit, "agency")),
        cases=cases,
        agreement={case.id: agreement_of(places, tally_of(case.counts)) for case in cases},
    )


def _counts_by(work: Work, audit: Audit, by: By) -> Mapping[str, list[OptionCount]]:
    found: dict[str, list[OptionCount]] = {}
    for row in work.queries.option_counts_by(audit.id, by):
        found.setdefault(row.group, []).append(OptionCount(row.key, row.options, row.count))
    return found
