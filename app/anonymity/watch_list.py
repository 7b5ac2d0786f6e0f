"""The watch list: what the auditor says must not be in the text, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.anonymity.context import WatchEntry
from app.anonymity.cues import ARTICLES, NEUTRAL, PERSONAL, SAID, TITLES
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.initials import is_personal
from app.anonymity.nearness import is_slip, shortened
from app.anonymity.reading import Reading
from app.anonymity.suggestions import ANY_ROLE, role_after, role_before
from app.anonymity.tokens import Shape, Token
from app.anonymity.watch_words import LONGEST_NAME, SAME, Compiled, compiled, opening

_MONTHS = frozenset("april may june august".split())
_WHEN = frozenset("in since by until from during last next this early late mid of every".split())
_LINKS = re.compile(r"[\s\-‐–,./'’]{1,4}\Z")


def find_watched(reading: Reading, entries: tuple[WatchEntry, ...], own: str) -> Iterator[Finding]:
    """Every way in which the watch list's entries stand in the text."""
    if not entries:
        return
    ready = compiled(entries)
    yield from _literal(reading.text, ready)
    taken: set[int] = set()
    for at, token in enumerate(reading.tokens):
        end, instead = _phrase_end(reading.tokens, at, ready)
        if end > at:
            taken.update(range(at, end))
            yield _finding(reading, at, end, Confidence.STRONG, instead)
        elif at not in taken and _in_two(reading, at, ready):
            taken.add(at + 1)
            instead = ready.words[token.key + reading.key(at + 1)][0]
            yield _finding(reading, at, at + 2, Confidence.STRONG, instead)
        elif at not in taken:
            yield from _word(reading, at, token, ready, own)


def _word(reading: Reading, at: int, token: Token, ready: Compiled, own: str) -> Iterator[Finding]:
    if at in reading.firm:
        return  # a part of a phrase: "Moses basket"
    hit = _known(ready, token.key)
    if hit is not None:
        instead, wordlike = hit
        if not wordlike or _as_a_name(reading, at):
            yield _finding(reading, at, at + 1, Confidence.STRONG, instead)
        return
    plain = token.text.upper()
    if token.shape is Shape.UPPER and plain in ready.initials and plain != own:
        known = plain.lower() in reading.lists.acronyms and not is_personal(reading, at)
        if not known and not reading.shouting:
            yield _finding(reading, at, at + 1, Confidence.LIKELY, ready.initials[plain])
        return
    letters = _letters(reading.tokens, at)
    if letters and letters in ready.initials and letters != own:
        end = at + len(letters)
        yield _finding(reading, at, end, Confidence.STRONG, ready.initials[letters])
        return
    if 3 < len(token.key) <= LONGEST_NAME and token.key not in reading.lists.words:
        meant = _meant(ready, token.key)
        if meant and not (
            token.key in reading.lists.first and token.shape is Shape.LOWER and len(meant) < 5
        ):
            sure = token.shape is not Shape.LOWER or len(meant) > 5
            confidence = Confidence.STRONG if sure else Confidence.LIKELY
            yield _finding(reading, at, at + 1, confidence, ready.words[meant][0])


def _in_two(reading: Reading, at: int, ready: Compiled) -> bool:
    """Whether a name of one word is written as two: "Mc Allister", "Anne Marie"."""
    if reading.gap(at + 1) not in (" ", "-") or len(reading.key(at)) < 2:
        return False
    joined = reading.key(at) + reading.key(at + 1)
    hit = ready.words.get(joined)
    return hit is not None and not hit[1] and len(joined) > 5 and not reading.tokens[at].possessive


def _known(ready: Compiled, key: str) -> tuple[str, bool] | None:
    """A word of the list, or its plural: "the Hugheses", "Smiths"."""
    hit = ready.words.get(key)
    if hit is None and len(key) > 4 and key.endswith("s"):
        hit = ready.words.get(key[:-1]) or (
            ready.words.get(key[:-2]) if key.endswith("es") else None
        )
    return hit


def _meant(ready: Compiled, key: str) -> str:
    for short in (key, opening(key), *(shortened(key) - {key})):
        for word in ready.slips.get(short, ()):
            if is_slip(key, word):
                return word
    return ""


def _as_a_name(reading: Reading, at: int) -> bool:
    """Whether a word that is also a name stands as one: "Rose", not "rose" or "Will the plan"."""
    token = reading.tokens[at]
    before, after = reading.key(at - 1), reading.key(at + 1)
    if not reading.capital(at):
        lists = reading.lists
        if token.key in lists.bright - lists.words - lists.heavy:
            return True
        if (token.possessive or reading.gap(at + 1) == " ") and after in PERSONAL:
            return True
        return token.gap == " " and (
            before in TITLES or (before in ("to", "with") and after in SAID)
        )
    if token.key in _MONTHS and token.gap == " " and before in _WHEN:
        return False
    if not token.opens:
        return before not in ARTICLES or after in SAID or token.possessive
    return after in SAID or token.possessive or after in NEUTRAL - {"not"} or after == "and"


def _letters(tokens: Sequence[Token], at: int) -> str:
    """ "J.S." or "J S" as "JS"."""
    letters = ""
    for token in tokens[at : at + 4]:
        if len(token.text) != 1 or not token.text.isupper():
            break
        if letters and token.gap not in (".", ". ", " "):
            break
        letters += token.text
    return letters if len(letters) > 1 else ""


def _phrase_end(tokens: Sequence[Token], at: int, ready: Compiled) -> tuple[int, str]:
    key = SAME.get(tokens[at].key, tokens[at].key)
    best, instead = at, ""
    for phrase, role in ready.phrases.get(key, ()):
        end = at
        for wanted in phrase:
            while end > at and end < len(tokens) and SAME.get(tokens[end].key) == "":
                end += 1
            if end >= len(tokens):
                break
            here = SAME.get(tokens[end].key, tokens[end].key)
            if not _same_word(here, wanted):
                break
            if end > at and not _LINKS.match(tokens[end].gap):
                break
            end += 1
        else:
            if end > best:
                best, instead = end, role
    return best, instead


def _same_word(here: str, wanted: str) -> bool:
    if here == wanted or here == wanted + "s" or here + "s" == wanted:
        return True
    return len(wanted) > 3 and 0 < len(here) <= LONGEST_NAME and is_slip(here, wanted)


def _literal(text: str, ready: Compiled) -> Iterator[Finding]:
    lowered = text.lower()
    for value, instead in ready.literal.items():
        start = lowered.find(value) if len(lowered) == len(text) else text.find(value)
        while start >= 0:
            yield _made(text, start, start + len(value), Confidence.STRONG, instead)
            start = text.find(value, start + len(value))
    if ready.numbers:
        for match in re.finditer(r"\d(?:[ ()\-./]{0,2}\d){4,19}", text):
            digits = re.sub(r"\D", "", match.group())
            for wanted, instead in ready.numbers.items():
                if digits == wanted:
                    yield _made(text, match.start(), match.end(), Confidence.STRONG, instead)


def _finding(reading: Reading, at: int, end: int, confidence: Confidence, instead: str) -> Finding:
    tokens = reading.tokens
    if instead == ANY_ROLE:
        instead = (
            role_before(tokens, at, reading.roles)
            or role_after(tokens, end - 1, reading.roles)
            or instead
        )
    return _made(reading.text, tokens[at].start, tokens[end - 1].end, confidence, instead)


def _made(text: str, start: int, end: int, confidence: Confidence, instead: str) -> Finding:
    why = "This is on the watch list, or written much like it."
    return Finding(start, end, Kind.WATCH_LIST, confidence, text[start:end], why, instead)
