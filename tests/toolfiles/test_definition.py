"""Audit definitions: an audit is set up whole, or the first fault is told without a name in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from app.domain.audits import Agency, Audit, Body, Case
from app.errors import ToolFileError
from app.toolfiles import read_definition
from tests.toolfiles.changing import DROP, changed

TOOLS = Path(__file__).parents[2] / "resources" / "tools"


def good() -> dict[str, Any]:
    return {
        "format": 1,
        "reference": "CE-CSA-2018",
        "title": "Child sexual abuse, February 2018",
        "tool": "child-sexual-abuse-2018",
        "opened": date(2018, 2, 1),
        "due": date(2018, 2, 16),
        "meeting": date(2018, 2, 28),
        "context": "Why.\nAnd why now.",
        "body": {
            "name": "Cheshire East LSCB",
            "short_name": "LSCB",
            "reply_address": "audit@example.org",
        },
        "agencies": [
            {"id": "police", "name": "Police", "email": "police@example.org"},
            {"id": "education", "name": "Education", "proxy": "SCIES"},
        ],
        "cases": [
            {"uin": "CSA-01", "label": "A", "initials": "unborn baby"},
            {"uin": "CSA-02", "label": "B", "initials": "JS", "pen_picture": "9 year old."},
        ],
        "not_asked": [{"uin": "CSA-01", "agency": "education"}],
    }


def read(data: dict[str, Any], folder: Path) -> Audit:
    path = folder / "AUDIT.toml"
    path.write_text(tomli_w.dumps(data), encoding="utf-8")
    return read_definition(path, tools=TOOLS, audit_id="a1")


def test_an_audit_is_set_up(tmp_path: Path) -> None:
    audit = read(good(), tmp_path)
    assert (audit.id, audit.reference) == ("a1", "CE-CSA-2018")
    assert (audit.opened, audit.due) == (date(2018, 2, 1), date(2018, 2, 16))
    assert audit.meeting == date(2018, 2, 28)
    assert audit.body == Body("Cheshire East LSCB", "LSCB", "audit@example.org")
    assert audit.body.marking == "Official-Sensitive"
    assert audit.tool.id == "child-sexual-abuse"
    assert audit.cases[1] == Case("CSA-02", "B", "JS", "9 year old.")
    assert audit.agencies[1] == Agency("education", "Education", proxy="SCIES")
    assert [(c.uin, a.id) for c, a in audit.asked()] == [
        ("CSA-01", "police"),
        ("CSA-02", "police"),
        ("CSA-02", "education"),
    ]
    assert audit.context == "Why.\nAnd why now."


def test_a_tool_beside_the_definition(tmp_path: Path) -> None:
    own = tmp_path / "tools" / "own.toml"
    own.parent.mkdir()
    own.write_bytes((TOOLS / "practice-grading.toml").read_bytes())
    for written in ("tools/own.toml", "tools\\own.toml", "./tools/own.toml"):
        assert read({**good(), "tool": written}, tmp_path).tool.id == "practice-grading"
    own.write_text("format = 1", encoding="utf-8")
    with pytest.raises(ToolFileError) as caught:
        read({**good(), "tool": "tools/own.toml"}, tmp_path)
    assert caught.value.file == "own.toml"


def test_an_organisation_needs_no_initials(tmp_path: Path) -> None:
    data = {**good(), "tool": "organisation-self-assessment"}
    data["cases"] = [{"uin": "ORG-1", "label": "Police"}]
    del data["not_asked"]
    assert read(data, tmp_path).cases[0].initials == ""


NAME = "expected initials, like “JS”"

FAULTS: list[tuple[str, object, str, str]] = [
    ("format", 2, "format", "newer version"),
    ("format", DROP, "format", "found nothing"),
    ("colour", 1, "the head of the file", "found “colour”"),
    ("reference", DROP, "reference", "expected a value; found nothing"),
    ("title", " ", "title", "expected a text"),
    ("title", "a\nb", "title", "expected one line"),
    ("title", "a\u202eb", "title", "found U+202E"),
    ("opened", "2018-02-01", "opened", "expected a date; found text"),
    ("opened", date(1, 1, 1), "opened", "between 2000 and 2199"),
    ("due", date(2018, 1, 31), "due", "not before “opened” (2018-02-01)"),
    ("meeting", date(2018, 1, 1), "meeting", "not before “opened”"),
    ("body", DROP, "body", "expected a value"),
    ("body/name", "", "body, name", "expected a text"),
    ("body/reply_address", "nobody", "body, reply_address", "expected an e-mail address"),
    ("body/logo", "x", "body", "found “logo”"),
    ("cases", [], "cases", "from 1 to 1,000; found 0"),
    ("cases/1/uin", "CSA-01", "cases 2, uin", "that of cases 1 too"),
    ("cases/1/uin", "csa-01", "cases 2, uin", "that of cases 1 too"),
    ("cases/1/uin", "Jane Smith", "cases 2, uin", "expected a number or code"),
    ("cases/1/uin", 17, "cases 2, uin", "expected text; found a whole number"),
    ("cases/1/label", "A", "cases 2, label", "that of cases 1 too"),
    ("cases/1/initials", "Jane Smith", "cases 2, initials", NAME),
    ("cases/1/initials", "Jane", "cases 2, initials", NAME),
    ("cases/1/initials", "JANE", "cases 2, initials", NAME),
    ("cases/1/initials", DROP, "cases 2, initials", NAME),
    ("cases/1/name", "Jane Smith", "cases 2", "found “name”"),
    ("agencies", [], "agencies", "from 1 to 200; found 0"),
    ("agencies/1/id", "police", "agencies 2, id", "that of agencies 1 too"),
    ("agencies/1/id", "Education", "agency Education, id", "small letters"),
    ("agencies/1/name", "police", "agency education, name", "that of agencies 1 too"),
    ("agencies/0/email", "police@", "agency police, email", "expected an e-mail address"),
    ("agencies/0/email", "a@b.org, c@d.org", "agency police, email", "expected an e-mail"),
    ("not_asked/0/uin", "CSA-09", "not_asked 1, uin", "expected a UIN of the case list"),
    ("not_asked/0/agency", "fire", "not_asked 1, agency", "police, education; found “fire”"),
    ("tool", "child-sexual-abuse", "tool", "child-sexual-abuse-2018, criminal-exp"),
    ("tool", "/etc/own.toml", "tool", "a path from this file"),
    ("tool", "C:\\own.toml", "tool", "a path from this file"),
    ("tool", "../own.txt", "tool", "a path from this file"),
]


@pytest.mark.parametrize(("path", "value", "place", "expected"), FAULTS)
def test_each_fault_is_told(
    path: str, value: object, place: str, expected: str, tmp_path: Path
) -> None:
    data = changed(good(), path, value)
    with pytest.raises(ToolFileError) as caught:
        read(data, tmp_path)
    error = caught.value
    assert (error.file, error.place) == ("AUDIT.toml", place)
    assert expected in error.expected
    assert "jane" not in error.sentence.lower()


def test_nobody_asked_about_anything(tmp_path: Path) -> None:
    data = good()
    data["not_asked"] = [
        {"uin": case["uin"], "agency": agency["id"]}
        for case in data["cases"]
        for agency in data["agencies"]
    ]
    with pytest.raises(ToolFileError, match="at least one return"):
        read(data, tmp_path)


def test_a_tool_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ToolFileError) as caught:
        read({**good(), "tool": "tools/own.toml"}, tmp_path)
    assert (caught.value.file, caught.value.place) == ("own.toml", "the file")
