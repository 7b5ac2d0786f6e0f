"""A full drive: what was saved is safe, what was not is on the screen, and nothing is half done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import pytest

from app.domain.returns import Auditor
from app.handover.files import read_file
from app.sealing.packages import open_package
from app.services.answer_case import form_of
from app.services.hand_over import ask_for_cases
from app.services.import_returns import import_returns
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.take_over import read_hand_over
from app.storage import open_workspace
from app.storage.engine import look_at
from app.storage.slots import read_slots
from app.storage.vault import open_with_passphrase
from tests.builders import clock
from tests.durability.kills import ROOT, Field, field
from tests.flow.desks import PASSPHRASE, agency_desk

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a limit of the size of files is POSIX"
)
COLLEAGUE = Auditor("Invented Sam", "Reviewing Officer")
BEFORE = "Typed while there was room. "
AFTER = "Typed when the drive was full. " * 200


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Field]:
    with field(tmp_path) as at:
        yield at


def run(doing: str, at: Field, answer: Any = None) -> list[dict[str, Any]]:
    """Run the program on the full drive; ``answer`` is called when something could not be saved."""
    said: list[dict[str, Any]] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.durability.cramped", doing, str(at.folder), at.audit_id],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        out, into, err = _pipes(process)
        for line in out:
            said.append(json.loads(line))
            if answer is not None and said[-1]["what"] == "failed":
                answer()
                into.write("go on\n")
                into.flush()
        errors = err.read()
    assert process.returncode == 0, errors
    return said


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    return process.stdout, process.stdin, process.stderr


def comment_in(folder: Path, audit_id: str) -> str:
    """The comment in a workspace whose every page is looked at first."""
    key = open_with_passphrase(read_slots(folder), PASSPHRASE)
    look_at(folder / "workspace.db", key, thorough=True)
    with closing(open_workspace(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        return form_of(desk, audit_id, "T-1").form.answer("Q1").comment


def test_typing_on_a_full_drive_loses_nothing_and_is_saved_when_there_is_room(at: Field) -> None:
    copies: list[Path] = []

    def power_goes() -> None:
        copies.append(at.folder / f"copy{len(copies)}")
        shutil.copytree(at.folder / "agency", copies[-1])

    said = run("typing", at, power_goes)
    assert [one["what"] for one in said] == ["saved", "failed", "all saved"]
    failed = said[1]
    assert failed["banner"], "“Your last answers are not saved yet.”"
    assert "takes nothing more" in failed["sentence"]
    assert "What was saved before is safe." in failed["sentence"]
    assert "workspace.db" not in failed["sentence"], "not in the words of computing"
    assert failed["text"].startswith(failed["sentence"])
    assert not said[2]["banner"]
    assert comment_in(copies[0], at.audit_id) == BEFORE
    assert comment_in(at.folder / "agency", at.audit_id) == BEFORE + AFTER


def test_sealing_on_a_full_drive_leaves_drafts_and_no_package(at: Field) -> None:
    no_room, no_room_inside, sealed = run("sealing", at)
    assert no_room["kind"] == "FileWriteError"
    assert "no room" in no_room["sentence"]
    assert no_room_inside["kind"] == "DiskFullError"
    for failed in (no_room, no_room_inside):
        assert failed["state"] == "draft"
        assert failed["files"] == [], "neither a package nor a part of one"
    assert sealed["files"] == [sealed["file"]]
    package = open_package(read_file(at.folder / "out" / sealed["file"]), [at.identity])
    assert package.document.returns[0].revision == 1
    assert comment_in(at.folder / "agency", at.audit_id) == ""


def test_handing_over_on_a_full_drive_leaves_drafts_and_no_file(at: Field) -> None:
    with closing(agency_desk(at.folder / "colleague")) as colleague:
        open_pack(colleague, read_file(at.pack), clock=clock)
        ask_for_cases(colleague, at.audit_id, COLLEAGUE, at.folder / "asked", clock=clock)
        no_room, no_room_inside, passed = run("handing over", at)
        assert no_room["kind"] == "FileWriteError"
        assert no_room_inside["kind"] == "DiskFullError"
        for failed in (no_room, no_room_inside):
            assert failed["state"] == "draft"
            assert failed["files"] == [], "neither the file nor a part of it"
        assert passed["files"] == [passed["file"]]
        offer = read_hand_over(colleague, read_file(at.folder / "out" / passed["file"]))
    assert [case.mine.case.uin for case in offer.cases] == ["T-2"]


def test_a_test_package_that_the_workspace_has_no_room_for_is_taken_back(at: Field) -> None:
    no_room, no_room_inside, written = run("trying the way", at)
    assert no_room["kind"] == "FileWriteError"
    assert no_room_inside["kind"] == "DiskFullError"
    for failed in (no_room, no_room_inside):
        assert failed["state"] == 0, "the workspace knows of none"
        assert failed["files"] == []
    assert written["files"] == [written["file"]]


def test_letters_that_the_workspace_has_no_room_for_are_taken_back(at: Field) -> None:
    with closing(open_workspace(at.folder / "agency", passphrase=PASSPHRASE, clock=clock)) as desk:
        package = seal_returns(desk, at.audit_id, ["T-2"], at.folder / "sealed", clock=clock).path
    folder = at.folder / "round" / "partnership"
    with closing(open_workspace(folder, passphrase=PASSPHRASE, clock=clock)) as partnership:
        list(import_returns(partnership, [package], clock=clock))
    said = run("writing letters", at)
    query, receipt = said[2], said[5]
    assert [one["kind"] for one in said if "kind" in one] == ["FileWriteError", "DiskFullError"] * 2
    assert [one["state"] for one in said if "state" in one] == [0] * 4
    assert [one["files"] for one in said[:2]] == [[], []]
    assert [one["files"] for one in said[3:5]] == [[query["file"]]] * 2
    assert set(receipt["files"]) == {query["file"], receipt["file"]}


def test_a_file_that_finds_no_room_leaves_the_one_before(at: Field) -> None:
    for failed, name in zip(run("writing", at), ("a.paudit", "b.pdf"), strict=True):
        assert failed["kind"] == "FileWriteError"
        assert f"“{name}” could not be written" in failed["sentence"]
        assert "no room" in failed["sentence"]
    left = {path.name: path.read_bytes() for path in (at.folder / "out").iterdir()}
    assert left == {"a.paudit": b"before", "b.pdf": b"before"}
