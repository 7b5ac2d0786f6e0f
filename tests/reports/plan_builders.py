"""Lines of an action plan to test with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.recommendations import ProgressNote, Recommendation
from app.reports.plan_lines import PlanLine

TODAY = date(2018, 6, 12)


def plan_line(action: str = "Do it", number: int = 1, **fields: object) -> PlanLine:
    """A line with a recommendation of that action; its fields are the recommendation's."""
    found = Recommendation(f"id-{number}", "a1", f"Found {number}", action)
    found = replace(found, **fields)  # type: ignore[arg-type]
    note = ProgressNote(found.id, date(2018, 5, 3), "Police", action)
    return PlanLine(found, "T-2018", "An audit", number, ("Police",), (note,))
