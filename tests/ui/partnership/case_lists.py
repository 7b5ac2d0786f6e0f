"""Invented case lists, as a case management system gives them out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

HEADINGS = (
    "Unique ref",
    "Child name",
    "Initials",
    "Date of birth",
    "NHS number",
    "Age band",
    "Team",
    "Pen picture",
)
_FIRST = ("Amelia", "Jack", "Olivia", "Harry", "Isla", "George", "Ava", "Noah")
_LAST = ("Smith", "Jones", "Taylor", "Brown", "Davies", "Wilson")
_BANDS = ("Under 5", "5 to 9", "10 to 14", "10 to 14", "15 to 17")
_TEAMS = ("North", "South")
_ABOUT = (
    "Lives with her mother; a child in need plan since last spring.",
    "Lives with a relative. Concerns at school about what he said of home.",
    "Came to notice after a call to the police; the case is now closed.",
)


def long_list(count: int = 48) -> list[tuple[str, ...]]:
    """Rows under ``HEADINGS``, names and all."""
    rows: list[tuple[str, ...]] = []
    for at in range(count):
        first, last = _FIRST[at % len(_FIRST)], _LAST[at % len(_LAST)]
        rows.append(
            (
                f"CE-{4100 + at * 7}",
                f"{first} {last}",
                first[0] + last[0],
                f"{at % 28 + 1:02}/0{at % 9 + 1}/20{10 + at % 8}",
                f"943 476 {5000 + at}",
                _BANDS[at % len(_BANDS)],
                _TEAMS[at % len(_TEAMS)],
                _ABOUT[at % len(_ABOUT)],
            )
        )
    return rows


def workbook(rows: list[tuple[str, ...]], *, notes: bool = True) -> bytes:
    """An Excel workbook with these rows under a title, and a sheet of notes before them."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if notes:
        sheet.title = "Notes"
        sheet.append(["Made for the audit"])
        sheet = book.create_sheet("Open cases")
    sheet.append(["Open cases, 31 January 2018"])
    sheet.append(list(HEADINGS))
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def list_file(folder: Path, count: int = 48) -> Path:
    """A workbook of a long list."""
    path = folder / "open cases.xlsx"
    path.write_bytes(workbook(long_list(count)))
    return path
