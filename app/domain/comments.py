"""Whether a comment says anything that the partnership can use. Words only, no judgement."""

from __future__ import annotations

import re

LEAST_WORDS = 3
"""With fewer different words, "Yes, seen", a comment says nothing about a child's record."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUESTION = re.compile(r"q?\d+[a-z]?")

_POINTERS = """
    a above add all also an and answer answers any anything applicable are as at been before below
    case comment comments confirmed done earlier else fine for form former further good had has
    have here i in information is it its last mentioned my n na nil no none not note noted
    nothing of ok okay on one other our per please previous previously question questions
    recorded refer response responses said same section see seen stated still tba tbc that the
    there this to under was we were with would yes
"""
_EMPTY = frozenset(_POINTERS.split())
"""Words that point elsewhere or agree, and tell nothing by themselves, however many there are."""


def is_thin(comment: str) -> bool:
    """Whether a comment is there and yet says nothing: "ok", "n/a", "see above", ".".

    The team reads the answers question by question, beside those of other agencies, and never
    sees what stands "above". So a comment is thin that has fewer than three different words, or
    that is made only of words which point elsewhere. A thin comment is asked about; it may stay.
    """
    if not comment.strip():
        return False
    words: set[str] = set()
    for found in _WORD.finditer(comment):  # only as far as it takes: this is asked as one types
        word = found.group().casefold()
        if not _QUESTION.fullmatch(word):
            words.add(word)
            if len(words) >= LEAST_WORDS and not words <= _EMPTY:
                return False
    return True
