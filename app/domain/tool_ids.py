"""New ids for what is added to an audit tool: never one that is, or was, in use."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from string import ascii_lowercase

from app.domain.interview import ABOUT, CHECK
from app.domain.tool import AuditTool
from app.domain.tool_sound import in_order

_LONGEST = 60
_NUMBERED = re.compile(r"Q(\d{1,6})")
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


def ids_in(tool: AuditTool) -> frozenset[str]:
    """Every id that a tool uses; those of parts and options after that of what they belong to."""
    return frozenset(_ids(tool))


def new_question_id(taken: Collection[str]) -> str:
    """The next number: "Q21"."""
    numbers = [int(found[1]) for each in taken if (found := _NUMBERED.fullmatch(each))]
    return f"Q{max(numbers, default=0) + 1}"


def new_follow_up_id(parent_id: str, taken: Collection[str]) -> str:
    """The next letter after the question's id: "Q12c"."""
    start = parent_id[:_LONGEST]
    letters = (f"{start}{letter}" for letter in ascii_lowercase)
    return next((own for own in letters if own not in taken), "") or _numbered(f"{start}_", taken)


def new_section_id(taken: Collection[str]) -> str:
    """ "section_3"."""
    return _numbered("section_", taken)


def new_scale_id(taken: Collection[str]) -> str:
    """ "scale_2"."""
    return _numbered("scale_", taken)


def new_option_id(scale_id: str, taken: Collection[str]) -> str:
    """ "option_4", of one scale."""
    return _numbered("option_", _inside(scale_id, taken))


def new_part_id(question_id: str, taken: Collection[str]) -> str:
    """ "part_2", of one question."""
    return _numbered("part_", _inside(question_id, taken))


def tool_id_from(title: str, taken: Collection[str]) -> str:
    """An id for a tool of that title: "neglect-2026", and "neglect-2026-2" where that is taken."""
    start = _NOT_IN_AN_ID.sub("-", title.casefold()).strip("-")[:_LONGEST].strip("-")
    if not start or not start[0].isalpha():
        start = f"tool-{start}".strip("-")[:_LONGEST]
    return start if start not in taken else _numbered(f"{start}-", taken, first=2)


def _ids(tool: AuditTool) -> Iterator[str]:
    yield from (ABOUT, CHECK)  # the program's own pages
    yield from (section.id for section in tool.sections)
    for scale in tool.scales:
        yield scale.id
        yield from (f"{scale.id}/{option.id}" for option in scale.options)
    for _section, question, _parent in in_order(tool):
        yield question.id
        yield from (f"{question.id}/{part.id}" for part in question.parts)


def _inside(owner: str, taken: Collection[str]) -> set[str]:
    start = f"{owner}/"
    return {each.removeprefix(start) for each in taken if each.startswith(start)}


def _numbered(start: str, taken: Collection[str], *, first: int = 1) -> str:
    number = first
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"
