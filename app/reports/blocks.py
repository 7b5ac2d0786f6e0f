"""Pieces of a page that several chapters use: headings, tables, boxes, figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from app.reports.paper import (
    ACCENT,
    BULLET,
    CELL,
    CELL_HEAD,
    CELL_QUIET,
    HAIRLINE,
    SECONDARY,
    WIDTH,
    Heading,
    Para,
)
from app.reports.text import one_line, plain

CellContent: TypeAlias = "Flowable | str | list[Flowable]"

_NEVER = 1e6
_LETTER = 5.5  # as wide as a letter in a table can be on average
_LINES_OF_A_PAGE = 40
_LINES_OF_A_LIST = 8
_BOX = HexColor("#F3F6F8")

_PADDING = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
]
_LINE = ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE)
_HEAD_LINE = ("LINEBELOW", (0, 0), (-1, 0), 0.8, SECONDARY)


def heading(
    text: str,
    style: ParagraphStyle,
    *,
    key: str = "",
    level: int = 0,
    room: float = 90,
    title: str = "",
) -> list[Flowable]:
    """A heading from a typed text, with room below it for the beginning of what follows.

    Asking for room is what keeps it from standing alone at the foot of a page; it costs
    nothing, while measuring what follows would lay out long comments twice.
    """
    piece = Heading(plain(text), style, key=key, title=title or text, level=level)
    return [CondPageBreak(style.spaceBefore + style.leading + room), piece]


def bullet(markup: str) -> Para:
    """One point of a list."""
    return Para(markup, BULLET, bulletText="•")


class TaggedTable(Table):  # type: ignore[misc]
    """A table with hairlines only whose rows and cells are tagged."""

    alt = ""

    def onSplit(self, part: TaggedTable, _by_row: int = 1) -> None:  # noqa: N802
        """What goes on to the next page is the same table."""
        part.alt = self.alt

    def draw(self) -> None:
        """Draw it with ReportLab's own hooks telling where rows and cells begin."""
        self._renderCB = _tag_table
        super().draw()


def _tag_table(table: TaggedTable, event: str, *place: object) -> None:
    canvas = table.canv
    if event == "startTable":
        canvas.open_group("Table", alt=one_line(table.alt))
    elif event == "startRow":
        canvas.open_group("TR")
    elif event == "startCell":
        head = place[0] == 0 and bool(table.repeatRows)
        canvas.open_group("TH" if head else "TD", header=head)
    elif event in {"endCell", "endRow", "endTable"}:
        canvas.close_group()


class Hairlines(TaggedTable):
    """The one kind of table: heads in grey, a hairline below each row, breaks across pages."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """Parts for this page and the next, where the last row does not stand alone."""
        parts: list[Flowable] = super().split(width, height)
        if len(parts) != 2 or not self.splitByRow:
            return parts
        heads = int(self.repeatRows)
        above, below = (len(part._cellvalues) for part in parts)
        if below != heads + 1 or above < heads + 3:
            return parts
        # As if the page ended a row sooner.
        sooner: list[Flowable] = super().split(width, sum(self._rowHeights[: above - 1]) + 0.01)
        return sooner if len(sooner) == 2 else parts

    def _drawLines(self) -> None:  # noqa: N802 - ReportLab's name
        with self.canv.artifact():
            super()._drawLines()


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[CellContent]],
    widths: Sequence[float],
    *,
    head_styles: Sequence[ParagraphStyle] | None = None,
    extra: Sequence[tuple[object, ...]] = (),
    titles: Collection[int] = (),
    joined: Collection[int] = (),
    width: float = WIDTH,
) -> Hairlines:
    """A table from a row of heads and rows of paragraphs.

    ``widths`` are parts of the whole. ``titles`` are the rows, counted from 1, that belong to
    the row below: no line parts them, and no page break. ``joined`` are those that go on in the
    row below: no line parts them.
    """
    styles = head_styles or [CELL_HEAD] * len(head)
    heads = [Para(plain(text), style) for text, style in zip(head, styles, strict=True)]
    whole = sum(widths)
    columns = [width * part / whole for part in widths]
    break_inside = _break_inside(rows, columns)
    lines: list[tuple[object, ...]] = [_LINE]
    if titles or joined:
        ends = [n for n in range(1, len(rows) + 1) if n not in titles and n not in joined]
        lines = [("LINEBELOW", (0, n), (-1, n), 0.5, HAIRLINE) for n in ends]
        if not break_inside:
            lines.extend(("NOSPLIT", (0, n), (-1, n + 1)) for n in titles)
    lines.append(_HEAD_LINE)
    return Hairlines(
        [heads, *rows],
        colWidths=columns,
        repeatRows=1,
        splitInRow=break_inside,
        splitByRow=not break_inside,
        hAlign="LEFT",
        style=[*_PADDING, *lines, ("RIGHTPADDING", (-1, 0), (-1, -1), 0), *extra],
    )


def facts(
    rows: Sequence[Sequence[CellContent]], widths: Sequence[float], width: float
) -> Hairlines:
    """A table without heads."""
    whole = sum(widths)
    columns = [width * part / whole for part in widths]
    break_inside = _break_inside(rows, columns)
    return Hairlines(
        rows,
        colWidths=columns,
        splitInRow=break_inside,
        splitByRow=not break_inside,
        hAlign="LEFT",
        style=[*_PADDING, _LINE, ("RIGHTPADDING", (-1, 0), (-1, -1), 0)],
    )


def _break_inside(rows: Sequence[Sequence[CellContent]], widths: Sequence[float]) -> int:
    """ReportLab's word for whether rows may be broken inside: only if one may outgrow a page.

    Lists may be sooner: a reader loses nothing between two of their points, and a row of lists
    is often all that its table has.

    Those tables are not broken between rows first: ReportLab would set what is left below, on the
    same page, with its heads again.

    The number is how much of a row must stay on either side, in points: with more than one, a row
    that outgrows its page by less can be put nowhere.
    """
    for row in rows:
        room = 0.0
        for piece, width in zip(reversed(row), reversed(widths), strict=True):
            room += width
            if piece == "":  # a cell that the one before it reaches over
                continue
            parts = piece if isinstance(piece, list) else [piece]
            lines = sum(_lines_of(part, room) for part in parts)
            if lines > (_LINES_OF_A_LIST if isinstance(piece, list) else _LINES_OF_A_PAGE):
                return 1
            room = 0.0
    return 0


def _lines_of(piece: Flowable | str, width: float) -> float:
    """About how many lines a cell's paragraph takes."""
    text = getattr(piece, "text", None) or ""
    return float(1 + text.count("<br/>") + len(text) * _LETTER / max(1.0, width - 20))


