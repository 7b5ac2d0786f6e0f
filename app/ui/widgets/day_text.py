"""Dates as people write them: 22 11 2017, 22 November 2017, 22/11/17, 2017-11-22. Without Qt."""

from __future__ import annotations

import re
from datetime import date

from app.domain.days import MONTHS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(
    r"(?:[A-Za-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s./-]+(\w+)[\s,./-]+(\d{4})"
)


def month_number(text: str) -> int | None:
    """The month that a number, a name or the beginning of a name stands for."""
    word = text.strip().rstrip(".").lower()
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    if len(word) < 3:
        return None
    return next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), None)


def day_of(day: str, month: str, year: str) -> date | None:
    """The date of three boxes, or None where there is no such day."""
    number = month_number(month)
    if number is None or not day.strip().isdecimal() or len(year.strip()) != 4:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def split_day(text: str) -> tuple[str, str, str] | None:
    """Day, month and year of a date that is written out in one go, unchecked."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return found[3], found[2], found[1]
    if found := _WRITTEN.fullmatch(text):
        return found[1], found[2], found[3]
    return None


def day_problem(day: str, month: str, year: str) -> str:
    """What is wrong with three boxes, as a sentence; nothing where they are empty or a date."""
    boxes = {"day": day.strip(), "month": month.strip(), "year": year.strip()}
    if not any(boxes.values()) or day_of(day, month, year):
        return ""
    missing = [name for name, text in boxes.items() if not text]
    if missing:
        return f"The date needs a {' and a '.join(missing)}."
    if month_number(month) is None:
        return "The month is a number from 1 to 12, or its name."
    if not boxes["year"].isdecimal() or len(boxes["year"]) != 4:
        return "The year needs four numbers, such as 2017."
    if not boxes["day"].isdecimal() or not 1 <= int(boxes["day"]) <= 31:
        return "The day is a number from 1 to 31."
    return (
        f"There is no {int(boxes['day'])} {MONTHS[(month_number(month) or 1) - 1]} {year.strip()}."
    )
