"""The bars of the charts, from rectangles, lines and texts only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import HexColor

from app.reports import fonts
from app.reports.palette import ChartPalette, readable_on


@dataclass(frozen=True)
class Segment:
    """A part of a bar; hatched where ``fill`` is empty."""

    count: int
    fill: str
    label: str


def draw_bar(
    drawing: Drawing,
    segments: Sequence[Segment],
    palette: ChartPalette,
    x: float,
    y: float,
    width: float,
    height: float,
    label_size: float = 0,
) -> None:
    """Segments side by side, each as long as its count; an outline holds an empty bar too."""
    total = sum(segment.count for segment in segments)
    shown = [segment for segment in segments if segment.count]
    group = Group()
    group.add(rect(x, y, width, height, palette.surface))
    left = x
    for number, segment in enumerate(shown):
        length = width * segment.count / total
        if segment.fill:
            group.add(rect(left, y, length, height, segment.fill))
        else:
            _hatch(group, palette, left, y, length, height)
        if number:
            group.add(rule(left, y, left, y + height, palette.surface, 0.8))
        label = segment.label if label_size else ""
        if label and fonts.width(label, label_size, fonts.BOLD) + 4 <= length:
            ink = readable_on(segment.fill or palette.surface, palette.text, palette.surface)
            base = y + (height - label_size * 0.72) / 2
            group.add(string(label, left + length / 2, base, label_size, ink, fonts.BOLD, "middle"))
        left += length
    group.add(rect(x, y, width, height, None, palette.hairline))
    drawing.add(group)


def _hatch(
    group: Group, palette: ChartPalette, x: float, y: float, width: float, height: float
) -> None:
    """Diagonal lines cut to the box by arithmetic: no clipping, which not every viewer knows."""
    step = max(3.0, height / 3)
    start = -height + step / 2
    while start < width:
        x1, x2 = max(start, 0.0), min(start + height, width)
        if x2 > x1:
            y1, y2 = x1 - start, x2 - start
            group.add(rule(x + x1, y + y1, x + x2, y + y2, palette.hatch, 0.6))
        start += step


def string(
    text: str, x: float, y: float, size: float, colour: str, font: str, anchor: str = "start"
) -> String:
    """A line of text."""
    return String(
        x, y, text, fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=anchor
    )


def rect(
    x: float, y: float, width: float, height: float, fill: str | None, stroke: str | None = None
) -> Rect:
    """A box, filled or outlined."""
    return Rect(
        x,
        y,
        width,
        height,
        fillColor=HexColor(fill) if fill else None,
        strokeColor=HexColor(stroke) if stroke else None,
        strokeWidth=0.5 if stroke else 0,
    )


def rule(x1: float, y1: float, x2: float, y2: float, colour: str, thickness: float = 0.5) -> Line:
    """A straight line."""
    return Line(x1, y1, x2, y2, strokeColor=HexColor(colour), strokeWidth=thickness)
