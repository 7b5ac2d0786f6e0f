"""Drives in trouble, clocks set back, two programs at once: a sentence of ours, and no loss."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.meeting import Matter, NoteHeading, Scope
from app.domain.returns import Auditor
from app.errors import WorkspaceInUseError
from app.handover.files import read_file
from app.services.answer_case import mark_nil, start_form
from app.services.hold_meeting import keep_note, new_note
from app.services.import_returns import Outcome, import_returns
from app.services.keep_copies import copies_of, copy_if_due, copy_now, restore
from app.services.open_desk import open_desk
from app.services.open_pack import open_pack
from app.services.publish_report import publish_report, published
from app.services.rescue import rescue
from app.services.seal_returns import seal_returns
from app.services.track_audit import track_audit
from app.services.write_receipt import write_receipt
from app.storage import Workspace, copies_in, open_workspace
from app.storage.copies import is_sound, slots_of
from app.storage.slots import read_slots
from app.storage.vault import open_with_passphrase
from tests.builders import NOW, clock, full_form
from tests.durability.kills import ROOT
from tests.durability.troubled import FULL_AT
from tests.flow.desks import PASSPHRASE, agency_desk, package_from, start_round

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and modes are POSIX")
DESKS = ("partnership", "agency")
Told = dict[str, dict[str, Any]]
SAFE = ("safe", "Nothing", "as it was before")
ANNE = Auditor("Invented Anne", "Detective Sergeant")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both desks, with a return that waits at the one, and cases to be sealed at the other."""
    folder = tmp_path_factory.mktemp("made")
    round_ = start_round(folder)
    (folder / "post").mkdir()
    (folder / "out").mkdir()
    with closing(round_.partnership):
        round_.bring_in(package_from(round_, "Health Visiting", "h", [("T-1", full_form())]))
        waiting = package_from(round_, "Police", "police", [("T-1", full_form())])
        shutil.copy(waiting, folder / "post")
        with closing(agency_desk(folder / "agency")) as desk:
            open_pack(desk, read_file(round_.pack("Police")), clock=clock)
            start_form(desk, round_.audit.id, "T-1", full_form())
            mark_nil(desk, round_.audit.id, ["T-2"], ANNE)
    return folder


def run(trouble: str, folder: Path, desk: str, *only: str) -> Told:
    done = subprocess.run(
        [sys.executable, "-m", "tests.durability.troubled", trouble, str(folder), desk, *only],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    if "can't be made to count" in done.stderr:
        pytest.skip("a process of root, whose rights can't be taken away here")
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {each["verb"]: each for each in told}


def check(told: Told, folder: Path) -> None:
    """Each failure is one of ours and changed nothing; then the desk opens, whole."""
    for verb, each in told.items():
        assert not each["kind"].startswith("crash"), (verb, each["kind"])
        assert each["left"] == [], f"{verb}: something else was begun where the folder was"
        assert each["out"] == [], f"{verb}: half a file"
        if each["kind"]:
            assert any(words in each["sentence"] for words in SAFE), each["sentence"]
            for word in ("workspace.db", "slots.json", "backups", "sqlite", "Errno"):
                assert word not in each["sentence"], "not in the words of computing"
        if each["kind"] and each["kind"] != "NotClearedError":
            assert each["same"], f"{verb}: half done"
    with closing(open_workspace(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        with desk.work() as work:
            assert work.history.chain().is_whole
        for copy in copies_in(folder):
            assert is_sound(copy, open_with_passphrase(slots_of(copy), PASSPHRASE))
    left = sorted(path.name for path in folder.rglob("*") if path.name.startswith("."))
    assert left == [], "something half done was left"
    assert not list(folder.rglob("*.next.*"))


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("limit", FULL_AT)
def test_nothing_is_done_by_half_on_a_full_drive(
    made: Path, tmp_path: Path, limit: int, desk: str
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "at"))
    told = run(f"full at {limit}", folder, desk)
    check(told, folder / desk)
    refused = [verb for verb, each in told.items() if each["kind"]]
    assert limit > FULL_AT[0] or len(refused) == len(told), "there was no room for anything"


@pytest.mark.parametrize("desk", DESKS)
def test_a_folder_that_became_read_only(made: Path, tmp_path: Path, desk: str) -> None:
    """What is open stays open to SQLite; what needs a new file is refused."""
    folder = Path(shutil.copytree(made, tmp_path / "at"))
    told = run("read-only", folder, desk)
    check(told, folder / desk)
    for verb in ("a passphrase", "a new key"):
        assert told[verb]["kind"] == "WorkspaceNotWrittenError"
        assert "no room" not in told[verb]["sentence"], "that is not why"


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("trouble", ["gone", "cut"])
def test_a_folder_that_goes_away_while_it_is_open(
    made: Path, tmp_path: Path, trouble: str, desk: str
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "at"))
    told = run(trouble, folder, desk)
    check(told, folder / desk)
    for verb in ("a copy", "a passphrase", "a new key"):
        assert told[verb]["kind"] == "FolderGoneError"
    if desk == "partnership":
        assert told["destruction"]["kind"] == "NotClearedError", "its rows went, not its copies"


def test_a_new_key_counts_also_where_the_last_step_could_not_be_made(
    made: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "at"))
    before = read_slots(folder / "partnership")
    told = run("broken off", folder, "partnership", "a new key")
    assert told["a new key"]["kind"] == "RotationUnfinishedError"
    assert read_slots(folder / "partnership") == before, "the new ones wait beside"
    open_workspace(folder / "partnership", passphrase=PASSPHRASE, clock=clock).close()
    assert read_slots(folder / "partnership") != before
    check({}, folder / "partnership")


