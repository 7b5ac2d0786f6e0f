"""The dates of an action plan as a calendar (iCalendar, RFC 5545), for Outlook and others.

Each date is an event of a whole day: Outlook brings events in from a file, and leaves tasks out.
Nothing of a case is in it: the action, who leads, and by what the recommendation is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.recommendations import RecommendationState
from app.reports.plan_lines import PlanLine

if TYPE_CHECKING:
    from icalendar import Event

_MAKER = "-//Partnership Audit//Action plan//EN"
_DOMAIN = "recommendations.partnership-audit"
_REMIND = timedelta(days=7)
_MOST = 5_000  # letters of a text: calendars are no place for more


def to_be_done(lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
    """Those that have a place in a calendar: open, with a date for completion."""
    return tuple(
        line
        for line in lines
        if line.recommendation.state is RecommendationState.OPEN
        and line.recommendation.due is not None
    )


def write_calendar(
    lines: Iterable[PlanLine], now: datetime, hidden: Mapping[str, str] | None = None
) -> bytes:
    """The calendar. ``hidden`` are words that are not to be in it, with what stands instead.

    The same recommendation has the same name in every file, so that a calendar which is brought
    in again puts the new date in place of the old.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for line in to_be_done(lines):
        calendar.add_component(_event(line, now.astimezone(UTC), hidden or {}))
    return bytes(calendar.to_ical())


def _event(line: PlanLine, now: datetime, hidden: Mapping[str, str]) -> Event:
    from icalendar import Alarm, Event

    found = line.recommendation
    action, lead = _safe(found.action, hidden), _safe(found.lead, hidden)
    title = " ".join(action.split()) or f"Recommendation {line.reference}"
    about = [f"Recommendation {line.reference}", f"Lead: {lead}" if lead else "", action]
    event = Event()
    event.add("uid", f"{found.id}@{_DOMAIN}")
    event.add("dtstamp", now)
    if found.due is not None:
        event.add("dtstart", found.due)
        event.add("dtend", found.due + timedelta(days=1))
    event.add("summary", f"Due: {title}")
    event.add("description", "\n".join(part for part in about if part))
    event.add("categories", [line.audit_reference])
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", f"Due in a week: {title}")
    reminder.add("trigger", -_REMIND)
    event.add_component(reminder)
    return event


def _safe(text: str, hidden: Mapping[str, str]) -> str:
    from app.reports.text import legible

    for word, instead in hidden.items():
        text = text.replace(word, instead)
    text = legible(text).strip()
    return text if len(text) <= _MOST else f"{text[:_MOST].rstrip()} …"
