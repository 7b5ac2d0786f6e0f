"""Small numbers: shares that a few returns decide, and figures that could tell who somebody is."""

from __future__ import annotations

SMALL = 5
"""A share of fewer returns than this is marked: one answer more or less would change it a lot."""


def is_small(of: int) -> bool:
    """Whether so few are counted that the share says little."""
    return 0 < of < SMALL


def is_suppressed(n: int, of: int, below: int) -> bool:
    """Whether "n of N" would show a count below ``below``, by itself or by what is left of N.

    Nought and all are shown if N is large enough; with ``below`` 0 everything is.
    """
    if of == 0 or below <= 0:
        return False
    return of < below or 0 < n < below or 0 < of - n < below
