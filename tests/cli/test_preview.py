"""``import --preview``: what files are, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.bootstrap import build_context
from app.cli import run_command
from app.services.context import WindowRequest
from app.services.import_returns import import_returns
from tests.builders import clock, full_form
from tests.flow.desks import PASSPHRASE
from tests.flow.packages import Post, fifty_files, first_returns, start_post


def no_window(_request: WindowRequest) -> int:
    raise AssertionError


def preview(
    post: Post, capsys: pytest.CaptureFixture[str], *files: Path, as_json: bool = False
) -> tuple[int, str]:
    (post.folder / "pass.txt").write_text(PASSPHRASE, encoding="utf-8")
    access = ("--workspace", post.folder / "partnership", "--passphrase-file",
              post.folder / "pass.txt")  # fmt: skip
    arguments = ["import", "--preview", *files, *access, *(["--json"] if as_json else [])]
    code = run_command([str(one) for one in arguments], build_context(), open_window=no_window)
    return code, capsys.readouterr().out


def test_fifty_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = start_post(tmp_path, cases=21)
    list(import_returns(post.partnership, first_returns(post), clock=clock))
    fifty = fifty_files(post)
    post.partnership.close()
    code, out = preview(post, capsys, fifty.folder)
    assert code == 1
    assert out.startswith("50 files: 40 ready, 10 not to be brought in\n")
    assert "\nCannot be brought in (10)\n" in out
    code, out = preview(post, capsys, fifty.folder, as_json=True)
    rows = json.loads(out)
    assert code == 1
    assert {row["file"]: row["verdict"] for row in rows if row["group"] == "refused"} == fifty.bad
    assert sum(row["fresh"] for row in rows) == 40


def test_changes_and_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = start_post(tmp_path)
    one = post.write("1.paudit", post.package("police", [("T-1", 1, full_form("The first."))]))
    two = post.write("2.paudit", post.package("police", [("T-1", 2, full_form("The second."))]))
    post.partnership.close()
    code, out = preview(post, capsys, two, one)
    assert code == 0
    assert "case 1: Q1 Was it done?: comment: “The first.” -> “The second.”" in out
    assert out.count("six words: ") == 2
    rows = json.loads(preview(post, capsys, two, one, as_json=True)[1])
    assert [(row["file"], row["group"], row["fresh"]) for row in rows] == [
        ("1.paudit", "decide", 1),
        ("2.paudit", "decide", 1),
    ]
    assert rows[1]["changes"][0]["differences"][0] == {
        "key": "Q1",
        "name": "Q1 Was it done?: comment",
        "before": "“The first.”",
        "after": "“The second.”",
    }
