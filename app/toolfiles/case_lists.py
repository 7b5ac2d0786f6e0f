"""Case lists as other programs write them: CSV files, Excel workbooks, cells pasted from Excel.

Everything is bounded, and nothing is worked out: a formula is read as the result that was saved
with it, and a cell that begins like a formula is a text as any other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from app.domain.case_columns import meaning_of_heading
from app.errors import ToolFileError
from app.toolfiles.reading import hidden_character

MAX_BYTES = 5_000_000
MAX_ROWS = 10_000
MAX_COLUMNS = 60
MAX_CELL = 4_000
_HEAD_WITHIN = 10
_DELIMITERS = "\t;,|"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_BINARY = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
PASTED = "what was pasted"

Cells = tuple[str, ...]


@dataclass(frozen=True)
class ListSheet:
    """A table that was read: its headings, empty where it has none, and its rows.

    All rows are as long as the headings. ``first_row`` is the number of the first of them in the
    file. ``unsaved`` counts the formulas without a saved result.
    """

    name: str
    headings: Cells
    rows: tuple[Cells, ...]
    first_row: int = 1
    unsaved: int = 0


def read_case_list(data: bytes, file: str) -> tuple[ListSheet, ...]:
    """The tables of a file that are not empty, in their order.

    Raises:
        ToolFileError: it is too large, damaged, or no table.
    """
    if len(data) > MAX_BYTES:
        raise _fault(file, f"expected at most {MAX_BYTES // 1_000_000} MB")
    if data.startswith((_ZIP, _OLD_EXCEL)):
        sheets = _workbook(data, file)
    else:
        sheets = (_table("", _csv_rows(_decoded(data, file), file), file),)
    found = tuple(sheet for sheet in sheets if sheet.rows)
    if not found:
        raise _fault(file, "expected at least one row with something in it")
    return found


def read_pasted(text: str) -> ListSheet:
    """The cells that were copied in Excel, or lines of a text.

    Raises:
        ToolFileError: it is too much.
    """
    if len(text) > MAX_BYTES:
        raise _fault(PASTED, f"expected at most {MAX_BYTES // 1_000_000} MB")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text or '"' in text[:1]:
        rows = _rows_of(StringIO(text, newline=""), "\t", PASTED)
    else:
        rows = [(line,) for line in text.split("\n")]
    return _table("", rows, PASTED)


def _workbook(data: bytes, file: str) -> tuple[ListSheet, ...]:
    from app.toolfiles.spreadsheet import read_spreadsheet

    sheets = []
    for name, lines in read_spreadsheet(data, file).items():
        unsaved = sum(len(line.unsaved) for line in lines)
        first = lines[0].number if lines else 1
        sheets.append(_table(name, [line.cells for line in lines], file, first, unsaved))
    return tuple(sheets)


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif data.startswith(_BINARY) or b"\0" in data:
        raise _no_table(file)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise _no_table(file)


def _csv_rows(text: str, file: str) -> list[Cells]:
    head, _, rest = text.partition("\n")
    if head[:4].lower() == "sep=" and len(head.rstrip("\r")) == len("sep=;"):
        return _rows_of(StringIO(rest, newline=""), head[4], file)  # Excel's own first line
    return _rows_of(StringIO(text, newline=""), _delimiter(text), file)


def _delimiter(text: str) -> str:
    """What stands between the cells: what cuts most of the first lines into as many parts."""
    sample = text[:20_000].splitlines()[:30]

    def fitness(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=fitness)


def _rows_of(lines: Iterable[str], delimiter: str, file: str) -> list[Cells]:
    rows: list[Cells] = []
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(tuple(row))
            if len(rows) > MAX_ROWS + _HEAD_WITHIN:
                break
    except csv.Error as error:
        raise ToolFileError(
            file, f"line {reader.line_num}", "expected cells of an ordinary length"
        ) from error
    return rows


def _table(
    name: str, rows: Sequence[Cells], file: str, first_row: int = 1, unsaved: int = 0
) -> ListSheet:
    wide = max((_filled_width(row) for row in rows), default=0)
    if wide > MAX_COLUMNS:
        raise _fault(file, f"expected at most {MAX_COLUMNS} columns")
    cleaned = [tuple(_clean(cell, file) for cell in _padded(row, wide)) for row in rows]
    cleaned = [row for row in cleaned if any(row)]
    head = _head_at(cleaned)
    body = cleaned[head + 1 :]
    if len(body) > MAX_ROWS:
        raise _fault(file, f"expected at most {MAX_ROWS:,} rows")
    headings = cleaned[head] if head >= 0 else ("",) * wide
    return ListSheet(name, headings, tuple(body), first_row + head + 1, unsaved)


def _head_at(rows: Sequence[Cells]) -> int:
    """Which row has the headings, -1 where none has. A title may stand above them."""
    best, at = 0, -1
    for number, row in enumerate(rows[:_HEAD_WITHIN]):
        known = sum(meaning_of_heading(cell) is not None for cell in row)
        if known > best:
            best, at = known, number
    return at


def _filled_width(row: Cells) -> int:
    return max((at + 1 for at, cell in enumerate(row) if cell.strip()), default=0)


def _padded(row: Cells, wide: int) -> Cells:
    return (*row[:wide], *("",) * (wide - len(row)))


def _clean(cell: str, file: str) -> str:
    """A cell without what can't be seen: it could hide what it says."""
    if len(cell) > MAX_CELL:
        raise _fault(file, f"expected at most {MAX_CELL:,} characters in a cell")
    text = cell.replace("\r\n", "\n").replace("\xa0", " ")
    while hidden := hidden_character(text):
        text = text.replace(hidden, "")
    return text.strip()


def _no_table(file: str) -> ToolFileError:
    return _fault(file, "expected an Excel workbook (.xlsx) or a CSV file")


def _fault(file: str, expected: str) -> ToolFileError:
    return ToolFileError(file, "the file" if file != PASTED else "the cells", expected)
