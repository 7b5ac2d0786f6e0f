"""Pieces of a page that several chapters use: tables, boxes, figures, the grid of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from app.reports import fonts
from app.reports.paper import (
    ACCENT,
    BULLET,
    CELL,
    CELL_HEAD,
    CELL_QUIET,
    HAIRLINE,
    SECONDARY,
    TEXT,
    WIDTH,
    Heading,
    Para,
)
from app.reports.text import one_line, plain

_NEVER = 1e6
_TINT = HexColor("#DCE6EA")
_BOX = HexColor("#F3F6F8")

_HAIRLINES = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, SECONDARY),
]


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

    def draw(self) -> None:
        """Draw it with ReportLab's own hooks telling where rows and cells begin."""
        self._renderCB = _tag_table
        super().draw()


def _tag_table(table: TaggedTable, event: str, *place: object) -> None:
    canvas = table.canv
    if event == "startTable":
        canvas.open_group("Table")
    elif event == "startRow":
        canvas.open_group("TR")
    elif event == "startCell":
        head = place[0] == 0 and bool(table.repeatRows)
        canvas.open_group("TH" if head else "TD", header=head)
    elif event in {"endCell", "endRow", "endTable"}:
        canvas.close_group()


class Hairlines(TaggedTable):
    """The one kind of table: heads in grey, a hairline below each row, breaks across pages."""

    def _drawLines(self) -> None:  # noqa: N802 - ReportLab's name
        with self.canv.artifact():
            super()._drawLines()


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[Flowable | str]],
    widths: Sequence[float],
    *,
    head_styles: Sequence[ParagraphStyle] | None = None,
    extra: Sequence[tuple[object, ...]] = (),
) -> Hairlines:
    """A table from a row of heads and rows of paragraphs. ``widths`` are parts of the whole."""
    styles = head_styles or [CELL_HEAD] * len(head)
    heads = [Para(plain(text), style) for text, style in zip(head, styles, strict=True)]
    whole = sum(widths)
    return Hairlines(
        [heads, *rows],
        colWidths=[WIDTH * part / whole for part in widths],
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        style=[*_HAIRLINES, ("RIGHTPADDING", (-1, 0), (-1, -1), 0), *extra],
    )


def empty_table(head: Sequence[str], sentence: str, widths: Sequence[float]) -> Hairlines:
    """A table with nothing in it yet, and a sentence that says when that changes."""
    row = [Para(plain(sentence), CELL_QUIET), *[""] * (len(head) - 1)]
    return table(
        head,
        [row],
        widths,
        extra=[("SPAN", (0, 1), (-1, 1)), ("BOTTOMPADDING", (0, 1), (-1, 1), 10)],
    )


def cell(text: str, style: ParagraphStyle = CELL) -> Para:
    """A typed text as a cell."""
    return Para(plain(text), style)


def box(pieces: Sequence[Flowable]) -> TaggedTable:
    """A quiet box that stands out by a bar at its side."""
    frame = TaggedTable(
        [[piece] for piece in pieces],
        colWidths=[WIDTH],
        hAlign="LEFT",
        splitInRow=1,
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), _BOX),
            ("LINEBEFORE", (0, 0), (0, -1), 2.5, ACCENT),
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


@dataclass(frozen=True)
class GridCell:
    """A short code in the grid; marked ones stand on a tint and in bold, quiet ones in grey."""

    code: str
    marked: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class GridRow:
    """A row of the grid; without cells it is the title of those that follow."""

    number: str
    name: str
    cells: tuple[GridCell, ...] = ()


