"""The few expressions of XLSForm that an audit tool can hold: "is one of", and a range."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

NEVER = "false()"

_MAX_LENGTH = 4_000
_MAX_DEPTH = 20
_TOKEN = re.compile(
    r"\s*(?:\$\{\s*(?P<name>[^{}\s]+)\s*\}|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\""
    r"|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>selected|or)\b|(?P<sign>[(),=]))"
)
# Excel turns straight quotation marks into these as people type.
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_BOUND = re.compile(r"\s*\(?\s*\.\s*(?P<sign>>=|<=|>|<)\s*(?P<number>-?\d+(?:\.\d+)?)\s*\)?\s*")


@dataclass(frozen=True)
class IsOneOf:
    """The answer to the question of that name is one of these choices, or has one among them."""

    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Bounds:
    """The least and the greatest number that is taken."""

    minimum: float | None = None
    maximum: float | None = None


def condition_text(name: str, choices: Iterable[str], *, several: bool) -> str:
    """The expression that holds when the answer is one of the choices."""
    form = "selected(${{{}}}, '{}')" if several else "${{{}}} = '{}'"
    return " or ".join(form.format(name, choice) for choice in choices)


def read_condition(text: str) -> IsOneOf | None:
    """The condition in an expression, or None where it is of another kind."""
    if len(text) > _MAX_LENGTH:
        return None
    try:
        tokens = list(_tokens(text.translate(_STRAIGHT)))
        found, end = _any_of(tokens, 0, 0)
    except _OtherKindError:
        return None
    if end != len(tokens) or len({name for name, _ in found}) != 1:
        return None
    return IsOneOf(found[0][0], tuple(dict.fromkeys(choice for _, choice in found)))


def bounds_text(minimum: float | None, maximum: float | None) -> str:
    """The expression that holds for numbers in a range."""
    bounds = ((">=", minimum), ("<=", maximum))
    return " and ".join(f". {sign} {_plain(value)}" for sign, value in bounds if value is not None)


def read_bounds(text: str, *, whole: bool) -> Bounds | None:
    """The range in an expression, or None where it is of another kind.

    ``whole`` numbers only: then "above 0" is "from 1"; other numbers have no next one.
    """
    if len(text) > _MAX_LENGTH:
        return None
    lows, highs = [], []
    for each in re.split(r"\s+and\s+", text):
        found = _BOUND.fullmatch(each)
        if found is None or (len(found["sign"]) == 1 and not whole):
            return None
        number = float(found["number"])
        if found["sign"][0] == ">":
            lows.append(number + (found["sign"] == ">"))
        else:
            highs.append(number - (found["sign"] == "<"))
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else Bounds(low, high)


def alone_text(choices: Iterable[str]) -> str:
    """The expression that keeps choices from being ticked together with any other."""
    form = "not(selected(., '{}') and count-selected(.) > 1)"
    return " and ".join(form.format(choice) for choice in choices)


def _plain(value: float) -> str:
    return format(Decimal(repr(value)), "f")  # XLSForm has no exponents


class _OtherKindError(Exception):
    """Never leaves this module."""


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            raise _OtherKindError
        kind = "choice" if found.lastgroup in {"single", "double", "number"} else found.lastgroup
        yield kind, found[found.lastgroup]
        position = found.end()


_Tokens = list[tuple[str, str]]
_Found = list[tuple[str, str]]


def _any_of(tokens: _Tokens, at: int, depth: int) -> tuple[_Found, int]:
    found, at = _one(tokens, at, depth)
    while at < len(tokens) and tokens[at] == ("word", "or"):
        more, at = _one(tokens, at + 1, depth)
        found = found + more
    return found, at


def _one(tokens: _Tokens, at: int, depth: int) -> tuple[_Found, int]:
    kinds = [kind if kind in {"name", "choice"} else value for kind, value in tokens[at : at + 6]]
    values = [value for _, value in tokens[at : at + 6]]
    if kinds[:3] == ["name", "=", "choice"]:
        return [(values[0], values[2])], at + 3
    if kinds[:3] == ["choice", "=", "name"]:
        return [(values[2], values[0])], at + 3
    if kinds == ["selected", "(", "name", ",", "choice", ")"]:
        return [(values[2], values[4])], at + 6
    if kinds[:1] == ["("] and depth < _MAX_DEPTH:
        found, at = _any_of(tokens, at + 1, depth + 1)
        if tokens[at : at + 1] == [("sign", ")")]:
            return found, at + 1
    raise _OtherKindError
