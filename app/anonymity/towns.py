"""Small places: villages, small towns and estates, by a list and by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.anonymity.cues import BODIES, LIVING, PLACE_BEFORE
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.formed import made
from app.anonymity.lexicon import Lexicon
from app.anonymity.place_words import capitals_before
from app.anonymity.tokens import Shape, Token

_TOWN = "A small place narrows down who this is."
_LOCAL = "the local area"
_WHERE = frozenset("in near around outside from".split())
# Words with a capital that make a village of the words beside them: "Nether Wallop", "Moss Side".
_LEADING = frozenset(
    """upper lower great little much nether long high over market bishops kings west east north
    south old new castle chapel church temple monks abbots queens""".split()
)
_ENDING = frozenset(
    """side end green heath common cross bridge hill moor marsh wood bank vale bay regis magna parva
    bottom edge fields ferry ash lacy mallet bassett cove mill gate ford wells haven fold brook
    holme rise top row ness island head water dale""".split()
)
SETTLED = frozenset("estate village flats valley caravan hamlet".split())
_NO_PLACE = frozenset(
    """school sixth court team group year form review panel house ward service services team early
    children childrens family families social general royal national case core time term high
    police youth adult public local authority south north east west ireland wales yorkshire
    midlands london england britain sussex lothian ayrshire lanarkshire way one two risk street
    road lane avenue park county city town crown care child home education health""".split()
)


def find_towns(
    text: str, tokens: Sequence[Token], firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    for at, token in enumerate(tokens):
        if at in firm or not at:
            continue
        if token.shape is Shape.LOWER:
            if tokens[at - 1].key in PLACE_BEFORE and _small_town(tokens, at, lists):
                span = token.start, token.end
                yield made(text, span, Kind.PLACE, Confidence.LIKELY, _TOWN, _LOCAL)
            continue
        small = token.key in lists.small_places
        unknown = (
            token.shape is Shape.CAPITAL
            and not token.opens
            and not small
            and token.key not in lists.words
            and token.key not in lists.large_places
            and token.key not in lists.first
            and token.key not in lists.surnames
            and token.key not in lists.heavy
        )
        before = tokens[at - 1]
        if small and _stands_alone(tokens, at, lists):
            span = token.start, token.end
            living = any(tokens[n].key in LIVING for n in range(max(0, at - 5), at))
            sure = Confidence.LIKELY if living else Confidence.POSSIBLE
            yield made(text, span, Kind.PLACE, sure, _TOWN, _LOCAL)
            continue
        if before.key in _WHERE or before.key in ("to", "at"):
            lived = any(tokens[n].key in LIVING for n in range(max(0, at - 4), at))
            left = at > 3 and tokens[at - 4].key == "from"
            moved = before.key in _WHERE or lived or (before.key == "to" and left)
            if moved and not (small or unknown) and _double(tokens, at, firm, lists):
                span = token.start, tokens[at + 1].end
                yield made(text, span, Kind.PLACE, Confidence.POSSIBLE, _TOWN, _LOCAL)
                continue
        if not (small or unknown) or token.possessive:
            continue
        if before.key not in PLACE_BEFORE or token.gap != " ":
            continue
        living = any(tokens[n].key in LIVING for n in range(max(0, at - 5), at))
        if not living and before.key not in _WHERE:
            continue
        if not living and unknown and before.key == "from":
            continue  # a letter from somebody is more likely
        end = at
        if (
            at + 1 < len(tokens)
            and tokens[at + 1].gap == " "
            and tokens[at + 1].shape is Shape.CAPITAL
            and tokens[at + 1].key not in lists.words
        ):
            end = at + 1
        confidence = Confidence.LIKELY if living else Confidence.POSSIBLE
        span = token.start, tokens[end].end
        yield made(
            text,
            span,
            Kind.PLACE,
            confidence,
            _TOWN,
            _LOCAL,
        )


def find_settled(
    text: str, tokens: Sequence[Token], at: int, firm: set[int], lists: Lexicon
) -> Iterator[Finding]:
    """ "The Gurnos estate": a capital in no list of words, before a word for where people live."""
    if not at or tokens[at].gap != " ":
        return
    start = capitals_before(tokens, at, firm, 2)
    names = [one for one in tokens[start:at] if one.key != "the"]
    if not names or all(one.key in lists.words for one in names):
        return
    if any(one.key in lists.large_places | _NO_PLACE for one in names):
        return
    if any(one.shape is Shape.UPPER or one.possessive for one in names):
        return
    span = names[0].start, tokens[at - 1].end
    yield made(text, span, Kind.PLACE, Confidence.LIKELY, _TOWN, _LOCAL)


def _stands_alone(tokens: Sequence[Token], at: int, lists: Lexicon) -> bool:
    """Whether a small place, which is nobody's name, stands there and not in a body's name."""
    token = tokens[at]
    key = token.key
    if token.shape is not Shape.CAPITAL or key in lists.named or key in lists.words:
        return False
    joined = (
        token.gap == " " and tokens[at - 1].shape is not Shape.LOWER and not tokens[at - 1].opens
    )
    if joined or at + 1 >= len(tokens):
        return not joined
    following = tokens[at + 1]
    return not (
        following.gap in (" ", "-", "/")
        and (following.shape is not Shape.LOWER or following.key in BODIES)
    )


def _double(tokens: Sequence[Token], at: int, firm: set[int], lists: Lexicon) -> bool:
    """Whether two words with capitals after "in", "from" or "near" are a village's name."""
    if at + 1 >= len(tokens) or tokens[at].gap != " " or tokens[at + 1].gap not in (" ", "-"):
        return False
    one, two = tokens[at], tokens[at + 1]
    if one.shape is not Shape.CAPITAL or two.shape is not Shape.CAPITAL or at + 1 in firm:
        return False
    if one.possessive or two.possessive or {one.key, two.key} & (lists.large_places | _NO_PLACE):
        return one.key in _LEADING and two.key not in lists.large_places | _NO_PLACE
    if at + 2 < len(tokens) and tokens[at + 2].gap == " " and tokens[at + 2].shape > Shape.LOWER:
        return False
    return one.key in _LEADING or two.key in _ENDING


def _small_town(tokens: Sequence[Token], at: int, lists: Lexicon) -> bool:
    """A small place typed in small letters, where somebody lives."""
    token = tokens[at]
    if token.gap != " " or token.possessive or token.key in lists.words or len(token.key) < 4:
        return False
    if not any(tokens[n].key in LIVING for n in range(max(0, at - 5), at)):
        return False
    if token.key in lists.small_places:
        return True
    # A slip of the pen is mostly followed by the word that it belongs to: "in temporay housing".
    ends = at + 1 >= len(tokens) or tokens[at + 1].gap != " "
    listed = token.key in lists.first or token.key in lists.surnames or token.key in lists.acronyms
    return (
        ends
        and not listed
        and token.key not in lists.large_places
        and tokens[at - 1].key == "in"
        and token.key.isalpha()
    )
