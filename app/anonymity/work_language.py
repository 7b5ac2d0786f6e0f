"""The language of the work: tools, laws, services and turns of phrase that name nobody here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.anonymity.cues import BODIES
from app.anonymity.tokens import Shape, Token

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
_JOINING = frozenset("of and for the in & to with".split())
_LINKS = frozenset((" ", "-", "/", " & ", " / ", "  ", "\n", "’ ", "' ", "–"))


def work_language(tokens: Sequence[Token], *tables: Phrases) -> tuple[set[int], set[int]]:
    """The words that belong to known phrases, and those that belong to the name of a body.

    The first holds words of phrases of two words or more, which nothing overrules; the second
    single words and words before "team", "tool", "Act": a title before them still makes a name.
    """
    firm: set[int] = set()
    soft: set[int] = set()
    for at, token in enumerate(tokens):
        for table in tables:
            for phrase in table.get(token.key, ()):
                if _stands(tokens, at, phrase):
                    (firm if len(phrase) > 1 else soft).update(range(at, at + len(phrase)))
                    break
        if token.key in BODIES and at:
            _body(tokens, at, soft)
    return firm, soft


def _stands(tokens: Sequence[Token], at: int, phrase: tuple[str, ...]) -> bool:
    if at + len(phrase) > len(tokens):
        return False
    for offset, key in enumerate(phrase):
        token = tokens[at + offset]
        if token.key != key or (offset and token.gap not in _LINKS):
            return False
    # In small letters a phrase of one word would be too easily said by chance.
    return len(phrase) > 1 or tokens[at].shape is not Shape.LOWER or len(phrase[0]) > 4


def _body(tokens: Sequence[Token], at: int, soft: set[int]) -> None:
    """Marks the capitals before "Team", "Project", "Act" as its name."""
    back = at - 1
    while back >= 0 and at - back <= 4:
        token, following = tokens[back], tokens[back + 1]
        if following.gap not in _LINKS or token.possessive:
            return
        if token.shape is Shape.LOWER and token.key not in _JOINING:
            return
        if token.shape is Shape.LOWER and tokens[at].shape is not Shape.CAPITAL:
            return
        soft.add(back)
        if token.opens:
            return
        back -= 1
