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
    ROLES,
    SAID,
    SURE_BEFORE,
    TALK,
)
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.reading import Reading
from app.anonymity.suggestions import ANY_ROLE, role_after, role_before, title_before
from app.anonymity.tokens import Shape, Token

_DOTTED = re.compile(r"(?<![\w.&/])[A-Z](?:\. ?[A-Z]){1,2}\.?(?![^\W_]|[&/])")
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
# Not A and I, nor M, F, C, P (mother, father, child, parent), V, S, W (victim, suspect, witness).
_LONE_LETTERS = frozenset("BDEGHJKLNOQRTUZ")
_BEFORE_LETTER = (
    _LABELS
    | ROLES
    | ARTICLES
    | frozenset(
        """adult parent mother father mum dad carer male female suspect worker baby vitamin
        plan strep agency school grade letter block wing unit flat room zone route point
        list paragraph""".split()
    )
)
_SEEN = frozenset(
    """seen spoken told asked interviewed visited weighed hit taken brought placed removed upset
    frightened scared tearful withdrawn excluded missing admitted discharged living staying
    referred allocated adamant clear happy quiet""".split()
)
_TOGETHER = SAID | NEUTRAL | frozenset("live are were share stay go attend have both".split())
_KIN = frozenset("brother sister uncle aunt cousin friend boyfriend girlfriend partner".split())
_SPOKE = frozenset("stated reported explained stays works".split())
_BODILY = frozenset(
    "lives lived hit slapped punched cried slept sleeps smokes smoked drinks drank feels".split()
)
_MET = TALK | frozenset(
    """according refer agreed discussed email c tc call called signed seen written led
        chaired completed text""".split()
)
# Short words of the list that name no agency and no role: after "t/c to" they are somebody.
_PLAIN_PAIRS = frozenset("AF BR BS CW DD DH FF FG FM FP HP LT NN NW PP RA SA SM".split())
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
        if plain in ("AM", "PM") and reading.text[: match.start()].rstrip()[-1:].isdigit():
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
        if len(token.text) > 4:
            continue
        if token.shape is Shape.LOWER:
            # Most words: the quick way out.
            if len(token.key) == 2 and _small(reading, at) and token.key.upper() != own:
                yield _initials(token, Confidence.LIKELY)
            continue
        single = len(token.text) == 1
        if single and _titled(reading, at):
            yield _initials(token, Confidence.STRONG)
            continue
        lone = _lone(reading, at, own) if single else None
        if lone is not None:
            yield _initials(token, lone)
            continue
        if token.shape is Shape.MIXED and _son_of(token.text):
            yield _initials(token, Confidence.LIKELY)
            continue
        spaced = single and _spaced(reading, at)
        if not spaced and (token.shape is not Shape.UPPER or not 2 <= len(token.key) <= 3):
            continue
        if at in reading.firm or at in reading.soft or reading.shouting:
            continue
        finding = _judge(reading, at, at + 2 if spaced else at + 1, own)
        if finding is not None:
            yield finding


def _initials(token: Token, confidence: Confidence) -> Finding:
    return Finding(token.start, token.end, Kind.INITIALS, confidence, token.text, _WHY, ANY_ROLE)


_DEGREES = re.compile(r"BA|MA|BSC|MSC|PHD|UK|US|USA|EU|NB|PS|DOB|EG|IE|TBC|PE|RE|ID")


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
    if plain == own or not plain.isascii() or plain in _labelled(reading):
        return None
    role = role_before(tokens, at, reading.roles) or role_after(tokens, end - 1, reading.roles)
    title = title_before(tokens, at)
    if title is not None:
        role = title or role or ANY_ROLE
    known = plain.lower() in reading.lists.acronyms
    sure = known and len(plain) == 2 and (is_personal(reading, at) or _listed(reading, at))
    sure = sure or (plain in _PLAIN_PAIRS and _met(reading, at))
    sure = sure or (known and len(plain) == 2 and title == "")
    if (known and not sure) or len(plain) > 2:
        apart = token.gap == ", " and (reading.gap(end) or "").startswith(",")
        near = bool(role) and (apart or (token.gap in (" ", " (") and not known))
        acts = not known and end == at + 1 and _lives(reading, at)
        if not (near or acts) or (len(plain) == 3 and token.gap == " ("):
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


