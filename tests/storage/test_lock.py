"""One writer: who has a workspace open keeps everybody else out, and no longer than that."""

from __future__ import annotations

import errno
import gc
import getpass
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import (
    DamagedWorkspaceError,
    FileWriteError,
    NoLocksError,
    WorkspaceExistsError,
    WorkspaceInUseError,
    WrongPassphraseError,
)
from app.storage import Desk, Workspace, create_workspace, open_workspace
from app.storage import lock as locking
from app.storage.lock import MAX_BYTES, hold, read_holder
from tests.storage.builders import CHEAP, START, Ticking
from tests.storage.conftest import bytes_of
from tests.storage.holder import ROOT, SINCE, held_elsewhere, try_elsewhere

PASSPHRASE = "correct horse"


def open_again(workspace: Workspace) -> Workspace:
    return open_workspace(workspace.folder, passphrase=PASSPHRASE, clock=Ticking())


def local(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"


def test_another_process_is_refused_and_told_who_since_when_and_where(workspace: Workspace) -> None:
    told = try_elsewhere(workspace.folder, PASSPHRASE)
    assert told.startswith("This workspace is open already. ")
    assert f"“{getpass.getuser()}”" in told
    assert f"“{platform.node()}”" in told
    assert f"since {local(START)} on 1 February 2018." in told
    workspace.close()
    assert try_elsewhere(workspace.folder, PASSPHRASE) == "open"


def test_the_first_goes_on_undisturbed_and_later_the_other_way_round(workspace: Workspace) -> None:
    workspace.close()
    with held_elsewhere(workspace.folder, PASSPHRASE) as other:
        with pytest.raises(WorkspaceInUseError) as refused:
            open_again(workspace)
        assert refused.value.here
        assert refused.value.since == f"{local(SINCE)} on 1 February 2018"
        other.communicate("")
    again = open_again(workspace)
    with again.work() as work:
        work.settings.put("a", "1")
        work.commit()
    again.close()


def test_twice_in_one_process_is_refused(workspace: Workspace) -> None:
    for name in (workspace.folder, workspace.folder / ".." / workspace.folder.name):
        with pytest.raises(WorkspaceInUseError, match="open already"):
            open_workspace(name, passphrase=PASSPHRASE, clock=Ticking())
    link = workspace.folder.with_name("link")
    if os.name == "posix":
        link.symlink_to(workspace.folder, target_is_directory=True)
        with pytest.raises(WorkspaceInUseError):
            open_workspace(link, passphrase=PASSPHRASE, clock=Ticking())
    with workspace.work() as work:
        work.settings.put("still", "mine")
        work.commit()
    assert try_elsewhere(workspace.folder, PASSPHRASE) != "open", "the first still has it"
    workspace.close()
    open_again(workspace).close()


def test_twice_in_one_process_where_locks_are_the_process_s(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on NFS: the system would let this process in again, and then let go of both."""
    monkeypatch.setattr(locking, "lock_descriptor", lambda _handle, *, blocking: not blocking)
    with pytest.raises(WorkspaceInUseError):
        open_again(workspace)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_killed_program_leaves_nothing_in_the_way(workspace: Workspace) -> None:
    workspace.close()
    with held_elsewhere(workspace.folder, PASSPHRASE) as other:
        other.kill()
        other.wait()
    stale = read_holder(workspace.folder)
    assert stale is not None, "the crash left it"
    assert stale.since == SINCE
    again = open_workspace(workspace.folder, passphrase=PASSPHRASE, clock=Ticking())
    now = read_holder(again.folder)
    assert now is not None
    assert (now.process, now.since) != (stale.process, stale.since)
    assert now.process == os.getpid()
    again.close()
    assert not (workspace.folder / "in-use.json").exists()


def test_a_clock_set_back_decides_nothing(workspace: Workspace) -> None:
    workspace.close()
    early = datetime(2009, 1, 1, tzinfo=UTC)
    first = open_workspace(workspace.folder, passphrase=PASSPHRASE, clock=lambda: SINCE)
    with pytest.raises(WorkspaceInUseError, match="February 2018"):
        open_workspace(workspace.folder, passphrase=PASSPHRASE, clock=lambda: early)
    first.close()
    open_workspace(workspace.folder, passphrase=PASSPHRASE, clock=lambda: early).close()


def test_in_use_is_told_before_the_passphrase_is_asked(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceInUseError):
        open_workspace(workspace.folder, passphrase="wrong", clock=Ticking())


def test_a_failed_opening_lets_go(workspace: Workspace) -> None:
    workspace.close()
    before = bytes_of(workspace.folder)
    with pytest.raises(WrongPassphraseError):
        open_workspace(workspace.folder, passphrase="wrong", clock=Ticking())
    database = workspace.folder / "workspace.db"
    whole = database.read_bytes()
    database.write_bytes(b"")
    with pytest.raises(DamagedWorkspaceError):
        open_again(workspace)
    database.write_bytes(whole)
    assert bytes_of(workspace.folder) == before
    assert try_elsewhere(workspace.folder, PASSPHRASE) == "open"


def test_a_failed_closing_lets_go(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError("the drive is gone")

    monkeypatch.setattr(workspace._engine, "dispose", fail)
    with pytest.raises(OSError, match="gone"):
        workspace.close()
    monkeypatch.undo()
    open_again(workspace).close()


def test_a_forgotten_workspace_lets_go(workspace: Workspace) -> None:
    workspace.close()
    forgotten = open_again(workspace)
    del forgotten
    gc.collect()
    open_again(workspace).close()


def test_closing_twice_does_not_let_go_for_somebody_else(workspace: Workspace) -> None:
    workspace.close()
    again = open_again(workspace)
    workspace.close()
    with pytest.raises(WorkspaceInUseError):
        open_again(workspace)
    again.close()


def test_one_is_not_made_where_another_is_being_made(folder: Path, clock: Ticking) -> None:
    folder.mkdir()
    making = hold(folder, START)
    before = bytes_of(folder)
    with pytest.raises(WorkspaceInUseError):
        create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP)
    assert bytes_of(folder) == before, "nothing of the first was taken back"
    making.release_unmade()
    assert bytes_of(folder) == {}
    with closing(create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP)):
        with pytest.raises(WorkspaceInUseError):
            open_workspace(folder, passphrase="p", clock=clock)
        with pytest.raises(WorkspaceExistsError):
            create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_drive_without_locks_is_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(_handle: int, *, blocking: bool) -> bool:
        raise OSError(code, f"no locks here, blocking or not: {blocking}")

    workspace.close()
    before = bytes_of(workspace.folder)
    monkeypatch.setattr(locking, "lock_descriptor", refuse)
    with pytest.raises(NoLocksError, match="Keep the workspace on this computer"):
        open_again(workspace)
    assert bytes_of(workspace.folder) == before
    fresh = workspace.folder.with_name("fresh")
    with pytest.raises(NoLocksError):
        create_workspace(fresh, Desk.AGENCY, passphrase="p", clock=Ticking(), cost=CHEAP)
    assert not (fresh / "workspace.db").exists()
    monkeypatch.undo()
    open_again(workspace).close()


def test_a_full_drive_keeps_nobody_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    workspace.close()
    (workspace.folder / "in-use.json").write_text("left by a crash")
    monkeypatch.setattr(locking, "write_atomically", full)
    with closing(open_again(workspace)):
        assert not (workspace.folder / "in-use.json").exists(), "it would name the wrong person"
        with pytest.raises(WorkspaceInUseError, match="Somebody has it open"):
            open_again(workspace)


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_a_read_only_folder_says_what_it_said_before(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests may run as one whom no mode stops, so the system is asked in another's place."""
    real_open, lock = os.open, workspace.folder / "workspace.lock"

    def read_only(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if path == lock:
            raise OSError(errno.EROFS, "read-only")
        return real_open(path, flags, mode)

    workspace.close()
    before = bytes_of(workspace.folder)
    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(FileWriteError, match="nothing can be written"):
        open_again(workspace)  # only the lock can't be written: others could still write the rest
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with closing(open_again(workspace)) as opened:
        assert bytes_of(workspace.folder) == before
        with pytest.raises(WorkspaceInUseError):
            open_again(opened)


def _folder(path: Path) -> None:
    path.mkdir()


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("slots.json"))


@pytest.mark.skipif(os.name != "posix", reason="links and modes as POSIX has them")
@pytest.mark.parametrize("plant", [_folder, _link])
def test_what_is_planted_as_the_lock_is_not_followed(
    workspace: Workspace, plant: Callable[[Path], None]
) -> None:
    workspace.close()
    lock = workspace.folder / "workspace.lock"
    lock.unlink()
    plant(lock)
    with pytest.raises(FileWriteError, match=r"workspace\.lock"):
        open_again(workspace)


def _told(workspace: Workspace, data: bytes) -> WorkspaceInUseError:
    (workspace.folder / "in-use.json").write_bytes(data)
    with pytest.raises(WorkspaceInUseError) as refused:
        open_again(workspace)
    return refused.value


def _record(**changes: object) -> bytes:
    record = {
        "format": "partnership-audit in use",
        "version": 1,
        "user": "a.manager",
        "computer": "LSCB-PC-7",
        "since": "2018-02-01T09:14:00Z",
        "process": 7,
    }
    return json.dumps(record | changes).encode("utf-8", "surrogatepass")


def test_what_is_told_of_somebody_else(workspace: Workspace) -> None:
    error = _told(workspace, _record())
    assert not error.here
    assert error.sentence == (
        "This workspace is open already. “a.manager” has it open on the computer “LSCB-PC-7”, "
        f"since {local(SINCE)} on 1 February 2018. Nothing in it was changed. "
        "Ask for it to be closed there, and try again."
    )
    error = _told(workspace, _record(user="", computer=""))
    assert "Somebody has it open, since" in error.sentence


def test_what_is_hostile_is_shown_as_plain_text(workspace: Workspace) -> None:
    error = _told(workspace, _record(user="a\u202eb\x1b[31m\n<b>c</b>", computer="x\u2066\u200by"))
    assert error.who == "a[U+202E]b[U+001B][31m[U+000A]<b>c</b>"
    assert error.computer == "x[U+2066][U+200B]y"
    assert error.sentence.isprintable()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 4000,
        b"{" + b" " * MAX_BYTES + b"}",
        _record(version=2),
        _record(format="another"),
        _record(user="x" * 101),
        _record(user=7),
        _record(computer="\ud800"),
        _record(since="2018-02-01T09:14:00"),
        _record(since="0001-01-01T00:00:00Z"),
        _record(since="9999-12-31T23:59:59Z"),
        _record(process=-1),
        _record(process=10**30),
        _record(more="than it has"),
    ],
)
def test_what_is_not_understood_is_not_told(workspace: Workspace, data: bytes) -> None:
    error = _told(workspace, data)
    assert (error.who, error.computer, error.since) == ("", "", "")
    assert "Somebody has it open." in error.sentence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=300) | st.text(max_size=120).map(lambda text: _record(user=text)))
