"""Reports by command: written, published, and written again as they were published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.bootstrap import build_context
from app.cli import run_command
from app.services.context import WindowRequest
from app.toolfiles import answers_to_json
from tests.builders import full_form
from tests.flow.desks import define
from tests.pdf import text_of

Run = Callable[..., tuple[int, str, str]]
NAMES = "format = 1\n[audit]\nworried = ['Mrs Brindlehurst did not ring.']\n"


def no_window(request: WindowRequest) -> int:
    raise AssertionError(f"a window was opened: {request}")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A round in which the police have sealed case T-1, and it is in."""
    (tmp_path / "pass.txt").write_text("invented words for a test\n", encoding="utf-8")
    context = replace(build_context(), data=lambda: tmp_path / "data")

    def call(*arguments: object, desk: str = "ours") -> tuple[int, str, str]:
        access = ("--passphrase-file", tmp_path / "pass.txt", "--workspace", tmp_path / desk)
        given = [str(one) for one in (*access, *arguments)]
        here = replace(context, resources=tmp_path / "resources")
        code = run_command(given, here, open_window=no_window)
        output = capsys.readouterr()
        return code, output.out, output.err

    definition, _ = define(tmp_path / "resources")
    assert call("define", definition)[0] == 0
    assert call("issue", "T-2018", "--to", tmp_path / "packs")[0] == 0
    (tmp_path / "a.json").write_bytes(answers_to_json("T-1", full_form()))
    pack = next((tmp_path / "packs").glob("*Police*"))
    sealed = ("seal", pack, tmp_path / "a.json", "--to", tmp_path / "out")
    assert call(*sealed, desk="theirs")[0] == 0
    assert call("import", next((tmp_path / "out").iterdir()))[0] == 0
    return call


@pytest.mark.parametrize(
    ("kind", "about", "says"),
    [
        ("audit", "", "Executive summary"),
        ("guide", "", "One-minute guide"),
        ("case", "T-1", "Case A: case summary"),
        ("feedback", "police", "Feedback to Police"),
        ("plan", "", "Action plan and follow-up"),
        ("tracker", "", "Tracker"),
    ],
)
def test_each_report_is_written(run: Run, tmp_path: Path, kind: str, about: str, says: str) -> None:
    file = tmp_path / "report.pdf"
    more = ("--about", about) if about else ()
    code, out, err = run("report", "T-2018", "--kind", kind, *more, "--to", file)
    assert (code, err) == (0, "")
    assert out.startswith("report.pdf: ")
    assert says in text_of(file)


def test_without_a_kind_it_is_the_audit_report(run: Run, tmp_path: Path) -> None:
    assert run("report", "T-2018", "--to", tmp_path / "report.pdf")[0] == 0
    assert "Executive summary" in text_of(tmp_path / "report.pdf")


def test_about_whom_must_be_said_and_be_there(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    code, _, err = run("report", "T-2018", "--kind", "case", "--to", file)
    assert code == 1
    assert "--about UIN" in err
    code, _, err = run("report", "T-2018", "--kind", "feedback", "--to", file)
    assert "--about AGENCY" in err
    code, _, err = run("report", "T-2018", "--kind", "case", "--about", "T-9", "--to", file)
    assert code == 1
    assert "T-9" in err
    assert not file.exists()


def test_a_report_is_published_listed_and_written_again(run: Run, tmp_path: Path) -> None:
    assert "Nothing has been published" in run("published", "T-2018")[1]
    first, again = tmp_path / "guide.pdf", tmp_path / "again.pdf"
    publish = ("publish", "T-2018", "--kind", "guide", "--by", "Board", "--to", first)
    code, out, err = run(*publish)
    assert (code, err) == (0, "")
    assert out.startswith("guide.pdf: one-minute guide, Version 1 of ")
    assert "Draft" not in text_of(first)
    code, out, _ = run("published", "T-2018")
    assert out.startswith("1: one-minute guide, Version 1 of ")
    assert "by Board" in out
    assert run("published", "T-2018", "--number", "1", "--to", again)[0] == 0
    assert again.read_bytes() == first.read_bytes()
    assert len(PdfReader(again).pages) == 1


def test_what_may_identify_somebody_stops_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.toml").write_text(NAMES, encoding="utf-8")
    assert run("record", "T-2018", tmp_path / "notes.toml")[0] == 0
    publish = ("publish", "T-2018", "--by", "Board", "--to", tmp_path / "report.pdf")
    code, out, err = run(*publish)
    assert code == 1
    assert "Brindlehurst" in out
    assert "1 place that may identify somebody" in err
    assert not (tmp_path / "report.pdf").exists()
    assert run(*publish, "--reason", "An author, not a person of the case.")[0] == 0
    assert "An author, not a person of the case." in run("published", "T-2018")[1]
    assert run("publish", "T-2018", "--kind", "guide", *publish[2:])[0] == 1
