"""The word lists, read on the first scan and kept."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
        "ð": "d", "ə": "e", "'": None, "’": None, "`": None, "´": None, "ʼ": None, "‘": None,
        "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
        "\u00ad": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """A word as it is looked up: small letters, without accents, apostrophes, invisible signs."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered.replace("'", "").replace("`", "")
    parts = unicodedata.normalize("NFKD", lowered.translate(_PLAIN))
    return "".join(ch for ch in parts if not unicodedata.combining(ch)).translate(_PLAIN)


@dataclass(frozen=True)
class Lexicon:
    """All lists, folded."""

    first: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]
    bright: frozenset[str]
    dim: frozenset[str]
    heavy: frozenset[str]
    acronyms: frozenset[str]
    large_places: frozenset[str]
    small_places: frozenset[str]
    named: frozenset[str]  # every word that may be a name
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    forms: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lists that come with the program."""
    bright, dim, heavy = _word_names()
    large, small = _sections("places.txt", 2)
    forms = _forms()
    words = frozenset(_read("words.txt").split())
    short = {name for name in forms if len(name) > 2 and name not in words}
    first = frozenset(_names("first_names.txt")) | short
    surnames = frozenset(_names("surnames.txt"))
    return Lexicon(
        first=first,
        surnames=surnames,
        words=words,
        bright=bright - dim,
        dim=dim,
        heavy=heavy,
        acronyms=frozenset(_read("acronyms.txt").lower().split()),
        large_places=frozenset(word for one in large for word in one.split("-")),
        small_places=frozenset(small),
        named=first | surnames | bright | dim | heavy,
        phrases=phrase_table(read_lines("phrases.txt")),
        forms=forms,
    )


def phrase_table(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        keys = tuple(
            key
            for part in phrase.replace("’", "'").replace("-", " ").replace("&", " ").split()
            if (key := fold(part.removesuffix("'s")))
        )
        if keys:
            table.setdefault(keys[0], []).append(keys)
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in table.items()}


def _word_names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    bright, dim, heavy = _sections("word_names.txt", 3)
    return bright, dim, heavy


def _forms() -> dict[str, frozenset[str]]:
    groups = [line.split() for line in read_lines("diminutives.txt")]
    often = Counter(name for group in groups for name in group)
    forms: dict[str, set[str]] = {}
    for group in groups:
        for name in group:
            # "Alex" is short for many: it stands for their full names, not for their other forms.
            wide = name == group[0] or often[name] == 1
            forms.setdefault(name, set()).update(group if wide else group[:1])
    return {name: frozenset(others - {name}) for name, others in forms.items()}


def _sections(file: str, count: int) -> list[frozenset[str]]:
    """A file's parts; a line of "# name:" opens the next."""
    parts: list[set[str]] = []
    for line in _read(file).splitlines():
        if line.startswith("# ") and ":" in line:
            parts.append(set())
        else:
            parts[-1].update(line.split())
    return [frozenset(part) for part in parts[:count]]


def _names(file: str) -> Iterator[str]:
    for line in read_lines(file):
        for name in line.split():
            yield from fold(name).split("-")


def read_lines(file: str) -> list[str]:
    return [line for line in _read(file).splitlines() if line and not line.startswith("#")]


def _read(file: str) -> str:
    return (_DATA / file).read_text(encoding="utf-8")
