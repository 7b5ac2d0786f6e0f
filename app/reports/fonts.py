"""The typefaces of everything that is printed, and which characters they have."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
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


class PrintFont(TTFont):  # type: ignore[misc]
    """A typeface that does in one go what ReportLab does letter by letter, with the same result.

    A long report measures every word and encodes every line: this is half of making it.
    """

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, file)
        self._widths = {chr(code): width for code, width in self.face.charWidths.items()}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """How wide a text is; what the font lacks is left to ReportLab."""
        try:
            return float(0.001 * size * sum(map(self._widths.__getitem__, text)))
        except KeyError:
            return float(super().stringWidth(text, size, encoding))

    def splitString(  # noqa: N802 - ReportLab's name
        self, text: str, doc: PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """The codes of a text, by subset. ReportLab gives a code to a character that is new."""
        try:
            assigned = self.state[doc].assignments
            codes = bytes(map(assigned.__getitem__, map(ord, text.replace("\u00a0", " "))))
        except (KeyError, ValueError):  # a new character, or one beyond the first subset
            return list(super().splitString(text, doc, encoding))
        return [(0, codes)] if codes else []


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to ReportLab, once."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(PrintFont(name, FONT_FOLDER / file))
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
