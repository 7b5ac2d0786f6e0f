"""What a blank form is written in: boxes to tick, and lines to write on."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.domain.tool import Option
from app.reports import fonts
from app.reports.form_rows import ANSWER
from app.reports.paper import Para
from app.reports.text import plain

BOX = f'<font name="{fonts.MONO}" size="14">\N{BALLOT BOX}</font>'
_RULE = HexColor("#AEB6BD")
_LIFT = 4.5
_LINE = 21.0  # points between two lines to write on
_SHORT = 40  # characters; a label up to this long is never broken between its words
OPTION = ParagraphStyle(
    "form option",
    parent=ANSWER,
    leftIndent=17,
    bulletFontName=fonts.MONO,
    bulletFontSize=14,
    spaceAfter=2,
)


class Lines(Flowable):  # type: ignore[misc]
    """Lines to write on."""

    def __init__(self, count: int, width: float = 0.0) -> None:
        super().__init__()
        self._count, self._least = count, width
        self.is_last = False  # then the line of the row below takes the place of the last one

    @property
    def is_short(self) -> bool:
        """Whether it is narrower than its place."""
        return self._least > 0

    def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
        """As wide as there is room, or as told."""
        self.width = min(available_width, self._least or available_width)
        self.height = self._count * _LINE - (5 if self.is_last else 0)
        return self.width, self.height

    def split(self, _width: float, available_height: float) -> list[Flowable]:
        """Break between two lines."""
        fit = int(available_height // _LINE)
        if not 0 < fit < self._count:
            return []
        rest = Lines(self._count - fit, self._least)
        rest.is_last = self.is_last
        return [Lines(fit, self._least), rest]

    def draw(self) -> None:
        """Draw them; nobody reads them out."""
        canvas = self.canv
        with canvas.artifact():
            canvas.setStrokeColor(_RULE)
            canvas.setLineWidth(0.6)
            for number in range(1 if self.is_last else 0, self._count):
                y = number * _LINE + (-5 if self.is_last else 1)
                canvas.line(0, y, self.width, y)


class _Boxes(Para):
    """Options side by side. Their boxes are larger than the text and would push it down."""

    def drawOn(  # noqa: N802 - ReportLab's name
        self,
        canvas: Canvas,
        x: float,
        y: float,
        _sW: float = 0,  # noqa: N803
    ) -> None:
        """Draw it level with the question beside it."""
        super().drawOn(canvas, x, y + _LIFT, _sW)


def boxes(options: Sequence[Option]) -> Para:
    """Options side by side, each behind its box."""
    pieces = []
    for option in options:
        label = option.label
        if len(label) <= _SHORT:
            label = label.replace(" ", "\u00a0")
        pieces.append(f"{BOX}\u00a0{plain(label)}")
    return _Boxes("\u00a0\u00a0\u00a0\u00a0 ".join(pieces), ANSWER)
