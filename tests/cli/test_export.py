"""The export command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import build_context
from app.cli import run_command
from app.services.context import WindowRequest
from tests.flow.desks import PASSPHRASE, start_round

Run = Callable[..., tuple[int, str, str]]


def no_window(request: WindowRequest) -> int:
    raise AssertionError(f"a window was opened: {request}")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command on the small audit, of which nothing is in yet."""
    start_round(tmp_path).partnership.close()
    (tmp_path / "pass.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    context = replace(build_context(), data=lambda: tmp_path / "data")
    access = ("--workspace", tmp_path / "partnership", "--passphrase-file", tmp_path / "pass.txt")

    def call(*arguments: object) -> tuple[int, str, str]:
        words = [str(one) for one in ("export", *arguments, *access)]
        code = run_command(words, context, open_window=no_window)
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


def test_all_or_some_kinds(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("T-2018", "--to", tmp_path / "all")
    assert code == 0
    assert sorted(out.splitlines()) == sorted(path.name for path in (tmp_path / "all").iterdir())
    assert len(out.splitlines()) == 10
    code, out, _ = run("T-2018", "--to", tmp_path / "some", "--xlsx", "--json", "--no-comments")
    assert (code, out.splitlines()) == (0, ["T-2018 data.xlsx", "findings.json"])
    code, out, _ = run("T-2018", "--to", tmp_path / "few", "--csv", "--no-small-numbers")
    assert (code, len(out.splitlines())) == (0, 7)


def test_an_audit_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, _, err = run("none", "--to", tmp_path / "all")
    assert code == 1
    assert err
    assert not (tmp_path / "all").exists()
