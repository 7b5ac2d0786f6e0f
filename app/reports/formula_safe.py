"""Texts that a spreadsheet would run as formulas, made harmless in one place."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula (OWASP, CSV injection)."""
    return text.startswith(_STARTS)


def formula_safe(cell: object) -> object:
    """A cell of a CSV file: a text that would be run gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and runs_as_formula(cell) else cell
