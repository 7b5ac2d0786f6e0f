"""How pages begin and end: what goes on says so, and nothing stands alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pypdf import PageObject, PdfReader

from app.bootstrap import resources_folder
from app.domain.reporting import ReportKind
from app.reports import AuditReport, Guide, write_audit_report, write_user_guide
from app.reports.document import Cell, Document, Heading, PageBreak, Paragraph, Piece, Table
from app.reports.kinds import document_of
from app.reports.paper import BOTTOM, H1, H2, H3, H4
from app.reports.pdf import write_document
from app.services.help_texts import AUDITORS, PARTNERSHIP, HelpTexts
from app.services.write_guide import guide_of
from tests.pdf import text_of
from tests.reports.builders import sample_report

_HEADINGS = {style.fontSize for style in (H1, H2, H3, H4)}
_LARGEST = 30  # what is larger is the mark of a draft, across the page


@dataclass(frozen=True)
class Line:
    """A line of a page: how high it stands, its words, and whether it is a heading."""

    y: float
    words: str
    is_heading: bool


def made(*pieces: Piece, title: str = "Title", author: str = "Body") -> PdfReader:
    document = Document(title, author, "", "", "", lambda: iter(pieces), cover=False)
    file = io.BytesIO()
    write_document(document, file)
    return PdfReader(file)


def lines_of(page: PageObject) -> list[Line]:
    """The lines of a page from above, header and footer aside."""
    found: dict[float, list[tuple[str, float, bool]]] = {}

    def see(text: str, ctm: list[float], tm: list[float], font: object, size: float) -> None:
        y = round(ctm[5] + tm[5], 1)
        if text.strip() and size < _LARGEST and BOTTOM - 2 < y < float(page.mediabox.height) - 56:
            bold = isinstance(font, dict) and "Semibold" in str(font["/BaseFont"])
            found.setdefault(y, []).append((text.strip(), size, bold))

    page.extract_text(visitor_text=see)
    return [
        Line(
            y,
            " ".join(text for text, _size, _bold in parts),
            all(bold and size in _HEADINGS for _text, size, bold in parts),
        )
        for y, parts in sorted(found.items(), reverse=True)
    ]


@pytest.fixture(scope="module")
def report() -> AuditReport:
    return sample_report()


@pytest.fixture(scope="module")
def papers(report: AuditReport) -> dict[str, PdfReader]:
    """What the program writes of several pages."""
    found = {}
    for name, kind, about in (
        ("feedback", ReportKind.FEEDBACK, "police"),
        ("case", ReportKind.CASE, report.audit.cases[0].uin),
    ):
        file = io.BytesIO()
        write_document(document_of(report, kind, about), file)
        found[name] = PdfReader(file)
    file = io.BytesIO()
    write_audit_report(report, file)
    found["report"] = PdfReader(file)
    for texts in (AUDITORS, PARTNERSHIP):
        found[texts.folder] = guide(texts)
    return found


def guide(texts: HelpTexts) -> PdfReader:
    file = io.BytesIO()
    shown: Guide = guide_of(resources_folder(), texts)
    write_user_guide(shown, file)
    return PdfReader(file)


def paragraphs(count: int) -> Iterator[Paragraph]:
    return (Paragraph(f"Line {n}.") for n in range(count))


# --- what goes on from the page before -------------------------------------------------------


def test_a_page_says_what_goes_on_there() -> None:
    reader = made(
        Heading("Chapter", 1),
        Heading("Question 4", 2),
        Heading("Case B", 3),
        *paragraphs(40),
        Heading("Question 5", 2),
        *paragraphs(40),
    )
    first, second, third = (" ".join(page.extract_text().split()) for page in reader.pages)
    assert "continued" not in first
    assert "Question 4 · Case B, continued" in second
    assert "Question 5, continued" in third
    assert "Case B" not in third


def test_a_page_that_begins_with_its_heading_goes_on_with_nothing() -> None:
    rows = tuple((Cell(f"Row {n}"),) for n in range(60))
    reader = made(Heading("One", 2), *paragraphs(26), Heading("Two", 2), Table(("A",), rows, (1,)))
    pages = [page.extract_text() for page in reader.pages]
    begins = [page for page in pages if "Two" in page and "One, continued" not in page]
    assert begins
    assert "Two, continued" in pages[-1]


def test_a_chapter_on_a_page_of_its_own_is_not_what_was_before() -> None:
    reader = made(
        Heading("One", 1),
        Heading("Below", 2),
        *paragraphs(3),
        PageBreak(),
        Heading("Two", 1),
        *paragraphs(3),
    )
    assert len(reader.pages) == 2
    assert "continued" not in text_of(reader)


def test_a_long_chain_of_headings_is_cut_to_the_width() -> None:
    reader = made(Heading("Chapter", 1), Heading("Long " * 60, 2), *paragraphs(60))
    last = reader.pages[-1].extract_text()
    assert "Long Long" in last
    assert "…" in last


def test_a_short_author_leaves_the_title_more_of_the_header() -> None:
    title = "Case A: case summary: Child Sexual Abuse audit, February 2018"
    author = "Cheshire East Local Safeguarding Board"
    assert title in text_of(made(Paragraph("Words."), title=title, author=author))


# --- nothing alone -----------------------------------------------------------------------------


def test_no_paragraph_leaves_one_line_alone() -> None:
    for before in range(20, 33):
        reader = made(*paragraphs(before), Paragraph(" ".join(["words"] * 80)))
        parts = [sum("words" in one.words for one in lines_of(page)) for page in reader.pages]
        assert 1 not in parts, (before, parts)


def test_no_table_leaves_its_last_row_alone() -> None:
    alone = []
    for rows in range(28, 40):
        cells = tuple((Cell(f"Row {n}"), Cell("words")) for n in range(rows))
        reader = made(Table(("A", "B"), cells, (1, 1)))
        pages = [sum("Row" in one.words for one in lines_of(page)) for page in reader.pages]
        assert sum(pages) == rows
        if 1 in pages:
            alone.append(rows)
    assert alone == []


@pytest.mark.parametrize("name", ["feedback", "case", "report", "topics", "partnership"])
def test_no_heading_is_the_last_of_its_page(papers: dict[str, PdfReader], name: str) -> None:
    for number, page in enumerate(papers[name].pages[1:], start=2):
        lines = lines_of(page)
        assert lines, f"page {number} is empty"
        assert not lines[-1].is_heading, f"page {number}: {lines[-1].words}"


@pytest.mark.parametrize("name", ["topics", "partnership"])
def test_the_contents_of_a_guide_are_on_its_first_page(
    papers: dict[str, PdfReader], name: str
) -> None:
    texts = AUDITORS if name == AUDITORS.folder else PARTNERSHIP
    front = " ".join(papers[name].pages[0].extract_text().split())
    assert all(topic.title in front for topic in guide_of(resources_folder(), texts).topics)
    assert lines_of(papers[name].pages[1])


# --- figures on one line -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["feedback", "report"])
def test_a_share_is_not_parted_at_the_end_of_a_line(
    papers: dict[str, PdfReader], name: str
) -> None:
    pages = [page.extract_text() for page in papers[name].pages]
    assert re.search(r"\d%\s\(\d+\sof\s\d+\)", "\n".join(pages))
    for page in pages:
        assert not re.search(r"\d%,?\n\(|\d\nof\s\d|\d\sof\n\d", page.split("Page")[-1])
