"""The grid of answers: questions, or cases, by agency, as letters."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.reports import fonts
from app.reports.document import LetterCell, LetterRow
from app.reports.look import LOOK, Look
from app.reports.paper import HAIRLINE, SECONDARY, TEXT
from app.reports.text import one_line


class Grid(Flowable):  # type: ignore[misc]
    """Questions, or cases, by agency. Drawn directly: there may be a hundred thousand cells."""

    row_height = 12.2
    _size = 8.5

    def __init__(self, heads: Sequence[str], rows: Sequence[LetterRow], look: Look = LOOK) -> None:
        super().__init__()
        self._heads, self._rows = tuple(heads), tuple(rows)
        self._look = look
        self._upright = len(self._heads) > 7
        number_room = max((fonts.width(r.number, self._size) for r in self._rows), default=0.0)
        self._name_x = number_room + 8 if number_room else 0.0
        first = 190.0 if len(self._heads) <= 7 else 168.0
        self._first = first if self._heads else look.width
        self._column = min(60.0, (look.width - self._first) / max(1, len(self._heads)))
        self._wrapped = [self._head_lines(head) for head in self._heads]
        self.spaceAfter = 8

    def _head_lines(self, head: str) -> list[str]:
        """A column's head: broken into lines, or one line to be turned upright."""
        text = one_line(head)
        if self._upright:
            return [fonts.fitted(text, 7.5, 120, fonts.BOLD)]
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
        rows = self._rows[:fit], self._rows[fit:]
        return [Grid(self._heads, some, self._look) for some in rows]

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

    def _draw_row(self, row: LetterRow, base: float) -> None:
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
            room = (self._first if row.cells else self._look.width) - x - 6
            canvas.drawString(x, base, fonts.fitted(row.name, size, room, font))
        for number, one in enumerate(row.cells):
            self._draw_cell(one, self._first + self._column * number, base)

    def _draw_cell(self, one: LetterCell, x: float, base: float) -> None:
        canvas = self.canv
        if one.marked:
            with canvas.artifact():
                canvas.setFillColor(self._look.tint)
                inset = min(8.0, self._column * 0.12)
                canvas.rect(x + inset, base - 3, self._column - 2 * inset, 11.6, stroke=0, fill=1)
        with canvas.mark("TD"):
            font = fonts.BOLD if one.marked else fonts.REGULAR
            canvas.setFont(font, self._size)
            canvas.setFillColor(SECONDARY if one.quiet else TEXT)
            canvas.drawCentredString(x + self._column / 2, base, one.code)
