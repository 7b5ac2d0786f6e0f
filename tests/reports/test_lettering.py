"""Our way of writing text against ReportLab's own."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from app.reports import fonts
from app.reports.lettering import Lettering
from app.reports.structure import TaggedCanvas

MANY = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x450)]))
TEXTS = [
    "",
    "A child’s plan (reviewed) – 50% · “yes”\\no",
    "Agency\u00a01\u00a0–\u00a0",
    "missing \u4e2d and \U0001f600",
    "control \x01 and \x7f",
    *[MANY[start::7] for start in range(7)],
    MANY,
]


def letters(kind: type[PDFTextObject]) -> list[str]:
    """Every text in every typeface and two sizes, as one kind of text object writes it."""
    fonts.register()
    canvas = Canvas(io.BytesIO())
    found = []
    for text in TEXTS:
        piece = kind(canvas, 62, 713.25)
        for name in (fonts.REGULAR, fonts.BOLD, fonts.MONO, "Helvetica"):
            for size in (8.5, 12):
                piece.setFont(name, size, 15.4)
                piece.setFillColor(HexColor("#112233"))
                piece.textOut(text)
        found.append(piece.getCode())
    return found


def test_texts_are_written_as_reportlab_writes_them() -> None:
    assert letters(Lettering) == letters(PDFTextObject)


@pytest.mark.parametrize("name", [fonts.REGULAR, fonts.BOLD, fonts.ITALIC, fonts.MONO])
def test_texts_are_as_wide_as_reportlab_measures_them(name: str) -> None:
    fonts.register()
    font = getFont(name)
    for text in TEXTS:
        assert font.stringWidth(text, 9.5) == TTFont.stringWidth(font, text, 9.5)


def test_origin_moves_as_reportlab_moves_it() -> None:
    places = []
    for canvas in (Canvas(io.BytesIO()), TaggedCanvas(io.BytesIO())):
        canvas.translate(10, 20.5)
        canvas.rotate(30)
        canvas.translate(3.25, -4)
        places.append(canvas.absolutePosition(7, 8))
    assert places[0] == pytest.approx(places[1])
