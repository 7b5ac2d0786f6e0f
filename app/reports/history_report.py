"""The history on paper and for a spreadsheet: every line in a sentence, and how the chain ends."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.days import long_day
from app.reports.document import Box, Cell, Document, Heading, Paragraph, Piece, Run, Table, Voice
from app.reports.formula_safe import formula_safe

_HEADS = ("No.", "When", "What happened", "Audit")
_WIDTHS = (0.8, 2.3, 6.1, 1.6)  # a moment, and most sentences, on one line
_END_NUMBER = re.compile(r" (?=\d+$)")  # "revision 1" is not parted at its end
_TOGETHER = 500  # rows of one table: a table is laid out as a whole


@dataclass(frozen=True)
class HistoryLine:
    """A line of the history as one reads it. ``audit`` is a reference, or empty."""

    number: int
    at: datetime
    words: str
    audit: str = ""


@dataclass(frozen=True)
class HistoryReport:
    """What a printed history says. ``chain`` is a sentence on its state and what it means."""

    lines: tuple[HistoryLine, ...]
    narrowed: tuple[str, ...]
    chain: tuple[str, str]
    end: str
    made: datetime
    body: str = ""


def history_document(report: HistoryReport) -> Document:
    """The history as a document; the end of the chain stands at the foot of every page."""
    return Document(
        title="History",
        author=report.body,
        subject="Who changed what and when",
        marking="",
        foot=f"End of the chain {report.end[:16]}…",
        pieces=lambda: _pieces(report),
        draft=False,
        cover=False,
    )


def when(at: datetime) -> str:
    """A moment where the person is: "2018-02-22 13:40:05", which sorts as it reads."""
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


def history_csv(lines: Sequence[HistoryLine]) -> bytes:
    """The lines as CSV for Excel; nothing in it is run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADS)
    for line in lines:
        writer.writerow([line.number, when(line.at), *map(formula_safe, (line.words, line.audit))])
    return text.getvalue().encode("utf-8-sig", "replace")


def _pieces(report: HistoryReport) -> Iterator[Piece]:
    yield Heading("History", 1)
    made = report.made.astimezone()
    parts = [part for part in (report.body, f"Made {long_day(made.date())}, {made:%H:%M}") if part]
    yield Paragraph("  ·  ".join(parts), Voice.NOTE)
    count = f"{len(report.lines):,} line{'' if len(report.lines) == 1 else 's'}, newest first."
    if report.narrowed:
        yield Paragraph(f"{count} Only: {', '.join(report.narrowed)}.")
    else:
        yield Paragraph(f"{count} These are all.")
    state, meaning = report.chain
    yield Box(
        (
            Paragraph((Run(state, bold=True),)),
            Paragraph(meaning),
            Paragraph((Run("End of the chain: "), Run(report.end, bold=True)), Voice.NOTE),
            Paragraph(
                "Keep this page. Whoever rewrote the history later could not make it end so again.",
                Voice.NOTE,
            ),
        )
    )
    for start in range(0, len(report.lines), _TOGETHER):
        rows = tuple(_row(line) for line in report.lines[start : start + _TOGETHER])
        yield Table(_HEADS, rows, _WIDTHS, alt="The lines of the history")


def _row(line: HistoryLine) -> tuple[Cell, ...]:
    return (
        Cell(str(line.number), quiet=True),
        Cell(when(line.at)),
        Cell(_END_NUMBER.sub("\u00a0", line.words)),
        Cell(line.audit),
    )
