"""Initials of people other than the child: "PK attended", "P.K.", "SW JB"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from app.anonymity.cues import (
    ACTING,
    ARTICLES,
    BEFORE_PERSON,
    BELONGINGS,
    BODIES,
    NEUTRAL,
    PERSONAL,
    RELATIONS,
    SAID,
)
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.reading import Reading
from app.anonymity.suggestions import ANY_ROLE, role_after, role_before, title_before
from app.anonymity.tokens import Shape

_DOTTED = re.compile(r"(?<![\w.])[A-Z](?:\. ?[A-Z]){1,2}\.?(?![^\W_])")
_DOTTED_SMALL = re.compile(r"(?<![\w.])[a-z]\.[a-z]\.(?= ([a-z]{3,12}))")
_LABELS = frozenset(
    """case child section appendix group option part form level grade type annex question page
    band year class set unit ward column table key stage hepatitis vitamin phase tier
    category schedule young person sibling family reg""".split()
)
_SHORT_WORDS = frozenset(
    """ah am an as at aw be by da de di do eh el er ex go ha he hi ho if im in is it la le ma me mr
    ms my no of oh ok on or ow oz pa re sh so st th to uh um un up us vs we wi ya ye yo""".split()
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
    for match in _DOTTED_SMALL.finditer(reading.text):
        if match.group(1) in PERSONAL and plain_initials(match.group()) != own:
            start, end = match.span()
            yield Finding(
                start, end, Kind.INITIALS, Confidence.LIKELY, match.group(), _WHY, ANY_ROLE
            )
    for at, token in enumerate(reading.tokens):
        if len(token.key) > 3:
            continue
        if _titled(reading, at):
            text = token.text
            yield Finding(
                token.start, token.end, Kind.INITIALS, Confidence.STRONG, text, _WHY, ANY_ROLE
            )
            continue
        if _small(reading, at) and token.key.upper() != own:
            text = token.text
            yield Finding(
                token.start, token.end, Kind.INITIALS, Confidence.LIKELY, text, _WHY, ANY_ROLE
            )
            continue
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
    sure = known and len(plain) == 2 and (is_personal(reading, at) or _listed(reading, at))
    sure = sure or (known and len(plain) == 2 and title == "")
    if (known and not sure) or len(plain) > 2:
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


def is_personal(reading: Reading, at: int) -> bool:
    """Whether a short word of the work stands where only a person may: "CI was bailed"."""
    token = reading.tokens[at]
    if token.key in ACTING:
        return False
    after = reading.key(at + 1) if reading.gap(at + 1) == " " else ""
    if after in ("was", "is", "has", "were") and reading.gap(at + 2) == " ":
        after = reading.key(at + 2)
    if token.possessive:
        return after in RELATIONS or after in BELONGINGS
    return after in PERSONAL


def _listed(reading: Reading, at: int) -> bool:
    """Whether initials that mean nothing else stand beside it: "SQ and IE", "SB, TB and WB"."""
    for other, gap in ((at - 2, at), (at + 2, at + 2), (at - 1, at), (at + 1, at + 1)):
        if not 0 <= other < len(reading.tokens) or reading.key(at) in ACTING:
            continue
        joined = abs(other - at) == 2 and reading.key((other + at) // 2) == "and"
        comma = abs(other - at) == 1 and reading.gap(gap) == ", "
        token = reading.tokens[other]
        if not (joined or comma) or token.shape is not Shape.UPPER or len(token.key) != 2:
            continue
        if token.key not in reading.lists.acronyms and other not in reading.firm:
            return True
    return False


def _titled(reading: Reading, at: int) -> bool:
    """ "Mr R", unless a surname follows: "Mr R. Hughes"."""
    token = reading.tokens[at]
    if len(token.text) != 1 or not token.text.isupper() or token.gap not in (" ", ". "):
        return False
    if reading.key(at - 1) not in ("mr", "mrs", "ms", "miss", "mx", "dr"):
        return False
    following = reading.gap(at + 1)
    return following not in (". ", " ") or not reading.capital(at + 1)


def _small(reading: Reading, at: int) -> bool:
    """Initials in small letters that own or do something: "rk's mother", "rk told us"."""
    token = reading.tokens[at]
    if token.shape is not Shape.LOWER or len(token.key) != 2:
        return False
    if token.key in reading.lists.acronyms or token.key in _SHORT_WORDS:
        return False
    if not token.possessive:
        return reading.gap(at + 1) == " " and reading.key(at + 1) in PERSONAL
    return reading.key(at + 1) in RELATIONS or reading.key(at + 1) in BELONGINGS


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
