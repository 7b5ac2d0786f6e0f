"""Copies: made while somebody writes, tried before they count, put back with what opened them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from app.errors import (
    DamagedCopyError,
    PartnershipAuditError,
    WorkspaceInUseError,
    WrongPassphraseError,
    WrongRecoveryWordsError,
)
from app.services.answer_case import forms_of
from app.services.define_audit import audits_of
from app.services.keep_copies import (
    copies_of,
    copy_if_due,
    copy_now,
    kept_copies,
    lines_since,
    restore,
)
from app.services.keep_keys import change_passphrase
from app.services.open_desk import open_desk
from app.services.read_history import HistoryFilter, read_history
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import Copy, HistoryEvent, SlotKind, Workspace, copies_in
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import CHEAP, PASSPHRASE, package_from, start_round
from tests.releases.make import RELEASES

NEW = "another four invented words"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_copy_holds_what_was_saved_while_others_go_on_writing(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    with closing(round_.partnership) as desk:
        with desk.work() as work:
            work.settings.put("said", "before")
            work.commit()
        with desk.work() as unfinished:
            unfinished.settings.put("said", "not saved yet")
            unfinished.settings.get("said")
        copy = copy_now(desk).copy
        with desk.work() as work:
            work.settings.put("said", "after")
            work.commit()
    seen: list[str] = []
    aside = restore(
        tmp_path / "partnership",
        copy,
        passphrase=PASSPHRASE,
        clock=clock,
        open_restored=lambda tried: seen.append(said(tried)),
    )
    assert seen == ["before"]
    with closing(open_desk(tmp_path / "partnership", passphrase=PASSPHRASE, clock=clock)) as desk:
        assert said(desk) == "before"
        with desk.work() as work:
            assert work.audits.get(round_.audit.id) == round_.audit
    assert (aside / "workspace.db").exists()


def test_a_copy_opens_with_what_opened_the_desk_then(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    with closing(round_.partnership) as desk:
        copy = copy_now(desk).copy
        change_passphrase(desk, PASSPHRASE, NEW, cost=CHEAP)
        with pytest.raises(WorkspaceInUseError):
            restore(tmp_path / "partnership", copy, passphrase=PASSPHRASE, clock=clock)
    with pytest.raises(WrongPassphraseError):
        restore(tmp_path / "partnership", copy, passphrase=NEW, clock=clock)
    open_desk(tmp_path / "partnership", passphrase=NEW, clock=clock).close()
    restore(tmp_path / "partnership", copy, passphrase=PASSPHRASE, clock=clock)
    open_desk(tmp_path / "partnership", passphrase=PASSPHRASE, clock=clock).close()


def test_a_copy_that_cannot_be_tried_changes_nothing(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    with closing(round_.partnership) as desk:
        copy = copy_now(desk).copy
    copy.path.write_bytes(copy.path.read_bytes()[:-4096])
    with pytest.raises(DamagedCopyError):
        restore(tmp_path / "partnership", copy, passphrase=PASSPHRASE, clock=clock)
    open_desk(tmp_path / "partnership", passphrase=PASSPHRASE, clock=clock).close()
    left = sorted(path.name for path in (tmp_path / "partnership").iterdir())
    assert left == ["backups", "slots.json", "workspace.db", "workspace.lock"]


def test_a_copy_is_made_once_a_day_and_when_the_clock_was_set_back(tmp_path: Path) -> None:
    now = [MONDAY]
    desk, _ = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=lambda: now[0], cost=CHEAP
    )
    with closing(desk):
        made = []
        for hours in (0, 1, 8, 23, 1, -200, 24):
            now[0] += timedelta(hours=hours)
            made.append(copy_if_due(desk, clock=lambda: now[0]) is not None)
        assert made == [True, False, False, True, False, True, True]
        assert len(copies_of(desk)) == 4
        found = read_history(desk, HistoryFilter(events=frozenset({HistoryEvent.BACKED_UP})))
        assert (len(found.entries), found.count, found.chain.is_whole) == (4, 4, True)


def test_copies_within_one_second_are_told_apart(tmp_path: Path) -> None:
    desk, _ = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=lambda: MONDAY, cost=CHEAP
    )
    with closing(desk):
        for _ in range(12):
            made = copy_now(desk).copy
            assert copies_of(desk)[0] == made


def test_a_copy_made_while_returns_are_brought_in_has_each_package_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    round_ = start_round(tmp_path)
    both = [("T-1", full_form()), ("T-2", nil_form())]
    packages = [
        package_from(round_, "Police", "first", both),
        package_from(round_, "Health Visiting", "second", both),
    ]
    made: list[Copy] = []
    troubles: list[PartnershipAuditError] = []
    over = Event()

    def keep_copying() -> None:
        while not over.is_set():
            try:
                made.append(copy_now(round_.partnership).copy)
            except PartnershipAuditError as error:
                troubles.append(error)

    with closing(round_.partnership) as desk:
        copying = Thread(target=keep_copying)
        copying.start()
        try:
            while not made:
                pass
            for package in packages:
                round_.bring_in(package)
        finally:
            over.set()
            copying.join()
        made.append(copy_now(desk).copy)
    assert not troubles
    counts = []
    for number, copy in enumerate(made):
        if not copy.path.exists():
            continue  # the newest few are kept
        folder = tmp_path / f"looked at {number}"
        folder.mkdir()
        shutil.copyfile(copy.path, folder / "workspace.db")
        shutil.copyfile(copy.slots, folder / "slots.json")
        looked = open_desk(folder, passphrase=PASSPHRASE, clock=clock)
        with closing(looked), looked.work() as work:
            counts.append(len(work.returns.marks(round_.audit.id)))
            assert work.history.chain().is_whole
    assert set(counts) <= {0, 2, 4}
    assert counts[-1] == 4


def test_what_is_lost_since_a_copy_is_counted_and_what_opens_it_is_told(tmp_path: Path) -> None:
    now = [MONDAY]
    desk, _ = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=lambda: now[0], cost=CHEAP
    )
    with closing(desk):
        copy = copy_now(desk).copy
        assert lines_since(desk, copy) == 0
        now[0] += timedelta(hours=1)
        for text in ("a", "b", "c"):
            with desk.work() as work:
                work.settings.put("said", text)
                work.commit()
        assert lines_since(desk, copy) == 3
        (kept,) = kept_copies(desk.folder)
        assert kept.ways == {SlotKind.PASSPHRASE, SlotKind.RECOVERY_WORDS}
        copy.slots.unlink()
        (kept,) = kept_copies(desk.folder)
        assert kept.ways == set()
    with pytest.raises(DamagedCopyError):
        restore(tmp_path / "desk", copy, passphrase=PASSPHRASE, clock=clock)


def test_the_recovery_words_of_that_time_open_a_copy(tmp_path: Path) -> None:
    desk, sheet = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with closing(desk):
        copy = copy_now(desk).copy
    with pytest.raises(WrongRecoveryWordsError):
        restore(tmp_path / "desk", copy, words="not of any sheet", clock=clock)
    restore(tmp_path / "desk", copy, words=" ".join(sheet.words), clock=clock)
    with closing(open_desk(tmp_path / "desk", passphrase=PASSPHRASE, clock=clock)) as desk:
        found = read_history(desk, HistoryFilter(events=frozenset({HistoryEvent.RESTORED})))
        assert [entry.detail for entry in found.entries] == [copy.path.name]
        assert found.chain.is_whole


def test_the_copy_of_an_earlier_release_is_tried_updated_and_put_back(tmp_path: Path) -> None:
    """An update makes a copy first: it is of the earlier release, and can be gone back to."""
    folder = Path(shutil.copytree(RELEASES / "0.1.0" / "agency", tmp_path / "agency"))
    told = (RELEASES / "0.1.0" / "passphrase.txt").read_text(encoding="utf-8").strip()
    before = (folder / "workspace.db").read_bytes()
    with closing(open_desk(folder, passphrase=told, clock=clock)) as desk:
        (audit,) = audits_of(desk)
        forms = forms_of(desk, audit.id)
    (copy,) = copies_in(folder)
    content = copy.path.read_bytes()
    seen: list[int] = []
    restore(
        folder,
        copy,
        passphrase=told,
        clock=clock,
        open_restored=lambda tried: seen.append(len(audits_of(tried))),
    )
    assert seen == [1]
    assert copy.path.read_bytes() == content
    with closing(open_desk(folder, passphrase=told, clock=clock)) as desk:
        assert forms_of(desk, audit.id) == forms
    assert before != (folder / "workspace.db").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on files is set, which Windows lacks")
def test_without_room_no_copy_is_made_or_put_back_and_nothing_changes(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    with closing(round_.partnership) as desk:
        copy_now(desk)
    folder = tmp_path / "partnership"
    before = content_of(folder)
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from app.errors import FileWriteError\n"
        "from app.services.keep_copies import copies_of, copy_now, restore\n"
        "from app.services.open_desk import open_desk\n"
        "from tests.builders import clock\n"
        "folder, told = Path(sys.argv[1]), sys.argv[2]\n"
        "desk = open_desk(folder, passphrase=told, clock=clock)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))\n"
        "copies = copies_of(desk)\n"
        "try:\n"
        "    copy_now(desk)\n"
        "except FileWriteError as error:\n"
        "    print(error.sentence)\n"
        "desk.close()\n"
        "try:\n"
        "    restore(folder, copies[0], passphrase=told, clock=clock)\n"
        "except FileWriteError as error:\n"
        "    print(error.sentence)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), PASSPHRASE],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.count("there may be no room") == 2, done.stderr
    assert content_of(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize(
    ("doing", "opens_with"),
    [("restore", (NEW, PASSPHRASE)), ("restore", (PASSPHRASE, NEW)), ("rescue", (PASSPHRASE,))],
)
def test_broken_off_at_any_moment_the_desk_is_as_before_or_as_wanted(
    tmp_path: Path, doing: str, opens_with: tuple[str, ...]
) -> None:
    """Also where the desk was not closed in order, so that its log holds what was saved last."""
    desk, _ = set_up_partnership_desk(
        tmp_path / "open", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with closing(desk):
        keep(desk, "then")
        copy_now(desk)
        if doing == "restore":
            change_passphrase(desk, PASSPHRASE, NEW, cost=CHEAP)
        keep(desk, "now")
        shutil.copytree(tmp_path / "open", tmp_path / "desk")
    assert (tmp_path / "desk" / "workspace.db-wal").stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "tests.flow.broken_off", doing, tmp_path, PASSPHRASE, *opens_with],
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) > 10
    left = [said for _, said, *_ in lines]
    assert left == sorted(left)  # "now", and from one moment on what was wanted
    assert left[-1] == ("then" if doing == "restore" else "now")
    assert left[0] == "now"
    assert all((whole, copies) == ("True", "1") for _, _, whole, copies, _ in lines)
    if doing == "restore":  # what opens it goes with what is in it
        for _, said, _, _, by in lines:
            assert opens_with[int(by)] == (NEW if said == "now" else PASSPHRASE)


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def keep(desk: Workspace, text: str) -> None:
    with desk.work() as work:
        work.settings.put("said", text)
        work.commit()


def said(desk: Workspace) -> str:
    with desk.work() as work:
        return work.settings.get("said")
