"""Audit-tool files: what is written reads back, and every fault has its place."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tool import AuditTool
from app.errors import ToolFileError
from app.toolfiles import (
    parse_tool,
    read_tool,
    tool_from_json,
    tool_schema,
    tool_to_json,
    write_tool,
)
from tests.domain.strategies import tools
from tests.toolfiles.changing import DROP, changed


def good() -> dict[str, Any]:
    """A small tool in which there is one of everything."""
    return {
        "format": 1,
        "id": "small",
        "version": 1,
        "title": "A small tool",
        "theme": "Neglect",
        "subject": "child",
        "look_back": {"months": 6},
        "scales": [
            {
                "id": "yes_no",
                "label": "Yes or no",
                "options": [
                    {"id": "yes", "label": "Yes", "means": "good", "key": "Y"},
                    {"id": "no", "label": "No", "means": "bad", "key": "N"},
                ],
            },
            {"id": "ofsted", "label": "Grade", "options": [{"id": "good", "label": "Good"}]},
        ],
        "sections": [
            {
                "id": "first",
                "title": "First things",
                "questions": [
                    {
                        "id": "Q1",
                        "text": "One?",
                        "scale": "yes_no",
                        "parts": [{"id": "child", "text": "Child"}],
                        "follow_ups": [
                            {
                                "id": "Q1a",
                                "text": "If no?",
                                "scale": "yes_no",
                                "when": {"question": "Q1", "any_of": ["no"]},
                            },
                            {"id": "Q1b", "text": "By whom?", "answer": "short text"},
                        ],
                    },
                    {"id": "N1", "text": "How many?", "answer": "number", "minimum": 0},
                ],
            },
            {
                "id": "second",
                "title": "Quality assurance",
                "when": {"question": "Q1", "any_of": ["yes"]},
                "questions": [
                    {"id": "Q7", "text": "Seven?", "scale": "yes_no"},
                    {"id": "J1", "text": "Grade?", "scale": "ofsted", "judgement": True},
                ],
            },
        ],
    }


def broken(path: str, value: object) -> dict[str, Any]:
    """The small tool with one value changed; ``DROP`` takes the key away."""
    return changed(good(), path, value)


Q1 = "sections/0/questions/0"
Q7 = "sections/1/questions/0"
IN_1 = "sections 1 (“First things”)"
IN_2 = "sections 2 (“Quality assurance”)"

FAULTS: list[tuple[str, object, str, str]] = [
    # format
    ("format", DROP, "format", "expected “format = 1”; found nothing"),
    ("format", 0, "format", "expected “format = 1”; found “0”"),
    ("format", True, "format", "expected “format = 1”; found “true”"),
    ("format", "1", "format", "expected “format = 1”; found “1”"),
    ("format", 2, "format", "found “2”. This file was made for a newer version"),
    # keys and types
    ("colour", "red", "the head of the file", "found “colour”"),
    (f"{Q7}/scael", "yes_no", f"{IN_2}, question Q7", "found “scael”"),
    ("scales/0/options/1/mean", "bad", "scale yes_no, option no", "found “mean”"),
    ("title", DROP, "title", "expected a value; found nothing"),
    ("scales", DROP, "scales", "expected a value; found nothing"),
    (f"{Q7}/text", DROP, f"{IN_2}, question Q7, text", "expected a value; found nothing"),
    (f"{Q7}/id", DROP, f"{IN_2}, questions 1, id", "expected a value; found nothing"),
    (f"{Q7}/text", 7, f"{IN_2}, question Q7, text", "expected text; found a whole number"),
    (f"{Q7}/id", 7, f"{IN_2}, questions 1, id", "expected text; found a whole number"),
    (f"{Q7}/required", "yes", f"{IN_2}, question Q7, required", "expected true or false; found"),
    ("version", "1", "version", "expected a whole number; found text"),
    ("version", 1.5, "version", "expected a whole number; found a number"),
    ("version", True, "version", "expected a whole number; found true or false"),
    ("version", 0, "version", "expected a number from 1; found “0”"),
    ("version", 10**30, "version", "expected a number from 1; found a very large number"),
    ("sections", {}, "sections", "expected a list; found a table"),
    ("sections/1", "x", "sections 2", "expected a table; found text"),
    (Q7, 3, f"{IN_2}, questions 1", "expected a table; found a whole number"),
    ("sections/1/when/any_of/0", 1, f"{IN_2}, when, any_of 1", "expected text; found a whole"),
    ("subject", "cat", "subject", "expected one of: child, family, organisation; found “cat”"),
    (f"{Q7}/answer", "chioce", f"{IN_2}, question Q7, answer", "choice, several, matrix, number"),
    ("scales/0/options/0/means", "fine", "scale yes_no, option yes, means", "good, bad, neutral"),
    (f"{Q7}/minimum", "low", f"{IN_2}, question Q7, minimum", "expected a number; found text"),
    # ids
    ("id", "my tool", "id", "expected a letter, then"),
    ("id", "", "id", "found nothing"),
    (f"{Q7}/id", "Q.7", f"{IN_2}, questions 1, id", "found “Q.7”"),
    (f"{Q7}/id", "Q@7", f"{IN_2}, questions 1, id", "found “Q@7”"),
    (f"{Q7}/id", "7", f"{IN_2}, questions 1, id", "found “7”"),
    (f"{Q7}/id", "Q7\n", f"{IN_2}, questions 1, id", "found “Q7"),
    (f"{Q7}/id", "Q" * 65, f"{IN_2}, questions 1, id", "up to 63"),
    (f"{Q7}/id", "about", f"{IN_2}, question about, id", "the program's own"),
    (f"{Q7}/id", "check", f"{IN_2}, question check, id", "the program's own"),
    (f"{Q7}/id", "Q1", f"{IN_2}, question Q1, id", "no other question has; found “Q1” again"),
    (f"{Q7}/id", "Q1a", f"{IN_2}, question Q1a, id", "no other question has"),
    (f"{Q7}/id", "J1", f"{IN_2}, questions 2, id", "no other question has"),
    ("sections/1/id", "first", f"{IN_2}, id", "expected each id once; found “first” again"),
    ("scales/1/id", "yes_no", "scales 2, id", "expected each id once; found “yes_no” again"),
    ("scales/0/options/1/id", "yes", "scale yes_no, options 2, id", "expected each id once"),
    (f"{Q1}/parts/0/id", "a.b", f"{IN_1}, question Q1, parts 1, id", "found “a.b”"),
    # scales
    (
        f"{Q7}/scale",
        "yesno",
        f"{IN_2}, question Q7, scale",
        "expected one of: yes_no, ofsted; found “yesno”",
    ),
    (f"{Q7}/scale", DROP, f"{IN_2}, question Q7, scale", "yes_no, ofsted; found nothing"),
    ("sections/0/questions/1/scale", "yes_no", f"{IN_1}, question N1, scale", "expected none"),
    ("scales/0/options", [], "scale yes_no, options", "at least one option"),
    ("scales/0/options/1/key", "y", "scale yes_no, option no, key", "no other option has"),
    ("scales/0/options/1/key", "NO", "scale yes_no, option no, key", "one letter or digit"),
    ("scales/0/options/1/label", " ", "scale yes_no, option no, label", "expected a text"),
    ("scales/0/options/1/label", "a\nb", "scale yes_no, option no, label", "expected one line"),
    (f"{Q7}/reported", "maybe", f"{IN_2}, question Q7, reported", "expected one of: yes, no"),
    ("sections/0/questions/1/reported", "yes", f"{IN_1}, question N1, reported", "expected none"),
    # kinds
    (f"{Q7}/answer", "matrix", f"{IN_2}, question Q7, parts", "expected at least one part"),
    (f"{Q7}/answer", "columns", f"{IN_2}, question Q7, scale", "expected none"),
    (
        "sections/0/questions/1/parts",
        [{"id": "a", "text": "A"}],
        f"{IN_1}, question N1, parts",
        "expected none where the answer is “number”",
    ),
    (
        "sections/1/questions/1/answer",
        "several",
        f"{IN_2}, question J1, judgement",
        "expected a question whose answer is a choice; found “several”",
    ),
    (
        "sections/0/questions/1/comment",
        "required",
        f"{IN_1}, question N1, comment",
        "expected one of: none, optional, expected",
    ),
    (f"{Q7}/minimum", 1, f"{IN_2}, question Q7, minimum", "expected none"),
    ("sections/0/questions/1/maximum", -1, f"{IN_1}, question N1, maximum", "a number from 0"),
    # conditions
    ("sections/1/when/question", "Q99", f"{IN_2}, when, question", "of a question of this tool"),
    ("sections/1/when/question", "J1", f"{IN_2}, when, question", "that is asked earlier"),
    ("sections/1/when/question", "Q7", f"{IN_2}, when, question", "that is asked earlier"),
    ("sections/1/when/question", "N1", f"{IN_2}, when, question", "is a choice or several"),
    (f"{Q1}/per_person", True, f"{IN_2}, when, question", "not per person"),
    (f"{Q1}/retired", True, f"{IN_2}, when, question", "“Q1” is retired"),
    ("sections/1/when/any_of", [], f"{IN_2}, when, any_of", "from 1 to 2 options; found 0"),
    ("sections/1/when/any_of/0", "maybe", f"{IN_2}, when, any_of 1", "expected one of: yes, no"),
    ("sections/1/when/any_of", ["yes"] * 3, f"{IN_2}, when, any_of", "from 1 to 2 options"),
    (f"{Q7}/when", {"question": "Q7", "any_of": ["yes"]}, f"{IN_2}, question Q7, when", "earlier"),
    (
        f"{Q1}/follow_ups/0/when/question",
        "Q7",
        f"{IN_1}, question Q1, follow-up Q1a, when, question",
        "asked earlier",
    ),
    (
        f"{Q7}/follow_ups",
        [
            {
                "id": "x",
                "text": "X",
                "scale": "yes_no",
                "when": {"question": "Q1a", "any_of": ["no"]},
            }
        ],
        f"{IN_2}, question Q7, follow-up x, when, question",
        "expected “Q7” or one of its follow-ups; found “Q1a”",
    ),
    # the whole
    ("sections", [], "sections", "expected at least one section; found none"),
    ("sections/0/questions", [], f"{IN_1}, questions", "expected at least one question"),
    (
        f"{Q1}/follow_ups/0/follow_ups",
        [{"id": "x", "text": "X", "scale": "yes_no"}],
        f"{IN_1}, question Q1, follow-up Q1a, follow_ups",
        "expected none: a follow-up has no follow-ups of its own",
    ),
    (f"{Q7}/text", "", f"{IN_2}, question Q7, text", "expected a text; found nothing"),
    (f"{Q7}/text", "x" * 20_001, f"{IN_2}, question Q7, text", "at most 20,000 characters"),
    ("title", "a\nb", "title", "expected one line"),
    ("look_back/months", 0, "look_back, months", "from 1 to 120; found “0”"),
    ("sections/1/look_back", {"months": 999}, f"{IN_2}, look_back, months", "from 1 to 120"),
    # characters
    (f"{Q7}/text", "a\u202eb", f"{IN_2}, question Q7, text", "found U+202E at character 2"),
    (f"{Q7}/text", "a\u0007b", f"{IN_2}, question Q7, text", "found U+0007"),
    (f"{Q7}/text", "a\rb", f"{IN_2}, question Q7, text", "found U+000D"),
    (f"{Q7}/text", "a\u200bb", f"{IN_2}, question Q7, text", "found U+200B"),
    ("guidance", ["fine", "\u2066x"], "guidance 2", "found U+2066"),
    ("a\u202eb", "x", "the head of the file", "found U+202E"),
]


@pytest.mark.parametrize(("path", "value", "place", "expected"), FAULTS)
@pytest.mark.parametrize("as_json", [False, True], ids=["toml", "json"])
def test_each_fault_is_told(
    path: str, value: object, place: str, expected: str, as_json: bool
) -> None:
    data = broken(path, value)
    with pytest.raises(ToolFileError) as caught:
        if as_json:
            tool_from_json(json.dumps(data).encode())
        else:
            parse_tool(tomli_w.dumps(data), "wrong.toml")
    error = caught.value
    assert error.file == ("audit tool" if as_json else "wrong.toml")
    assert error.place.startswith(place)
    assert expected in error.expected
    assert error.sentence == f"{error.file}, at {error.place}: {error.expected}"


def test_the_small_tool_is_good() -> None:
    parse_tool(tomli_w.dumps(good()), "good.toml")
    tool_from_json(json.dumps(good()).encode())


def with_line(line: str) -> str:
    """The small tool as TOML, with one key written by hand."""
    key = line.split(" ")[0]
    rest = {other: value for other, value in good().items() if other not in {key, "format"}}
    return f"format = 1\n{line}\n{tomli_w.dumps(rest)}"


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("format = 1\nid = ", "line 2", "expected TOML: invalid value"),
        ("format = 1\nid = x\n", "line 2, column 6", "expected TOML: invalid value"),
        ("format = 1\nid = 'a", "line 2", "expected TOML"),
        ("format = 1\n[[sections]]\n[sections]\n", "line 3", "expected TOML"),
        ('format = 1\nid = "a\x00"', "line 2", "expected TOML"),
        ("format = 1\nid = 1\nid = 2", "line 3", "cannot overwrite a value"),
        ("", "format", "found nothing"),
        (f"format = 1\nversion = {'9' * 5000}", "the file", "expected TOML"),
        (f"format = 1\nversion = {'9' * 50_000}", "line 2", "numbers of an ordinary size"),
        (with_line(f"version = 0x{'f' * 5000}"), "version", "found a very large number"),
        (f"format = 0x{'f' * 5000}", "format", "found a very large number"),
        (f"format = 1\nx = {'[' * 5000}{']' * 5000}", "the file", "nested so deep"),
        (f"format = 1\nx = {'[' * 50}{']' * 50}", "the file", "nested so deep"),
        (f"format = 1\n{'a.' * 200}a = 1", "the file", "nested so deep"),
        ("format = 1\n" + "# padding\n" * 110_000, "the file", "expected at most 1 MB"),
        (with_line("title = 2018-02-01"), "title", "expected text; found a date"),
        (with_line("look_back = {months = nan}"), "look_back, months", "an ordinary number"),
        (with_line(f"look_back = {{months = 0x{'f' * 5000}}}"), "look_back, months", "very large"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_not_a_tool_at_all(text: str, place: str, expected: str) -> None:
    with pytest.raises(ToolFileError) as caught:
        parse_tool(text, "wrong.toml")
    assert caught.value.place.startswith(place)
    assert expected in caught.value.expected


@pytest.mark.parametrize(
    ("data", "place", "expected"),
    [
        (b"", "line 1, column 1", "expected JSON"),
        (b'{"format": 1,\n "id": }', "line 2, column 8", "expected JSON"),
        (b"[]", "the file", "an object"),
        (b"\xff\xfe", "line 1", "UTF-8"),
        (b'{"format": 1, "id": "a", "id": "b"}', "the file", "found “id” twice"),
        (b'{"format": 1, "version": NaN}', "the file", "ordinary"),
        (b'{"format": 1, "version": ' + b"9" * 5000 + b"}", "the file", "ordinary"),
        (b"[" * 100_000, "the file", "nested so deep"),
        (b'{"format": 1, "id": "\\ud800"}', "id", "found U+D800"),
        (b" " * 1_000_001, "the file", "at most 1 MB"),
    ],
)
def test_hostile_json(data: bytes, place: str, expected: str) -> None:
    with pytest.raises(ToolFileError) as caught:
        tool_from_json(data)
    assert caught.value.place == place
    assert expected in caught.value.expected


def test_too_many_questions() -> None:
    data = good()
    data["sections"][1]["questions"] = [
        {"id": f"x{number}", "text": "X", "answer": "date"} for number in range(500)
    ]
    with pytest.raises(ToolFileError) as caught:
        tool_from_json(json.dumps(data).encode())
    assert (caught.value.place, caught.value.expected) == (
        "sections",
        "expected at most 500 questions; found 504",
    )


def test_too_many_options() -> None:
    data = good()
    data["scales"][1]["options"] = [{"id": f"o{n}", "label": "O"} for n in range(20_000)]
    with pytest.raises(ToolFileError) as caught:
        tool_from_json(json.dumps(data).encode())
    assert caught.value.expected == "expected at most 200; found 20000"


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "tool.toml"
    with pytest.raises(ToolFileError) as caught:
        read_tool(path)
    assert (caught.value.file, caught.value.place) == ("tool.toml", "the file")
    path.write_bytes(b"\xef\xbb\xbf" + tomli_w.dumps(good()).replace("\n", "\r\n").encode())
    assert read_tool(path).title == "A small tool"
    path.write_bytes(b"format = 1\ntitle = '\xe9'")
    with pytest.raises(ToolFileError) as caught:
        read_tool(path)
    assert caught.value.place == "line 2"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ToolFileError, match="at most 1 MB"):
        read_tool(path)
    with pytest.raises(ToolFileError):
        read_tool(tmp_path)


@given(tools())
def test_toml_reads_back_as_the_same_tool(tool: AuditTool) -> None:
    assert parse_tool(write_tool(tool), "again.toml") == tool


@given(tools())
def test_json_reads_back_as_the_same_tool_and_the_same_bytes(tool: AuditTool) -> None:
    data = tool_to_json(tool)
    assert tool_from_json(data) == tool
    assert tool_to_json(tool_from_json(data)) == data


@given(st.text() | st.text("[]{}=.\"'\n# 019aeT:-_", max_size=200))
def test_any_text_is_a_tool_or_a_fault(text: str) -> None:
    for whole in (text, f"format = 1\n{text}", f"{write_small()}\n{text}"):
        try:
            parse_tool(whole, "any.toml")
        except ToolFileError as error:
            assert error.place
            assert error.expected


def write_small() -> str:
    return tomli_w.dumps(good())


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted({path for path, *_ in FAULTS} - {"a\u202eb"})), _ANY)
def test_any_value_anywhere_is_a_tool_or_a_fault(path: str, value: object) -> None:
    try:
        tool_from_json(json.dumps(broken(path, value)).encode())
    except ToolFileError as error:
        assert error.place


def test_the_schema_knows_every_key() -> None:
    schema = tool_schema()
    shape = schema["$defs"]["AuditTool"]
    assert shape["properties"]["format"] == {"const": 1}
    assert set(shape["required"]) <= set(good())
    assert all(
        one["additionalProperties"] is False
        for one in schema["$defs"].values()
        if one.get("type") == "object"
    )
    msgspec.json.encode(schema)


_LONG = st.lists(st.sampled_from(('"', "\\", " ", "  ", "\t", "\n", "word ", '"""', "x" * 99, "#")))


@given(_LONG.map("".join), _LONG.map("".join))
def test_long_texts_are_folded_and_read_back(text: str, other: str) -> None:
    small = parse_tool(tomli_w.dumps(good()), "good.toml")
    tool = replace(small, source=text, thanks=other, guidance=(text, other, text + other))
    written = write_tool(tool)
    assert parse_tool(written, "again.toml") == tool


def test_a_long_text_stands_on_short_lines() -> None:
    small = parse_tool(tomli_w.dumps(good()), "good.toml")
    written = write_tool(replace(small, source="word " * 100, guidance=("more " * 100,)))
    assert max(map(len, written.splitlines())) <= 100


def test_toml_is_made_for_people() -> None:
    text = write_tool(parse_tool(tomli_w.dumps(good()), "good.toml"))
    assert tomllib.loads(text)["format"] == 1
    assert "[[sections.questions]]" in text
    assert "required" not in text  # what is only a default is left out
