"""Initials of people other than the child: "PK attended", "P.K.", "SW JB"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from app.anonymity.cues import ARTICLES, BEFORE_PERSON, BODIES, NEUTRAL, SAID
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.reading import Reading
from app.anonymity.suggestions import ANY_ROLE, role_after, role_before, title_before
from app.anonymity.tokens import Shape

_DOTTED = re.compile(r"(?<![\w.])[A-Z](?:\. ?[A-Z]){1,2}\.?(?![^\W_])")
_LABELS = frozenset(
    """case child section appendix group option part form level grade type annex question page
    band year class set unit ward column table key stage hepatitis vitamin phase tier
    category schedule young person sibling family reg""".split()
)
_WHY = "Initials of a person: forms name everyone but the child by role."


def plain_initials(text: str) -> str:
    """Initials without their marks: "J.S." and "J S" are "JS"."""
    return "".join(ch for ch in text.upper() if ch.isalpha())


def find_initials(reading: Reading, own: str) -> Iterator[Finding]:
    """Initials in the text, except the child's own and the short words of the work."""
    for match in _DOTTED.finditer(reading.text):
        plain = plain_initials(match.group())
        if plain == own or _DEGREES.fullmatch(plain):
            continue
        if len(plain) > 2 and plain.lower() in reading.lists.acronyms:
            continue
        start, end = match.span()
        at = _token_at(reading, start)
        role = role_before(reading.tokens, at, reading.roles)
        confidence = Confidence.STRONG if role else Confidence.LIKELY
        yield Finding(start, end, Kind.INITIALS, confidence, match.group(), _WHY, role or ANY_ROLE)
    for at, token in enumerate(reading.tokens):
        spaced = _spaced(reading, at)
        if not spaced and (token.shape is not Shape.UPPER or not 2 <= len(token.key) <= 3):
            continue
        if at in reading.firm or at in reading.soft or reading.shouting:
            continue
        finding = _judge(reading, at, at + 2 if spaced else at + 1, own)
        if finding is not None:
            yield finding


_DEGREES = re.compile(r"BA|MA|BSC|MSC|PHD|UK|US|USA|EU|AM|PM|NB|PS|DOB|EG|IE|TBC|PE|RE|ID")


def _token_at(reading: Reading, start: int) -> int:
    return bisect_left(reading.tokens, start, key=lambda token: token.start)


def _spaced(reading: Reading, at: int) -> bool:
    """Two single capitals with a space: "P K attended"."""
    if at + 1 >= len(reading.tokens):
        return False
    one, two = reading.tokens[at], reading.tokens[at + 1]
    if len(one.text) != 1 or len(two.text) != 1 or two.gap != " ":
        return False
    both = one.text.isupper() and two.text.isupper() and one.text.isalpha() and two.text.isalpha()
    return both and "I" not in (one.text, two.text) and reading.key(at + 2) in SAID


def _judge(reading: Reading, at: int, end: int, own: str) -> Finding | None:
    tokens = reading.tokens
    token = tokens[at]
    plain = "".join(one.text for one in tokens[at:end]).upper()
    if plain == own or not plain.isascii():
        return None
    role = role_before(tokens, at, reading.roles) or role_after(tokens, end - 1, reading.roles)
    title = title_before(tokens, at)
    if title is not None:
        role = title or role or ANY_ROLE
    known = plain.lower() in reading.lists.acronyms
    if known or len(plain) > 2:
        apart = token.gap == ", " and (reading.gap(end) or "").startswith(",")
        near = bool(role) and (apart or (token.gap in (" ", " (") and not known))
        if not near or (len(plain) == 3 and token.gap == " ("):
            return None
    elif _is_label(reading, at, end):
        return None
    after = reading.key(end) if reading.gap(end) == " " else ""
    before = reading.key(at - 1) if token.gap == " " else ""
    if role:
        confidence = Confidence.STRONG if len(plain) == 2 else Confidence.LIKELY
    elif (
        (
            after in SAID
            or tokens[end - 1].possessive
            or (before in BEFORE_PERSON and not token.opens)
        )
        or after in NEUTRAL
        or before in NEUTRAL
    ):
        confidence = Confidence.LIKELY
    else:
        confidence = Confidence.POSSIBLE
    start, stop = token.start, tokens[end - 1].end
    return Finding(
        start, stop, Kind.INITIALS, confidence, reading.text[start:stop], _WHY, role or ANY_ROLE
    )


def _is_label(reading: Reading, at: int, end: int) -> bool:
    """Whether capitals stand for something that is no person: "the XR team", "Case AB", "KS 2"."""
    token = reading.tokens[at]
    if (token.gap and token.gap[-1] in "/-&+_\\#@") or (reading.gap(end) or " ")[0] in "/-&+_\\":
        return True
    if token.gap == " " and reading.key(at - 1) in ARTICLES | _LABELS:
        return True
    if reading.gap(end) == " ":
        following = reading.tokens[end]
        if following.key in BODIES or following.shape is Shape.DIGITS or following.key.isdigit():
            return True
        if following.shape is Shape.UPPER and len(following.key) > 1:
            return True
    return False
