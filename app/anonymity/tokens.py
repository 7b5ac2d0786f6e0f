"""A text as words: where they are, how they are written, where a sentence begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from app.anonymity.lexicon import fold

# Letters and digits with what may hide between them: combining and invisible signs, apostrophes.
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]|['’`´ʼ](?=[^\W\d_]))*"
)
_POSSESSIVE = re.compile(r"['’`´ʼ][sS]\Z")
_SENTENCE_ENDS = frozenset(".!?\n\r\t•·●▪;:|…")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st rev sgt cllr eg ie etc approx vs no nos ref tel ext inc jr sr".split()
)


class Shape(IntEnum):
    """How a word is written."""

    LOWER = 0
    CAPITAL = 1
    UPPER = 2
    MIXED = 3
    DIGITS = 4


@dataclass(slots=True)
class Token:
    """A word. ``gap`` is what stands before it; ``end`` leaves a possessive 's out."""

    start: int
    end: int
    text: str
    key: str
    shape: Shape
    opens: bool
    gap: str
    possessive: bool


def tokenise(text: str) -> list[Token]:
    """The words of a text, in order."""
    tokens: list[Token] = []
    last, previous = 0, ""
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        gap = text[last:start]
        possessive = False
        last = end
        if word[-1] in "sSzx":
            if len(word) > 2 and _POSSESSIVE.search(word):
                possessive = True
                word = word[:-2]
                end -= 2
            elif text[end : end + 1] in ("'", "’"):
                possessive = text[end + 1 : end + 2] == " " and not gap.endswith(("'", "‘"))
        opens = not tokens or (gap != " " and _begins(gap, previous))
        key = word.lower()
        if word.isascii() and word.isalpha():
            # Most words, without the ways round that the others need.
            shape = Shape.LOWER if key == word else _shape(word)
        else:
            key, shape = fold(word), _shape(word)
        tokens.append(Token(start, end, word, key, shape, opens, gap, possessive))
        previous = key
    return tokens


def _begins(gap: str, previous: str) -> bool:
    for ch in gap:
        if ch in _SENTENCE_ENDS:
            short = previous in _ABBREVIATIONS or (len(previous) == 1 and previous.isalpha())
            if ch == "." and short and gap in (".", ". "):
                continue
            return True
    # A bullet or a list's dash at the start of a line, and an opened quotation.
    return gap.strip() in ("-", "*", '"', "“", "- ") and gap.strip() != "-" and len(gap) > 1


def _shape(word: str) -> Shape:
    if word.islower():
        return Shape.LOWER if word.isalpha() else _mixed(word, Shape.LOWER)
    if word.isupper():
        if len(word) == 1:
            return Shape.UPPER
        return Shape.UPPER if word.isalpha() else _mixed(word, Shape.UPPER)
    if not word.isalpha() and any(ch.isdigit() for ch in word):
        return Shape.DIGITS
    head, tail = word[0], word[1:]
    if head.isupper() and tail.islower():
        return Shape.CAPITAL
    if not head.isupper() and not head.islower():
        return Shape.CAPITAL if len(word) > 1 else Shape.LOWER  # a script without capitals
    return Shape.MIXED


def _mixed(word: str, otherwise: Shape) -> Shape:
    return Shape.DIGITS if any(ch.isdigit() for ch in word) else otherwise
