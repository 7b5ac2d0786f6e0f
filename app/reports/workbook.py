"""The workbook: the data of an audit in Excel, ready for pivot tables, with charts.

Every text is a text and no formula; the shares are formulas, so that they can be followed, and
their results stand beside them for programs that work nothing out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from app.domain.days import long_day
from app.reports.content import AuditReport
from app.reports.data_table import Column, DataTable, Value, dictionary
from app.reports.data_tables import PERCENT, tables
from app.reports.output import into
from app.reports.output_zip import repacked
from app.reports.palette import ChartPalette, palette_of
from app.reports.published_figures import small_below
from app.reports.text import legible
from app.reports.workbook_cells import Cells, LongTexts
from app.reports.workbook_charts import figures, stacked

_MOST_ROWS = 1_048_575
_HEAD = 28.0
_HIGHEST = 400.0  # Excel takes 409 points
_WRAPPED = {"recommendations", "notes", "data-dictionary"}
_TEMPLATE = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?')


_SHARES = (
    "A share counts the full returns that gave an answer, out of those to which the question "
    "applied. Not applicable and not asked are in neither number."
)
_SAFE = (
    "The returns are pseudonymised, and remain personal data to the partnership: keep this "
    "workbook as safe as the returns."
)


@dataclass
class _Book:
    """A workbook while it is written. ``results`` are those of formulas, by sheet and cell."""

    file: Any
    palette: ChartPalette
    long_texts: LongTexts = field(default_factory=LongTexts)
    results: dict[int, dict[str, float]] = field(default_factory=dict)

    def sheet(self, title: str, widths: Sequence[int]) -> tuple[Any, Cells]:
        made = self.file.create_sheet(title)
        for number, width in enumerate(widths, start=1):
            made.column_dimensions[get_column_letter(number)].width = width
        made.page_setup.orientation, made.page_setup.paperSize = "landscape", 9
        made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
        made.sheet_properties.pageSetUpPr.fitToPage = True
        return made, Cells(made, self.palette, self.long_texts)


def write_workbook(
    report: AuditReport,
    target: Path | BinaryIO,
    *,
    comments: bool = True,
    on_row: Callable[[int], None] | None = None,
) -> None:
    """Write the data of an audit as a workbook (.xlsx).

    Without ``comments``, what the agencies wrote in their own words is left out. ``on_row`` is
    told how many rows are written, and may leave by raising: then nothing is written.

    Raises:
        FileWriteError: the file could not be written.
    """
    into(target, partial(_write, report, comments, on_row))


def _write(
    report: AuditReport,
    comments: bool,
    on_row: Callable[[int], None] | None,
    target: BinaryIO,
) -> int:
    book = _Book(Workbook(write_only=True), palette_of(report.audit.body.accent))
    found = tables(report, comments=comments, on_row=on_row)
    with _leaving_nothing(book.file):
        _read_me(book, report, found, comments=comments)
        for table in found:
            _table(book, table, report.audit.body.marking)
        _charts(book, report)
        if book.long_texts.texts:
            _long(book)
    about = book.file.properties
    about.title = " ".join(legible(report.audit.title).split())[:250]
    about.creator = " ".join(legible(report.audit.body.name).split())[:250]
    about.subject = " ".join(legible(report.audit.reference).split())[:250]
    about.language = "en-GB"
    made = report.made.replace(tzinfo=None, microsecond=0)
    about.created = made
    packed = io.BytesIO()
    book.file.save(packed)
    changes = {
        f"xl/worksheets/sheet{number}.xml": partial(_with_results, found)
        for number, found in book.results.items()
    }
    stamp = partial(_stamped, made.isoformat() + "Z")
    target.write(repacked(packed.getvalue(), {**changes, "docProps/core.xml": stamp}))
    return 1


@contextmanager
def _leaving_nothing(file: Any) -> Iterator[None]:
    """The library writes each sheet into a file of its own first: broken off, these go."""
    try:
        yield
    except BaseException:
        for sheet in file.worksheets:
            if not sheet.closed:
                sheet.close()
            sheet._writer.cleanup()
        raise


def _read_me(
    book: _Book, report: AuditReport, found: Sequence[DataTable], *, comments: bool
) -> None:
    sheet, cells = book.sheet("Read me", (26, 30, 90))
    audit, counted = report.audit, report.findings.returns
    sheet.row_dimensions[1].height = 26
    sheet.append([cells.text(audit.title, "title")])
    facts = [
        ("Body", audit.body.name),
        ("Reference", audit.reference),
        ("Marking", audit.body.marking),
        ("As of", long_day(report.made.date())),
        ("Returns", f"{counted.full} full, {counted.nil} nil, {counted.missing} missing"),
        ("Cases", str(len(audit.cases))),
        ("Agencies", str(len(audit.agencies))),
        ("Audit tool", f"{audit.tool.title}, version {audit.tool.version}"),
    ]
    for name, value in facts:
        sheet.append([cells.text(name, "label"), cells.text(value)])
    for sentence in _sentences(report, comments=comments):
        sheet.append([])
        sheet.append([cells.text(sentence)])
    sheet.append([])
    sheet.append([cells.text("Sheets", "label")])
    for table in found:
        sheet.append([cells.text(table.title), cells.text(table.about)])
    sheet.append([cells.text("Charts"), cells.text("The shares and judgements as bars.")])
    sheet.append([])
    explained = dictionary(found)
    sheet.append([cells.text("What the columns mean", "label")])
    sheet.append([cells.text(column.name, "head") for column in explained.columns])
    for row in explained.rows():
        sheet.append([cells.value(value, "wrapped") for value in row])


def _sentences(report: AuditReport, *, comments: bool) -> list[str]:
    sentences = [_SHARES, _SAFE]
    if not comments:
        sentences.append("What the agencies wrote in their own words is left out.")
    if below := small_below(report):
        sentences.append(
            f"Counts of fewer than {below}, and the single answers behind them, are left out."
        )
    if report.audit.reconstruction:
        sentences.append(report.audit.reconstruction)
    return sentences


def _table(book: _Book, table: DataTable, marking: str) -> None:
    sheet, cells = book.sheet(table.title, [column.width for column in table.columns])
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = legible(marking).replace("&", "&&")
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.row_dimensions[1].height = _HEAD
    sheet.append([cells.text(column.name, "head") for column in table.columns])
    style = "wrapped" if table.name in _WRAPPED else "text"
    share = None
    if table.columns[-1].name == PERCENT:
        share = (get_column_letter(table.at("n") + 1), get_column_letter(table.at("of") + 1))
    results, count = {}, 0
    for row in table.rows():
        count += 1
        if count > _MOST_ROWS:
            break
        made = [cells.value(value, style) for value in row]
        percent = row[-1]
        if share and isinstance(percent, float):
            n, of = (f"{column}{count + 1}" for column in share)
            made[-1] = cells.formula(f"={n}/{of}")
            results[f"{get_column_letter(len(row))}{count + 1}"] = percent / 100
        if style == "wrapped":
            sheet.row_dimensions[count + 1].height = _height(row, table.columns)
        sheet.append(made)
    if results:
        book.results[len(book.file.worksheets)] = results
    if not count:
        sheet.append([None] * len(table.columns))  # a table without any row is none to Excel
    _make_table(sheet, table, max(1, count))


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """How high a row of wrapped texts is, about: not every program works it out by itself."""
    lines = 1
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, str):
            needed = sum(1 + len(line) // column.width for line in value.splitlines())
            lines = max(lines, needed)
    return min(_HIGHEST, 4 + 13.5 * lines)


def _make_table(sheet: Any, table: DataTable, rows: int) -> None:
    reference = f"A1:{get_column_letter(len(table.columns))}{rows + 1}"
    made = Table(displayName=table.title.replace(" ", "_"), ref=reference)
    made.autoFilter = AutoFilter(ref=reference)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    made.tableColumns = [
        TableColumn(id=number, name=legible(column.name))
        for number, column in enumerate(table.columns, start=1)
    ]
    sheet.tables.add(made)


def _charts(book: _Book, report: AuditReport) -> None:
    """The figures of the charts at the left, each chart beside its own."""
    sheet, cells = book.sheet("Charts", (52, 16, 16, 16, 16, 16, 4))
    row = 0
    for found in figures(report, book.palette):
        sheet.append([cells.text(found.title, "label")])
        heads = [cells.text("", "head"), *(cells.text(name, "head") for name in found.series)]
        head = row + 2
        sheet.row_dimensions[head].height = _HEAD
        sheet.append(heads)
        for name, counts in found.rows:
            sheet.append([cells.text(name), *(cells.value(count) for count in counts)])
        chart = stacked(sheet, found, head, book.palette)
        sheet.add_chart(chart, f"{get_column_letter(len(found.series) + 3)}{row + 1}")
        used, needed = 2 + len(found.rows), round(chart.height * 2) + 3
        for _ in range(max(1, needed - used)):
            sheet.append([])
        row += used + max(1, needed - used)


def _long(book: _Book) -> None:
    """What is left of texts that no cell can hold."""
    sheet, cells = book.sheet(book.long_texts.title, (8, 8, 120))
    sheet.append([cells.text(head, "head") for head in ("text", "piece", "goes on")])
    for number, pieces in enumerate(book.long_texts.texts, start=1):
        for piece, text in enumerate(pieces, start=2):
            sheet.append([cells.value(number), cells.value(piece), cells.text(text, "wrapped")])


def _with_results(found: dict[str, float], content: bytes) -> bytes:
    """A sheet with the results of its formulas, which the library can't write."""

    def result(match: re.Match[bytes]) -> bytes:
        value = found.get(match[2].decode())
        return match[0] if value is None else match[1] + f"<v>{value!r}</v>".encode()

    return _TEMPLATE.sub(result, content)


def _stamped(when: str, content: bytes) -> bytes:
    """The same content gives the same file: it was made when its data was read."""
    return re.sub(
        rb"(<dcterms:modified[^>]*>)[^<]*", lambda found: found[1] + when.encode(), content
    )
