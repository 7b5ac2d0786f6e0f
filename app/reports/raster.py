"""A drawing as a PNG picture, for documents that can't hold ReportLab's own.

The few shapes that the charts use are drawn with Pillow at twice the size and made smaller, so
that slanting lines and the ends of bars are smooth.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont
from reportlab.graphics.shapes import Drawing, Group, Line, Rect, Shape, String
from reportlab.pdfbase import pdfmetrics

from app.reports import fonts

_FINER = 2
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def to_png(drawing: Drawing, scale: float = 3.0) -> bytes:
    """A chart as PNG, on white, so that it can be read on any ground.

    With a ``scale`` of 3 it has 216 dots to the inch.
    """
    fonts.register()
    fine = scale * _FINER
    size = (max(1, round(drawing.width * fine)), max(1, round(drawing.height * fine)))
    image = Image.new("RGB", size, "#FFFFFF")
    brush = _Brush(ImageDraw.Draw(image), fine, float(drawing.height))
    for shape in _shapes(drawing):
        brush.draw(shape)
    made = io.BytesIO()
    dots = round(72 * scale)
    image.reduce(_FINER).save(made, "PNG", dpi=(dots, dots))
    return made.getvalue()


def sideways(text: str, width: float, colour: str, *, degrees: float, size: float) -> bytes:
    """Large quiet letters that run across a page, on nothing."""
    fonts.register()
    side = round(width)
    letters = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(letters)
    pen.text((side / 2, side / 2), text, fill=255, font=_font(fonts.BOLD, size), anchor="mm")
    image = Image.new("RGBA", (side, side), colour)
    image.putalpha(letters.rotate(degrees, Image.Resampling.BILINEAR))
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


class _Brush:
    """Draws shapes, whose origin is at the bottom, on an image, whose origin is at the top."""

    def __init__(self, pen: ImageDraw.ImageDraw, scale: float, height: float) -> None:
        self._pen, self._scale, self._height = pen, scale, height

    def draw(self, shape: Shape) -> None:
        if isinstance(shape, Rect):
            self._rect(shape)
        elif isinstance(shape, Line):
            ends = (self._at(shape.x1, shape.y1), self._at(shape.x2, shape.y2))
            self._pen.line(ends, _colour(shape.strokeColor), self._thick(shape))
        elif isinstance(shape, String):
            font = _font(shape.fontName, shape.fontSize * self._scale)
            place = self._at(shape.x, shape.y)
            colour, anchor = _colour(shape.fillColor), _ANCHORS[shape.textAnchor]
            self._pen.text(place, shape.text, fill=colour, font=font, anchor=anchor)
        else:
            raise TypeError(type(shape).__name__)

    def _rect(self, shape: Rect) -> None:
        left, bottom = self._at(shape.x, shape.y)
        right, top = self._at(shape.x + shape.width, shape.y + shape.height)
        if shape.fillColor is not None and right > left:
            self._pen.rectangle((left, top, right - 1, bottom - 1), _colour(shape.fillColor))
        if shape.strokeColor is not None:
            self._pen.rectangle(
                (left, top, right - 1, bottom - 1),
                None,
                _colour(shape.strokeColor),
                self._thick(shape),
            )

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self._scale), round((self._height - y) * self._scale)

    def _thick(self, shape: Rect | Line) -> int:
        return int(max(1, round(shape.strokeWidth * self._scale)))


def _shapes(group: Group | Drawing) -> Iterator[Shape]:
    for shape in group.contents:
        if isinstance(shape, Group):
            yield from _shapes(shape)
        else:
            yield shape


@lru_cache(maxsize=32)
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    file = pdfmetrics.getFont(name).face.filename
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _colour(colour: object) -> str:
    return "#" + str(colour.hexval())[2:].upper()  # type: ignore[attr-defined]
