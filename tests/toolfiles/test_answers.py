"""Answers files: a form comes in whole, or the first fault is told without an answer in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from app.domain.returns import Answer, Auditor, Form, Person, ReturnKind
from app.domain.tool import AuditTool
from app.errors import ToolFileError
from app.toolfiles import (
    answers_schema,
    answers_to_json,
    check_answers,
    parse_answers,
    read_tool,
)
from tests.domain.strategies import tools_with_forms
from tests.toolfiles.changing import DROP, changed

TOOLS = Path(__file__).parents[2] / "resources" / "tools"


def good() -> dict[str, Any]:
    return {
        "format": 1,
        "uin": "CSA-02",
        "kind": "full",
        "completed_by": {"name": "A N Other", "title": "Auditor"},
        "on_behalf_of": "",
        "last_involvement": "2018-01-15",
        "people": [{"id": "p1", "role": "mum"}],
        "answers": {
            "Q1": {"options": ["yes"], "comment": "As it should be."},
            "Q7.parents": {"options": ["no"]},
            "C1": {"text": "Good work"},
        },
        "note": "",
    }


def parse(data: object) -> tuple[str, Form]:
    return parse_answers(json.dumps(data).encode(), "b.json")


def test_a_form_comes_in() -> None:
    uin, form = parse(good())
    assert uin == "CSA-02"
    assert form == Form(
        kind=ReturnKind.FULL,
        completed_by=Auditor("A N Other", "Auditor"),
        last_involvement=date(2018, 1, 15),
        people=(Person("p1", "mum"),),
        answers={
            "Q1": Answer(options=("yes",), comment="As it should be."),
            "Q7.parents": Answer(options=("no",)),
            "C1": Answer(text="Good work"),
        },
    )


def test_every_kind_of_answer() -> None:
    data = good()
    data["answers"] = {"N1": {"number": 3}, "D1": {"day": "2018-01-01"}, "P1@p1": {"text": "x"}}
    _, form = parse(data)
    assert form.answer("N1").number == 3
    assert form.answer("D1").day == date(2018, 1, 1)
    assert form.answer("P1@p1").text == "x"


def test_little_is_needed() -> None:
    assert parse({"format": 1, "uin": "1"}) == ("1", Form())
    nil = {"format": 1, "uin": "1", "kind": "nil", "last_involvement": None}
    assert parse(nil) == ("1", Form(ReturnKind.NIL))


FAULTS: list[tuple[str, object, str, str]] = [
    ("format", DROP, "format", "found nothing"),
    ("format", 2, "format", "newer version"),
    ("uin", DROP, "uin", "expected a value"),
    ("uin", "Jane Smith", "uin", "expected the UIN of a case"),
    ("uin", 3, "uin", "expected text; found a whole number"),
    ("kind", "half", "kind", "expected one of: full, nil"),
    ("surname", "x", "the head of the file", "found “surname”"),
    ("completed_by", "Jane", "completed_by", "expected a table; found text"),
    ("completed_by/email", "x", "completed_by", "found “email”"),
    ("completed_by/name", "Jane\nSmith", "completed_by", "expected lines"),
    ("last_involvement", "15.1.2018", "last_involvement", "written like 2018-02-01"),
    ("last_involvement", "0001-01-01", "last_involvement", "between 1900 and 2199"),
    ("people/0/role", "", "people 1, role", "expected a relationship or role"),
    ("people/0/id", "p.1", "people 1, id", "expected a letter"),
    ("people", [{"id": "a", "role": "x"}] * 2, "people 2, id", "each id once"),
    ("answers", [], "answers", "expected a table; found a list"),
    ("answers/Q1", "Jane", "answers, Q1", "expected a table; found text"),
    ("answers/Q1/options", "yes", "answers, Q1, options", "expected a list; found text"),
    ("answers/Q1/options/0", 1, "answers, Q1, options 1", "expected text; found a whole number"),
    ("answers/Q1/options", ["yes", "yes"], "answers, Q1, options", "each option once"),
    ("answers/Q1/coment", "x", "answers, Q1", "found “coment”"),
    ("answers/Q1/comment", "Jane\u202e", "answers, Q1, comment", "found U+202E"),
    ("answers/Q1/comment", "x" * 20_001, "answers, Q1, comment", "at most 20,000 characters"),
    ("answers/Q1/number", "three", "answers, Q1, number", "expected a number; found text"),
    ("answers/Q1/day", "1.2.2018", "answers, Q1, day", "written like 2018-02-01"),
    ("answers/Q1/day", "1066-10-14", "answers, Q1, day", "between 1900 and 2199"),
    ("answers/Jane Smith", {}, "answers", "a place like Q7, Q7.parents or Q9@p1"),
    ("answers/Q1.a.b", {}, "answers", "as the name of answer 4"),
]


@pytest.mark.parametrize(("path", "value", "place", "expected"), FAULTS)
def test_each_fault_is_told(path: str, value: object, place: str, expected: str) -> None:
    data = changed(good(), path, value)
    with pytest.raises(ToolFileError) as caught:
        parse(data)
    error = caught.value
    assert (error.file, error.place) == ("b.json", place)
    assert expected in error.expected
    assert "jane" not in error.sentence.lower()


@pytest.mark.parametrize("data", [b"", b"{", b"null", b"\xff", b"[" * 99_999, b"1" * 5000])
def test_what_is_not_an_answers_file(data: bytes) -> None:
    with pytest.raises(ToolFileError) as caught:
        parse_answers(data, "b.json")
    assert caught.value.place


def test_too_large() -> None:
    with pytest.raises(ToolFileError, match="at most 1 MB"):
        parse_answers(b" " * 1_000_001, "b.json")


@given(tools_with_forms)
def test_a_form_reads_back_the_same(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    assert parse_answers(answers_to_json("CSA-02", form), "b.json") == ("CSA-02", form)
    if form.kind is ReturnKind.FULL or not form.answers:
        check_answers(tool, form, "b.json")


SEED = "child-sexual-abuse-2018"
ORGANISATION = "organisation-self-assessment"
PRACTICE = "practice-grading"
YES = Answer(options=("yes",))


@pytest.mark.parametrize(
    ("tool", "key", "answer", "place", "expected"),
    [
        (SEED, "Q99", YES, "answers, Q99", "expected the id of a question of “Child Sexual"),
        (SEED, "Q7.aunt", YES, "answers, Q7.aunt", "one of the parts: child, parents, partner"),
        (SEED, "Q1.child", YES, "answers, Q1.child", "expected no part"),
        (SEED, "Q1@p1", YES, "answers, Q1@p1", "expected no @"),
        (SEED, "Q1", Answer(options=("maybe",)), "answers, Q1, options", "yes, no, na"),
        (SEED, "Q1", Answer(text="Jane"), "answers, Q1, text", "belongs under “options”"),
        (SEED, "C1", YES, "answers, C1, options", "belongs under “text”"),
        (SEED, "C1", Answer(number=3), "answers, C1, number", "belongs under “text”"),
        (ORGANISATION, "headcount", Answer(text="3"), "answers, headcount, text", "“number”"),
        (ORGANISATION, "S2", YES, "answers, S2", "like S2.governing"),
        (ORGANISATION, "leadership_plan", Answer(text="x"), "answers, leadership_plan", "parts"),
        (PRACTICE, "P1", YES, "answers, P1", "expected the id of one of “people” after @"),
        (PRACTICE, "P1@p9", YES, "answers, P1@p9", "expected the id of one of “people” after @"),
    ],
)
def test_answers_that_do_not_fit_a_tool(
    tool: str, key: str, answer: Answer, place: str, expected: str
) -> None:
    form = Form(people=(Person("p1", "mum"),), answers={key: answer})
    with pytest.raises(ToolFileError) as caught:
        check_answers(read_tool(TOOLS / f"{tool}.toml"), form, "b.json")
    assert (caught.value.file, caught.value.place) == ("b.json", place)
    assert expected in caught.value.expected
    assert "Jane" not in caught.value.sentence


def test_answers_that_fit_a_tool() -> None:
    tool = read_tool(TOOLS / f"{SEED}.toml")
    _, form = parse(good())
    check_answers(tool, form, "b.json")
    with pytest.raises(ToolFileError, match="a nil return says"):
        check_answers(tool, Form(ReturnKind.NIL, answers=form.answers), "b.json")


def test_the_schema_knows_every_key() -> None:
    schema = answers_schema()
    shape = schema["$defs"]["AnswersFile"]
    assert set(shape["properties"]) == set(good())
    assert shape["required"] == ["format", "uin"]
    assert shape["additionalProperties"] is False
