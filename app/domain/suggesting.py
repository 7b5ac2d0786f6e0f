"""What may be suggested to somebody who sets an audit up: a title, a reference, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.days import MONTHS

_SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 8


@dataclass(frozen=True)
class Dates:
    """The dates of a round."""

    opened: date
    due: date
    meeting: date


def suggested_title(theme: str, day: date) -> str:
    """ "Child sexual abuse audit, February 2018"."""
    theme = " ".join(theme.split())
    if not theme:
        return ""
    named = theme[0].upper() + theme[1:]
    audit = "" if named.casefold().endswith("audit") else " audit"
    return f"{named}{audit}, {MONTHS[day.month - 1]} {day.year}"


def suggested_reference(short_name: str, theme: str, day: date) -> str:
    """ "CE-CSA-2018": the initials of the body and of the theme, and the year.

    A name that is initials by itself stays as it is: "Cheshire East LSCB" gives "CE", "ASP" "ASP".
    """
    words = _WORD.findall(theme)
    if not words:
        return ""
    spoken = [word for word in _WORD.findall(short_name) if word.casefold() not in _SMALL]
    names = [word for word in spoken if not word.isupper()] or spoken
    body = names[0] if len(names) == 1 else "".join(word[0] for word in names)
    telling = [word for word in words if word.casefold() not in _SMALL and word != "audit"]
    about = telling[0] if len(telling) == 1 else "".join(word[0] for word in telling)
    parts = [part[:_LONGEST].upper() for part in (body, about) if part]
    return "-".join([*parts, str(day.year)])


def five_working_days(today: date) -> Dates:
    """A round of five working days: open on the first, due on the fourth, the meeting on the fifth.

    On a weekend it opens on the Monday. Bank holidays are not known here.
    """
    opened = working_day(today, 0)
    return Dates(opened, working_day(opened, 3), working_day(opened, 4))


def working_day(day: date, days: int) -> date:
    """The working day so many working days after a day, or the first one from it on."""
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    for _ in range(days):
        day += timedelta(days=1)
        while day.weekday() > _FRIDAY:
            day += timedelta(days=1)
    return day


def years_after(day: date, years: int) -> date:
    """The same day so many years later; after 29 February comes the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


_FRIDAY = 4