def test_whatever_lies_there_the_sentence_is_harmless(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in-use.json").write_bytes(data)
    holder = read_holder(tmp_path)
    assert holder is None or (holder.user + holder.computer).isprintable()


@pytest.mark.skipif(os.name != "posix", reason="a pipe as POSIX has it")
def test_a_pipe_in_its_place_is_not_waited_for(workspace: Workspace) -> None:
    (workspace.folder / "in-use.json").unlink()
    os.mkfifo(workspace.folder / "in-use.json")
    with pytest.raises(WorkspaceInUseError, match="Somebody"):
        open_again(workspace)


def test_strange_names_of_people_and_computers(
    folder: Path, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise OSError("no name")

    workspace = create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP)
    workspace.close()
    monkeypatch.setattr(platform, "node", lambda: "\udc80" * 200)
    monkeypatch.setattr(getpass, "getuser", nameless)
    with closing(open_workspace(folder, passphrase="p", clock=clock)):
        holder = read_holder(folder)
        assert holder is not None
        assert holder.user == ""
        assert len(holder.computer) == 100
        with pytest.raises(WorkspaceInUseError, match="You have it open"):
            open_workspace(folder, passphrase="p", clock=clock)


def test_a_copy_of_an_open_workspace_is_free(workspace: Workspace, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows reads no locked file")
    copy = tmp_path / "copy"
    shutil.copytree(workspace.folder, copy)
    open_workspace(copy, passphrase=PASSPHRASE, clock=Ticking()).close()


def test_the_first_page_does_not_load_the_lock() -> None:
    program = (
        "import sys, app.storage, app.ui.entrance\n"
        "print(*(n for n in ('filelock', 'msgspec', 'app.storage.lock') if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
