"""The spreadsheet of an action plan, read back with openpyxl."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from app.domain.recommendations import RecommendationState
from app.reports.plan_lines import PlanLine
from app.reports.plan_sheet import write_plan_sheet
from tests.reports.plan_builders import TODAY, plan_line


def book_of(*lines: PlanLine) -> Any:
    return load_workbook(io.BytesIO(write_plan_sheet(lines, "Action plan, T-2018", TODAY)))


def row(book: Any, sheet: str = "Action plan", number: int = 2) -> dict[str, Any]:
    heads = [cell.value for cell in book[sheet][1]]
    return dict(zip(heads, book[sheet][number], strict=True))


def test_a_row_has_all_of_a_recommendation() -> None:
    found = row(book_of(plan_line(due=date(2018, 5, 31), lead="Chair", outcome="Seen")))
    values = {name: cell.value for name, cell in found.items()}
    assert values == {
        "Audit": "T-2018",
        "No.": 1,
        "Finding": "Found 1",
        "Action": "Do it",
        "For": "Police",
        "Lead": "Chair",
        "Date for completion": datetime.fromisoformat("2018-05-31"),
        "Who sets the date": None,
        "Outcome": "Seen",
        "State": "overdue 12 days",
        "Days overdue": 12,
        "Closed on": None,
        "Result": None,
        "Carried": None,
        "Last reported": "3 May 2018, Police: Do it",
        "Still missing": None,
    }
    assert found["Date for completion"].is_date


def test_it_is_made_to_be_filtered_and_printed() -> None:
    sheet = book_of(plan_line(), plan_line("Two", 2))["Action plan"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:P3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(cell.font.bold for cell in sheet[1])


def test_what_was_reported_has_a_sheet_of_its_own() -> None:
    found = row(book_of(plan_line()), "Progress")
    assert [cell.value for cell in found.values()] == [
        "T-2018",
        1,
        "Do it",
        datetime.fromisoformat("2018-05-03"),
        "Police",
        "Do it",
    ]


def test_an_empty_plan_has_its_headings() -> None:
    book = book_of()
    assert book["Action plan"].max_row == 1
    assert book["Action plan"].auto_filter.ref == "A1:P1"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 1234", "-2", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")"],
)  # fmt: skip
def test_no_text_is_a_formula(text: str) -> None:
    cell = row(book_of(plan_line(text)))["Action"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.quotePrefix is (text[0] in "=+-@")


def test_hidden_characters_show_and_long_texts_go_on_elsewhere() -> None:
    long = "x" * 50_000
    book = book_of(plan_line("\u202egnp.exe\x00", lead=long))
    found = row(book)
    assert found["Action"].value == "[U+202E]gnp.exe[U+0000]"
    assert "continued on the sheet “Long texts”" in found["Lead"].value
    pieces = [cell.value for cell in book["Long texts"]["C"][1:]]
    assert found["Lead"].value[:16_000] + "".join(pieces) == long


def test_closed_ones_say_when_and_what_came() -> None:
    line = plan_line(
        state=RecommendationState.DONE, closed=date(2018, 6, 1), result="All are trained."
    )
    found = row(book_of(line))
    assert found["State"].value == "done"
    assert found["Closed on"].value == datetime.fromisoformat("2018-06-01")
    assert found["Result"].value == "All are trained."


def test_what_looks_like_a_code_of_excel_is_read_as_it_was_typed() -> None:
    found = row(book_of(plan_line("_x0041_ is text")))["Action"]
    assert found.value == "_x005F_x0041_ is text"  # as Excel escapes it in its own files
