"""Sentences of the meeting. Pure, so that they are tested without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.audits import Audit
from app.domain.meeting import (
    Matter,
    Meeting,
    NoteHeading,
    Presence,
    Scope,
    agenda,
    agreed_grade,
    agreed_scale,
    still_to_discuss,
)
from app.reports.wording import plural
from app.ui.pages.partnership.wording import away, short_day

SHORT_HEADINGS = {
    NoteHeading.WORRIED: "worried about",
    NoteHeading.WELL: "going well",
    NoteHeading.TO_DO: "to do",
}
PRESENCES = (
    ("", "Not recorded"),
    (Presence.WHOLE.value, "Whole meeting"),
    (Presence.PART.value, "Part of it"),
    (Presence.APOLOGIES.value, "Apologies"),
    (Presence.ABSENT.value, "Absent"),
)


def short_minutes(seconds: int) -> str:
    """A time in minutes: "12 min"; less than one is "under 1 min"."""
    return f"{seconds // 60} min" if seconds >= 60 else "under 1 min"


def spent(meeting: Meeting) -> int:
    """How many seconds everything took so far."""
    return sum(one.seconds for one in meeting.discussions)


def to_go(matters: Sequence[Matter]) -> str:
    """What is still to be discussed: "3 cases and 2 points"."""
    cases = sum(matter.scope is Scope.CASE for matter in matters)
    others = len(matters) - cases
    parts = [plural(cases, "case")] if cases else []
    parts += [plural(others, "point")] if others else []
    return " and ".join(parts)


def time_left(planned: int, seconds: int, matters: Sequence[Matter]) -> str:
    """ "18 min left for 3 cases and 2 points"; it only tells, whatever the time is."""
    rest = to_go(matters)
    if not planned:
        return f"{rest} to go" if rest else "Everything was discussed"
    left = planned * 60 - seconds
    if not rest:
        return "Everything was discussed"
    if left <= 0:
        return f"{rest} to go, {short_minutes(-left)} over the plan"
    return f"{short_minutes(left)} left for {rest}"


def standing(audit: Audit, meeting: Meeting, today: date) -> str:
    """Where the meeting stands, in a sentence or two."""
    rest, whole = still_to_discuss(audit, meeting), len(agenda(audit))
    done = whole - len(rest)
    if not rest:
        return "Everything on the agenda was discussed."
    if done or not meeting.is_empty:
        return f"{done} of {whole} matters discussed; still to go: {to_go(rest)}."
    if audit.meeting is None:
        return f"The meeting has no date yet. On its agenda: {to_go(rest)}."
    day = short_day(audit.meeting, today)
    if audit.meeting < today:
        return f"The meeting was to be on {day}. Nothing is noted of it yet."
    return f"The meeting is {away(audit.meeting, today)}, on {day}. On its agenda: {to_go(rest)}."


def matter_hint(audit: Audit, meeting: Meeting, matter: Matter) -> str:
    """What there is of a matter: minutes, notes, and what was agreed."""
    discussion, parts = meeting.discussion(matter), []
    if discussion.seconds:
        parts.append(short_minutes(discussion.seconds))
    for heading, words in SHORT_HEADINGS.items():
        count = len(meeting.notes_on(matter, heading))
        if count:
            parts.append(f"{count} {words}")
    if matter.scope is Scope.CASE and agreed_scale(audit.tool) is not None:
        grade = agreed_grade(audit.tool, meeting, matter.uin)
        if grade is not None:
            parts.append(f"agreed: {grade.label}")
        elif discussion.done or parts:
            parts.append("no judgement agreed yet")
    return " · ".join(parts) or "Nothing noted yet"
