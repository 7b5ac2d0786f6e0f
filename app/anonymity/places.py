"""Schools, practices, streets and small places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import made
from app.anonymity.lexicon import Lexicon
from app.anonymity.place_words import capitals_before, saint_before
from app.anonymity.streets import STREETS, find_plain_street, find_street
from app.anonymity.tokens import Shape, Token
from app.anonymity.towns import SETTLED, find_settled, find_towns

_SCHOOLS = frozenset(
    """school schools academy primary nursery infants infant junior juniors grammar preschool
    college kindergarten pre-school comprehensive montessori rc ce secondary playgroup""".split()
)
_SCHOOL_PARTS = frozenset(
    """primary secondary high infant infants junior juniors catholic ce rc cofe church of
    england c e community academy nursery the first middle lower upper special grammar
    school schools college boys girls free preschool and voluntary aided controlled trust
    local mainstream virtual sunday boarding independent public private state new old
    previous current his her their our sixth form faith home childs children day after pre
    technical further education training staff english studio whole inter this that former
    both all any each every another residential specialist a an at in her from joint saint
    muslim jewish christian islamic urban partner feeder out ofsted agriculture medical law
    art drama dance language music summer holiday royal police open mother head multi
    section question named unknown designated small large big good village ex son daughter
    which is was if when where with for to by no not""".split()
)
_ON_ROLL = {
    "enrolled": frozenset(("at",)),
    "pupil": frozenset(("at",)),
    "student": frozenset(("at",)),
    "roll": frozenset(("at",)),
    "excluded": frozenset(("from",)),
    "transferred": frozenset(("to",)),
    "taught": frozenset(("at",)),
    "place": frozenset(("at",)),
}
_PRACTICES = frozenset("surgery practice clinic pharmacy".split())
_CENTRES = {
    "medical": frozenset("centre center practice".split()),
    "health": frozenset("centre center".split()),
    "group": frozenset(("practice",)),
    "family": frozenset(("practice",)),
    "dental": frozenset("practice surgery centre".split()),
}
_GENERIC = frozenset(
    """gp doctors doctor dental medical health family local the good best social current new
    nursing his her their our a an walk in sexual antenatal midwifery baby weighing child
    community hospital specialist group own same old previous multi agency reflective
    evidence based safe general drop outpatient fracture immunisation eye asthma well
    breastfeeding vaccination contact centre safer fertility diabetes paediatric
    genitourinary poor positive area common veterinary vet""".split()
)
_HOMES = frozenset("hospital hospice mosque church chapel synagogue gurdwara temple refuge".split())


def find_places(
    text: str, tokens: Sequence[Token], firm: set[int], lists: Lexicon, shouting: bool = False
) -> Iterator[Finding]:
    """Streets, schools, practices and small places, by the words that stand around them."""
    for at, token in enumerate(tokens):
        key = token.key
        if at in firm:
            continue
        if key in SETTLED:
            yield from find_settled(text, tokens, at, firm, lists)
        if shouting:
            if key in STREETS:
                yield from find_plain_street(text, tokens, at, lists)
        elif key in STREETS:
            yield from find_street(text, tokens, at, firm, lists)
        elif key in _SCHOOLS:
            yield from _school(text, tokens, at, firm, lists)
        elif key in _PRACTICES or key in _CENTRES:
            yield from _practice(text, tokens, at, firm, lists)
        elif key == "high":
            yield from _high(text, tokens, at, firm, lists)
        elif key in _HOMES:
            yield from _house(text, tokens, at, firm, lists)
        elif key == "flat" and at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit():
            span = token.start, tokens[at + 1].end
            yield made(text, span, Kind.STREET, Confidence.LIKELY, "The number of a flat.", "home")
    if shouting:
        return
    yield from _attends(text, tokens, firm, lists)
    yield from find_towns(text, tokens, firm, lists)


def _school(
    text: str, tokens: Sequence[Token], at: int, firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    token = tokens[at]
    start = capitals_before(tokens, at, firm)
    saint = saint_before(tokens, at)
    if saint is not None:
        start = saint
    while start < at and tokens[start].key in _SCHOOL_PARTS and tokens[start].key != "st":
        start += 1
    names = [one for one in tokens[start:at] if one.key not in _SCHOOL_PARTS]
    if saint is None and token.shape is Shape.LOWER and tokens[at - 1].possessive:
        return
    if not names or (token.shape is Shape.LOWER and all(one.key in lists.words for one in names)):
        return
    if any(one.shape is Shape.UPPER and one.key in lists.acronyms for one in names):
        return
    if names[0].opens and len(names) == 1 and names[0].key in lists.words | lists.dim:
        return
    if len(names) == 1 and names[0].key in lists.large_places and token.shape is Shape.LOWER:
        return
    end = at
    while (
        end + 1 < len(tokens)
        and tokens[end + 1].gap in (" ", "-")
        and tokens[end + 1].key in _SCHOOLS
        and (tokens[end + 1].shape is token.shape or tokens[end + 1].key in ("school", "academy"))
    ):
        end += 1
    why = "A school with its name narrows down which child this is."
    span = tokens[start].start, tokens[end].end
    known = all(one.key in lists.words for one in names)
    yield made(
        text, span, Kind.SCHOOL, Confidence.LIKELY if known else Confidence.STRONG, why, "school"
    )


def _high(
    text: str, tokens: Sequence[Token], at: int, firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    """ "Y7 at Trinity High": a high school without the word "school"."""
    token, before = tokens[at], tokens[at - 1]
    if not at or token.shape is not Shape.CAPITAL or token.gap != " " or before.possessive:
        return
    if (
        before.shape is not Shape.CAPITAL
        or before.opens
        or before.key in lists.words
        or at - 1 in firm
    ):
        return
    if (
        at + 1 < len(tokens)
        and tokens[at + 1].gap == " "
        and tokens[at + 1].shape is not Shape.LOWER
    ):
        return
    start = capitals_before(tokens, at, firm, 2)
    why = "This reads as the name of a school."
    span = tokens[start].start, token.end
    yield made(text, span, Kind.SCHOOL, Confidence.LIKELY, why, "school")


def _practice(
    text: str, tokens: Sequence[Token], at: int, firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    token = tokens[at]
    end = at
    if token.key in _CENTRES:
        if at + 1 >= len(tokens) or tokens[at + 1].key not in _CENTRES[token.key]:
            return
        end = at + 1
    if tokens[end].shape is Shape.LOWER and tokens[end].key == "practice":
        return
    start = capitals_before(tokens, at, firm)
    saint = saint_before(tokens, at)
    start = start if saint is None else saint
    while start < at and tokens[start].key in _GENERIC:
        start += 1
    names = [one for one in tokens[start:at] if one.key not in _GENERIC]
    if not names or (names[0].opens and names[0].key in lists.words and len(names) == 1):
        return
    if tokens[end].shape is Shape.LOWER and all(one.key in lists.words for one in names):
        return
    if any(one.shape is Shape.UPPER and one.key in lists.acronyms for one in names):
        return
    if token.key in ("clinic", "practice") and all(one.key in lists.words for one in names):
        return
    why = "A practice with its name tells where a family lives."
    span = tokens[start].start, tokens[end].end
    yield made(text, span, Kind.GP_PRACTICE, Confidence.STRONG, why, "GP practice")


def _house(
    text: str, tokens: Sequence[Token], at: int, firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    start = capitals_before(tokens, at, firm)
    saint = saint_before(tokens, at)
    start = start if saint is None else saint
    names = [
        one for one in tokens[start:at] if one.key not in _GENERIC and one.key not in lists.words
    ]
    if not names or (names[0].shape is Shape.LOWER and saint is None):
        return
    if all(one.key in lists.acronyms and one.shape is Shape.UPPER for one in names):
        return
    large = tokens[at].key in ("hospital", "hospice")
    instead = "hospital" if large else f"a {tokens[at].key}"
    span = tokens[start].start, tokens[at].end
    confidence = Confidence.POSSIBLE if large else Confidence.LIKELY
    why = "A named place may tell where a family lives."
    yield made(text, span, Kind.PLACE, confidence, why, instead)


def _attends(
    text: str, tokens: Sequence[Token], firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    """ "Attends Hillside", "pupil at Craigie High": a school without the word."""
    for at in range(len(tokens) - 1):
        cue, first = tokens[at].key, at + 1
        if cue in _ON_ROLL and tokens[first].key in _ON_ROLL[cue]:
            first += 1
        elif cue not in ("attends", "attending"):
            continue
        if first >= len(tokens) or first in firm or tokens[first].gap != " ":
            continue
        end = first
        while (
            end < len(tokens)
            and end - first < 4
            and tokens[end].shape is Shape.CAPITAL
            and tokens[end].gap == " "
            and end not in firm
        ):
            end += 1
        if first < end < len(tokens) and tokens[end].key == "pru":
            end += 1
        names = [one for one in tokens[first:end] if one.key not in _SCHOOL_PARTS]
        if not names or all(one.key in lists.words for one in names):
            continue
        if len(names) == 1 and (names[0].key,) in lists.phrases.get(names[0].key, ()):
            continue
        if len(names) == end - first and all(one.key in lists.large_places for one in names):
            continue
        why = "This reads as the name of a school or a group."
        span = tokens[first].start, tokens[end - 1].end
        yield made(text, span, Kind.SCHOOL, Confidence.LIKELY, why, "school")
