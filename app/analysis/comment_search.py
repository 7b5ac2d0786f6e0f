"""What the agencies wrote, looked through: by words, question, agency, case, answer and tag."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from app.domain.audits import Agency, Case
from app.domain.tool import Meaning, Question

_PLAIN = str.maketrans("‘’“”‐‑–", "''\"\"---")


class Place(NamedTuple):
    """Where something was written: in which case's return, by which agency, at which place."""

    uin: str
    agency_id: str
    key: str


class Sort(StrEnum):
    """How comments are put in order."""

    QUESTION = "question"
    CASE = "case"
    AGENCY = "agency"


@dataclass(frozen=True)
class Comment:
    """What one agency wrote at one place of its return.

    ``question`` is None for the note of a return, ``nil`` says that it is a nil return's.
    ``answer`` is the answer beside it in words, ``means`` the end of the scale where it stands;
    ``about`` the part or the person that it is about. ``ranks`` are the places of its question,
    case and agency in the audit.
    """

    place: Place
    case: Case
    agency: Agency
    text: str
    question: Question | None = None
    section_id: str = ""
    parent_id: str = ""
    about: str = ""
    answer: str = ""
    means: Meaning | None = None
    nil: bool = False
    ranks: tuple[int, int, int] = (0, 0, 0)

    @cached_property
    def folded(self) -> str:
        """The text as it is searched."""
        return fold(self.text)


@dataclass(frozen=True)
class Narrowing:
    """What is looked for. Empty fields let everything pass.

    ``question`` takes its follow-ups with it. ``end`` is the value of a ``Meaning``. ``tag`` is
    a tag, or one of ``TAGGED`` and ``UNTAGGED``.
    """

    words: str = ""
    section: str = ""
    question: str = ""
    agency: str = ""
    case: str = ""
    end: str = ""
    tag: str = ""
    quoted: str = ""
    sort: Sort = Sort.QUESTION

    @property
    def is_wide(self) -> bool:
        """Whether everything passes."""
        return replace(self, sort=Sort.QUESTION) == Narrowing()


TAGGED, UNTAGGED = "any", "none"
QUOTED, NOT_QUOTED = "quoted", "not quoted"
NOTES = "notes"
"""As a section: the notes of the returns, which belong to no question."""


def narrow_comments(
    comments: Iterable[Comment],
    by: Narrowing,
    tags: Mapping[Place, tuple[str, ...]],
    quoted: frozenset[Place] = frozenset(),
) -> tuple[Comment, ...]:
    """The comments that pass, in the order that is asked for. Of the words, each must occur."""
    words = fold(by.words).split()
    found = [
        one
        for one in comments
        if _stands(one, by)
        and _is_tagged(tags.get(one.place, ()), by.tag)
        and (not by.quoted or (one.place in quoted) == (by.quoted == QUOTED))
        and all(word in one.folded for word in words)
    ]
    first, second, third = _ORDERS[by.sort]
    found.sort(key=lambda one: (one.ranks[first], one.ranks[second], one.ranks[third]))
    return tuple(found)


_ORDERS = {Sort.QUESTION: (0, 1, 2), Sort.CASE: (1, 2, 0), Sort.AGENCY: (2, 1, 0)}


def _stands(one: Comment, by: Narrowing) -> bool:
    asked = one.question.id if one.question is not None else ""
    return (
        (not by.section or one.section_id == by.section)
        and (not by.question or by.question in {asked, one.parent_id})
        and (not by.agency or one.agency.id == by.agency)
        and (not by.case or one.case.uin == by.case)
        and (not by.end or one.means == by.end)
    )


def _is_tagged(tags: tuple[str, ...], wanted: str) -> bool:
    if wanted in {TAGGED, UNTAGGED}:
        return bool(tags) == (wanted == TAGGED)
    return not wanted or wanted in tags


def fold(text: str) -> str:
    """A text without regard to capitals, accents and the shape of quotation marks."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN).casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))


def occurrences(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the words that are looked for stand in a text: from, to; sorted, without overlaps."""
    wanted = sorted(set(fold(words).split()), key=len, reverse=True)
    if not wanted:
        return ()
    pattern = re.compile("|".join(map(re.escape, wanted)))
    if text.isascii():
        return tuple(found.span() for found in pattern.finditer(text.lower()))
    pieces = [fold(each) for each in text]  # letter for letter: one may become two, or none
    origins = [at for at, piece in enumerate(pieces) for _ in piece]
    return tuple(
        (origins[found.start()], origins[found.end() - 1] + 1)
        for found in pattern.finditer("".join(pieces))
    )
