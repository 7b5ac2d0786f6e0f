"""Whether two words are the same but for a slip of the pen."""

from __future__ import annotations

from collections.abc import Set

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slips_allowed(length: int) -> int:
    """How many slips a word of that length may hold and still be known again."""
    if length < 4:
        return 0
    return 1 if length < 8 else 2


def shortened(word: str) -> set[str]:
    """The word, and the word with any one letter left out.

    Words that differ by a missing, added, changed or swapped letter share one of these.
    """
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def is_mistyped(word: str, words: Set[str]) -> bool:
    """Whether a word is one slip away from one of these, or two of them run together."""
    if not 3 < len(word) < 20 or not word.isascii():
        return False
    for n in range(len(word)):
        head, tail = word[:n], word[n + 1 :]
        if head + tail in words or head + tail[:1] + word[n] + tail[1:] in words:
            return True
        if any(head + letter + tail in words for letter in _LETTERS):
            return True
        if any(head + letter + word[n:] in words for letter in _LETTERS):
            return True
        if n > 3 and len(word) - n > 3 and head in words and word[n:] in words:
            return True
    return False


def distance(one: str, other: str, limit: int) -> int:
    """How many letters are missing, added, changed or swapped; at most ``limit`` + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            best = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, before[column - 2] + 1)
            line.append(best)
        if min(line) > limit:
            return limit + 1
        before, above = above, line
    return above[-1]


def is_slip(written: str, meant: str) -> bool:
    """Whether one word may be a misspelling of the other.

    A doubled or undoubled letter is always a slip; a wrong first letter only in a long word.
    """
    if written == meant or (_undoubled(written) == _undoubled(meant) and len(meant) > 3):
        return True
    allowed = slips_allowed(min(len(written), len(meant)))
    if not allowed or (written[0] != meant[0] and len(meant) < 6):
        return False
    return distance(written, meant, allowed) <= allowed


def _undoubled(word: str) -> str:
    return "".join(letter for n, letter in enumerate(word) if not n or letter != word[n - 1])
