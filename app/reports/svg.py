"""A drawing as SVG for the screen, in the system's own typeface.

ReportLab's SVG renderer names our print fonts, anchors text by their widths, and clips; the
few shapes that the charts use are written out here plainly, so that Qt draws them exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, Shape, String

from app.reports import fonts

_FAMILY = "'Segoe UI', system-ui, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


def to_svg(drawing: Drawing) -> bytes:
    """A chart as a complete SVG file in UTF-8. It refers to nothing outside itself."""
    height = float(drawing.height)
    shapes = "\n".join(_shapes(drawing, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width:g}" height="{height:g}" '
        f'viewBox="0 0 {drawing.width:g} {height:g}" font-family="{_FAMILY}">\n'
        f"{shapes}\n</svg>\n"
    ).encode()


def _shapes(group: Group | Drawing, height: float) -> Iterator[str]:
    for shape in group.contents:
        if isinstance(shape, Group):
            yield from _shapes(shape, height)
        else:
            yield _shape(shape, height)


def _shape(shape: Shape, height: float) -> str:
    if isinstance(shape, Rect):
        return (
            f'<rect x="{shape.x:.2f}" y="{height - shape.y - shape.height:.2f}" '
            f'width="{shape.width:.2f}" height="{shape.height:.2f}" '
            f'fill="{_colour(shape.fillColor)}" {_stroke(shape)}/>'
        )
    if isinstance(shape, Line):
        return (
            f'<line x1="{shape.x1:.2f}" y1="{height - shape.y1:.2f}" '
            f'x2="{shape.x2:.2f}" y2="{height - shape.y2:.2f}" {_stroke(shape)}/>'
        )
    if isinstance(shape, String):
        weight = 600 if shape.fontName == fonts.BOLD else 400
        return (
            f'<text x="{shape.x:.2f}" y="{height - shape.y:.2f}" font-size="{shape.fontSize:g}" '
            f'font-weight="{weight}" text-anchor="{shape.textAnchor}" '
            f'fill="{_colour(shape.fillColor)}">{escape(shape.text)}</text>'
        )
    raise TypeError(type(shape).__name__)


def _stroke(shape: Rect | Line) -> str:
    if shape.strokeColor is None:
        return 'stroke="none"'
    return f'stroke="{_colour(shape.strokeColor)}" stroke-width="{shape.strokeWidth:g}"'


def _colour(colour: object) -> str:
    if colour is None:
        return "none"
    return "#" + str(colour.hexval())[2:].upper()  # type: ignore[attr-defined]
