"""A watch list made ready: the forms that its names, places and numbers may take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.anonymity.context import WatchEntry
from app.anonymity.cues import PARTICLES, TITLES
from app.anonymity.lexicon import Lexicon, lexicon
from app.anonymity.nearness import shortened
from app.anonymity.suggestions import ANY_ROLE
from app.anonymity.tokens import Token, tokenise

_NAME_KINDS = frozenset("name nickname names child person family worker professional alias".split())
_INSTEAD = {
    "address": "home", "street": "home", "home": "home", "school": "school", "nursery": "nursery",
    "college": "college", "gp": "GP practice", "practice": "GP practice", "surgery": "GP practice",
    "place": "the local area", "town": "the local area", "phone": "a phone number on file",
    "number": "reference on file", "reference": "reference on file", "email": "an e-mail address",
    "worker": "the worker’s role, such as “social worker”",
}  # fmt: skip
_SCHOOL_WORDS = re.compile(r"school|academy|college|nursery|primary|infant|junior", re.IGNORECASE)
SAME = {"street": "st", "road": "rd", "avenue": "ave", "saint": "st", "close": "cl", "lane": "ln",
         "drive": "dr", "crescent": "cres", "court": "ct", "and": "", "the": ""}  # fmt: skip
_GENERIC = frozenset(
    """street st road rd avenue ave close lane ln drive dr crescent cres terrace court way place
    grove gardens square mews walk hill park green flat house school primary secondary high academy
    college nursery infant infants junior juniors community catholic church of england ce cofe rc
    the and surgery practice medical centre health group clinic north south east west upper lower
    new old little great saint""".split()
)
_GENERIC_NAMES = frozenset("little west north church".split())
LONGEST_NAME = 40
_LONG = 7


@dataclass
class Compiled:
    """A watch list made ready for looking words up."""

    words: dict[str, tuple[str, bool]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    slips: dict[str, set[str]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    literal: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=8)
def compiled(entries: tuple[WatchEntry, ...]) -> Compiled:
    """The entries as words, phrases, forms of names, slips of the pen, initials and digits."""
    lists = lexicon()
    ready = Compiled()
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
    if written:
        return False
    if any(token.key in _GENERIC for token in tokens[1:]):
        # "Joan Little", "Sarah Green": words of a street, but after a first name.
        lists = lexicon()
        given = tokens[0].key in lists.first or tokens[0].key in lists.bright
        surname = tokens[-1].key in lists.heavy or tokens[-1].key in _GENERIC_NAMES
        return len(tokens) < 4 and surname and (given or tokens[-1].key in _GENERIC_NAMES)
    return True


def _instead(entry: WatchEntry) -> str:
    if entry.kind in _INSTEAD:
        return _INSTEAD[entry.kind]
    if entry.kind and entry.kind not in _NAME_KINDS:
        return entry.kind
    if _SCHOOL_WORDS.search(entry.value):
        return "school"
    return "home" if any(ch.isdigit() for ch in entry.value) and not entry.kind else ANY_ROLE


def _add_name(ready: Compiled, keys: list[str], instead: str, lists: Lexicon) -> None:
    keys = [key for key in keys if key not in TITLES]
    parts = [key for key in keys if len(key) > 1 and key not in PARTICLES]
    for key in parts:
        _add_word(ready, key, instead, lists)
        for form in lists.forms.get(key, ()):
            given = key in lists.first or key in lists.bright or key in lists.dim
            if len(form) > 1 and given:
                _add_word(ready, form, instead, lists, slips=False)
        if key == keys[0] and key[-1] not in "aeiouy" and len(key) < 7:
            for form in (key + "ie", key + "y", key + "ey"):
                _add_word(ready, form, instead, lists, slips=False)
    if len(keys) > 1:
        runs = (
            keys[a:b] for a in range(len(keys)) for b in range(a + 2, min(len(keys), a + 4) + 1)
        )
        for run in (*runs, (keys[0], keys[-1])):
            ready.words.setdefault("".join(run), (instead, False))
        _add_phrase(ready, keys, instead)
        heads = [key[0].upper() for key in keys if key not in PARTICLES]
        for initials in {"".join(heads), *(heads[0] + other for other in heads[1:])}:
            if 1 < len(initials) <= 4:
                ready.initials.setdefault(initials, instead)


def _add_word(ready: Compiled, key: str, instead: str, lists: Lexicon, slips: bool = True) -> None:
    wordlike = key in lists.words or key in lists.bright or key in lists.dim or key in lists.heavy
    ready.words.setdefault(key, (instead, wordlike or len(key) < 3))
    if slips and 3 < len(key) <= LONGEST_NAME:
        for short in shortened(key):
            ready.slips.setdefault(short, set()).add(key)
        if len(key) > _LONG:
            ready.slips.setdefault(opening(key), set()).add(key)


def _add_phrase(ready: Compiled, keys: list[str], instead: str) -> None:
    plain = tuple(SAME.get(key, key) for key in keys)
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


def opening(key: str) -> str:
    """What long words with two slips may still share."""
    return "^" + key[:4]
