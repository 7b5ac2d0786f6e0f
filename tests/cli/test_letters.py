"""Queries and receipts by command."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import build_context
from app.cli import run_command
from app.domain.letters import Query
from app.handover.files import read_file
from app.services.context import WindowRequest
from app.services.receive_letter import receive_letter
from app.storage import open_workspace
from app.toolfiles import answers_to_json
from tests.builders import clock, full_form
from tests.flow.desks import define

Run = Callable[..., tuple[int, str, str]]


def no_window(request: WindowRequest) -> int:
    raise AssertionError(f"a window was opened: {request}")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A round in which the police have sealed case T-1, and it is in."""
    (tmp_path / "pass.txt").write_text("invented words for a test\n", encoding="utf-8")
    context = replace(build_context(), data=lambda: tmp_path / "data")

    def call(*arguments: object) -> tuple[int, str, str]:
        desk = ("--passphrase-file", tmp_path / "pass.txt")
        given = [str(one) for one in (*desk, *arguments)]
        code = run_command(
            given, replace(context, resources=tmp_path / "resources"), open_window=no_window
        )
        output = capsys.readouterr()
        return code, output.out, output.err

    definition, _ = define(tmp_path / "resources")
    ours = ("--workspace", tmp_path / "ours")
    assert call("define", definition, *ours)[0] == 0
    assert call("issue", "T-2018", "--to", tmp_path / "packs", *ours)[0] == 0
    (tmp_path / "a.json").write_bytes(answers_to_json("T-1", full_form()))
    pack = next((tmp_path / "packs").glob("*Police*"))
    theirs = ("--workspace", tmp_path / "theirs")
    assert call("seal", pack, tmp_path / "a.json", "--to", tmp_path / "out", *theirs)[0] == 0
    assert call("import", next((tmp_path / "out").iterdir()), *ours)[0] == 0
    return call


def test_a_query_and_a_receipt(run: Run, tmp_path: Path) -> None:
    to = ("--to", tmp_path / "letters", "--workspace", tmp_path / "ours")
    points = ("--at", "Q1=Who was told?", "--at", "J1=Why a=b?", "--at", "Q1=And when?")
    who = ("--text", "Thank you.", "--by", "An Officer")
    code, out, err = run("ask", "T-2018", "police", "T-1", *points, *who, *to)
    assert (code, err) == (0, "")
    assert out == "T-2018 query to Police, case A.paudit\n"
    query = tmp_path / "letters" / out.strip()
    described = json.loads(run("inspect", query)[1])
    assert described["document"] == "query"
    assert "T-1" not in json.dumps(described)
    with closing(
        open_workspace(tmp_path / "theirs", passphrase="invented words for a test", clock=clock)
    ) as desk:
        letter = receive_letter(desk, read_file(query)).letter
    assert isinstance(letter, Query)
    assert {point.key: point.text for point in letter.points} == {
        "Q1": "Who was told?\n\nAnd when?",
        "J1": "Why a=b?",
    }
    assert (letter.text, letter.asked_by) == ("Thank you.", "An Officer")
    assert "queried" in run("track", "T-2018", "--workspace", tmp_path / "ours")[1]

    code, out, err = run("receipt", "T-2018", "police", *to)
    assert (code, err, out) == (0, "", "T-2018 receipt for Police.paudit\n")
    assert json.loads(run("inspect", tmp_path / "letters" / out.strip())[1])["document"] == (
        "receipt"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", "T-2018", "police", "T-1", "--at", "Who was told?"), "equals sign"),
        (("ask", "T-2018", "police", "T-1", "--at", "Q1="), "equals sign"),
        (("ask", "T-2018", "police", "T-1"), "no text"),
        (("ask", "T-2018", "police", "T-1", "--at", "Q77=Why?"), "Q77"),
        (("ask", "T-2018", "police", "T-9", "--text", "Why?"), "T-9"),
        (("ask", "T-2018", "police", "T-2", "--text", "Why?"), "return from Police"),
        (("ask", "T-2018", "probation", "T-1", "--text", "Why?"), "probation"),
        (("receipt", "T-2018", "probation"), "probation"),
        (("receipt", "T-2018", "health-visiting"), "Nothing has come from Health Visiting"),
    ],
)
def test_what_can_not_be_written_is_said(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    folder = tmp_path / "letters"
    code, out, err = run(*arguments, "--to", folder, "--workspace", tmp_path / "ours")
    assert (code, out) == (1, "")
    assert words in err
    assert not folder.exists()
