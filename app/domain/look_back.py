"""The window of an agency's involvement that a form is about."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from app.domain.tool import AuditTool, LookBack

_LEAST_AMPLE_MONTHS = 24


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


def years_too_early(tool: AuditTool, audit_date: date, last_involvement: date) -> int:
    """By how many whole years a last involvement lies so early that its year may be mistyped.

    0 where it does not. Agencies are asked about children whom they know, and the seed's own
    example of a window that has slid begins nine months ago. A window may slide further, since
    a child can have left a service long ago; but two years before the audit, or two whole
    windows where a tool looks back further than a year, is rarer than a wrong digit.
    """
    rules = (tool.look_back, *(section.look_back for section in tool.sections))
    longest = max((rule.months for rule in rules if rule is not None), default=0)
    if last_involvement >= months_before(audit_date, max(_LEAST_AMPLE_MONTHS, 2 * longest)):
        return 0
    years = audit_date.year - last_involvement.year
    if last_involvement > months_before(audit_date, 12 * years):
        years -= 1
    return years
