"""Workbooks from tables as people write them in text: | survey | | |, then the rows."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl


def workbook(text: str) -> bytes:
    """An .xlsx of the sheets in a text: a row with a first cell opens the sheet of that name.

    The form of pyxform's own tests. A backslash keeps a bar from being the end of a cell.
    """
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    sheet = None
    for line in text.splitlines():
        line = line.strip()
        if not line.startswith("|") or re.fullmatch(r"[|\s:-]+", line):
            continue
        cells = [
            cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("|"))
        ]
        first, *values = cells
        if first:
            sheet = book.create_sheet(first)
            if not any(values):
                continue
        if sheet is None:
            raise ValueError(line)
        sheet.append([value or None for value in values])
        for cell in sheet[sheet.max_row]:
            if cell.value is not None:
                cell.data_type = "s"
    if not book.sheetnames:
        book.create_sheet("nothing")
    written = BytesIO()
    book.save(written)
    return written.getvalue()
