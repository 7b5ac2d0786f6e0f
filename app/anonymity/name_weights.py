"""How surely a run of words is a name, and why."""

from __future__ import annotations

from app.anonymity.cues import ARTICLES, BEFORE_PERSON, BELONGINGS, NEUTRAL, RELATIONS, SAID
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.name_runs import (
    NOUNS,
    VERBS,
    is_courteous,
    is_named,
    is_talked_to,
    unlisted_end,
)
from app.anonymity.nearness import is_mistyped
from app.anonymity.reading import NAMES, Reading, Sort
from app.anonymity.suggestions import ANY_ROLE, role_after, role_before, title_before
from app.anonymity.tokens import Shape

_DETERMINED = frozenset("her his the their".split())
_MONTHS = frozenset("april may june august".split())
_S, _L, _P = Confidence.STRONG, Confidence.LIKELY, Confidence.POSSIBLE


def judge(reading: Reading, at: int, end: int) -> Finding | None:
    """Whether a run is a name, how surely, and why."""
    tokens, sorts = reading.tokens, reading.sorts[at:end]
    if _is_author(reading, end):
        return None
    title = title_before(tokens, at)
    if title is not None and tokens[at - 1].key != tokens[at].key:
        if sorts[0] is Sort.WORD and reading.capital(at) and not is_courteous(reading, at):
            return None
        start = tokens[at - 1].start if not title else tokens[at].start
        role = (
            title
            or role_before(tokens, at, reading.roles)
            or role_after(tokens, end - 1, reading.roles)
        )
        return name_finding(reading, start, end, _S, "A title stands before it.", role)
    role = role_before(tokens, at, reading.roles) or role_after(tokens, end - 1, reading.roles)
    if sorts[0] is Sort.WORD and unlisted_end(reading, at) == end:
        why = "A word in no list, where only a person may stand."
        return name_finding(reading, tokens[at].start, end, _L, why, role)
    confidence, why = _weigh(reading, at, end, bool(role))
    if confidence is None:
        return None
    return name_finding(reading, tokens[at].start, end, confidence, why, role)


def _is_author(reading: Reading, end: int) -> bool:
    """Whether a published work is named: "Brandon et al", "Munro (2011)"."""
    after = reading.key(end)
    if after == "et" and reading.key(end + 1) == "al":
        return True
    closed = (reading.gap(end + 1) or ")").startswith((")", ":", ","))
    return reading.gap(end) == " (" and closed and len(after) == 4 and after[:2] in ("19", "20")


