"""Where the name of a place begins, before the word that tells what it is."""

from __future__ import annotations

from collections.abc import Sequence

from app.anonymity.tokens import Shape, Token

_BETWEEN = ("of", "and", "st", "the")


def capitals_before(tokens: Sequence[Token], at: int, firm: set[int], limit: int = 4) -> int:
    """Where the capitals before a word begin; ``at`` if there are none."""
    start = at
    while start and at - start < limit:
        before, here = tokens[start - 1], tokens[start]
        if here.gap not in (" ", "-", ". ", "' ", "’ ", " & ") or start - 1 in firm:
            break
        if here.gap == ". " and before.key != "st":
            break
        if before.shape not in (Shape.CAPITAL, Shape.MIXED, Shape.UPPER):
            if before.key == "the" and (start < 2 or tokens[start - 2].key != "of"):
                break
            if before.key not in _BETWEEN or tokens[at].shape is Shape.LOWER:
                break
        start -= 1
        if before.opens:
            break
    while start < at and tokens[start].key in ("of", "and", "the"):
        start += 1
    return start


def saint_before(tokens: Sequence[Token], at: int) -> int | None:
    """Where "St Mary's" begins, up to three words before, in any letters."""
    for back in range(max(0, at - 4), at - 1):
        if tokens[back].key in ("st", "saint", "ss") and all(
            one.gap in (" ", ". ", "' ", "’ ") for one in tokens[back + 1 : at + 1]
        ):
            return back
    return None
