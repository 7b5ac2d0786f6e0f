"""Copies in words: of when, how large, and what opens them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from app.domain.days import long_day
from app.storage import SlotKind

_KILO = 1000
_WAYS = {
    SlotKind.PASSPHRASE: "its passphrase",
    SlotKind.RECOVERY_WORDS: "its recovery sheet",
    SlotKind.KEYRING: "this computer’s store",
}


def moment_of(moment: datetime, today: date) -> str:
    """ "Today, 14:02", "22 November 2017, 09:00"."""
    at = moment.astimezone()
    day = "Today" if at.date() == today else long_day(at.date())
    return f"{day}, {at:%H:%M}"


def size_of(size: int) -> str:
    """ "412 KB", "1.2 MB"."""
    kilo = max(1, round(size / _KILO))
    return f"{kilo} KB" if kilo < _KILO else f"{size / _KILO / _KILO:.1f} MB"


def ways_of(ways: Collection[SlotKind]) -> str:
    """ "Opens with its passphrase or its recovery sheet of that time"."""
    named = [words for kind, words in _WAYS.items() if kind in ways]
    if not named:
        return "What opens it is missing: it can’t be put back"
    return f"Opens with {' or '.join(named)} of that time"


def lines_since(lines: int) -> str:
    """How much was done since a copy."""
    if not lines:
        return "Nothing was done at this desk since."
    if lines == 1:
        return "Since then the history has grown by 1 line. What it tells of is undone."
    return f"Since then the history has grown by {lines:,} lines. What they tell of is undone."
