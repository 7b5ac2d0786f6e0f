"""Recommendations: what was found, what is to be done, who leads, until when, and how it went.

They outlive the audit that made them: they are followed up over years, until each is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.evidence import Evidence


class RecommendationState(StrEnum):
    """Where a recommendation stands."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    CARRIED = "carried"  # into a later audit, where it goes on


@dataclass(frozen=True)
class Recommendation:
    """One row of the action plan.

    ``agency_ids`` are the agencies that it is for, none for all. ``due`` is the date for
    completion; where there is none yet, ``set_by`` says who sets it ("Sub-group to set
    timescale"). ``outcome`` is what should come of it and how that is seen; ``result`` what came,
    once it is closed on ``closed``. ``carried_from`` is the id of the recommendation of an
    earlier audit that this goes on with.
    """

    id: str
    audit_id: str
    finding: str
    action: str
    agency_ids: tuple[str, ...] = ()
    lead: str = ""
    due: date | None = None
    set_by: str = ""
    outcome: str = ""
    state: RecommendationState = RecommendationState.OPEN
    closed: date | None = None
    result: str = ""
    evidence: tuple[Evidence, ...] = ()
    carried_from: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether it is open after its date for completion."""
        return self.state is RecommendationState.OPEN and self.due is not None and self.due < today

    @property
    def lacks(self) -> tuple[str, ...]:
        """What an action plan needs and this has not, in words: "a lead", "a date"."""
        gaps = []
        if not self.action.strip():
            gaps.append("an action")
        if not self.lead.strip():
            gaps.append("a lead")
        if self.due is None and not self.set_by.strip():
            gaps.append("a date (or who sets it)")
        if not self.outcome.strip():
            gaps.append("an outcome")
        return tuple(gaps)


@dataclass(frozen=True)
class ProgressNote:
    """What was reported on a recommendation on a day, and by whom (a role or an agency)."""

    recommendation_id: str
    on: date
    by: str
    text: str


def overdue(found: Iterable[Recommendation], today: date) -> tuple[Recommendation, ...]:
    """Those that are overdue, the longest overdue first."""
    late = [each for each in found if each.is_overdue(today)]
    return tuple(sorted(late, key=lambda each: (each.due or today, each.id)))
