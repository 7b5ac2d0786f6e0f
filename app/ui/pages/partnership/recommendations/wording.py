"""Sentences about recommendations. Pure, so that they are tested without a window."""

from __future__ import annotations

from app.domain.recommendations import RecommendationState
from app.reports.wording import plural
from app.services.action_plan import Plan


def how_it_stands(plan: Plan) -> str:
    """How many there are in this audit, and what is late or due soon in all of them."""
    here = plan.here
    states = [line.recommendation.state for line in here]
    still = states.count(RecommendationState.OPEN)
    first = "This audit has no recommendations yet."
    if here:
        done = states.count(RecommendationState.DONE)
        ended = f", {done} done" if done else ""
        first = f"{plural(len(here), 'recommendation')} in this audit: {still} open{ended}."
    late, soon = len(plan.overdue), sum(line.is_soon(plan.today) for line in plan.lines)
    parts = []
    if late:
        longest = plural(plan.overdue[0].days_late(plan.today), "day")
        parts.append(f"{late} overdue, the longest by {longest}")
    if soon:
        parts.append(f"{soon} due within 30 days")
    whole = f"In all audits: {'; '.join(parts)}." if parts else ""
    lacking = sum(
        bool(line.recommendation.lacks)
        for line in here
        if line.recommendation.state is RecommendationState.OPEN
    )
    gaps = ""
    if lacking:
        gaps = f"{lacking} of them still {'lacks' if lacking == 1 else 'lack'} something."
    return " ".join(part for part in (first, gaps, whole) if part)
