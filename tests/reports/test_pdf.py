"""The PDF writer: every piece of content on paper, upright or on its side, in a body's colour."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

import pytest
from PIL import Image
from pypdf import PdfReader

from app.reports import write_document
from app.reports.document import (
    Box,
    Bullets,
    Cell,
    CoverTitle,
    Document,
    Heading,
    Labelled,
    Logo,
    Paragraph,
    Piece,
    Run,
    Table,
    Together,
    Voice,
    WhereItFits,
    three_columns,
)
from app.reports.palette import PRINT, contrast, luminance, palette_of
from app.reports.pdf_pieces import _SETTERS
from tests.reports.builders import small_report

HOSTILE = '<img src="file:///etc/passwd"/> & <b>x</b> \u202e 😀'
PRINTED = '<img src="file:///etc/passwd"/> & <b>x</b> [U+202E] [grinning face]'
COLOURS = ["#FFB000", "#000000", "#FFFFFF", "#7A1F6B", "#00FF00", "#123456", "#E0E0E0"]


def made(*pieces: Piece, **more: Any) -> PdfReader:
    """A document of some pieces, written and opened."""

    def again() -> Iterator[Piece]:
        return iter(pieces)

    document = Document("Title", "Body", "Subject", "Official", "Foot", again, **more)
    file = io.BytesIO()
    pages = write_document(document, file)
    reader = PdfReader(file)
    assert len(reader.pages) == pages
    return reader


def text_of(reader: PdfReader) -> str:
    """All texts in one line."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def picture() -> bytes:
    """A logo, see-through in part."""
    file = io.BytesIO()
    Image.new("RGBA", (300, 120), (120, 20, 90, 128)).save(file, "PNG")
    return file.getvalue()


def tags(reader: PdfReader) -> set[str]:
    """The kinds of elements of the structure, at any depth."""
    root: Any = reader.trailer["/Root"]
    found: set[str] = set()
    waiting = [root["/StructTreeRoot"]["/K"].get_object()]
    while waiting:
        one = waiting.pop().get_object()
        if not isinstance(one, dict):
            continue
        found.add(str(one["/S"]))
        kids = one["/K"]
        waiting.extend(kids if isinstance(kids, list) else [kids])
    return found


def test_there_is_a_setter_for_every_piece() -> None:
    # A heading waits for what follows it, so it is set on its own.
    assert set(_SETTERS) | {Heading} == set(get_args(Piece))


def test_texts_are_printed_as_typed_in_every_piece() -> None:
    runs = (Run(HOSTILE, bold=True), Run(" "), Run(HOSTILE, italic=True, quiet=True))
    cell = Cell(HOSTILE, points=(HOSTILE, runs))
    reader = made(
        CoverTitle(HOSTILE, HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),)),
        Heading(HOSTILE, 2, "key"),
        *(Paragraph(HOSTILE, voice) for voice in Voice),
        Bullets((HOSTILE, runs)),
        Table((HOSTILE, ""), ((cell, Cell(HOSTILE, right=True)),), (1, 1), alt=HOSTILE),
        Box((Paragraph(runs),)),
        Together((Heading(HOSTILE, 3), Paragraph(HOSTILE))),
        Labelled((Run(HOSTILE),), HOSTILE),
    )
    squeezed = "".join(text_of(reader).split())
    assert squeezed.count("".join(PRINTED.split())) == 5 + 1 + len(Voice) + 3 + 6 + 2 + 2 + 2


def test_without_a_cover_the_first_page_has_a_header() -> None:
    assert "Body" not in made(Paragraph("Words."), cover=True).pages[0].extract_text()
    assert "Body" in made(Paragraph("Words."), cover=False).pages[0].extract_text()


def test_on_its_side_the_tables_are_as_wide_as_the_page() -> None:
    table = Table(("A", "B"), ((Cell("one"), Cell("two")),), (1, 1))
    page = made(table, cover=False, landscape=True).pages[0]
    assert page.mediabox.width > page.mediabox.height
    at: dict[str, float] = {}
    page.extract_text(
        visitor_text=lambda text, ctm, tm, _font, _size: at.update({text.strip(): ctm[4] + tm[4]})
    )
    assert at["two"] > page.mediabox.width / 2 - 10