class Grid(Flowable):  # type: ignore[misc]
    """Questions, or cases, by agency. Drawn directly: there may be a hundred thousand cells."""

    row_height = 12.2
    _size = 8.5

    def __init__(self, heads: Sequence[str], rows: Sequence[GridRow]) -> None:
        super().__init__()
        self._heads, self._rows = tuple(heads), tuple(rows)
        self._upright = len(self._heads) > 7
        number_room = max((fonts.width(r.number, self._size) for r in self._rows), default=0.0)
        self._name_x = number_room + 8 if number_room else 0.0
        first = 190.0 if len(self._heads) <= 7 else 168.0
        self._first = first if self._heads else WIDTH
        self._column = min(60.0, (WIDTH - self._first) / max(1, len(self._heads)))
        self._wrapped = [self._head_lines(head) for head in self._heads]
        self.spaceAfter = 8

    def _head_lines(self, head: str) -> list[str]:
        """A column's head: broken into lines, or one line to be turned upright."""
        text = one_line(head)
        if self._upright:
            return [fonts.fitted(text, 7.5, 92, fonts.BOLD)]
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and fonts.width(longer, 7.5, fonts.BOLD) > self._column - 4:
                lines.append(word)
            else:
                lines[-1] = longer
        return [fonts.fitted(line, 7.5, self._column - 3, fonts.BOLD) for line in lines[:4]]

    @property
    def whole_height(self) -> float:
        """How high it is if it is not broken."""
        return self._head_height + self.row_height * len(self._rows)

    @property
    def _head_height(self) -> float:
        if not self._heads:
            return 0.0
        if self._upright:
            return max(fonts.width(lines[0], 7.5, fonts.BOLD) for lines in self._wrapped) + 8
        return 9.5 * max(len(lines) for lines in self._wrapped) + 5

    def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
        """As high as its rows."""
        self.width = available_width
        self.height = self.whole_height
        return self.width, self.height

    def split(self, _width: float, available_height: float) -> list[Flowable]:
        """Break between rows, and repeat the heads."""
        fit = int((available_height - self._head_height) // self.row_height)
        if fit < 2 or fit >= len(self._rows):
            return []
        if not self._rows[fit - 1].cells:
            fit -= 1  # the title of a section goes along with its rows
        return [Grid(self._heads, self._rows[:fit]), Grid(self._heads, self._rows[fit:])]

    def draw(self) -> None:
        """Draw heads, then row by row."""
        canvas = self.canv
        canvas.open_group("Table")
        self._draw_heads()
        y = self.height - self._head_height
        for row in self._rows:
            y -= self.row_height
            with canvas.artifact():
                canvas.setStrokeColor(HAIRLINE)
                canvas.setLineWidth(0.5)
                canvas.line(0, y, self._first + self._column * len(self._heads), y)
            canvas.open_group("TR")
            self._draw_row(row, y + 3.3)
            canvas.close_group()
        canvas.close_group()

    def _draw_heads(self) -> None:
        canvas, bottom = self.canv, self.height - self._head_height
        canvas.open_group("TR")
        for number, lines in enumerate(self._wrapped):
            middle = self._first + self._column * (number + 0.5)
            with canvas.mark("TH"):
                canvas.setFont(fonts.BOLD, 7.5)
                canvas.setFillColor(SECONDARY)
                if self._upright:
                    canvas.saveState()
                    canvas.translate(middle + 3, bottom + 4)
                    canvas.rotate(90)
                    canvas.drawString(0, 0, lines[0])
                    canvas.restoreState()
                else:
                    for up, line in enumerate(reversed(lines)):
                        canvas.drawCentredString(middle, bottom + 5 + 9.5 * up, line)
        canvas.close_group()
        with canvas.artifact():
            canvas.setStrokeColor(SECONDARY)
            canvas.setLineWidth(0.8)
            canvas.line(0, bottom, self._first + self._column * len(self._heads), bottom)

    def _draw_row(self, row: GridRow, base: float) -> None:
        canvas, size = self.canv, self._size
        with canvas.mark("TH"):
            canvas.setFont(fonts.REGULAR if row.cells else fonts.BOLD, size)
            canvas.setFillColor(SECONDARY)
            if row.number:
                canvas.drawString(0, base, row.number)
            if row.cells:
                canvas.setFillColor(TEXT)
            x = self._name_x if row.number else 0.0
            font = fonts.REGULAR if row.cells else fonts.BOLD
            room = (self._first if row.cells else WIDTH) - x - 6
            canvas.drawString(x, base, fonts.fitted(row.name, size, room, font))
        for number, one in enumerate(row.cells):
            self._draw_cell(one, self._first + self._column * number, base)

    def _draw_cell(self, one: GridCell, x: float, base: float) -> None:
        canvas = self.canv
        if one.marked:
            with canvas.artifact():
                canvas.setFillColor(_TINT)
                inset = min(8.0, self._column * 0.12)
                canvas.rect(x + inset, base - 3, self._column - 2 * inset, 11.6, stroke=0, fill=1)
        with canvas.mark("TD"):
            font = fonts.BOLD if one.marked else fonts.REGULAR
            canvas.setFont(font, self._size)
            canvas.setFillColor(SECONDARY if one.quiet else TEXT)
            canvas.drawCentredString(x + self._column / 2, base, one.code)


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