def _lives(reading: Reading, at: int) -> bool:
    """Whether three capitals do what no service does: "MJS lives with gran"."""
    return reading.gap(at + 1) == " " and reading.key(at + 1) in _BODILY


def _met(reading: Reading, at: int) -> bool:
    """Whether somebody is spoken to, or agreed with: "t/c to FM", "as agreed with NW"."""
    before, further = reading.key(at - 1), reading.key(at - 2)
    if reading.tokens[at].gap != " ":
        return False
    return before in SURE_BEFORE or (before in ("to", "with", "w", "by") and further in _MET)


def _lone(reading: Reading, at: int, own: str) -> Confidence | None:
    """A single letter that lives, says or owns: "K was seen", "G and H live", "L's house".

    "Child A" and "Parent B" are how a review names people; A, I, V (victim) and X mean too much.
    """
    token = reading.tokens[at]
    letter = token.text
    if len(letter) != 1 or letter not in _LONE_LETTERS or letter == own[:1]:
        return None
    if token.gap not in ("", " ", ". ", "\n", "\n\n", ", ", "\n- ", "\n• ", "- ", "• "):
        return None
    if letter in _labelled(reading) or (token.gap == " " and reading.key(at - 1) in _BEFORE_LETTER):
        return None
    following = reading.gap(at + 1)
    if following == ". " and reading.key(at + 1) in PERSONAL and token.opens:
        return Confidence.LIKELY if reading.tokens[at + 1].shape is Shape.LOWER else None
    if token.possessive:
        owned = reading.key(at + 1) in RELATIONS or reading.key(at + 1) in BELONGINGS
        return Confidence.LIKELY if owned else None
    if following != " ":
        return None
    after, then = reading.key(at + 1), reading.key(at + 2)
    if after == "and" and reading.gap(at + 2) == " ":
        other = reading.tokens[at + 2].text
        paired = len(other) == 1 and other in _LONE_LETTERS and reading.gap(at + 3) == " "
        return Confidence.LIKELY if paired and reading.key(at + 3) in _TOGETHER else None
    if reading.key(at - 1) == "and" and token.gap == " " and after in _TOGETHER:
        paired = len(reading.tokens[at - 2].text) == 1 if at > 1 else False
        return Confidence.LIKELY if paired and reading.tokens[at - 2].text.isupper() else None
    if after in ("was", "has", "is", "had", "were"):
        if then == "been":
            then = reading.key(at + 3)
        if (
            reading.key(at - 1) in _KIN
            and token.gap == " "
            and reading.tokens[at - 1].text.islower()
        ):
            return Confidence.POSSIBLE
        return Confidence.LIKELY if then in PERSONAL or then in _SEEN else None
    return Confidence.LIKELY if after in PERSONAL or after in _SPOKE else None


def _labelled(reading: Reading) -> frozenset[str]:
    """What stands after "Child", "Case" and the like, "Child AG1" too: names that a review gave."""
    tokens = reading.tokens
    return frozenset(
        one.text.rstrip("0123456789")
        for at, one in enumerate(tokens)
        if at
        and len(one.text) < 4
        and one.gap == " "
        and one.text[0].isupper()
        and tokens[at - 1].key in _LABELS
    )


def _son_of(text: str) -> bool:
    """ "SMc", "JMcD": initials of a surname that begins with Mc."""
    return (
        3 <= len(text) <= 4
        and text[0].isupper()
        and text[1:3] == "Mc"
        and text[3:].isupper() | (len(text) == 3)
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
    if reading.key(at - 1) == "dr" and token.text in "ABC":
        return False  # a review's own way of naming doctors
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
        if following.key in BODIES:
            return True
        digits = following.shape is Shape.DIGITS or following.key.isdigit()
        if digits and not (_met(reading, at) and (reading.gap(end + 1) or "") in ("/", ".")):
            return True
        if following.shape is Shape.UPPER and len(following.key) > 1:
            return True
    return False
