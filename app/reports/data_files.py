"""The data of an audit as CSV files, with a dictionary of their columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date

from app.reports.content import AuditReport
from app.reports.data_table import DataTable, Value, dictionary
from app.reports.data_tables import tables
from app.reports.formula_safe import formula_safe
from app.reports.text import legible

_MARK = "\ufeff"  # by which Excel knows that a file is in UTF-8


def csv_files(
    report: AuditReport, *, comments: bool = True, on_row: Callable[[int], None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Each file with its name, one after the other; the dictionary is the last.

    Without ``comments``, what the agencies wrote in their own words is left out. ``on_row`` is
    told how many rows are written, and may leave by raising.
    """
    found = tables(report, comments=comments, on_row=on_row)
    for table in (*found, dictionary(found)):
        yield f"{table.name}.csv", as_csv(table)


def as_csv(table: DataTable) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8."""
    text = io.StringIO()
    text.write(_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([formula_safe(legible(column.name)) for column in table.columns])
    for row in table.rows():
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode()


def _cell(value: Value) -> object:
    if isinstance(value, str):
        return formula_safe(legible(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else value
