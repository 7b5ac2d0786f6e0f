"""A case list as it is written: rows that may be incomplete, and what is wrong in their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.audits import Case, is_initials
from app.domain.initials import A_NAME, why_not_initials
from app.domain.tool import Subject
from app.domain.uin import fits, format_of, is_uin, is_uin_format

LONGEST_CELL = 80
LONGEST_PICTURE = 4_000
MOST_CASES = 10_000

NAME_IN_UIN = "That looks like a name. Write the child’s number"


class CaseColumn(StrEnum):
    """A column of the case list."""

    LABEL = "label"
    UIN = "uin"
    INITIALS = "initials"
    PEN_PICTURE = "pen_picture"


@dataclass(frozen=True)
class CaseRow:
    """A row as it was typed or read. Its letter is given where there is none."""

    uin: str = ""
    initials: str = ""
    pen_picture: str = ""
    label: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not (self.uin.strip() or self.initials.strip() or self.pen_picture.strip())


@dataclass(frozen=True)
class CellFault:
    """What is wrong in a cell, in a sentence.

    ``row`` counts from 0. ``unkept``: it may be a name, and must not be stored. ``warning``: it
    stands in nobody's way.
    """

    row: int
    column: CaseColumn
    sentence: str
    unkept: bool = False
    warning: bool = False


def letter(number: int) -> str:
    """The letter of a row, from 0: A, B, … Z, AA, AB, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def with_letters(rows: Sequence[CaseRow]) -> tuple[CaseRow, ...]:
    """The rows, each that has none with the next letter that is free."""
    taken = {row.label.strip().casefold() for row in rows}
    given: list[CaseRow] = []
    number = 0
    for row in rows:
        if row.label.strip() or row.is_blank:
            given.append(row)
            continue
        while letter(number).casefold() in taken:
            number += 1
        given.append(replace(row, label=letter(number)))
        number += 1
    return tuple(given)


def called(at: int, row: CaseRow) -> str:
    """How a row is spoken of: by its letter, or else by its place."""
    return f"case {row.label.strip()}" if row.label.strip() else f"row {at + 1}"


def learned_format(rows: Sequence[CaseRow]) -> str:
    """The form that the UINs of at least two rows share, or none."""
    uins = [row.uin.strip() for row in rows if row.uin.strip()]
    return format_of(uins) if len(uins) > 1 else ""


def check_rows(
    rows: Sequence[CaseRow],
    *,
    uin_format: str,
    subject: Subject,
    is_name: Callable[[str], bool],
) -> tuple[CellFault, ...]:
    """What is wrong with the rows, from the first to the last; blank ones are passed over.

    ``is_name`` says whether a short cell holds a name: that is the guard's to know.
    """
    form = uin_format if is_uin_format(uin_format) else ""
    uins = Counter(row.uin.strip().casefold() for row in rows if not row.is_blank)
    labels = Counter(row.label.strip().casefold() for row in rows if not row.is_blank)
    first: dict[str, str] = {}
    faults: list[CellFault] = []
    for at, row in enumerate(rows):
        if row.is_blank:
            continue
        faults += _of_label(at, row, labels, is_name)
        faults += _of_uin(at, row, form, uins, first, is_name)
        faults += _of_initials(at, row, subject, is_name)
    return tuple(faults)


def cases_of(rows: Sequence[CaseRow], faults: Collection[CellFault]) -> tuple[Case, ...]:
    """The cases of the rows that are not blank. What may be a name is left out of them."""
    unkept = {(fault.row, fault.column) for fault in faults if fault.unkept}

    def kept(at: int, column: CaseColumn, text: str) -> str:
        return "" if (at, column) in unkept else text.strip()

    return tuple(
        Case(
            uin=kept(at, CaseColumn.UIN, row.uin),
            label=kept(at, CaseColumn.LABEL, row.label),
            initials=kept(at, CaseColumn.INITIALS, row.initials),
            pen_picture=row.pen_picture.strip(),
        )
        for at, row in enumerate(rows)
        if not row.is_blank
    )


def rows_of(cases: Sequence[Case]) -> tuple[CaseRow, ...]:
    """The rows that show these cases."""
    return tuple(CaseRow(c.uin, c.initials, c.pen_picture, c.label) for c in cases)


def _of_label(
    at: int, row: CaseRow, labels: Counter[str], is_name: Callable[[str], bool]
) -> Iterator[CellFault]:
    label = row.label.strip()
    if len(label) > 1 and is_name(label):
        yield CellFault(at, CaseColumn.LABEL, "That looks like a name", unkept=True)
    elif label and labels[label.casefold()] > 1:
        yield CellFault(at, CaseColumn.LABEL, f"“{label}” stands twice")


def _of_uin(
    at: int,
    row: CaseRow,
    form: str,
    uins: Counter[str],
    first: dict[str, str],
    is_name: Callable[[str], bool],
) -> Iterator[CellFault]:
    uin = row.uin.strip()
    key = uin.casefold()
    if not uin:
        yield CellFault(at, CaseColumn.UIN, "Write the child’s number")
    elif is_name(uin):
        yield CellFault(at, CaseColumn.UIN, NAME_IN_UIN, unkept=True)
    elif not is_uin(uin):
        # Words with spaces may be anything: they are not kept either.
        sentence = "Write the number without spaces: letters, digits and / _ . - only"
        yield CellFault(at, CaseColumn.UIN, sentence, unkept=True)
    elif key in first:
        sentence = f"The same number as {first[key]}"
        yield CellFault(at, CaseColumn.UIN, sentence)
    elif form and not fits(form, uin):
        yield CellFault(at, CaseColumn.UIN, f"Not of the form {form}")
    if uins[key] > 1:
        first.setdefault(key, called(at, row))


def _of_initials(
    at: int, row: CaseRow, subject: Subject, is_name: Callable[[str], bool]
) -> Iterator[CellFault]:
    text = row.initials.strip()
    if subject is Subject.ORGANISATION and not text:
        return
    if is_initials(text) and not is_name(text):
        return
    sentence = why_not_initials(text) or A_NAME
    yield CellFault(at, CaseColumn.INITIALS, sentence, unkept=bool(text))
