"""Copies and rescue on the command line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import build_context
from app.cli import run_command
from app.services.context import WindowRequest
from app.services.open_desk import open_desk
from app.services.set_up_desk import set_up_agency_desk, set_up_partnership_desk
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE

Run = Callable[..., tuple[int, str, str]]


def no_window(request: WindowRequest) -> int:
    raise AssertionError(f"a window was opened: {request}")


@pytest.fixture
def words(tmp_path: Path) -> str:
    """A desk at the usual place; the words of its sheet."""
    desk, sheet = set_up_partnership_desk(
        tmp_path / "data" / "partnership", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    desk.close()
    return " ".join(sheet.words)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    context = replace(build_context(), data=lambda: tmp_path / "data", clock=clock)
    (tmp_path / "pass.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run_command([str(one) for one in arguments], context, open_window=no_window)
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


def test_a_copy_is_made_listed_and_put_back(run: Run, words: str, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "partnership"
    opens = ("--passphrase-file", tmp_path / "pass.txt")
    assert run("copies") == (0, "There is no copy yet.\n", "")
    code, out, _ = run("copy", *opens)
    assert code == 0
    name = out.split("“")[1].split("”")[0]
    code, out, _ = run("copies", "--workspace", folder)
    assert code == 0
    assert out.startswith(name)
    assert "opens with passphrase, recovery words" in out

    with closing(open_desk(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        with desk.work() as work:
            work.settings.put("said", "after")
            work.commit()
        code, _, err = run("restore", name, *opens)
        assert code == 1
        assert "open already" in err
    (tmp_path / "words.txt").write_text(words, encoding="utf-8")
    code, out, _ = run("restore", folder / "backups" / name, "--words-file", tmp_path / "words.txt")
    assert code == 0
    assert "set aside in" in out
    desk = open_desk(folder, passphrase=PASSPHRASE, clock=clock)
    with closing(desk), desk.work() as work:
        assert work.settings.get("said") == ""


def test_what_cannot_be_put_back_is_said(run: Run, words: str, tmp_path: Path) -> None:  # noqa: ARG001
    opens = ("--passphrase-file", tmp_path / "pass.txt")
    _, out, _ = run("copy", *opens)
    name = out.split("“")[1].split("”")[0]
    code, _, err = run("restore", "another.db", *opens)
    assert code == 1
    assert name in err
    (tmp_path / "wrong.txt").write_text("not this one", encoding="utf-8")
    code, _, err = run("restore", name, "--passphrase-file", tmp_path / "wrong.txt")
    assert code == 1
    assert "does not open it" in err
    copy = tmp_path / "data" / "partnership" / "backups" / name
    copy.write_bytes(copy.read_bytes()[:-4096])
    code, _, err = run("restore", name, *opens)
    assert code == 1
    assert "This copy is damaged" in err


def test_rescue_tells_what_was_read_and_writes_it(run: Run, words: str, tmp_path: Path) -> None:  # noqa: ARG001
    opens = ("--passphrase-file", tmp_path / "pass.txt")
    report = tmp_path / "report.txt"
    code, out, _ = run("rescue", "--report", report, *opens)
    assert code == 0
    assert "Nothing was lost" in out
    assert report.read_text(encoding="utf-8") == out
    database = tmp_path / "data" / "partnership" / "workspace.db"
    database.write_bytes(b"\x00" * database.stat().st_size)
    code, _, err = run("rescue", *opens)
    assert code == 1
    assert "This workspace is damaged" in err


def test_which_desk_is_meant(run: Run, tmp_path: Path) -> None:
    code, _, err = run("copies")
    assert code == 1
    assert "no workspace" in err
    for desk in (
        set_up_agency_desk(
            tmp_path / "data" / "agency", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
        ),
        set_up_partnership_desk(
            tmp_path / "data" / "partnership", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
        )[0],
    ):
        desk.close()
    code, _, err = run("copies")
    assert code == 1
    assert "--workspace" in err
    code, _, err = run("copies", "--workspace", tmp_path / "nowhere")
    assert code == 1
    assert "no workspace" in err
