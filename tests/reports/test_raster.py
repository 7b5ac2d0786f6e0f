"""Charts as pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.graphics.shapes import Circle, Drawing

from app.reports import PRINT, share_bar, share_bars, share_legend
from app.reports.bars import rect, string
from app.reports.raster import to_png
from tests.reports.builders import sample_report


def image_of(drawing: Drawing, scale: float = 2.0) -> Image.Image:
    """The picture, opened."""
    return Image.open(io.BytesIO(to_png(drawing, scale)))


def test_it_is_as_large_as_the_drawing() -> None:
    assert image_of(Drawing(100, 20)).size == (200, 40)


def test_boxes_stand_where_they_are_drawn() -> None:
    drawing = Drawing(100, 20)
    drawing.add(rect(0, 10, 50, 10, "#FF0000"))
    image = image_of(drawing)
    assert image.getpixel((50, 10)) == (255, 0, 0)
    assert image.getpixel((50, 30)) == image.getpixel((150, 10)) == (255, 255, 255)


def test_letters_end_where_they_should() -> None:
    drawing = Drawing(100, 20)
    drawing.add(string("word", 100, 5, 10, "#000000", "PA-Regular", "end"))
    box = image_of(drawing).convert("L").point(lambda value: 255 - value).getbbox()
    assert box is not None
    assert box[0] > 140
    assert box[2] > 190


def test_bars_have_the_colours_of_the_palette_and_a_hatching() -> None:
    share = next(one for one in sample_report().findings.shares if one.not_applicable)
    colours = image_of(share_bar(share, PRINT, 300, 10), 3).getcolors(100_000)
    found = {colour for _, colour in colours or ()}
    assert (11, 93, 120) in found
    assert (180, 189, 197) in found, "the hatching"


def test_every_chart_can_be_drawn_and_twice_the_same() -> None:
    shares = sample_report().findings.shares
    for drawing in (share_bars(shares, PRINT, 470), share_legend(shares, PRINT, 470)):
        assert to_png(drawing) == to_png(drawing)


def test_a_shape_that_is_not_known_is_an_error() -> None:
    drawing = Drawing(10, 10)
    drawing.add(Circle(5, 5, 2))
    with pytest.raises(TypeError, match="Circle"):
        to_png(drawing)
