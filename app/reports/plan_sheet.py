"""An action plan as a spreadsheet: to be filtered, sorted, and printed for a sub-group."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.days import long_day
from app.reports.palette import PRINT
from app.reports.plan_lines import PlanLine

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from app.reports.workbook_cells import LongTexts


_Value = str | int | date | None


@dataclass(frozen=True)
class _Column:
    title: str
    width: int
    value: Callable[[PlanLine, date], _Value]


_COLUMNS = (
    _Column("Audit", 16, lambda line, _: line.audit_reference),
    _Column("No.", 6, lambda line, _: line.number),
    _Column("Finding", 40, lambda line, _: line.recommendation.finding),
    _Column("Action", 40, lambda line, _: line.recommendation.action),
    _Column("For", 22, lambda line, _: line.for_whom),
    _Column("Lead", 22, lambda line, _: line.recommendation.lead),
    _Column("Date for completion", 14, lambda line, _: line.recommendation.due),
    _Column("Who sets the date", 22, lambda line, _: line.recommendation.set_by),
    _Column("Outcome", 34, lambda line, _: line.recommendation.outcome),
    _Column("State", 18, lambda line, today: line.state_words(today)),
    _Column("Days overdue", 9, lambda line, today: line.days_late(today) or None),
    _Column("Closed on", 14, lambda line, _: line.recommendation.closed),
    _Column("Result", 34, lambda line, _: line.recommendation.result),
    _Column("Carried", 22, lambda line, _: line.chain),
    _Column("Last reported", 34, lambda line, _: _last(line)),
    _Column("Still missing", 22, lambda line, _: ", ".join(line.recommendation.lacks)),
)
_PROGRESS = (("Audit", 16), ("No.", 6), ("Action", 40), ("Day", 14), ("By", 24), ("Report", 70))
_LONG = (("Text", 8), ("Piece", 8), ("Goes on", 120))


def write_plan_sheet(lines: Sequence[PlanLine], title: str, today: date) -> bytes:
    """The workbook: the plan, and everything that was reported on it."""
    from openpyxl import Workbook

    from app.reports.text import legible
    from app.reports.workbook_cells import LongTexts

    book, long_texts = Workbook(), LongTexts()
    book.properties.creator = "Partnership Audit"
    book.properties.title = legible(title)
    book.properties.created = book.properties.modified = datetime(  # noqa: DTZ001
        today.year, today.month, today.day
    )
    foot = f"{title}, {long_day(today)}"
    plan = book.active
    assert plan is not None  # noqa: S101 - a new workbook has a sheet
    plan.title = "Action plan"
    heads = [(column.title, column.width) for column in _COLUMNS]
    rows = [[column.value(line, today) for column in _COLUMNS] for line in lines]
    _fill(plan, heads, rows, foot, long_texts)
    reported: list[list[_Value]] = [
        [
            line.audit_reference,
            line.number,
            line.recommendation.action,
            note.on,
            note.by,
            note.text,
        ]
        for line in lines
        for note in line.progress
    ]
    _fill(book.create_sheet("Progress"), _PROGRESS, reported, foot, long_texts)
    if long_texts.texts:
        pieces: list[list[_Value]] = [
            [number, piece, text]
            for number, texts in enumerate(long_texts.texts, start=1)
            for piece, text in enumerate(texts, start=2)
        ]
        _fill(book.create_sheet(long_texts.title), _LONG, pieces, foot, long_texts)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(
    sheet: Worksheet,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[_Value]],
    foot: str,
    long_texts: LongTexts,
) -> None:
    """Headings that stay in sight and repeat on paper, a filter, and pages that are wide."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    from app.reports.text import legible
    from app.reports.workbook_cells import Cells

    cells = Cells(sheet, PRINT, long_texts)
    sheet.append([cells.text(title, "head") for title, _ in columns])
    for row in rows:
        sheet.append([cells.value(value, "wrapped") for value in row])
    for at, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter
    if footer is not None and footer.left is not None and footer.right is not None:
        footer.left.text = legible(foot).replace("&", "&&")
        footer.right.text = "Page &P of &N"


def _last(line: PlanLine) -> str:
    if not line.progress:
        return ""
    note = line.progress[-1]
    return f"{long_day(note.on)}{f', {note.by}' if note.by else ''}: {note.text}"
