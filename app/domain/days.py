"""Days in words, whatever the computer's language."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_day(day: date) -> str:
    """ "22 November 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
