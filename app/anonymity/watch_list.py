"""The watch list: what the auditor says must not be in the text, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.anonymity.context import WatchEntry
from app.anonymity.cues import ARTICLES, NEUTRAL, PARTICLES, SAID, TITLES
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.lexicon import Lexicon, lexicon
from app.anonymity.nearness import is_slip, shortened
from app.anonymity.reading import Reading
from app.anonymity.suggestions import ANY_ROLE, role_after, role_before
from app.anonymity.tokens import Shape, Token, tokenise

_NAME_KINDS = frozenset("name nickname names child person family worker professional alias".split())
_INSTEAD = {
    "address": "home", "street": "home", "home": "home", "school": "school", "nursery": "nursery",
    "college": "college", "gp": "GP practice", "practice": "GP practice", "surgery": "GP practice",
    "place": "the local area", "town": "the local area", "phone": "a phone number on file",
    "number": "reference on file", "reference": "reference on file", "email": "an e-mail address",
    "worker": "the worker’s role, such as “social worker”",
}  # fmt: skip
_SCHOOL_WORDS = re.compile(r"school|academy|college|nursery|primary|infant|junior", re.IGNORECASE)
_SAME = {"street": "st", "road": "rd", "avenue": "ave", "saint": "st", "close": "cl", "lane": "ln",
         "drive": "dr", "crescent": "cres", "court": "ct", "and": "", "the": ""}  # fmt: skip
_GENERIC = frozenset(
    """street st road rd avenue ave close lane ln drive dr crescent cres terrace court way place
    grove gardens square mews walk hill park green flat house school primary secondary high academy
    college nursery infant infants junior juniors community catholic church of england ce cofe rc
    the and surgery practice medical centre health group clinic north south east west upper lower
    new old little great saint""".split()
)
LONGEST_NAME = 40
_LONG = 7
_LINKS = re.compile(r"[\s\-‐–,./'’]{1,4}\Z")


@dataclass
class _Compiled:
    """A watch list made ready for looking words up."""

    words: dict[str, tuple[str, bool]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    slips: dict[str, set[str]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    literal: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=8)
def compiled(entries: tuple[WatchEntry, ...]) -> _Compiled:
    """The entries as words, phrases, forms of names, slips of the pen, initials and digits."""
    lists = lexicon()
    ready = _Compiled()
    for entry in entries:
        tokens = tokenise(entry.value)
        keys = [token.key for token in tokens if token.key]
        instead = _instead(entry)
        digits = re.sub(r"\D", "", entry.value)
        if "@" in entry.value:
            ready.literal[entry.value.lower()] = instead
        elif len(digits) >= 5 and len(digits) * 2 >= len(entry.value.replace(" ", "")):
            ready.numbers[digits] = instead
        elif _is_name(entry, tokens):
            _add_name(ready, keys, instead, lists)
        else:
            _add_phrase(ready, keys, instead)
            for key in keys:
                if (
                    key not in _GENERIC
                    and key not in lists.words
                    and len(key) > 3
                    and key.isalpha()
                ):
                    _add_word(ready, key, instead, lists)
    return ready


def _is_name(entry: WatchEntry, tokens: Sequence[Token]) -> bool:
    if entry.kind in _NAME_KINDS:
        return True
    if entry.kind in _INSTEAD:
        return False
    written = any(ch.isdigit() for ch in entry.value) or _SCHOOL_WORDS.search(entry.value)
    return not written and not any(token.key in _GENERIC for token in tokens[1:])


def _instead(entry: WatchEntry) -> str:
    if entry.kind in _INSTEAD:
        return _INSTEAD[entry.kind]
    if entry.kind and entry.kind not in _NAME_KINDS:
        return entry.kind
    if _SCHOOL_WORDS.search(entry.value):
        return "school"
    return "home" if any(ch.isdigit() for ch in entry.value) and not entry.kind else ANY_ROLE


def _add_name(ready: _Compiled, keys: list[str], instead: str, lists: Lexicon) -> None:
    keys = [key for key in keys if key not in TITLES]
    parts = [key for key in keys if len(key) > 1 and key not in PARTICLES]
    for key in parts:
        _add_word(ready, key, instead, lists)
        for form in lists.forms.get(key, ()):
            if len(form) > 1 and key in lists.first | lists.bright | lists.dim:
                _add_word(ready, form, instead, lists, slips=False)
    if len(keys) > 1:
        ready.words.setdefault("".join(keys), (instead, False))
        _add_phrase(ready, keys, instead)
        heads = [key[0].upper() for key in keys if key not in PARTICLES]
        for initials in {"".join(heads), *(heads[0] + other for other in heads[1:])}:
            if 1 < len(initials) <= 4:
                ready.initials.setdefault(initials, instead)


def _add_word(ready: _Compiled, key: str, instead: str, lists: Lexicon, slips: bool = True) -> None:
    wordlike = key in lists.words or key in lists.bright or key in lists.dim or key in lists.heavy
    ready.words.setdefault(key, (instead, wordlike or len(key) < 3))
    if slips and 3 < len(key) <= LONGEST_NAME:
        for short in shortened(key):
            ready.slips.setdefault(short, set()).add(key)
        if len(key) > _LONG:
            ready.slips.setdefault(_opening(key), set()).add(key)


def _add_phrase(ready: _Compiled, keys: list[str], instead: str) -> None:
    plain = tuple(_SAME.get(key, key) for key in keys)
    plain = tuple(key for key in plain if key)
    if not plain:
        return
    forms = {plain}
    if plain[0].isdigit() and len(plain) > 2:
        forms.add(plain[1:])
    if len(plain) > 3 and plain[-1] in _GENERIC and plain[-2] in _GENERIC:
        forms.add(plain[:-1])
    if plain[-1] == "school" and len(plain) > 1:
        forms.add(plain[:-1])
    for one in forms:
        if len(one) > 1 or one[0] not in _GENERIC:
            ready.phrases.setdefault(one[0], []).append((one, instead))


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
        elif at not in taken:
            yield from _word(reading, at, token, ready, own)


def _word(reading: Reading, at: int, token: Token, ready: _Compiled, own: str) -> Iterator[Finding]:
    hit = _known(ready, token.key)
    if hit is not None:
        instead, wordlike = hit
        if not wordlike or _as_a_name(reading, at):
            yield _finding(reading, at, at + 1, Confidence.STRONG, instead)
        return
    plain = token.text.upper()
    if token.shape is Shape.UPPER and plain in ready.initials and plain != own:
        if plain.lower() not in reading.lists.acronyms and not reading.shouting:
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


def _known(ready: _Compiled, key: str) -> tuple[str, bool] | None:
    """A word of the list, or its plural: "the Hugheses", "Smiths"."""
    hit = ready.words.get(key)
    if hit is None and len(key) > 4 and key.endswith("s"):
        hit = ready.words.get(key[:-1]) or (
            ready.words.get(key[:-2]) if key.endswith("es") else None
        )
    return hit


def _opening(key: str) -> str:
    """What long words with two slips may still share."""
    return "^" + key[:4]


def _meant(ready: _Compiled, key: str) -> str:
    for short in (key, _opening(key), *(shortened(key) - {key})):
        for word in ready.slips.get(short, ()):
            if is_slip(key, word):
                return word
    return ""


def _as_a_name(reading: Reading, at: int) -> bool:
    """Whether a word that is also a name stands as one: "Rose", not "rose" or "Will the plan"."""
    token = reading.tokens[at]
    before, after = reading.key(at - 1), reading.key(at + 1)
    if not reading.capital(at):
        return token.gap == " " and (
            before in TITLES or (before in ("to", "with") and after in SAID)
        )
    if at in reading.firm:
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


def _phrase_end(tokens: Sequence[Token], at: int, ready: _Compiled) -> tuple[int, str]:
    key = _SAME.get(tokens[at].key, tokens[at].key)
    best, instead = at, ""
    for phrase, role in ready.phrases.get(key, ()):
        end = at
        for wanted in phrase:
            while end > at and end < len(tokens) and _SAME.get(tokens[end].key) == "":
                end += 1
            if end >= len(tokens):
                break
            here = _SAME.get(tokens[end].key, tokens[end].key)
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


def _literal(text: str, ready: _Compiled) -> Iterator[Finding]:
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
