"""Read somebody's list of cases: what each column seems to be, and the rows that come of it.

Columns that may identify a child are left out here, before anything is shown or kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.anonymity import looks_like_name
from app.domain.case_columns import SINGLE, Guess, Meaning, guess_columns
from app.domain.case_list import CaseRow
from app.toolfiles.case_lists import MAX_BYTES, ListSheet, read_case_list, read_pasted
from app.toolfiles.reading import read_bytes


@dataclass(frozen=True)
class ReadColumn:
    """A column that was read: its place, what it is called, its cells and what it seems to be."""

    at: int
    title: str
    cells: tuple[str, ...]
    guess: Guess


@dataclass(frozen=True)
class Proposal:
    """What a table offers. ``left_out`` are the titles of the columns that were not read."""

    sheet: str
    columns: tuple[ReadColumn, ...]
    rows: int
    left_out: tuple[str, ...] = ()
    has_headings: bool = True
    unsaved: int = 0

    @property
    def meanings(self) -> dict[int, Meaning]:
        """What each column seems to be, by its place."""
        return {column.at: column.guess.meaning for column in self.columns}


def read_list_file(path: Path) -> tuple[Proposal, ...]:
    """What the sheets of a file offer; a CSV file is one without a name.

    Raises:
        ToolFileError: it can't be read, is too large, damaged, or no table.
    """
    data = read_bytes(path, MAX_BYTES)
    return tuple(_proposal(sheet) for sheet in read_case_list(data, path.name))


def read_list_text(text: str) -> Proposal:
    """What cells offer that were copied in Excel.

    Raises:
        ToolFileError: it is too much.
    """
    return _proposal(read_pasted(text))


def rows_from(proposal: Proposal, meanings: Mapping[int, Meaning]) -> tuple[CaseRow, ...]:
    """The rows of a case list, the columns taken as ``meanings`` says; empty ones are left out.

    Only one column each can be the number, the initials, the letter and the pen picture: of
    several the first is taken.
    """
    taken: dict[Meaning, tuple[str, ...]] = {}
    for column in proposal.columns:
        meaning = meanings.get(column.at, Meaning.IGNORED)
        if meaning in SINGLE:
            taken.setdefault(meaning, column.cells)
    nothing = ("",) * proposal.rows
    uins, initials, pictures, labels = (
        taken.get(meaning, nothing)
        for meaning in (Meaning.UIN, Meaning.INITIALS, Meaning.PEN_PICTURE, Meaning.LABEL)
    )
    rows = (
        CaseRow(" ".join(uin.split()), " ".join(letters.split()), picture, " ".join(label.split()))
        for uin, letters, picture, label in zip(uins, initials, pictures, labels, strict=True)
    )
    return tuple(row for row in rows if not row.is_blank)


def groups_of(proposal: Proposal, meanings: Mapping[int, Meaning], at: int) -> dict[str, str]:
    """The group of each UIN, in small letters, after the column at a place."""
    cells = {column.at: column.cells for column in proposal.columns}
    uin_at = next((key for key in cells if meanings.get(key) is Meaning.UIN), None)
    if uin_at is None or at not in cells:
        return {}
    found: dict[str, str] = {}
    for uin, group in zip(cells[uin_at], cells[at], strict=True):
        found.setdefault(" ".join(uin.split()).casefold(), " ".join(group.split()) or "not said")
    return found


def is_name(text: str) -> bool:
    """Whether a short cell holds a name."""
    return looks_like_name(text) is not None


def _proposal(sheet: ListSheet) -> Proposal:
    columns = tuple(_column(sheet.rows, at) for at in range(len(sheet.headings)))
    guesses = guess_columns(sheet.headings, columns, is_name)
    read, left_out = [], []
    for at, (heading, cells, guess) in enumerate(
        zip(sheet.headings, columns, guesses, strict=True)
    ):
        title = " ".join(heading.split()) or f"Column {at + 1}"
        if guess.meaning is Meaning.IDENTIFYING:
            left_out.append(title)
        elif heading or any(cells):
            read.append(ReadColumn(at, title, cells, guess))
    return Proposal(
        sheet=sheet.name,
        columns=tuple(read),
        rows=len(sheet.rows),
        left_out=tuple(left_out),
        has_headings=any(sheet.headings),
        unsaved=sheet.unsaved,
    )


def _column(rows: Sequence[tuple[str, ...]], at: int) -> tuple[str, ...]:
    return tuple(row[at] for row in rows)
