"""The workbook, read back: tables, formulas that are ours alone, texts of any kind, charts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.returns import Answer
from app.reports import AuditReport, write_workbook
from app.reports.data_tables import tables
from app.reports.text import legible
from app.reports.workbook_cells import MOST_LETTERS
from tests.reports.builders import sample_report, small_audit, small_report

SHEETS = [
    "Read me",
    "Answers",
    "Returns",
    "Findings",
    "Judgements",
    "Recommendations",
    "Notes",
    "Charts",
]


def packed(report: AuditReport, *, comments: bool = True) -> bytes:
    """The workbook as a file."""
    file = io.BytesIO()
    write_workbook(report, file, comments=comments)
    return file.getvalue()


def opened(report: AuditReport, *, results: bool = False, comments: bool = True) -> Any:
    """The workbook as openpyxl reads it; with ``results``, those saved beside formulas."""
    return load_workbook(io.BytesIO(packed(report, comments=comments)), data_only=results)


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a table by their heads."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def comments_of(text: str) -> Any:
    """The cells in which a comment stands."""
    sheet = opened(small_report(Q1=Answer(("yes",), comment=text)))["Answers"]
    column = next(cell.column for cell in sheet[1] if cell.value == "comment")
    return [row[column - 1] for row in sheet.iter_rows(min_row=2)]


@pytest.fixture(scope="module")
def sample() -> Any:
    return opened(sample_report())


def test_the_sheets_and_their_tables(sample: Any) -> None:
    assert sample.sheetnames == SHEETS
    for table in tables(sample_report()):
        sheet = sample[table.title]
        (made,) = sheet.tables.values()
        assert made.ref == sheet.dimensions
        assert made.autoFilter is not None
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        assert sheet.freeze_panes == "A2"


def test_a_row_for_each_answer(sample: Any) -> None:
    rows = rows_of(sample["Answers"])
    q4 = [row for row in rows if row["question id"] == "Q4"]
    assert len(q4) == 27
    assert sum(row["reported"] == "yes" for row in q4) == 19


def test_shares_are_formulas_with_their_results() -> None:
    report = sample_report()
    formulas = rows_of(opened(report)["Findings"])
    results = rows_of(opened(report, results=True)["Findings"])
    for number, share in enumerate(report.findings.shares):
        assert (formulas[number]["n"], formulas[number]["of"]) == (share.n, share.of)
        if share.of and share.reported:
            assert str(formulas[number]["percent"]).startswith("=")
            assert results[number]["percent"] == pytest.approx(share.n / share.of)
        else:
            assert formulas[number]["percent"] is None


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 161", "-5", "@SUM(A1)", '=HYPERLINK("http://example.org")', "＝1"]
)
def test_what_looks_like_a_formula_is_text_and_stays_so_when_edited(text: str) -> None:
    cell = next(each for each in comments_of(text) if each.value == text)
    assert cell.data_type != "f"
    assert cell.quotePrefix


def test_all_formulas_are_shares() -> None:
    book = opened(small_report(Q1=Answer(("yes",), comment="=1+1")))
    formulas = [
        (sheet.title, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert {title for title, _ in formulas} == {"Findings"}


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_characters="_"), min_size=1, max_size=100))
def test_any_text_comes_back(text: str) -> None:
    shown = legible(text)
    if shown.strip():  # an answer of spaces only is none
        assert shown in {cell.value for cell in comments_of(text)}


def test_what_excel_reads_as_a_code_is_text() -> None:
    sheet = zipfile.ZipFile(
        io.BytesIO(packed(small_report(Q1=Answer(("yes",), comment="_x0041_"))))
    ).read("xl/worksheets/sheet2.xml")
    assert b"_x005F_x0041_" in sheet


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_text_that_no_cell_holds_goes_on_elsewhere(letter: str) -> None:
    text = letter * 50_000
    book = opened(small_report(1, 2, Q1=Answer(("yes",), comment=text)))
    cell = next(row["comment"] for row in rows_of(book["Answers"]) if row["question id"] == "Q1")
    assert len(cell.encode("utf-16-le")) // 2 <= MOST_LETTERS
    assert "[continued on the sheet “Long texts”, text 1]" in cell
    rest = [row["goes on"] for row in rows_of(book["Long texts"]) if row["text"] == 1]
    assert cell.split(" [")[0] + "".join(rest) == text


def test_without_comments() -> None:
    report = small_report(Q1=Answer(("yes",), comment="Words of the agency"))
    for comments in (True, False):
        book = opened(report, comments=comments)
        texts = {
            cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        }
        assert ("Words of the agency" in texts) is comments
        assert ("Steady work." in texts) is comments


def test_the_first_sheet_says_what_it_is(sample: Any) -> None:
    texts = [row[:2] for row in sample["Read me"].iter_rows(values_only=True)]
    assert ("Marking", "Official-Sensitive") in texts
    assert ("Returns", "27 full, 3 nil, 0 missing") in texts
    assert ("answers", "counted") in texts


def test_every_chart_is_excel_s_own_and_names_its_parts(sample: Any) -> None:
    charts = sample["Charts"]._charts
    judged = 1
    assert len(charts) == 4 + judged
    first = charts[0]
    assert (first.type, first.grouping, first.overlap) == ("bar", "stacked", 100)
    fills = [series.graphicalProperties for series in first.series]
    assert fills[0].solidFill.srgbClr == "0B5D78"
    assert fills[2].pattFill is not None, "who was not asked is hatched"
    assert first.series[0].tx.strRef.f == "'Charts'!B2"


def test_charts_are_in_the_body_s_colour() -> None:
    report = small_report()
    audit = small_audit()
    coloured = replace(report, audit=replace(audit, body=replace(audit.body, accent="#8A1538")))
    chart = opened(coloured)["Charts"]._charts[0]
    assert chart.series[0].graphicalProperties.solidFill.srgbClr == "8A1538"


def test_it_opens_without_any_return() -> None:
    report = replace(small_report(), returns=())
    book = opened(report)
    assert book["Notes"].tables["Notes"].ref == "A1:F2"


def test_the_same_content_gives_the_same_file() -> None:
    assert packed(small_report()) == packed(small_report())


def test_it_refers_to_nothing_outside() -> None:
    file = zipfile.ZipFile(io.BytesIO(packed(sample_report())))
    assert not [name for name in file.namelist() if "external" in name.lower() or "vba" in name]
    for name in file.namelist():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in file.read(name)
