"""The Word document, read back: styles, lists, tables, pictures, links, what every page has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from app.analysis.shares import Share, Spread
from app.reports import document as pieces
from app.reports import write_docx
from app.reports.audit_report import audit_report
from app.reports.document import Cell, Document, Piece, Run
from app.reports.wording import share_words
from tests.reports.builders import sample_report, small_report
from tests.reports.docx_scene import every_piece, logo, missing_kinds, of, scene

_UNSEEN = {"key", "alt"}


def packed(document: Document) -> bytes:
    """The document as a file."""
    file = io.BytesIO()
    write_docx(document, file)
    return file.getvalue()


def opened(document: Document) -> Any:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(packed(document)))


def written(*content: Piece) -> Any:
    """A document of these pieces, read back."""
    return opened(of(*content))


def words_in(piece: object) -> Iterator[str]:
    """Every text of a piece that is to be seen and does not stand in a picture."""
    if isinstance(piece, Enum):
        return
    if isinstance(piece, str):
        yield piece
    elif isinstance(piece, tuple | list):
        for each in piece:
            yield from words_in(each)
    elif is_dataclass(piece) and not isinstance(piece, Share | Spread | type):
        for each in fields(piece):
            if each.name not in _UNSEEN:
                yield from words_in(getattr(piece, each.name))


def text_of(file: Any) -> str:
    """All texts of the body."""
    return "\n".join(
        "".join(
            "\n" if each.tag == qn("w:br") else each.text or ""
            for each in one.iter(qn("w:t"), qn("w:br"))
        )
        for one in file.element.body.iter(qn("w:p"))
    )


def alternatives(file: Any) -> list[str]:
    """What is said of each picture to those who can't see it."""
    return [each.get("descr") for each in file.element.body.iter(qn("wp:docPr"))]


def test_no_kind_of_piece_is_forgotten() -> None:
    assert not missing_kinds()


@pytest.mark.parametrize("kind", every_piece(), ids=lambda kind: str(kind.__name__))
def test_every_kind_of_piece_is_written(kind: type) -> None:
    piece = every_piece()[kind]
    file = written(pieces.Paragraph("Before"), piece, pieces.Paragraph("After"))
    text = text_of(file)
    lines = [line for words in words_in(piece) for line in words.split("\n")]
    assert [line for line in lines if line not in text] == []
    if hasattr(piece, "alt") and not isinstance(piece, pieces.Table):
        assert piece.alt in alternatives(file)
    assert text.startswith("Before")
    assert text.endswith("After")


