"""A text as the finders of names see it: its words, and what each may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from app.anonymity.cues import BODIES, MODIFIERS, RELATIONS, ROLES, TITLES
from app.anonymity.lexicon import Lexicon
from app.anonymity.tokens import Shape, Token

_ALSO_NAMES = frozenset("young little imam sheikh".split())


class Sort(Enum):
    """What a word may be, before the words around it are asked."""

    WORD = auto()
    FIRST = auto()  # a first name and nothing else
    SURNAME = auto()  # a surname and nothing else
    BRIGHT = auto()  # a first name that is also a word: Rose, Mark
    DIM = auto()  # a word, a month or a place that is also a first name: May, Will
    HEAVY = auto()  # a word or a place that is also a surname: Brown, Hall
    UNKNOWN = auto()  # in no list


NOBODY = (ROLES | MODIFIERS | RELATIONS | BODIES | frozenset(TITLES)) - _ALSO_NAMES
NAMES = frozenset((Sort.FIRST, Sort.SURNAME, Sort.BRIGHT))
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "al", "ment", "ness")
_BEGINNINGS = ("re", "un", "non", "pre", "co", "over", "under", "mis", "multi", "inter")


@dataclass
class Reading:
    """A text under the eyes of the finders."""

    text: str
    tokens: list[Token]
    firm: set[int]
    soft: set[int]
    lists: Lexicon
    roles: tuple[str, ...] = ()
    shouting: bool = False
    sorts: list[Sort] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sorts = [self._sort(token) for token in self.tokens]

    def gap(self, at: int) -> str | None:
        """What stands before a word, None past the end."""
        return self.tokens[at].gap if at < len(self.tokens) else None

    def key(self, at: int) -> str:
        """A word folded, nothing outside the text."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def unlisted(self, at: int) -> bool:
        """Whether a word in small letters (or all in capitals) stands in no list at all."""
        token, lists = self.tokens[at], self.lists
        key = token.key
        if len(key) < 4 or token.shape not in (Shape.LOWER, Shape.UPPER) or key in NOBODY:
            return False
        if key in lists.acronyms or key in lists.large_places or key in lists.small_places:
            return False
        return self.sorts[at] is Sort.WORD and not _is_word(key, lists.words)

    def capital(self, at: int) -> bool:
        """Whether a word is written as a name is, in this text."""
        token = self.tokens[at]
        if token.shape in (Shape.CAPITAL, Shape.MIXED):
            return True
        return token.shape is Shape.UPPER and not self.shouting and len(token.key) > 1

    def _sort(self, token: Token) -> Sort:
        key, lists = token.key, self.lists
        if token.shape is Shape.LOWER and key not in lists.named:
            return Sort.WORD
        if len(key) < 2 or token.shape is Shape.DIGITS:
            return Sort.WORD
        if token.shape is Shape.MIXED and token.text[:-1].isupper():
            return Sort.WORD  # "DSLs", "JTAIs"
        if key in NOBODY:
            return Sort.WORD
        if key in lists.dim:
            return Sort.DIM
        if key in lists.bright:
            return Sort.BRIGHT
        place = key in lists.large_places
        if token.shape is Shape.UPPER and key in lists.acronyms and not self.shouting:
            return Sort.WORD
        if key in lists.first:
            return Sort.DIM if place or key in lists.words else Sort.FIRST
        if key in lists.heavy:
            return Sort.HEAVY
        if key in lists.surnames:
            known = place or key in lists.words or key in lists.small_places
            return Sort.HEAVY if known else Sort.SURNAME
        if key.endswith("s") and key[:-1] in lists.surnames and key[:-1] not in lists.words:
            return Sort.SURNAME if token.shape is Shape.CAPITAL else Sort.WORD  # "the Hallidays"
        if token.shape not in (Shape.CAPITAL, Shape.MIXED) or place or key in lists.small_places:
            return Sort.WORD
        if len(key) > 3 and key in lists.acronyms:
            return Sort.WORD  # "Marac"
        return Sort.WORD if _is_word(key, lists.words) else Sort.UNKNOWN


def _is_word(key: str, words: frozenset[str]) -> bool:
    if key in words or not key.isalpha():
        return True
    for ending in _ENDINGS:
        stem = key.removesuffix(ending)
        if len(stem) > 3 and stem != key and (stem in words or stem + "e" in words):
            return True
    if key.endswith("ies") and key[:-3] + "y" in words:
        return True
    return any(
        key.startswith(beginning)
        and len(key) > len(beginning) + 3
        and key[len(beginning) :] in words
        for beginning in _BEGINNINGS
    )
