"""The texts in an Excel workbook, read from a file that may be hostile.

Everything is bounded before it is unpacked; formulas are never worked out, only the results that
were saved with them are read.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from app.errors import ToolFileError
from app.toolfiles.reading import quoted

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
_MAX_SHEETS = 50
_MAX_ENTRIES = 1_000
_MAX_UNPACKED = 20_000_000
_MAX_TEXT = 2_000_000
_MAX_CELLS = 200_000
_LAST_ROW = 1_048_576
_PIECE = 1 << 18
_OVERLAP = 256  # longer than anything that is looked for

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number, and the texts of its cells from the first column on."""

    number: int
    cells: tuple[str, ...]
    unsaved: tuple[int, ...] = ()
    """The cells, from 0, whose formula has no saved result."""


def read_spreadsheet(data: bytes, file: str) -> dict[str, tuple[Line, ...]]:
    """The rows that are not empty, by the names of the sheets in their order."""
    if len(data) > MAX_BYTES:
        raise _fault(file, f"expected at most {MAX_BYTES // 1_000_000} MB")
    if data.startswith(_OLD_EXCEL):
        raise _fault(
            file,
            "expected an Excel workbook (.xlsx). This is one of the older kind (.xls), or it has a "
            "password. Open it in Excel, choose “Save as” and “Excel workbook (.xlsx)”, without a "
            "password, and take that file",
        )
    if not data.startswith(_ZIP):
        raise _fault(file, "expected an Excel workbook (.xlsx)")
    try:
        has_formulas = _checked(data, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know is not what is read here
            return _sheets(data, file, has_formulas=has_formulas)
    except ToolFileError:
        raise
    except Exception as error:
        # A damaged workbook makes openpyxl, zipfile and the XML parser fail in every way there is.
        raise _fault(
            file, "expected an Excel workbook that can be opened. This one is damaged"
        ) from error


def _checked(data: bytes, file: str) -> bool:
    """Refuse what would unpack to too much, or declares entities. Whether there are formulas."""
    has_formulas = False
    with zipfile.ZipFile(BytesIO(data)) as packed:
        entries = packed.infolist()
        if len(entries) > _MAX_ENTRIES or sum(e.file_size for e in entries) > _MAX_UNPACKED:
            raise _fault(
                file,
                "expected a workbook of an ordinary size; this one unpacks to more than "
                f"{_MAX_UNPACKED // 1_000_000} MB",
            )
        for entry in entries:
            if entry.filename.lower().endswith((".xml", ".rels")):
                formulas = _checked_entry(packed, entry, file)
                has_formulas = has_formulas or (formulas and "worksheets/" in entry.filename)
    return has_formulas


def _checked_entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bool:
    """Look through an entry piece by piece. Whether there are formulas."""
    rows = cells = 0
    has_formulas, before = False, b""
    with packed.open(entry) as stream:
        while piece := stream.read(_PIECE):
            content = before + piece
            if _DOCTYPE.search(content):
                raise _fault(file, "expected a workbook as Excel writes it; found a DOCTYPE")
            has_formulas = has_formulas or bool(_FORMULA.search(content))
            rows += content.count(b"<row") - before.count(b"<row")
            cells += content.count(b"<c") - before.count(b"<c")
            before = content[-_OVERLAP:]
            if rows > _LAST_ROW or cells > _MAX_CELLS:
                raise _fault(file, "expected a table of an ordinary size; this one is too long")
    return has_formulas


def _sheets(data: bytes, file: str, *, has_formulas: bool) -> dict[str, tuple[Line, ...]]:
    found = _lines(data, file, results=True)
    if has_formulas:
        formulas = _lines(data, file, results=False)
        found = {
            name: tuple(_with_unsaved(lines, formulas.get(name, ())))
            for name, lines in found.items()
        }
    return found


def _lines(data: bytes, file: str, *, results: bool) -> dict[str, tuple[Line, ...]]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=results, keep_links=False)
    try:
        if len(book.worksheets) > _MAX_SHEETS:
            raise _fault(file, f"expected at most {_MAX_SHEETS} sheets")
        length = 0
        sheets: dict[str, tuple[Line, ...]] = {}
        for sheet in book.worksheets:
            lines = []
            for line in _sheet_lines(sheet, file):
                lines.append(line)
                length += sum(map(len, line.cells))
                if length > _MAX_TEXT:
                    raise _fault(file, f"expected at most {_MAX_TEXT:,} characters")
            sheets[sheet.title] = tuple(lines)
        return sheets
    finally:
        book.close()


def _sheet_lines(sheet: Any, file: str) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says of its own size may be anything
    rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS + 1, values_only=True)
    count = 0
    for number, values in enumerate(rows, start=1):
        if not any(value is not None for value in values):
            continue
        cells = tuple(map(_text, values))
        if not any(cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise _fault(file, f"expected at most {MAX_ROWS:,} rows in sheet {quoted(sheet.title)}")
        if len(cells) > MAX_COLUMNS and cells[MAX_COLUMNS]:
            raise _fault(
                file, f"expected at most {MAX_COLUMNS} columns in sheet {quoted(sheet.title)}"
            )
        yield Line(number, cells)


def _with_unsaved(lines: tuple[Line, ...], formulas: tuple[Line, ...]) -> Iterator[Line]:
    results = {line.number: line for line in lines}
    for line in formulas:
        saved = results.get(line.number, Line(line.number, ()))
        unsaved = tuple(
            index
            for index, text in enumerate(line.cells)
            if text and not (index < len(saved.cells) and saved.cells[index])
        )
        yield Line(line.number, saved.cells, unsaved)


def _text(value: object) -> str:
    """A cell as its text: 1 and 1.0 are "1", as they are shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _fault(file: str, expected: str) -> ToolFileError:
    return ToolFileError(file, "the file", expected)
