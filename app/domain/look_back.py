"""The window of an agency's involvement that a form is about."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from app.domain.tool import LookBack


@dataclass(frozen=True)
class Window:
    """The first and the last day that are looked at, both included."""

    start: date
    end: date


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month where there is none."""
    index = day.year * 12 + day.month - 1 - months
    if index < 12:  # before the year 1, which a mistyped date can lead to
        return date.min
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def look_back_window(rule: LookBack, audit_date: date, last_involvement: date | None) -> Window:
    """The last months of the agency's involvement.

    The seed: "You should look back at the last 6 months of your agency involvement. For
    example, if you have had no involvement for the last 3 months, please consider the
    involvement starting 9 months ago." The window slides with the last involvement.
    """
    end = min(audit_date, last_involvement or audit_date)
    return Window(start=months_before(end, rule.months), end=end)
