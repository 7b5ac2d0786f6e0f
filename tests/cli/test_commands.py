"""The command line: exit codes, and the outputs that other programs read."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.bootstrap import build_context
from app.cli import run_command
from app.domain.returns import Answer
from app.services.context import WindowRequest
from app.toolfiles import answers_to_json
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import define
from tests.storage.holder import held_elsewhere

ROOT = Path(__file__).parents[2]
PRINTED = {
    "Q2": (19, 21), "Q3": (22, 25), "Q4": (19, 27), "Q5": (21, 22), "Q6": (18, 27),
    "Q7": (26, 27), "Q8": (25, 27), "Q10": (24, 26), "Q11": (20, 26), "Q13": (27, 27),
    "Q14": (25, 27), "Q17": (12, 17), "Q18": (11, 18), "Q20": (14, 18),
}  # fmt: skip
ALWAYS = ("Q9", "Q15")


def no_window(request: WindowRequest) -> int:
    raise AssertionError(f"a window was opened: {request}")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    (tmp_path / "pass.txt").write_text("invented words for a test\n", encoding="utf-8")
    tools = tmp_path / "resources" / "tools"
    context = replace(build_context(), data=lambda: tmp_path / "data")

    def call(*arguments: object, small: bool = False) -> tuple[int, str, str]:
        here = replace(context, resources=tools.parent) if small else context
        code = run_command([str(one) for one in arguments], here, open_window=no_window)
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


Run = Callable[..., tuple[int, str, str]]


def test_demo_runs_the_whole_loop(run: Run, tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    code, out, _ = run("demo", demo)
    assert code == 0
    assert "reconstruction" in out
    assert len(list((demo / "packs").iterdir())) == 6
    assert len(list((demo / "returns").iterdir())) == 6
    findings = json.loads((demo / "findings.json").read_text(encoding="utf-8"))
    assert findings["returns"] == {"full": 27, "nil": 3, "missing": 0}
    shares = {question["id"]: question for question in findings["questions"]}
    assert {name: (shares[name]["n"], shares[name]["of"]) for name in PRINTED} == PRINTED
    assert all(shares[name]["percent"] == 100 for name in ALWAYS)
    assert shares["Q2"]["percent"] == pytest.approx(90.476, abs=0.001)
    assert (shares["Q18"]["reported"], shares["Q2"]["reported"]) == ("no", "yes")
    assert all(sum(one["counts"].values()) == 27 for one in findings["judgements"][:1])
    report = "\n".join(page.extract_text() for page in PdfReader(demo / "report.pdf").pages)
    for n, of in PRINTED.values():
        assert f"{n} of {of}" in report

    access = ("--workspace", demo / "workspace", "--passphrase-file", demo / "passphrase.txt")
    code, out, _ = run("findings", "CE-CSA-2018", *access)
    assert code == 0
    assert json.loads(out) == findings
    code, out, _ = run("findings", "CE-CSA-2018", "--format", "csv", *access)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["question"] for row in rows} == set(shares)
    code, out, _ = run("track", "CE-CSA-2018", *access)
    assert out.splitlines()[-1] == "27 full, 3 nil, 0 missing"
    packages = sorted((demo / "returns").iterdir())
    code, out, _ = run("import", *packages, "--json", *access)
    assert code == 0
    assert [(row["outcome"], row["returns"]) for row in json.loads(out)] == [("unchanged", 5)] * 6

    code, out, _ = run("demo", demo)
    assert code == 0, "the demo replaces its own earlier run"
    (demo / "about-this-demo.txt").unlink()
    code, _, err = run("demo", demo)
    assert code == 1
    assert "did not write" in err


def test_a_round_by_commands(run: Run, tmp_path: Path) -> None:
    definition, tools = define(tmp_path / "resources")
    assert tools == tmp_path / "resources" / "tools"
    ours = ("--workspace", tmp_path / "ours", "--passphrase-file", tmp_path / "pass.txt")
    theirs = ("--workspace", tmp_path / "theirs", "--passphrase-file", tmp_path / "pass.txt")

    code, out, _ = run("define", definition, *ours, small=True)
    assert code == 0
    assert "T-2018: A small audit, 2 cases, 2 agencies" in out
    assert "24 " in out, "the recovery words are shown"
    assert run("issue", "t-2018", "--to", tmp_path / "packs", *ours)[0] == 0
    pack = next((tmp_path / "packs").glob("*Police*"))
    code, out, _ = run("inspect", pack)
    clear = json.loads(out)
    assert (clear["document"], clear["agency"]["name"]) == ("audit pack", "Police")

    (tmp_path / "a.json").write_bytes(answers_to_json("T-1", full_form()))
    (tmp_path / "b.json").write_bytes(answers_to_json("T-2", nil_form()))
    answers = (tmp_path / "a.json", tmp_path / "b.json")
    code, out, err = run("seal", pack, *answers, "--to", tmp_path / "out", *theirs)
    assert (code, err) == (0, "")
    (package,) = (tmp_path / "out").iterdir()
    assert json.loads(run("inspect", package)[1])["document"] == "return package"

    code, out, _ = run("import", package, pack, tmp_path / "missing.paudit", "--json", *ours)
    assert code == 1
    rows: list[dict[str, Any]] = json.loads(out)
    assert [row["outcome"] for row in rows] == ["imported", "refused", "refused"]
    assert set(rows[0]) == {"file", "outcome", "reason", "returns"}
    assert rows[0]["returns"] == 2

    changed = full_form("Seen again: the plan came two weeks late.")
    (tmp_path / "a.json").write_bytes(answers_to_json("T-1", changed))
    again = tmp_path / "again"
    run("seal", pack, answers[0], "--to", again, "--armor", *theirs)
    (armored,) = again.iterdir()
    assert armored.name.endswith(".txt")
    assert armored.read_bytes().startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    code, out, _ = run("import", armored, package, *ours)
    assert [line.split(":")[0] for line in out.splitlines()] == ["replaced", "unchanged"]
    code, out, _ = run("report", "T-2018", "--to", tmp_path / "r.pdf", *ours)
    assert code == 0
    assert (tmp_path / "r.pdf").exists()


def test_what_can_not_be_sealed_is_said(run: Run, tmp_path: Path) -> None:
    definition, _ = define(tmp_path / "resources")
    ours = ("--workspace", tmp_path / "ours", "--passphrase-file", tmp_path / "pass.txt")
    theirs = ("--workspace", tmp_path / "theirs", "--passphrase-file", tmp_path / "pass.txt")
    run("define", definition, *ours, small=True)
    run("issue", "T-2018", "--to", tmp_path / "packs", *ours)
    pack = next((tmp_path / "packs").glob("*Police*"))
    file = tmp_path / "a.json"
    unanswered = replace(full_form(), answers={})
    unexplained = full_form().with_answer("Q1", Answer(("na",)))
    unknown = full_form().with_answer("Q77", Answer(("yes",)))
    for form, words in (
        (unanswered, "something missing"),
        (unexplained, "something missing"),
        (unknown, "Q77"),
    ):
        file.write_bytes(answers_to_json("T-1", form))
        code, _, err = run("seal", pack, file, "--to", tmp_path / "out", *theirs)
        assert code == 1
        assert words in err
    file.write_text("{", encoding="utf-8")
    assert run("seal", pack, file, "--to", tmp_path / "out", *theirs)[0] == 1
    file.write_bytes(answers_to_json("T-9", full_form()))
    assert "T-9" in run("seal", pack, file, "--to", tmp_path / "out", *theirs)[2]
    assert not (tmp_path / "out").exists()


def test_tool_commands(run: Run, tmp_path: Path) -> None:
    for path in (ROOT / "resources" / "tools").glob("*.toml"):
        code, out, _ = run("tool", "check", path)
        assert code == 0
        assert "Nothing is wrong" in out
    bad = tmp_path / "bad.toml"
    good = (ROOT / "resources/tools/child-sexual-abuse-2018.toml").read_text(encoding="utf-8")
    bad.write_text(good.replace('scale = "yes_no"', 'scale = "yesno"', 1), encoding="utf-8")
    code, _, err = run("tool", "check", bad)
    assert code == 1
    assert "bad.toml" in err
    assert "Q1" in err
    assert "yesno" in err
    for name in ("tool.xlsx", "tool.toml"):
        first = ROOT / "resources/tools/child-sexual-abuse-2018.toml"
        code, out, _ = run("tool", "check", first, "--export", tmp_path / name)
        assert (code, "Written" in out) == (0, True)
        assert "Nothing is wrong" in run("tool", "check", tmp_path / name)[1]
        assert run("tool", "compare", first, tmp_path / name)[1] == "Nothing changed.\n"
    other = tmp_path / "other.toml"
    other.write_text(good.replace("in a timely manner?", "in good time?"), encoding="utf-8")
    code, out, _ = run("tool", "compare", tmp_path / "tool.xlsx", other)
    assert (code, "Q2 “Referral appropriate and timely”: the question changed." in out) == (0, True)
    assert "    + Was the referral appropriate and was it made in good time?" in out
    code, _, err = run("tool", "check", other, "--export", tmp_path / "tool.docx")
    assert (code, "ends in .toml or .xlsx" in err) == (1, True)
    assert not (tmp_path / "tool.docx").exists()
    code, _, err = run("tool", "check", tmp_path / "old.xls")
    assert (code, "Save as" in err) == (1, True)
    for command in (("tool", "schema"), ("answers", "schema")):
        code, out, _ = run(*command)
        assert code == 0
        assert "$defs" in json.loads(out)


def test_selftest(run: Run) -> None:
    code, out, _ = run("selftest")
    assert code == 0
    assert len(out.splitlines()) > 8


def test_wrong_passphrases_and_missing_workspaces_are_sentences(run: Run, tmp_path: Path) -> None:
    definition, _ = define(tmp_path / "resources")
    ours = ("--workspace", tmp_path / "ours", "--passphrase-file", tmp_path / "pass.txt")
    run("define", definition, *ours, small=True)
    (tmp_path / "wrong.txt").write_text("another", encoding="utf-8")
    wrong = ("--workspace", tmp_path / "ours", "--passphrase-file", tmp_path / "wrong.txt")
    code, _, err = run("track", "T-2018", *wrong)
    assert code == 1
    assert "does not open" in err
    nowhere = ("--workspace", tmp_path / "nowhere", "--passphrase-file", tmp_path / "pass.txt")
    code, _, err = run("track", "T-2018", *nowhere)
    assert (code, "no workspace" in err) == (1, True)
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    empty = ("--workspace", tmp_path / "ours", "--passphrase-file", tmp_path / "empty.txt")
    assert "no passphrase" in run("track", "T-2018", *empty)[2]


def test_a_workspace_that_is_open_elsewhere_is_a_sentence(run: Run, tmp_path: Path) -> None:
    definition, _ = define(tmp_path / "resources")
    ours = ("--workspace", tmp_path / "ours", "--passphrase-file", tmp_path / "pass.txt")
    run("define", definition, *ours, small=True)
    with held_elsewhere(tmp_path / "ours", "invented words for a test"):
        for command in (("track", "T-2018"), ("report", "T-2018", "--to", tmp_path / "r.pdf")):
            code, out, err = run(*command, *ours)
            assert (code, out) == (1, "")
            assert err.startswith("This workspace is open already. ")
            assert len(err.splitlines()) == 1
    assert run("track", "T-2018", *ours)[0] == 0


def test_an_unexpected_failure_prints_no_message_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken_clock() -> datetime:
        broken_clock.__dict__.setdefault("calls", []).append(1)
        if len(broken_clock.__dict__["calls"]) == 1:
            raise ValueError("the canary sang in the nursery")
        return clock()

    context = replace(build_context(), data=lambda: tmp_path / "data", clock=broken_clock)
    code = run_command(["selftest"], context, open_window=no_window)
    shown = capsys.readouterr().err
    assert code == 1
    assert "Something went wrong" in shown
    (log,) = (tmp_path / "data" / "logs").iterdir()
    assert "canary" not in shown + log.read_text(encoding="utf-8")


def test_without_a_command_the_window_opens(tmp_path: Path) -> None:
    asked: list[WindowRequest] = []

    def window(request: WindowRequest) -> int:
        asked.append(request)
        return 0

    (tmp_path / "pass.txt").write_text("told\n", encoding="utf-8")
    for arguments in (
        [],
        ["a pack.paudit"],
        ["--workspace", str(tmp_path), "--passphrase-file", str(tmp_path / "pass.txt")],
    ):
        assert run_command(arguments, build_context(), open_window=window) == 0
    assert asked == [
        WindowRequest(),
        WindowRequest(files=(Path("a pack.paudit"),)),
        WindowRequest(tmp_path, "told"),
    ]


def test_python_m_app_is_the_program() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "app", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.startswith("partnership-audit 0.")
    wrong = subprocess.run(
        [sys.executable, "-m", "app", "no-such-command"], cwd=ROOT, capture_output=True, check=False
    )
    assert wrong.returncode == 2


def test_the_user_guide_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "papers" / "guide.pdf"
    code, out, _ = run("guide", "--to", path)
    pages = len(PdfReader(path).pages)
    assert (code, out) == (0, f"{path}: {pages} pages\n")


def test_scan_says_what_identifies_somebody(run: Run, tmp_path: Path) -> None:
    text, watched = tmp_path / "text.txt", tmp_path / "watched.txt"
    text.write_text("Mother Sarah rang 07700 900123.\nShaz left.\n", encoding="utf-8")
    watched.write_text("nickname: Shaz\n", encoding="utf-8")

    code, out, _ = run("scan", text, "--format", "json", "--watch-list", watched)

    assert code == 0
    found = json.loads(out)
    assert [one["text"] for one in found] == ["Sarah", "07700 900123", "Shaz"]
    assert set(found[0]) == {"start", "end", "kind", "confidence", "text", "suggestion"}
    assert (found[0]["start"], found[0]["end"], found[0]["kind"]) == (7, 12, "name")
    assert "Line 2: “Shaz”" in run("scan", text, "--watch-list", watched)[1]
    text.write_text("Mum attended.", encoding="utf-8")
    assert json.loads(run("scan", text, "--format", "json")[1]) == []
    assert "Nothing was found" in run("scan", text)[1]
    assert run("scan", tmp_path / "none.txt")[0] == 1
