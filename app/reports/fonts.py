"""The typefaces of everything that is printed, and which characters they have."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "PA-Regular"
BOLD = "PA-Semibold"
ITALIC = "PA-Italic"
MONO = "PA-Mono"

FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

_FILES = {
    REGULAR: "OpenSans-Regular.ttf",
    BOLD: "OpenSans-Semibold.ttf",
    ITALIC: "OpenSans-Italic.ttf",
    MONO: "DejaVuSansMono.ttf",
}


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to ReportLab, once."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, FONT_FOLDER / file))
    for bold, italic, name in (
        (0, 0, REGULAR),
        (1, 0, BOLD),
        (0, 1, ITALIC),
        (1, 1, BOLD),
    ):
        addMapping(REGULAR, bold, italic, name)
        addMapping(BOLD, bold, italic, BOLD)


@lru_cache(maxsize=4)
def characters(name: str) -> frozenset[int]:
    """The code points for which a font has a glyph."""
    register()
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


def width(text: str, size: float, font: str = REGULAR) -> float:
    """How wide a line of text is."""
    return float(pdfmetrics.stringWidth(text, font, size))


def fitted(text: str, size: float, room: float, font: str = REGULAR) -> str:
    """A line cut to the room there is, with an ellipsis where something was left out."""
    if width(text, size, font) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", size, font) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,;:") + "…"
