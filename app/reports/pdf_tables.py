"""The tables of a PDF, from the cells of the content."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from app.reports import fonts
from app.reports.blocks import CellContent, Figure, Hairlines, facts, rows_only, table
from app.reports.charts import share_bar
from app.reports.document import Cell, PartBars, Table
from app.reports.look import Look
from app.reports.paper import (
    CELL,
    CELL_BOLD,
    CELL_HEAD,
    CELL_HEAD_RIGHT,
    CELL_POINT,
    CELL_QUIET,
    CELL_RIGHT,
    Para,
)
from app.reports.pdf_words import markup, short_parts
from app.reports.text import one_line, plain
from app.reports.wording import share_count, share_percent, share_words

_BOLD_RIGHT = ParagraphStyle("cell bold right", parent=CELL_BOLD, alignment=2)
_A_STEP = 1500
_QUIET_RIGHT = ParagraphStyle("cell quiet right", parent=CELL_QUIET, alignment=2)


def set_table(piece: Table, look: Look) -> Hairlines:
    """A table with or without heads."""
    rows: list[list[CellContent]] = []
    spans: list[tuple[object, ...]] = []
    titles: set[int] = set()
    joined: set[int] = set()
    below_heads = 1 if any(piece.heads) else 0
    for number, row in enumerate(piece.rows):
        steps = _steps([_content(one) for one in row])
        for step in steps:
            contents: list[CellContent] = []
            for one, content in zip(row, step, strict=True):
                if one.span > 1:
                    place, end = len(contents), len(contents) + one.span - 1
                    line = len(rows) + below_heads
                    spans.append(("SPAN", (place, line), (end, line)))
                contents.extend([content, *[""] * (one.span - 1)])
            rows.append(contents)
        last = len(rows) - 1 + below_heads
        joined.update(range(last - len(steps) + 1, last))
        if number in piece.titles:
            titles.add(last)
    if not below_heads:
        return facts(rows, piece.widths, look.width)
    made = table(
        piece.heads,
        rows,
        piece.widths,
        head_styles=[
            CELL_HEAD_RIGHT if number in piece.right else CELL_HEAD
            for number in range(len(piece.heads))
        ],
        extra=spans,
        titles=titles,
        joined=joined,
        width=look.width,
    )
    made.alt = piece.alt
    made.spaceAfter = 6
    return made


def part_bars(piece: PartBars, look: Look) -> Hairlines:
    """The parts of a question with their texts in full, a row for each."""
    bar = 0.28 * look.width
    rows: list[list[CellContent]] = [
        [
            Para(plain(share.part.text if share.part else share.name), CELL),
            Figure(share_bar(share, look.charts, bar - 8, 9), share_words(share), after=0),
            Para(plain(share_percent(share) if share.of else "–"), CELL_BOLD),
            Para(plain(share_count(share) if share.of else "not answered"), CELL_QUIET),
        ]
        for share in piece.shares
    ]
    figure = max(
        (fonts.width(one_line(share_percent(share)), 9, fonts.BOLD) for share in piece.shares),
        default=0.0,
    )
    widths = [bar, min(0.24 * look.width, figure + 8), 66.0]
    return rows_only(rows, [look.width - sum(widths), *widths])


def _content(one: Cell) -> CellContent:
    style = _style(one)
    words = [Para(markup(part), style) for part in short_parts(one.words)]
    if not one.points:
        return words[0] if len(words) == 1 else list[Flowable](words)
    points: list[Flowable] = []
    for point in one.points:
        for number, part in enumerate(short_parts(point)):
            points.append(Para(markup(part), CELL_POINT, bulletText="" if number else "•"))
    return [*(words if one.words else ()), *points]


def _steps(contents: list[CellContent]) -> list[list[CellContent]]:
    """A row that is higher than some pages as several, so that it need not be measured whole.

    ReportLab measures again on each page all that is left of a row.
    """
    if all(not isinstance(content, list) or _size(content) < _A_STEP * 2 for content in contents):
        return [contents]
    columns = [_cut(content) if isinstance(content, list) else [content] for content in contents]
    most = max(len(column) for column in columns)
    return [
        [column[step] if step < len(column) else Para("", CELL) for column in columns]
        for step in range(most)
    ]


def _cut(pieces: list[Flowable]) -> list[CellContent]:
    found: list[CellContent] = []
    some: list[Flowable] = []
    for piece in pieces:
        if some and _size([*some, piece]) > _A_STEP:
            found.append(some)
            some = []
        some.append(piece)
    return [*found, some]


def _size(pieces: list[Flowable]) -> int:
    """About how many letters of a cell, where a line of its own counts as half a line."""
    texts = [getattr(piece, "text", None) or "" for piece in pieces]
    return sum(20 + len(text) + 20 * text.count("<br/>") for text in texts)


def _style(one: Cell) -> ParagraphStyle:
    if one.bold:
        return _BOLD_RIGHT if one.right else CELL_BOLD
    if one.quiet:
        return _QUIET_RIGHT if one.right else CELL_QUIET
    return CELL_RIGHT if one.right else CELL