# --- the clock ------------------------------------------------------------------------------------


def test_a_clock_that_was_set_back_loses_nothing(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "at"))
    now = [NOW]

    def wrong() -> datetime:
        return now[0]

    with closing(open_workspace(folder / "partnership", passphrase=PASSPHRASE, clock=wrong)) as d:
        with d.work() as work:
            (summary,) = work.audits.all()
        audit_id = summary.id
        for days in (0, 1, 2, 40):
            now[0] = NOW + timedelta(days=days)
            copy_now(d)
        before = {copy.path.name for copy in copies_of(d)}
        assert len(before) == 3, "the newest three, and one of each week"
        _publish(d, audit_id, wrong)
        now[0] = NOW - timedelta(days=800)
        made_now = copy_if_due(d, clock=wrong)
        assert made_now is not None, "copies of the days to come are no reason to make none"
        files = sorted((folder / "post").iterdir())
        (imported,) = import_returns(d, files, clock=wrong)
        assert imported.outcome is Outcome.IMPORTED
        keep_note(d, audit_id, new_note(Matter(Scope.CASE, "T-1"), NoteHeading.WELL, "Early."))
        receipt = write_receipt(d, audit_id, "police", folder / "out", clock=wrong)
        assert receipt.path.exists()
        _publish(d, audit_id, wrong)
        assert [each.published.version for each in published(d, audit_id, clock=wrong)] == [2, 1]
        assert track_audit(d, audit_id, clock=wrong) is not None
        assert before <= {copy.path.name for copy in copies_of(d)}, "none was dropped"
        now[0] = NOW + timedelta(days=41)
        assert copy_if_due(d, clock=wrong) is not None
        with d.work() as work:
            lines = work.history.all(10_000)
            assert work.history.chain().is_whole
    order = [line.at for line in reversed(lines)]
    assert order != sorted(order), "the history is in the order in which things were done"
    open_workspace(folder / "partnership", passphrase=PASSPHRASE, clock=clock).close()


def test_sealing_and_opening_with_a_clock_that_is_years_off(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "at"))

    def early() -> datetime:
        return NOW - timedelta(days=5_000)

    with closing(open_workspace(folder / "agency", passphrase=PASSPHRASE, clock=early)) as desk:
        with desk.work() as work:
            (summary,) = work.audits.all()
        path = seal_returns(desk, summary.id, ["T-2"], folder / "out", clock=early).path
        with desk.work() as work:
            assert work.history.chain().is_whole
    assert path.exists()


def _publish(desk: Workspace, audit_id: str, now: Any) -> None:
    publish_report(desk, audit_id, by="Officer", reason="A test.", clock=now)


# --- two programs ---------------------------------------------------------------------------------


def test_a_second_program_changes_nothing_and_the_first_goes_on(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "at")) / "partnership"
    with closing(open_workspace(folder, passphrase=PASSPHRASE, clock=clock)) as first:
        copy = copy_now(first).copy
        before = (folder / "workspace.db").read_bytes()
        second = _SECOND.format(folder=str(folder), passphrase=PASSPHRASE)
        done = subprocess.run(
            [sys.executable, "-c", second],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        said = done.stdout.splitlines()
        assert len(said) == 3, "opening, putting a copy back, rescuing"
        for sentence in said:
            assert sentence.startswith("This workspace is open already.")
            assert "Nothing in it was changed." in sentence
        assert (folder / "workspace.db").read_bytes() == before
        for act in (
            lambda: open_desk(folder, passphrase=PASSPHRASE, clock=clock),
            lambda: restore(folder, copy, passphrase=PASSPHRASE, clock=clock),
            lambda: rescue(folder, passphrase=PASSPHRASE, clock=clock),
        ):
            with pytest.raises(WorkspaceInUseError):
                act()
        with first.work() as work:
            (summary,) = work.audits.all()
        note = new_note(Matter(Scope.CASE, "T-1"), NoteHeading.WELL, "Still open.")
        keep_note(first, summary.id, note)
    again = open_workspace(folder, passphrase=PASSPHRASE, clock=clock)
    with closing(again), again.work() as work:
        texts = {each.text for each in work.meetings.of(summary.id).notes}
        assert work.history.chain().is_whole
    assert "Still open." in texts


_SECOND = """
from pathlib import Path
from app.errors import PartnershipAuditError
from app.services.keep_copies import restore
from app.services.open_desk import open_desk
from app.services.rescue import rescue
from app.storage import copies_in
from tests.builders import clock
folder, words = Path({folder!r}), {passphrase!r}
for act in (
    lambda: open_desk(folder, passphrase=words, clock=clock),
    lambda: restore(folder, copies_in(folder)[0], passphrase=words, clock=clock),
    lambda: rescue(folder, passphrase=words, clock=clock),
):
    try:
        act()
    except PartnershipAuditError as error:
        print(error.sentence)
"""
