"""The history, destruction and its certificate by commands."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import Run, run
from tests.flow.desks import define
from tests.pdf import text_of
from tests.storage.test_chain import tamper

__all__ = ["run"]


def test_what_was_changed_and_destroyed(run: Run, tmp_path: Path) -> None:
    definition, _ = define(tmp_path / "resources")
    access = ("--workspace", tmp_path / "w", "--passphrase-file", tmp_path / "pass.txt")
    assert run("define", definition, *access, small=True)[0] == 0
    code, out, _ = run("history", *access)
    assert code == 0
    assert "Audit T-2018 defined  (T-2018)" in out
    assert "This desk was set up" in out
    code, out, _ = run("history", "--verify", *access)
    assert code == 0
    assert out.startswith("The history is whole: ")
    code, out, _ = run("history", "--audit", "T-2018", "--csv", tmp_path / "h.csv", *access)
    assert code == 0
    code, out, _ = run("history", "--pdf", tmp_path / "h.pdf", *access)
    assert "The history is whole" in text_of(tmp_path / "h.pdf")
    assert "Audit T-2018 defined" in (tmp_path / "h.csv").read_text(encoding="utf-8-sig")

    certificate = tmp_path / "certificate.pdf"
    ask = ("destroy", "T-2018", "--by", "Officer", "--certificate", certificate)
    code, _, err = run(*ask, "--typed", "T-2017", *access)
    assert code == 1
    assert "Nothing was destroyed" in err
    assert not certificate.exists()
    code, out, _ = run(*ask, "--typed", "T-2018", "--reason", "Its time is up", *access)
    assert code == 0
    assert "2 cases, 0 returns" in out
    assert "Its time is up" in text_of(certificate)
    assert run("certificate", "T-2018", "--to", tmp_path / "again.pdf", *access)[0] == 0
    assert text_of(tmp_path / "again.pdf") == text_of(certificate)


def test_a_history_that_was_changed_fails(run: Run, tmp_path: Path) -> None:
    from app.services.open_desk import open_desk
    from tests.builders import clock

    definition, _ = define(tmp_path / "resources")
    access = ("--workspace", tmp_path / "w", "--passphrase-file", tmp_path / "pass.txt")
    run("define", definition, *access, small=True)
    desk = open_desk(tmp_path / "w", passphrase="invented words for a test", clock=clock)
    tamper(desk, "UPDATE history SET detail = 'x' WHERE id = 2")
    desk.close()
    code, out, _ = run("history", "--verify", *access)
    assert code == 1
    assert "line 2 of" in out