def rows_only(rows: Sequence[Sequence[CellContent]], widths: Sequence[float]) -> Hairlines:
    """Rows without heads, for the few things below a question."""
    break_inside = _break_inside(rows, widths)
    made = Hairlines(
        rows,
        colWidths=list(widths),
        hAlign="LEFT",
        splitInRow=break_inside,
        splitByRow=not break_inside,
        style=[*_PADDING, _LINE, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )
    made.spaceAfter = 6
    return made


def empty_table(
    head: Sequence[str], sentence: str, widths: Sequence[float], *, width: float = WIDTH
) -> Hairlines:
    """A table with nothing in it yet, and a sentence that says when that changes."""
    row = [Para(plain(sentence), CELL_QUIET), *[""] * (len(head) - 1)]
    return table(
        head,
        [row],
        widths,
        extra=[("SPAN", (0, 1), (-1, 1)), ("BOTTOMPADDING", (0, 1), (-1, 1), 10)],
        width=width,
    )


def cell(text: str, style: ParagraphStyle = CELL) -> Para:
    """A typed text as a cell."""
    return Para(plain(text), style)


def box(
    pieces: Sequence[Flowable], *, width: float = WIDTH, accent: Color = ACCENT, fill: Color = _BOX
) -> TaggedTable:
    """A quiet box that stands out by a bar at its side."""
    frame = TaggedTable(
        [[piece] for piece in pieces],
        colWidths=[width],
        hAlign="LEFT",
        splitInRow=1,
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), fill),
            ("LINEBEFORE", (0, 0), (0, -1), 2.5, accent),
            ("LEFTPADDING", (0, 0), (-1, -1), 14),
            ("RIGHTPADDING", (0, 0), (-1, -1), 12),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, 0), 10),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 10),
        ],
    )
    frame.spaceBefore, frame.spaceAfter = 8, 12
    return frame


class Figure(Flowable):  # type: ignore[misc]
    """A drawing with the words that say the same to those who can't see it."""

    def __init__(self, drawing: Drawing, alt: str, after: float = 6) -> None:
        super().__init__()
        self._drawing, self._alt = drawing, alt
        self.spaceAfter = after

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As large as the drawing."""
        return self._drawing.width, self._drawing.height

    def draw(self) -> None:
        """Draw it as one figure."""
        with self.canv.mark("Figure", one_line(self._alt)):
            self._drawing.drawOn(self.canv, 0, 0)


class WhereItFits(Flowable):  # type: ignore[misc]
    """A piece that stands here if there is room for it, and otherwise after what follows."""

    def __init__(
        self, piece: Sequence[Flowable], room: float, following: Sequence[Flowable]
    ) -> None:
        super().__init__()
        self._piece, self._room, self._following = list(piece), room, list(following)

    def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
        """Never fits as it is: so it is asked to split."""
        return available_width, _NEVER

    def split(self, _width: float, available_height: float) -> list[Flowable]:
        """Both in the order that fits. A gap leads, as the first of a split must fit."""
        if available_height >= self._room:
            return [gap(0), *self._piece, *self._following]
        return [gap(0), *self._following, *self._piece]


def gap(height: float) -> Spacer:
    """Empty space between two pieces."""
    return Spacer(1, height)
