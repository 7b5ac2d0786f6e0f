"""Streets with a name: "12 Acacia Avenue", "Acacia Ave"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.anonymity.cues import ARTICLES
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import made
from app.anonymity.lexicon import Lexicon
from app.anonymity.place_words import capitals_before
from app.anonymity.tokens import Shape, Token

_STREETS = frozenset("street road avenue lane crescent terrace ave rd cres boulevard".split())
_LOOSE_STREETS = frozenset(
    """close court way place park hill green view walk drive square grove rise row gardens mews
    croft house st ln dr parade fold brow gate estate villas bank fields meadow meadows
    mount wharf quay heights hollow dell spinney copse orchard paddock vale ridge path
    passage broadway wynd brae esplanade promenade cottages farm buildings mansions lodge
    cottage crofts end""".split()
)
_DETERMINERS = ARTICLES | frozenset(
    """his her my at in on from to of by and or for with crown family high county youth
    magistrates supreme criminal coroners appeal cul main side busy same one safe no some
    another civil old new children childrens care residential nursing clearing halfway open
    public smoking front own safety three words day danger bail off hyde one-way two half
    whole full long through all under across which what cross very only taking took take
    place next more other second first right wrong either by-the-way town market village
    parish council business car science theme caravan holiday play""".split()
)
_SELDOM = frozenset("st house place way dr".split())
_AT = frozenset("at to of address lives lived visit visited flat house from home".split())
_NO_STREET = _DETERMINERS | frozenset(
    """years year weeks week months month days day hours minutes people children times miles year
    sessions visits bedrooms siblings different foster new separate contact group""".split()
)
STREETS = _STREETS | _LOOSE_STREETS
_STREET_WHY = "A street with a name tells where somebody lives."


def find_street(
    text: str, tokens: Sequence[Token], at: int, firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    token = tokens[at]
    loose = token.key in _LOOSE_STREETS
    start = capitals_before(tokens, at, firm, 3)
    while start < at and (tokens[start].key in _DETERMINERS or tokens[start].key in ("no", "flat")):
        start += 1
    lower = token.shape is Shape.LOWER
    if start == at:
        # "12 acacia avenue", typed without capitals
        yield from find_plain_street(text, tokens, at, lists)
        if loose or at < 2:
            return
        back = next((n for n in (1, 2) if at - n - 1 >= 0 and _is_number(tokens[at - n - 1])), 0)
        between = tokens[at - back : at]
        if (
            not back
            or any(one.gap != " " for one in (*between, token))
            or all(one.key in lists.words for one in between)
        ):
            return
        start = at - back
        lower = False
    names = tokens[start:at]
    numbered = start > 0 and _is_number(tokens[start - 1]) and tokens[start].gap in (" ", ", ")
    known = all(one.key in lists.words or one.key in _DETERMINERS for one in names)
    if lower and not numbered and (loose or any(one.possessive for one in names)):
        return
    on = start > 0 and tokens[start - 1].key == "on" and _stands_last(tokens, at)
    doubtful = not on and (known or (loose and token.key in _SELDOM))
    if (loose or lower) and doubtful and not (numbered and not (lower and loose)):
        return
    if any(one.key in _DETERMINERS for one in names) and not numbered:
        return
    if not numbered and names[0].opens and known:
        return
    if numbered:
        start -= 1
    confidence = Confidence.STRONG if numbered else Confidence.LIKELY
    yield made(text, (tokens[start].start, token.end), Kind.STREET, confidence, _STREET_WHY, "home")


def find_plain_street(
    text: str, tokens: Sequence[Token], at: int, lists: Lexicon
) -> Iterator[Finding]:
    """A street in letters that tell nothing: "visit to 14 tannery way", "ON GRESFORD PLACE"."""
    for back in (1, 2, 3):
        first = at - back
        if first < 1 or any(one.gap != " " for one in tokens[first : at + 1]):
            return
        names = tokens[first:at]
        if any(one.key in _NO_STREET or not one.key.isalpha() for one in names):
            return
        unknown = any(one.key not in lists.words and len(one.key) > 3 for one in names)
        before = tokens[first - 1]
        if _is_number(before):
            cue = any(one.key in _AT for one in tokens[max(0, first - 3) : first - 1])
            if not cue or (tokens[at].key in _SELDOM - {"way"} and not unknown):
                return
            start = before.start
        elif unknown and before.key in ("on", "at") and names[0].gap == " ":
            start = names[0].start
        else:
            continue
        span = start, tokens[at].end
        yield made(text, span, Kind.STREET, Confidence.LIKELY, _STREET_WHY, "home")
        return


def _stands_last(tokens: Sequence[Token], at: int) -> bool:
    """Whether a street's word with a capital ends the name."""
    if tokens[at].shape is not Shape.CAPITAL:
        return False
    return (
        at + 1 >= len(tokens) or tokens[at + 1].gap != " " or (tokens[at + 1].shape is Shape.LOWER)
    )


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit() and len(token.text) <= 4
