"""XLSForms that this program writes: they read back as the same tool, and others take them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from app.domain.tool import AuditTool, Condition, Question
from app.toolfiles import read_tool
from app.toolfiles.xlsform_reading import read_xlsform, read_xlsform_file
from app.toolfiles.xlsform_writing import write_xlsform
from tests.builders import small_tool
from tests.domain.strategies import tools

SHIPPED = sorted((Path(__file__).parents[2] / "resources" / "tools").glob("*.toml"))
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)


def taken_by_others(data: bytes) -> list[str]:
    """What pyxform, the reference of the standard, warns of; it raises where it refuses."""
    warned: list[str] = []
    convert(xlsform=data, file_type=".xlsx", warnings=warned, validate=False)
    return warned


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_shipped_tool_survives_and_is_taken_by_others(path: Path, tmp_path: Path) -> None:
    tool = read_tool(path)
    written = write_xlsform(tool)
    (tmp_path / "tool.xlsx").write_bytes(written)
    read = read_xlsform_file(tmp_path / "tool.xlsx")
    assert read.tool == tool
    assert read.not_carried == ()
    assert taken_by_others(written) == []


@SLOW
@given(tools())
def test_any_tool_reads_back_as_the_same(tool: AuditTool) -> None:
    read = read_xlsform(write_xlsform(tool), "any.xlsx")
    assert read.tool == tool
    assert read.not_carried == ()


@SLOW
@given(tools())
def test_any_tool_is_taken_by_others(tool: AuditTool) -> None:
    taken_by_others(write_xlsform(tool))


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "'quoted", '"', "_x0041_", "a\tb"),
        *("${Q1}", "<b>bold</b>", "**stars**", " spaces ", "a\n\nb", "\ufffe\uffff", "🙂", "TRUE"),
        *("12", "1.0", "#REF!", "2018-02-01", "none", "\u00a0"),
    ],
)
def test_texts_stay_texts(text: str) -> None:
    tool = small_tool()
    section = tool.sections[0]
    questions = (
        replace(section.questions[0], text=f"{text}?", guidance=text),
        *section.questions[1:],
    )
    tool = replace(
        tool,
        sections=(replace(section, introduction=text, questions=questions), *tool.sections[1:]),
        guidance=(text, ""),
        thanks=text,
    )
    written = write_xlsform(tool)
    assert read_xlsform(written, "texts.xlsx").tool == tool
    book = openpyxl.load_workbook(BytesIO(written))
    assert not [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"]
    if "\ufffe" not in text:
        taken_by_others(written)


def test_names_that_others_take_for_one_are_kept_apart() -> None:
    tool = small_tool()
    more = [Question(own, "And?", scale="yes_no") for own in ("q1", "quality", "meta", "Closing")]
    first = replace(tool.sections[0], questions=(*tool.sections[0].questions, *more))
    tool = replace(tool, sections=(first, *tool.sections[1:]))
    written = write_xlsform(tool)
    assert read_xlsform(written, "names.xlsx").tool == tool
    taken_by_others(written)


def test_what_is_retired_may_rest_on_what_is_retired() -> None:
    tool = small_tool()
    when = Condition("Q2", ("no",))
    first = tool.sections[0]
    retired = replace(first.questions[1], retired=True)
    gone = Question("X", "And?", scale="yes_no", retired=True, when=when)
    last = replace(
        tool.sections[1],
        when=when,
        questions=tuple(replace(one, retired=True) for one in tool.sections[1].questions),
    )
    questions = (first.questions[0], retired, first.questions[2], gone)
    tool = replace(tool, sections=(replace(first, questions=questions), last))
    read = read_xlsform(write_xlsform(tool), "retired.xlsx")
    assert (read.tool, read.not_carried) == (tool, ())


def test_a_person_can_work_on_the_file_in_excel(tmp_path: Path) -> None:
    """A question typed in, an option added, a comment's prompt changed: plain work in a sheet."""
    book = openpyxl.load_workbook(BytesIO(write_xlsform(small_tool())))
    survey = book["survey"]
    column = {cell.value: number for number, cell in enumerate(survey[1], start=1)}
    rows = {survey.cell(n, column["name"]).value: n for n in range(2, survey.max_row + 1)}
    survey.cell(rows["Q1.comment"], column["label"]).value = "What is the evidence?"
    at = rows["Q2"]
    survey.insert_rows(at)
    typed: dict[str, str | bool] = {
        "type": "select_one yes_no",
        "name": "Q1b",
        "label": "Was it done well?",
        "required": True,
        "relevant": "${Q1} = ‘yes’",
        "audit_role": "follow-up",
        "audit_of": "Q1",
    }
    for name, value in typed.items():
        survey.cell(at, column[name]).value = value
    book["choices"].append(["yes_no", 9, "Not known", "neutral"])
    book.save(tmp_path / "edited.xlsx")
    read = read_xlsform_file(tmp_path / "edited.xlsx")
    question = read.tool.questions["Q1"]
    assert question.prompt == "What is the evidence?"
    (follow_up,) = question.follow_ups
    assert (follow_up.id, follow_up.when and follow_up.when.any_of) == ("Q1b", ("yes",))
    assert [option.id for option in read.tool.scales[0].options][-1] == "c9"
    assert [one.place for one in read.not_carried] == ["choices, row 2"]
