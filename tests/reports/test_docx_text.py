"""What people typed stands in the Word document as they typed it, and does nothing there."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.reports import document as pieces
from app.reports.document import Cell
from app.reports.text import legible
from tests.reports.test_docx import text_of, written

HOSTILE = (
    '<w:p/> & <img src="file:///etc/passwd"/>',
    '=HYPERLINK("http://example.org")',
    "{ INCLUDEPICTURE http://example.org }",
    "a\u202eb\u2066c\u200d",
    "a\x00b\x07c\x1b",
    "\ud800 and \ufffe",
    "😀 李 שלום",
    "one\ntwo\n\n three  four ",
)


def read_back(text: str) -> str:
    """The text of a document with only this paragraph."""
    return text_of(written(pieces.Paragraph(text)))


@given(st.text(max_size=200))
@example("\r\n\x85\u2028\t")
def test_any_text_comes_back(text: str) -> None:
    assert read_back(text) == legible(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts_everywhere(text: str) -> None:
    shown = legible(text)
    file = written(
        pieces.Heading(text, 2, key=text),
        pieces.Bullets((text,)),
        pieces.Table((text, ""), ((Cell(text), Cell(points=(text,))),), (1, 1), alt=text),
        pieces.FigureLine(text, text, text),
        pieces.Labelled((pieces.Run(text),), text),
        pieces.CoverTitle(text, text, text, ((text, text),)),
        pieces.Contents((pieces.ContentsEntry(text, text),)),
    )
    assert text_of(file).count(shown) >= 10
    codes = {each.text.split()[0] for each in file.element.body.iter("{*}instrText")}
    assert codes == {"TOC", "PAGEREF"}


def test_what_changes_the_reading_is_made_visible() -> None:
    assert read_back("a\u202eb\u0007c\ufeff") == "a[U+202E]b[U+0007]c[U+FEFF]"


def test_emoji_stay() -> None:
    assert read_back("well done 😀") == "well done 😀"


def test_a_paragraph_of_fifty_thousand_letters() -> None:
    text = "A long account of what happened. " * 1_600
    assert len(text) > 50_000
    assert read_back(text) == text