def test_the_watermark_is_there_only_in_a_draft() -> None:
    assert "DRAFT" in text_of(made(Paragraph("Words.")))
    assert "DRAFT" not in text_of(made(Paragraph("Words."), draft=False))


def test_the_structure_has_lists_quotations_and_pictures() -> None:
    reader = made(
        CoverTitle("Body", "Title", "Report", logo=Logo(picture(), "The logo of Body")),
        Paragraph("“So it was.”", Voice.QUOTE),
        Bullets(("one", "two")),
        three_columns(("Worried", "Well", "To do"), [["a", "b"], ["c"], []], "None."),
    )
    found = tags(reader)
    assert {"/H1", "/BlockQuote", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= found


def test_a_logo_that_is_no_picture_is_left_out() -> None:
    reader = made(CoverTitle("Body", "Title", "Report", logo=Logo(b"not a picture", "Logo")))
    assert "Title" in text_of(reader)


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_of_a_body_can_be_read_and_told_apart_in_grey(colour: str) -> None:
    palette = palette_of(colour)
    assert contrast(palette.good, palette.surface) >= 4.5
    for shades in (palette.grades, (palette.good, palette.neutral, palette.bad)):
        assert all(luminance(b) - luminance(a) > 0.08 for a, b in pairwise(shades))


def test_a_body_without_a_colour_or_with_none_that_is_one_has_the_programs_own() -> None:
    assert palette_of("") is PRINT
    assert palette_of('red"/>') is PRINT
    assert palette_of("#0B5D78").good == "#0B5D78"


def test_the_colour_of_the_body_is_on_its_report() -> None:
    report = small_report()
    audit = replace(report.audit, body=replace(report.audit.body, accent="#7A1F6B"))
    from app.reports.audit_report import audit_report

    reader = PdfReader(_written(audit_report(replace(report, audit=audit))))
    content = reader.pages[0].get_contents()
    assert content is not None
    red, green, blue = (int("7A1F6B"[n : n + 2], 16) / 255 for n in (0, 2, 4))
    wanted = " ".join(f"{part:.6f}".rstrip("0").lstrip("0") for part in (red, green, blue))
    assert f"{wanted} rg" in content.get_data().decode("latin-1")


def _written(document: Document) -> io.BytesIO:
    file = io.BytesIO()
    write_document(document, file)
    return file


def test_a_heading_goes_along_with_what_it_is_the_heading_of() -> None:
    for lines in range(30, 60):
        reader = made(
            *(Paragraph(f"Line {n}.") for n in range(lines)),
            Heading("Its heading", 2),
            Paragraph("What it says."),
            cover=False,
        )
        pages = [page.extract_text() for page in reader.pages]
        assert any("Its heading" in page and "What it says." in page for page in pages)


def test_pieces_that_do_not_fit_stand_after_what_follows() -> None:
    big = Together(tuple(Paragraph(f"Big {n}.") for n in range(12)))
    for lines, first in ((2, "Big 0."), (22, "After.")):
        reader = made(
            *(Paragraph(f"Line {n}.") for n in range(lines)),
            WhereItFits((big,), (Paragraph("After."),)),
            cover=False,
        )
        text = text_of(reader)
        assert text.index(first) == min(text.index("Big 0."), text.index("After."))


def test_a_row_that_is_parted_is_the_same_table_and_says_so() -> None:
    points = tuple(f"Point {n} with a few words more." for n in range(90))
    table = Table(("One", "Two"), ((Cell(points=points), Cell("short")),), (1, 1), alt="The alt")
    reader = made(table, cover=False)
    text = text_of(reader)
    assert len(reader.pages) > 1
    assert all(f"Point {n} with" in text for n in range(90))
    assert text.count("One Two") == len(reader.pages)  # heads on every page
