"""Sentences of the partnership's desk. Pure, so that they are tested without a window."""

from __future__ import annotations

from datetime import date, datetime

from app.analysis.tracking import Missing, Stage, Tracker
from app.domain.audits import Audit, Case
from app.domain.days import long_day
from app.reports.wording import listed, plural
from app.ui.pages.partnership.reading import Standing

_NAMED = 3
_SPELT_OUT = 8


def short_day(when: date, today: date) -> str:
    """A date; the year only where it is not this one."""
    return long_day(when).rsplit(" ", 1)[0] if when.year == today.year else long_day(when)


def away(when: date, today: date) -> str:
    """How far a day is: "today", "tomorrow", "in 6 days"."""
    days = (when - today).days
    if days == 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


def clock_time(at: datetime) -> str:
    """The time of day where the person is."""
    return f"{at.astimezone():%H:%M}"


def day_and_time(at: datetime) -> str:
    """A day and the time of day where the person is."""
    local = at.astimezone()
    return f"{long_day(local.date())}, {local:%H:%M}"


def case_title(case: Case) -> str:
    """A case as it is spoken of: "Case B · JS"."""
    return f"{case_name(case)} · {case.initials}" if case.initials else case_name(case)


def case_name(case: Case) -> str:
    """A case without the initials: "Case B"."""
    label = case.label or case.uin
    return label if label.lower().startswith("case") else f"Case {label}"


def where_it_stands(standing: Standing) -> str:
    """One or two sentences: how many returns are in, and what comes next."""
    counts, audit, today = standing.tracker.returns, standing.audit, standing.today
    answered = counts.full + counts.nil
    whole = answered == counts.expected
    if not standing.issued:
        return f"No pack has been issued yet. {_due(audit, today)}"
    if whole:
        first = "All returns are in." if answered < 2 else f"All {answered} returns are in."
    elif answered:
        are = "is" if answered == 1 else "are"
        first = f"{answered} of {plural(counts.expected, 'return')} {are} in."
    else:
        first = f"None of {plural(counts.expected, 'return')} is in yet."
    if not whole and today <= audit.due:
        return f"{first} {_due(audit, today)}"
    return f"{first} {_meeting(audit, today)}".strip()


def _due(audit: Audit, today: date) -> str:
    when = short_day(audit.due, today)
    if audit.due < today:
        return f"Returns were due on {when}."
    if audit.due == today:
        return "Returns are due today."
    return f"Returns are due {away(audit.due, today)}, on {when}."


def _meeting(audit: Audit, today: date) -> str:
    if audit.meeting is None:
        return ""
    when = short_day(audit.meeting, today)
    if audit.meeting < today:
        return f"The meeting was on {when}."
    if audit.meeting == today:
        return "The meeting is today."
    return f"The meeting is {away(audit.meeting, today)}, on {when}."


def who_is_late(late: tuple[Missing, ...]) -> str:
    """ "Police and Probation are 3 days late with 3 returns." """
    if not late:
        return ""
    missing = plural(sum(len(one.cases) for one in late), "return")
    days = plural(late[0].days, "day")
    if len(late) > _NAMED:
        return f"{len(late)} agencies are {days} late with {missing}."
    names = listed(one.agency.name for one in late)
    return f"{names} {'is' if len(late) == 1 else 'are'} {days} late with {missing}."


def what_is_late(late: tuple[Missing, ...]) -> str:
    """ "Police: cases B and E. Probation: case C." """
    if len(late) > _NAMED:
        return f"{listed(one.agency.name for one in late)}."
    return " ".join(f"{one.agency.name}: {_cases(one)}." for one in late)


def _cases(one: Missing) -> str:
    if len(one.cases) > _SPELT_OUT:
        return f"{len(one.cases)} cases"
    labels = listed(case.label or case.uin for case in one.cases)
    return f"{'case' if len(one.cases) == 1 else 'cases'} {labels}"


def what_waits(standing: Standing) -> dict[str, str]:
    """What is to be done with what came in, by deed: each in a few words for a button."""
    counts, found = standing.tracker.stages(), {}
    again = counts[Stage.ANSWERED] + counts[Stage.REVISED]
    fresh = counts[Stage.RECEIVED] + counts[Stage.NIL]
    if again:
        found["answers"] = "Read what came again" if again > 1 else "Read the answer"
    if fresh:
        found["read"] = f"Read {plural(fresh, 'return')}"
    if standing.to_receipt:
        found["receipts"] = f"Write {plural(len(standing.to_receipt), 'receipt')}"
    return found


def findings_scope(tracker: Tracker) -> str:
    """On what the figures stand."""
    counts = tracker.returns
    agencies = {a for (_, a), cell in tracker.cells.items() if cell.is_in}
    cases = {u for (u, _), cell in tracker.cells.items() if cell.is_in}
    nil = plural(counts.nil, "nil return")
    return (
        f"{plural(counts.full, 'full return')} from {plural(len(agencies), 'agency', 'agencies')} "
        f"on {plural(len(cases), 'case')}; {nil}. "
        "A share counts those to whom the question applied."
    )


def brought_in(standing: Standing) -> str:
    """The status line about what has arrived."""
    if standing.last_in is None:
        return "Nothing brought in yet"
    files = plural(standing.files_in, "file")
    if standing.last_in.date() == standing.today:
        return f"Last brought in {clock_time(standing.last_in)} · {files} so far"
    return f"Last brought in {day_and_time(standing.last_in)} · {files} so far"