def test_headings_lists_and_voices_are_words_own_styles() -> None:
    file = opened(scene())
    names = {one.style.name for one in file.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet"} <= names
    assert {"Quote", "Lead", "Note", "Small", "toc 1", "toc 2"} <= names
    levels = {
        one.style.name: one.style.element.find(".//" + qn("w:outlineLvl"))
        for one in file.paragraphs
    }
    assert [levels[f"Heading {n}"].get(qn("w:val")) for n in (1, 2, 3, 4)] == ["0", "1", "2", "3"]


def test_the_title_over_the_contents_is_none_of_their_lines() -> None:
    entries = (pieces.ContentsEntry("One", "one"),)
    file = written(pieces.Heading("Contents"), pieces.Contents(entries), pieces.Heading("One", 1))
    assert [one.style.name for one in file.paragraphs[:2]] == ["TOC Heading", "toc 1"]


def test_contents_are_a_field_with_links_to_the_headings() -> None:
    file = opened(scene())
    codes = [each.text.split()[0] for each in file.element.body.iter(qn("w:instrText"))]
    assert codes[0] == "TOC"
    assert codes.count("PAGEREF") == 2, "a line that leads nowhere asks for no page"
    marks = {each.get(qn("w:name")) for each in file.element.body.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in file.element.body.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) <= marks
    assert all(len(name) <= 40 for name in marks), "Word takes no longer names"
    assert "Entry that leads nowhere" in text_of(file)


def test_fields_begin_and_end() -> None:
    file = opened(scene())
    kinds = [each.get(qn("w:fldCharType")) for each in file.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_every_page_says_whose_it_is_and_how_it_is_marked() -> None:
    section = opened(scene()).sections[0]
    assert section.header.paragraphs[0].text == "A body\tA title"
    foot = section.footer.paragraphs[0]
    assert foot.text == "Page 1 of 1\tOfficial-Sensitive\tDraft of 22 February 2018"
    codes = [each.text.strip() for each in foot._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "Official-Sensitive" in section.first_page_footer.paragraphs[0].text


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_says_so_behind_every_page(draft: bool) -> None:
    section = opened(scene(draft=draft)).sections[0]
    for head in (section.header, section.first_page_header):
        marks = [each.get("descr") for each in head._element.iter(qn("wp:docPr"))]
        assert marks == (["Draft"] if draft else [])


def test_a_table_repeats_its_heads_and_says_what_it_is() -> None:
    table = opened(scene()).tables[1]
    first = table.rows[0]._tr
    assert first.find(".//" + qn("w:tblHeader")) is not None
    assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in table.rows)
    assert table._tbl.find(".//" + qn("w:tblDescription")).get(qn("w:val")) == "What the table is"
    aligned = table.rows[1].cells[2].paragraphs[0].alignment
    assert aligned is not None
    assert aligned.name == "RIGHT"
    assert table.rows[1].cells[0].text == table.rows[1].cells[1].text == "Cell across two"
    assert table.rows[3].cells[0].paragraphs[0].style.name == "Table Bullet"


def test_a_row_that_may_outgrow_a_page_can_be_broken() -> None:
    table = pieces.Table(("A", "B"), ((Cell("long " * 2_000), Cell()),), (1, 1))
    row = written(table).tables[0].rows[1]._tr
    assert row.find(".//" + qn("w:cantSplit")) is None


def test_equal_columns_are_equal() -> None:
    made = pieces.three_columns(("A", "B", "C"), (("one", "two"), (), ("three",)), "nothing")
    table = written(made).tables[0]
    widths = [int(each.get(qn("w:w"))) for each in table._tbl.iter(qn("w:gridCol"))]
    assert max(widths) - min(widths) <= 1
    assert [one.text for one in table.rows[1].cells] == ["one\ntwo", "–", "three"]


def test_tables_that_follow_each_other_stay_apart() -> None:
    one = pieces.Table(("A",), ((Cell("a"),),), (1,))
    body = written(one, one).element.body
    kinds = [each.tag.rpartition("}")[2] for each in body]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]


def test_pieces_kept_together_are() -> None:
    file = written(
        pieces.Together((pieces.Paragraph("a"), pieces.Paragraph("b"), pieces.Paragraph("c")))
    )
    kept = [one.paragraph_format.keep_with_next for one in file.paragraphs]
    assert kept == [True, True, None]


def test_a_short_grid_is_not_parted() -> None:
    rows = tuple(pieces.LetterRow("", f"Case {n}", (pieces.LetterCell("Y"),)) for n in range(3))
    table = written(pieces.LetterGrid(("Police",), rows)).tables[0]
    kept = [
        {one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs}
        for row in table.rows
    ]
    assert kept == [{True}, {True}, {True}, {None}]


def test_nothing_at_all_is_no_empty_table() -> None:
    nothing = (
        pieces.LetterGrid((), ()),
        pieces.PartBars(()),
        pieces.ShareBars((), ""),
        pieces.JudgementBars((), ""),
        pieces.ShareLegend(()),
        pieces.GradeLegend(()),
        pieces.Bullets(()),
        pieces.Contents(()),
        pieces.Box(()),
        pieces.Together(()),
    )
    file = written(*nothing, pieces.Together(nothing))
    assert not file.tables
    empty = pieces.Table((), (), ()), pieces.Table(("A",), (), (1,))
    assert [len(table.rows) for table in written(*empty).tables] == [1, 1]


def test_charts_are_pictures_that_say_the_same() -> None:
    found = small_report().findings
    share = next(one for one in found.shares if one.of)
    file = written(pieces.OneBar(share, share_words(share)))
    assert alternatives(file) == [share_words(share)]
    assert len(file.inline_shapes) == 1


def test_a_new_page_is_asked_of_what_begins_it() -> None:
    table = pieces.Table(("A",), ((Cell("a"),),), (1,))
    file = written(
        pieces.Paragraph("a"), pieces.PageBreak(), pieces.Paragraph("b"), pieces.PageBreak(), table
    )
    breaks = [one.paragraph_format.page_break_before for one in file.paragraphs]
    assert breaks == [None, True, True, None]
    assert "".join(one.text for one in file.paragraphs) == "ab"


def test_the_space_above_a_heading_is_not_put_at_the_top_of_a_page() -> None:
    file = written(
        pieces.Heading("One"),
        pieces.Heading("Two"),
        pieces.PageBreak(),
        pieces.Gap(30),
        pieces.Heading("Three"),
        pieces.Gap(10),
        pieces.Heading("Four"),
    )
    spaces = [one.paragraph_format.space_before for one in file.paragraphs]
    assert [space if space is None else space.pt for space in spaces] == [0, None, 30, 32]


def test_a_logo_that_is_no_picture_is_left_out() -> None:
    file = written(pieces.Logo(b"no picture", "Logo"), pieces.Logo(logo(), "Other"))
    assert alternatives(file) == ["Other"]


def test_the_file_says_what_it_is() -> None:
    about = opened(scene()).core_properties
    assert (about.title, about.author, about.subject) == ("A title", "A body", "A subject")
    assert about.language == "en-GB"
    assert about.comments == ""


def test_the_body_s_colour_is_in_headings_and_boxes() -> None:
    content = zipfile.ZipFile(io.BytesIO(packed(scene(accent="#8A1538"))))
    assert b'w:val="8A1538"' in content.read("word/styles.xml")
    assert b'w:color="8A1538"' in content.read("word/document.xml")


def test_landscape_is_on_its_side() -> None:
    section = opened(scene(landscape=True)).sections[0]
    assert section.page_width > section.page_height


def test_the_same_content_gives_the_same_file() -> None:
    assert packed(scene()) == packed(scene())


def test_it_refers_to_nothing_outside_and_runs_nothing() -> None:
    file = zipfile.ZipFile(io.BytesIO(packed(scene())))
    names = file.namelist()
    assert not [name for name in names if "vba" in name.lower() or "thumbnail" in name]
    for name in names:
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in file.read(name)


def test_the_whole_report_of_the_sample() -> None:
    report = sample_report()
    file = opened(audit_report(report))
    text = text_of(file)
    for share in report.findings.shares:
        if share.of and share.reported and share.part is None:
            assert share_words(share) in text
    headings = [one.text for one in file.paragraphs if one.style.name == "Heading 1"]
    assert headings[0] == "Executive summary"
    assert len(headings) == 9
    assert all(alternatives(file)), "every chart has words beside it"


def test_runs_keep_how_they_are_set() -> None:
    words = (Run("a ", bold=True), Run("b ", italic=True), Run("c", quiet=True))
    runs = written(pieces.Paragraph(words)).paragraphs[0].runs
    assert [one.text for one in runs] == ["a ", "b ", "c"]
    assert (runs[0].bold, runs[1].italic) == (True, True)
    assert runs[2].font.color.rgb is not None
