"""The lines of an action plan, of one audit or of many: a recommendation with what belongs to it.

No drawing and no files here: the calendar, the spreadsheet and the window all show these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.days import long_day
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.reports.wording import listed, plural

ALL_AGENCIES = "All agencies"
SOON = timedelta(days=30)

STATES = {
    RecommendationState.OPEN: "open",
    RecommendationState.DONE: "done",
    RecommendationState.WITHDRAWN: "withdrawn",
    RecommendationState.CARRIED: "carried on",
}
_TIMES = {1: "", 2: ", twice"}


@dataclass(frozen=True)
class PlanLine:
    """A recommendation as it stands in a plan.

    ``number`` is its place in its audit; ``agencies`` are the names of those that it is for,
    none for all. ``first_from`` is the reference of the audit where it was made first, if it was
    carried from there, ``times`` how often. ``carried_into`` is where it goes on.
    """

    recommendation: Recommendation
    audit_reference: str
    audit_title: str
    number: int
    agencies: tuple[str, ...] = ()
    progress: tuple[ProgressNote, ...] = ()
    first_from: str = ""
    times: int = 0
    carried_into: str = ""

    @property
    def reference(self) -> str:
        """By what it is called: "CE-CSA-2018, no. 3"."""
        return f"{self.audit_reference}, no. {self.number}"

    @property
    def for_whom(self) -> str:
        """The agencies that it is for, in words."""
        return listed(self.agencies) if self.agencies else ALL_AGENCIES

    @property
    def when(self) -> str:
        """The date for completion, or who sets it; empty where neither is known."""
        found = self.recommendation
        if found.due is not None:
            return long_day(found.due)
        set_by = found.set_by.strip()
        if " set " in set_by:  # already a sentence: "Sub-group to set timescale"
            return set_by
        return f"To be set by {set_by}" if set_by else ""

    @property
    def chain(self) -> str:
        """Where it comes from: "carried from CE-CSA-2016, twice"; empty where it began here."""
        if not self.times:
            return ""
        return f"carried from {self.first_from}{_TIMES.get(self.times, f', {self.times} times')}"

    def days_late(self, today: date) -> int:
        """How many days it is overdue; 0 where it is not."""
        found = self.recommendation
        return (today - found.due).days if found.due and found.is_overdue(today) else 0

    def is_soon(self, today: date) -> bool:
        """Whether it is open and due within 30 days, today included."""
        found = self.recommendation
        is_open = found.state is RecommendationState.OPEN
        return is_open and found.due is not None and today <= found.due <= today + SOON

    def state_words(self, today: date) -> str:
        """Where it stands: "open", "overdue 12 days", "due in 3 days", "done"."""
        found = self.recommendation
        if days := self.days_late(today):
            return f"overdue {plural(days, 'day')}"
        if found.due is not None and self.is_soon(today):
            days = (found.due - today).days
            return f"due in {plural(days, 'day')}" if days else "due today"
        if found.state is RecommendationState.CARRIED and self.carried_into:
            return f"carried into {self.carried_into}"
        return STATES[found.state]
