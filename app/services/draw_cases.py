"""Draw cases at random from a longer list."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.case_list import CaseRow, check_rows
from app.domain.selection import Draw, draw, told
from app.domain.tool import Subject
from app.services.read_case_list import is_name


@dataclass(frozen=True)
class DrawnCases:
    """The rows that were drawn, how, and the sentence that says so.

    ``passed_over`` rows have no number that can be used, or one that stood in the list before.
    """

    rows: tuple[CaseRow, ...]
    draw: Draw
    sentence: str
    passed_over: int


def new_seed() -> int:
    """A seed that nobody chose."""
    return 1000 + secrets.randbelow(9000)


def draw_cases(
    rows: Sequence[CaseRow], n: int, seed: int, *, groups: Mapping[str, str], by: str
) -> DrawnCases:
    """Draw ``n`` cases. ``groups`` gives the group of a UIN in small letters, ``by`` names them."""
    faults = check_rows(rows, uin_format="", subject=Subject.CHILD, is_name=is_name)
    bad = {fault.row for fault in faults if fault.column == "uin"}
    usable = {row.uin.casefold(): row for at, row in enumerate(rows) if at not in bad}
    uins = [row.uin for row in usable.values()]
    named = [groups.get(uin.casefold(), "not said") for uin in uins] if groups else []
    made = draw(uins, n, seed, named)
    return DrawnCases(
        rows=tuple(usable[uin.casefold()] for uin in made.drawn),
        draw=made,
        sentence=told(made, by if groups else ""),
        passed_over=len(rows) - len(usable),
    )
