"""How text gets onto a page: what ReportLab writes, without its detours.

ReportLab formats colour and size anew for each of the hundred thousand pieces of text of a long
report, and looks at every letter by itself. There are a handful of colours and sizes, and hardly
a letter that needs to be escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.textobject import PDFTextObject, _PDFColorSetter

from app.reports.fonts import PrintFont

_SPECIAL = re.compile(r"[^ -~]|[\\()]")


class OpaqueColours(_PDFColorSetter):  # type: ignore[misc]
    """For a canvas or a text: nothing on our pages is see-through.

    Whoever needs such a colour after all sets it between ``saveState`` and ``restoreState``.
    """

    def setFillColor(self, aColor: Color, alpha: float | None = None) -> None:  # noqa: N802, N803
        """Go on in a colour."""
        if type(aColor) is Color and aColor.alpha == 1 and alpha is None:
            self._fillColorObj = aColor
            self._code.append(_fill(aColor.red, aColor.green, aColor.blue))
        else:
            super().setFillColor(aColor, alpha)


class Lettering(OpaqueColours, PDFTextObject):  # type: ignore[misc]
    """A text object for our own typefaces; others are left to ReportLab."""

    _curSubset: int  # noqa: N815 - ReportLab's name

    def setTextOrigin(self, x: float, y: float) -> None:  # noqa: N802 - ReportLab's name
        """Begin at a place."""
        self._code.append(f"1 0 0 1 {round(x, 4)} {round(y, 4)} Tm")
        self._x0 = self._x = x
        self._y0 = self._y = y

    def _formatText(self, text: str) -> str:  # noqa: N802
        font = getFont(self._fontname)
        if not isinstance(font, PrintFont):
            return str(super()._formatText(text))
        pieces: list[str] = []
        for subset, codes in font.splitString(text, self._doc):
            if subset != self._curSubset:
                name = font.getSubsetInternalName(subset, self._doc)
                pieces.append(f"{name} {_size(self._fontsize, self._leading)}")
                self._curSubset = subset
            pieces.append(f"({_escaped(codes)}) Tj")
        return " ".join(pieces)


def _escaped(codes: bytes) -> str:
    return _SPECIAL.sub(lambda found: str(escapePDF(found[0])), codes.decode("latin-1"))


@lru_cache(maxsize=64)
def _fill(red: float, green: float, blue: float) -> str:
    return f"{fp_str(red, green, blue)} rg"


@lru_cache(maxsize=64)
def _size(size: float, leading: float) -> str:
    return f"{fp_str(size)} Tf {fp_str(leading)} TL"
