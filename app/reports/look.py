"""How a report looks that may be in a body's own colour, and upright or on its side."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from app.reports.palette import PRINT, ChartPalette, mixed, palette_of
from app.reports.paper import COVER_BODY, H4, MARGIN, WIDTH

_TINT, _BOX = "#DCE6EA", "#F3F6F8"


@dataclass(frozen=True)
class Look:
    """The colours, the styles in colour, and how wide the text is."""

    charts: ChartPalette
    accent: Color
    tint: Color
    box: Color
    small_heading: ParagraphStyle
    cover_body: ParagraphStyle
    width: float


def look_of(accent: str = "", *, landscape: bool = False) -> Look:
    """The look in a body's colour; the program's own where it has none."""
    charts = palette_of(accent)
    own = charts is PRINT
    colour = HexColor(charts.good)

    def coloured(style: ParagraphStyle) -> ParagraphStyle:
        return style if own else ParagraphStyle(style.name, parent=style, textColor=colour)

    return Look(
        charts=charts,
        accent=colour,
        tint=HexColor(_TINT if own else mixed(charts.good, PRINT.surface, 0.84)),
        box=HexColor(_BOX if own else mixed(charts.good, PRINT.surface, 0.94)),
        small_heading=coloured(H4),
        cover_body=COVER_BODY
        if own
        else ParagraphStyle("cover body", parent=COVER_BODY, textColor=colour),
        width=A4[1] - 2 * MARGIN if landscape else WIDTH,
    )


LOOK = look_of()
