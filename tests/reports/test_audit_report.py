"""The report as a PDF, read back."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.returns import Answer
from app.errors import FileWriteError
from app.reports import AuditReport, write_audit_report
from app.reports.wording import share_percent
from app.toolfiles import read_tool
from tests.reports.builders import (
    AUDITOR,
    RESOURCES,
    full_form,
    nil_form,
    report_of,
    sample_report,
    small_audit,
    small_report,
)

CHAPTERS = [
    "Executive summary",
    "Context",
    "Audit methodology",
    "Learning about the audit process",
    "Findings from the audits",
    "Recommendations",
    "Appendix A: Pen pictures and summaries",
    "Appendix B: Comments behind the findings",
    "Appendix C: Audit guidance and tool",
]


def written(report: AuditReport) -> PdfReader:
    """The report, written and opened."""
    file = io.BytesIO()
    pages = write_audit_report(report, file)
    reader = PdfReader(file)
    assert len(reader.pages) == pages
    return reader


@cache
def text_of(reader: PdfReader) -> str:
    """All texts; lines and runs of spaces are one space, as paragraphs are broken into lines."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture(scope="module")
def sample() -> PdfReader:
    return written(sample_report())


def dig(reader: PdfReader, *keys: str) -> Any:
    """Something deep in the file; pypdf's types don't follow there."""
    found: Any = reader.trailer["/Root"]
    for key in keys:
        found = found[key]
    return found


def outline(reader: PdfReader) -> dict[str, int]:
    """The bookmarks of chapters with their pages, from 1."""
    return {
        str(entry.title): (reader.get_destination_page_number(entry) or 0) + 1
        for entry in reader.outline
        if not isinstance(entry, list)
    }


def test_chapters_are_in_the_order_of_the_seed(sample: PdfReader) -> None:
    pages = outline(sample)
    assert list(pages) == CHAPTERS
    assert list(pages.values()) == sorted(pages.values())


def test_contents_name_the_right_pages(sample: PdfReader) -> None:
    lines = " ".join(sample.pages[1].extract_text().split())
    for title, page in outline(sample).items():
        assert f"{title} {page}" in lines
        assert title in " ".join(sample.pages[page - 1].extract_text().split())
    annotations: Any = sample.pages[1]["/Annots"]
    assert len(annotations) >= len(CHAPTERS)


def test_every_page_says_which_of_how_many(sample: PdfReader) -> None:
    total = len(sample.pages)
    for number, page in enumerate(sample.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {total}" in text
        assert "Official-Sensitive" in text
        assert "DRAFT" in text


def test_each_share_is_printed_with_its_n_of_n(sample: PdfReader) -> None:
    text = text_of(sample)
    for share in sample_report().findings.shares:
        if share.of:
            assert f"{share.n} of {share.of}" in text
            assert share_percent(share) in text
    for words in ("90% (19 of 21)", "67% (18 of 27)", "No: 61% (11 of 18)", "78% (14 of 18)"):
        assert words in text


def test_each_case_begins_on_a_page_of_its_own(sample: PdfReader) -> None:
    texts = [page.extract_text() for page in sample.pages]
    starts = [text for text in texts if "Unique number CE-" in text]
    assert len(starts) == 5
    for label, text in zip("ABCDE", starts, strict=True):
        assert f"Case {label}\n" in text


def test_the_reconstruction_is_told_on_the_cover_and_in_the_methodology(sample: PdfReader) -> None:
    assert "invented reconstruction" in " ".join(sample.pages[0].extract_text().split())
    page = outline(sample)["Audit methodology"]
    after = " ".join(sample.pages[n].extract_text() for n in (page - 1, page))
    assert "invented reconstruction" in " ".join(after.split())


def test_no_auditor_is_named(sample: PdfReader) -> None:
    text = text_of(sample)
    for one in sample_report().returns:
        assert one.form.completed_by.name not in text
    small = text_of(written(small_report()))
    assert AUDITOR.name not in small
    assert AUDITOR.title not in small


def test_what_is_missing_is_said_before_the_meeting() -> None:
    text = text_of(written(sample_report(met=False)))
    assert "Still missing before this report goes out" in text
    assert "for Case A, Case B, Case C, Case D and Case E" in text
    assert "each with a lead and a date for completion" in text


def test_missing_returns_are_named() -> None:
    audit = small_audit(2, 2)
    forms = {("EX-0000", "agency0"): full_form(), ("EX-0000", "agency1"): nil_form("Moved away.")}
    text = text_of(written(report_of(audit, forms)))
    assert "2 returns: Agency number 0 (1) and Agency number 1 (1)" in text
    assert "Agency number 1 – Moved away." in text
    assert "2 are missing: the figures may still change" in text


def test_what_the_file_says_about_itself(sample: PdfReader) -> None:
    assert sample.metadata is not None
    assert sample.metadata.title == "Child Sexual Abuse audit, February 2018"
    assert sample.metadata.author == "Cheshire East Local Safeguarding Children Board"
    assert dig(sample, "/Lang") == "en-GB"
    assert bool(dig(sample, "/MarkInfo", "/Marked"))


def test_the_structure_names_headings_tables_and_figures(sample: PdfReader) -> None:
    document = dig(sample, "/StructTreeRoot", "/K")
    kids = [kid.get_object() for kid in document["/K"]]
    tags = [kid["/S"] for kid in kids]
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/Figure", "/TOCI"} <= set(tags)
    figures = [kid for kid in kids if kid["/S"] == "/Figure"]
    assert all(kid.get("/Alt") for kid in figures)
    nums = dig(sample, "/StructTreeRoot", "/ParentTree", "/Nums")
    assert len(nums) == 2 * len(sample.pages)


def test_fonts_are_embedded(sample: PdfReader) -> None:
    resources: Any = sample.pages[4]["/Resources"]
    embedded = {str(f.get_object()["/BaseFont"]) for f in resources["/Font"].values()}
    assert any("OpenSans" in name for name in embedded)


def test_a_published_report_is_no_draft() -> None:
    text = text_of(written(small_report(draft=False)))
    assert "DRAFT" not in text
    assert "Draft" not in text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('<img src="file:///etc/passwd"/> seen', '<img src="file:///etc/passwd"/> seen'),
        ("<b>bold</b> & <para>so</para>", "<b>bold</b> & <para>so</para>"),
        ("plain \u202egnirts", "plain [U+202E]gnirts"),
        ("bell\x07", "bell[U+0007]"),
        ("happy 😀 face", "happy [grinning face] face"),
        ("name 李", "name \N{REPLACEMENT CHARACTER}"),
        ("Łódź → Жук", "Łódź → Жук"),
        ("first\nsecond <i>", "first second <i>"),
    ],
)
def test_hostile_texts_are_printed_as_they_are(typed: str, printed: str) -> None:
    report = small_report(
        1, 2, Q1=Answer(("yes",), comment=typed), good_practice=Answer(text=typed)
    )
    assert text_of(written(report)).count(printed) >= 2