def _weigh(reading: Reading, at: int, end: int, role: bool) -> tuple[Confidence | None, str]:
    tokens, sorts = reading.tokens, reading.sorts[at:end]
    first, token = sorts[0], tokens[at]
    lower = not reading.capital(at) and len(token.key) > 1
    close = token.gap in (" ", " (", "-", " '", " “", ": ") and not token.opens
    named = is_named(reading, at)
    if named:
        return _S, "The words before it give a name."
    if len(sorts) > 1 or len(token.key) == 1:
        pair = _pair(reading, at, end, role)
        if pair is not None:
            return pair, "A first name and a surname stand together."
        if lower or first is Sort.WORD:
            return None, ""
        if all(sort in (Sort.DIM, Sort.HEAVY, Sort.WORD) for sort in sorts):
            return None, ""
    if role and close and (first in NAMES or (first in (Sort.DIM, Sort.UNKNOWN) and not lower)):
        return (_L if first is Sort.UNKNOWN else _S), "A relation or role stands beside it."
    closing = reading.gap(end) or ""
    told = role and token.gap == ": " and closing[:1] in ("", ".", ",", ";")
    if told and first is Sort.UNKNOWN and not is_mistyped(token.key, reading.lists.words):
        return _L, "A relation or role stands beside it."
    aside = not lower and (
        (token.gap == ", " and closing.startswith(","))
        or (token.gap in (" - ", " – ") and closing == token.gap)
    )
    if role and aside and first in (Sort.DIM, Sort.UNKNOWN):
        return _L, "A relation or role stands beside it."
    if role and first in NAMES:
        return _S, "A relation or role stands beside it."
    said = (reading.gap(end) == " " and reading.key(end) in SAID) or _aged(reading, end)
    said = said or (reading.gap(end) == ": " and reading.key(end) in SAID)
    neutral = reading.gap(end) == " " and reading.key(end) in NEUTRAL
    owns = tokens[end - 1].possessive
    before = token.gap == " " and reading.key(at - 1) in BEFORE_PERSON and not token.opens
    talked = is_talked_to(reading, at) and not token.opens
    article = token.gap == " " and reading.key(at - 1) in ARTICLES
    why = "This is a name."
    if lower:
        if said or talked or role or (owns and reading.key(end) in RELATIONS):
            return _L, why
        return (_L if len(token.key) > 3 else (_P if before or neutral else None)), why
    if first is Sort.FIRST:
        if article and not (said or owns):
            return (_P if len(token.key) > 2 else None), why
        if len(token.key) < 4 and token.shape is Shape.UPPER and not (said or talked or owns):
            return None, ""
        sure = not token.opens and (talked or said or (owns and reading.key(end) in RELATIONS))
        return (_S if sure else _L), why
    if first is Sort.BRIGHT:
        if _is_origin(reading, at) and not said:
            return None, ""
        if token.opens:
            return (
                _L
                if said
                or owns
                or (reading.key(end) == "and" and _is_name(reading, end + 1))
                or (neutral and token.key not in NOUNS and not _and_a_word(reading, end))
                else None
            ), why
        return (_L if not article else None), why
    if first is Sort.DIM:
        if token.opens or article:
            month = token.key in _MONTHS and reading.key(end) in ("saw", "was")
            return (_L if said and not article and not month else None), why
        return (_L if said or talked or (owns and reading.key(end) in RELATIONS) else None), why
    if first is Sort.SURNAME:
        if token.shape is Shape.UPPER and len(token.key) < 5 and not (said or talked or owns):
            return None, ""
        if article and not (said or owns):
            return _P, "This may be a surname: “the …s”."
        if token.opens:
            return (_L if said or owns or neutral else _P), "This may be a surname."
        return _L, "This is a surname."
    if first is Sort.UNKNOWN:
        return _unknown(reading, at, end, said, owns, talked, before, article)
    return None, ""


def _unknown(
    reading: Reading,
    at: int,
    end: int,
    said: bool,
    owns: bool,
    talked: bool,
    before: bool,
    article: bool,
) -> tuple[Confidence | None, str]:
    """A capital word in no list: a name if it is treated as a person."""
    why = "A word with a capital, in no list, where a person may stand."
    token = reading.tokens[at]
    if token.key[0] > "\u0370":
        return _L, "A word in another script is mostly a name."
    if article or (
        token.shape is Shape.MIXED and not token.key.startswith(("mc", "mac", "o", "d", "fitz"))
    ):
        return None, ""
    person = talked or said or (owns and reading.key(end) in RELATIONS | BELONGINGS)
    if token.opens:
        return _opening(reading, at, end, person, owns), why
    if person or (end - at > 1 and (before or owns)):
        return _L, why
    if before or owns or end - at > 1:
        return _P, why
    alone = not _capital_beside(reading, at, end) and len(token.key) > 2
    if not alone:
        return None, why
    if token.gap == ", ":
        acts = reading.gap(end) == ", " and reading.key(end) in SAID
        return (_P if acts or _does(reading, end) else None), why
    return (_P if token.gap in (" ", " (") else None), why


def _opening(reading: Reading, at: int, end: int, person: bool, owns: bool) -> Confidence | None:
    """A capital word in no list that begins a sentence, where every word has a capital."""
    token = reading.tokens[at]
    if not owns and len(token.key) > 6 and is_mistyped(token.key, reading.lists.words):
        return None  # "Refferal accepted"
    if person:
        return _L
    after = reading.key(end)
    if reading.gap(end) == ", ":
        return _P if after in ("who", "whose") or after.isdigit() else None
    if reading.gap(end) != " ":
        return None
    to_do = after == "to" and end + 1 < len(reading.tokens)
    if after in NEUTRAL or (to_do and reading.tokens[end + 1].shape is Shape.LOWER):
        return _P
    does = after.endswith(("s", "ed")) and after in reading.lists.words and len(after) > 3
    return _P if does and not is_mistyped(token.key, reading.lists.words) else None


