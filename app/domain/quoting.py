"""Quotations: the words of an agency, shortened, and nobody else's.

What is left of a text after words were taken out is one excerpt or several. Between two that do
not follow each other in the text stands " … ".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GAP = " … "
_WORD = re.compile(r"\w+(?:['’‐‑\-]\w+)*|[^\w\s]")
_DOTS = re.compile(r"\s*(?:…|\.{3})\s*")
_ALIKE = str.maketrans("‘’“”‐‑", "''\"\"--")


@dataclass(frozen=True)
class Shortened:
    """What is quoted of a text. ``foreign`` is the first word that is not the agency's."""

    text: str = ""
    foreign: str = ""


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    same: str


def shorten(original: str, typed: str) -> Shortened:
    """The quotation that is left of a text, from what somebody left standing of it.

    Each word must be one of the text's, in the order of the text. The quotation is cut from the
    text itself, so that no letter of it is anybody else's.
    """
    left = _DOTS.sub(" ", typed)
    there, kept = _words(original), _words(left)
    fits = _fitting(there, 0, kept, 0)
    if fits < len(kept):
        return Shortened(foreign=left[kept[fits].start : kept[fits].end])
    runs: list[tuple[int, int]] = []
    at = done = 0
    while done < len(kept):
        start, length = _next_run(there, kept, done, at)
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], start + length)
        else:
            runs.append((start, start + length))
        at, done = start + length, done + length
    excerpts = [original[there[a].start : there[b - 1].end] for a, b in runs]
    return Shortened(GAP.join(_one_line(each) for each in excerpts))


def still_says(original: str, quoted: str) -> bool:
    """Whether every excerpt of a quotation still stands in a text, in that order."""
    text, at = _one_line(original), 0
    for excerpt in quoted.split(GAP.strip()):
        wanted = _one_line(excerpt)
        found = text.find(wanted, at)
        if not wanted or found < 0:
            return False
        at = found + len(wanted)
    return True


def _next_run(there: list[_Word], kept: list[_Word], done: int, at: int) -> tuple[int, int]:
    """Where the next words stand: on from here if they do, else where most of them do in a row."""
    best, most = at, 0
    for start in range(at, len(there)):
        length = _in_a_row(there, start, kept, done)
        if length > most and _fitting(there, start + length, kept, done + length) == len(kept):
            best, most = start, length
        if done + most == len(kept):
            break
    return best, most


def _in_a_row(there: list[_Word], start: int, kept: list[_Word], done: int) -> int:
    length = 0
    while (
        start + length < len(there)
        and done + length < len(kept)
        and there[start + length].same == kept[done + length].same
    ):
        length += 1
    return length


def _fitting(there: list[_Word], at: int, kept: list[_Word], done: int) -> int:
    """Up to which of the words that are left each stands in the text, in its order."""
    for number in range(done, len(kept)):
        while at < len(there) and there[at].same != kept[number].same:
            at += 1
        if at == len(there):
            return number
        at += 1
    return len(kept)


def _words(text: str) -> list[_Word]:
    # An ellipsis of the agency's own is no word: it would be taken for one of ours.
    return [
        _Word(found.start(), found.end(), found.group().translate(_ALIKE))
        for found in _WORD.finditer(text)
        if found.group() != "…"
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