def test_names_of_the_audit_are_hostile_too() -> None:
    bad = '<img src="http://example.org/x"/>&\u202e'
    report = small_report(1, 2)
    audit = report.audit
    audit = replace(
        audit,
        title=bad,
        reference=bad,
        reconstruction=bad,
        context=bad,
        methodology=bad,
        body=replace(audit.body, name=bad, marking=bad),
        agencies=tuple(replace(agency, name=bad, proxy=bad) for agency in audit.agencies),
        cases=tuple(replace(case, pen_picture=bad, label=bad) for case in audit.cases),
    )
    report = replace(report, audit=audit, tracker=replace(report.tracker, audit=audit))
    assert '<img src="http://example.org/x"/>&[U+202E]' in text_of(written(report))


@pytest.mark.parametrize("typed", ["word " * 10_000, "x" * 50_000, "line\n" * 5_000])
def test_fifty_thousand_characters_flow(typed: str) -> None:
    report = small_report(
        1, 2, Q1=Answer(("yes",), comment=typed), good_practice=Answer(text=typed)
    )
    written(report)


def test_texts_in_columns_stand_beside_each_other_and_may_be_long() -> None:
    report = small_report(1, 2)
    text = text_of(written(report))
    assert "Minutes come late. Share them in two days." in text
    form = full_form()
    answers = {**form.answers, "learning.do": Answer(text="word " * 10_000)}
    place = ("EX-0000", "agency0")
    written(report_of(report.audit, {place: replace(form, answers=answers)}))


@pytest.mark.parametrize("words", range(480, 760, 10))
def test_a_row_a_little_higher_than_its_page_is_broken(words: int) -> None:
    report = small_report(1, 1)
    form = full_form()
    answers = {**form.answers, "learning.do": Answer(text="word " * words)}
    written(report_of(report.audit, {("EX-0000", "agency0"): replace(form, answers=answers)}))


def test_long_texts_in_tables_flow() -> None:
    report = small_report(1, 2)
    audit = replace(
        report.audit,
        cases=(replace(report.audit.cases[0], pen_picture="word " * 4000),),
        agencies=tuple(replace(a, name="Agency " * 300) for a in report.audit.agencies),
    )
    written(replace(report, audit=audit, tracker=replace(report.tracker, audit=audit)))


def test_comments_lead_to_their_page(sample: PdfReader) -> None:
    page = outline(sample)["Findings from the audits"]
    text = " ".join(" ".join(sample.pages[n].extract_text() for n in range(page, page + 5)).split())
    first = re.search(r"Comments: page (\d+)", text)
    assert first is not None
    assert "Q1" in sample.pages[int(first.group(1)) - 1].extract_text()


@pytest.mark.parametrize("name", sorted(p.stem for p in (RESOURCES / "tools").glob("*.toml")))
def test_every_tool_that_ships_makes_a_report_without_any_return(name: str) -> None:
    audit = small_audit(2, 9, read_tool(RESOURCES / "tools" / f"{name}.toml"))
    text = text_of(written(report_of(audit, {})))
    assert "18 returns" in text


def test_an_audit_without_cases() -> None:
    written(report_of(small_audit(0, 0), {}))


def test_many_agencies() -> None:
    reader = written(small_report(3, 40))
    assert "Agency number 38" in text_of(reader)


def test_a_path_gets_the_whole_report_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    pages: list[int] = []
    count = write_audit_report(small_report(), target, on_page=pages.append)
    assert target.read_bytes().startswith(b"%PDF")
    assert pages == list(range(2, count + 1))

    class StoppedError(Exception):
        pass

    def stop(_page: int) -> None:
        raise StoppedError

    other = tmp_path / "other.pdf"
    with pytest.raises(StoppedError):
        write_audit_report(small_report(), other, on_page=stop)
    assert not other.exists()
    with pytest.raises(FileWriteError):
        write_audit_report(small_report(), tmp_path / "no folder" / "report.pdf")