def _does(reading: Reading, end: int) -> bool:
    """Whether a word follows that tells what somebody does: "Anya covers for him"."""
    key = reading.key(end)
    return reading.gap(end) == " " and key.endswith("s") and key in reading.lists.words


def _aged(reading: Reading, end: int) -> bool:
    """Whether an age or a birth follows: "(13)", ", aged 7", "(dob …)"."""
    if reading.gap(end) not in (" (", ", ", " "):
        return False
    key = reading.key(end)
    if key in ("aged", "dob", "born"):
        return True
    if reading.gap(end) != " (" and key.isdigit() and len(key) < 3 and int(key) < 19:
        closing = (reading.gap(end + 1) or ".")[:1]
        return closing in ((",", ";") if reading.gap(end) == ", " else (",", ";", ".", ")"))
    return reading.gap(end) == " (" and key.isdigit() and len(key) < 3


def _capital_beside(reading: Reading, at: int, end: int) -> bool:
    """Whether a run stands among other capitals, as the words of a heading or a body do."""
    tokens = reading.tokens
    before = at and tokens[at].gap == " " and tokens[at - 1].shape is not Shape.LOWER
    after = reading.gap(end) == " " and tokens[end].shape is not Shape.LOWER
    return bool(before and not tokens[at - 1].opens) or after


def _pair(reading: Reading, at: int, end: int, role: bool) -> Confidence | None:
    """Two words or more that stand together as a full name."""
    sorts = [sort for sort in reading.sorts[at:end] if sort is not Sort.WORD]
    token = reading.tokens[at]
    if len(token.key) == 1:
        return _S if Sort.SURNAME in sorts else _L
    if not sorts or len(sorts) < 2:
        return None
    given, last = sorts[0], sorts[-1]
    sure = sum(sort in NAMES for sort in sorts)
    lower = not reading.capital(at)
    if sure >= 2:
        return _L if lower and token.key in VERBS else _S
    if given in NAMES and last in (Sort.HEAVY, Sort.UNKNOWN, Sort.DIM):
        if given is Sort.BRIGHT and token.opens and last in (Sort.HEAVY, Sort.DIM):
            return _L if role else None
        return _S if given is not Sort.SURNAME else _L
    if given in (Sort.DIM, Sort.UNKNOWN, Sort.HEAVY) and last in NAMES:
        if token.opens and given is not Sort.UNKNOWN and not role and last is not Sort.SURNAME:
            return None
        return _S if given is Sort.DIM else _L
    if given is Sort.DIM and last is Sort.UNKNOWN and role:
        return _L
    if given is Sort.DIM and last is Sort.UNKNOWN and not token.opens:
        known = token.key in reading.lists.words or token.key in reading.lists.large_places
        return None if known or _article(reading, at) else _L
    if given is Sort.DIM and last is Sort.HEAVY and not token.opens and not _article(reading, at):
        return _L
    return None


def _is_origin(reading: Reading, at: int) -> bool:
    """Whether a country or a city that is also a name stands as a place: "from India"."""
    token = reading.tokens[at]
    if token.key not in reading.lists.large_places or token.gap != " ":
        return False
    return reading.key(at - 1) in ("from", "in", "near", "via", "fled") or (
        reading.key(at - 1) == "to" and not is_talked_to(reading, at)
    )


def _article(reading: Reading, at: int) -> bool:
    return reading.key(at - 1) in ARTICLES


def _and_a_word(reading: Reading, end: int) -> bool:
    """Whether "and" and no person follows: "Rob and steal"."""
    return reading.key(end) == "and" and reading.key(end + 1) not in RELATIONS | _DETERMINED


def _is_name(reading: Reading, at: int) -> bool:
    return at < len(reading.tokens) and reading.capital(at) and reading.sorts[at] in NAMES


def name_finding(
    reading: Reading, start: int, end: int, confidence: Confidence, why: str, role: str
) -> Finding:
    stop = reading.tokens[end - 1].end
    return Finding(
        start, stop, Kind.NAME, confidence, reading.text[start:stop], why, role or ANY_ROLE
    )
