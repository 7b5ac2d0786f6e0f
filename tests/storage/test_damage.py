"""Damaged and foreign files: told apart from a wrong key, and left as they are."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import DamagedWorkspaceError, WorkspaceError
from app.storage import Desk, Workspace, create_workspace, open_workspace
from app.storage.engine import connect
from tests.storage.builders import CHEAP, Ticking, a_package, a_return, an_audit
from tests.storage.conftest import bytes_of


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 3 * 4096])


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _first_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _random(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))


def _plain(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")


def _missing(path: Path) -> None:
    path.unlink()


def _of_another(path: Path) -> None:
    other = create_workspace(
        path.parent.with_name("other"), Desk.AGENCY, passphrase="x", clock=Ticking(), cost=CHEAP
    )
    other.close()
    shutil.copyfile(other.folder / "workspace.db", path)


_DAMAGES = (_truncated, _torn, _first_page, _emptied, _random, _plain, _missing, _of_another)


@pytest.mark.parametrize("damage", _DAMAGES)
def test_damage_is_found_and_nothing_touched(
    with_audit: Workspace, clock: Ticking, damage: Callable[[Path], None]
) -> None:
    with_audit.close()
    damage(with_audit.folder / "workspace.db")
    before = bytes_of(with_audit.folder)
    with pytest.raises(DamagedWorkspaceError):
        open_workspace(with_audit.folder, passphrase="correct horse", clock=clock)
    assert bytes_of(with_audit.folder) == before


def test_missing_slots_are_damage(workspace: Workspace, clock: Ticking) -> None:
    workspace.close()
    (workspace.folder / "slots.json").unlink()
    with pytest.raises(DamagedWorkspaceError):
        open_workspace(workspace.folder, passphrase="correct horse", clock=clock)


def _crashed(workspace: Workspace, to: Path) -> Path:
    """A copy as a power cut would leave it: what was committed is only in the log."""
    with workspace.work() as work:
        work.returns.save(a_return(Q1="yes"))
        work.commit()
    shutil.copytree(workspace.folder, to)
    assert (to / "workspace.db-wal").stat().st_size > 0
    return to


def test_after_a_crash_everything_committed_is_there(
    with_audit: Workspace, clock: Ticking, tmp_path: Path
) -> None:
    crashed = _crashed(with_audit, tmp_path / "crashed")
    again = open_workspace(crashed, passphrase="correct horse", clock=clock)
    with again.work() as work:
        assert work.audits.get("a1") == an_audit()
        assert work.returns.get(a_return().ref) == a_return(Q1="yes")
    again.close()
    assert sorted(bytes_of(crashed)) == ["slots.json", "workspace.db", "workspace.lock"]


@pytest.mark.parametrize("damage", [_torn, _first_page, _emptied, _random])
def test_damage_beside_a_log_touches_nothing(
    with_audit: Workspace, clock: Ticking, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    crashed = _crashed(with_audit, tmp_path / "crashed")
    shutil.copyfile(with_audit.folder / "slots.json", crashed / "slots.json")
    # A log that begins with the first page would mend it: leave one that does not.
    with_audit.close()
    shutil.copyfile(with_audit.folder / "workspace.db", crashed / "workspace.db")
    (crashed / "workspace.db-wal").write_bytes(os.urandom(8192))
    damage(crashed / "workspace.db")
    (crashed / "in-use.json").unlink()  # the crashed program's; whoever comes next takes it away
    before = bytes_of(crashed)
    with pytest.raises(DamagedWorkspaceError):
        open_workspace(crashed, passphrase="correct horse", clock=clock)
    assert bytes_of(crashed) == before


def test_damage_in_the_middle_is_told_when_it_is_met(with_audit: Workspace, clock: Ticking) -> None:
    package = a_package(os.urandom(400_000))
    with with_audit.work() as work:
        work.packages.add(package)
        work.commit()
    with_audit.close()
    path = with_audit.folder / "workspace.db"
    data = bytearray(path.read_bytes())
    for page in range(len(data) // 4096 - 40, len(data) // 4096 - 20):
        data[page * 4096 + 50] ^= 1
    path.write_bytes(data)
    again = open_workspace(with_audit.folder, passphrase="correct horse", clock=clock)
    with pytest.raises(DamagedWorkspaceError), again.work() as work:
        work.packages.by_digest(package.digest)
    again.close()


def test_another_program_in_the_way(with_audit: Workspace) -> None:
    key = with_audit._key
    assert key is not None
    with closing(connect(with_audit.folder / "workspace.db", key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceError, match="Another program"), with_audit.work() as waiting:
            connection = waiting.history._transaction.connection
            connection.exec_driver_sql("PRAGMA busy_timeout = 10")
            waiting.settings.put("a", "1")
        other.execute("COMMIT")
    with with_audit.work() as work:
        work.settings.put("a", "2")
        work.commit()


LONG = "An invented text over many pages. " * 900
PAGE = 4096


def test_a_damaged_page_within_a_text_is_never_read_as_something_else(
    workspace: Workspace, clock: Ticking
) -> None:
    """SQLCipher hands a damaged page at the end of a long text out as zeros, without a word."""
    with workspace.work() as work:
        work.settings.put("long", LONG)
        work.commit()
    workspace.close()
    folder, database = workspace.folder, workspace.folder / "workspace.db"
    sound = database.read_bytes()
    refused = 0
    for page in range(1, len(sound) // PAGE):
        damaged = bytearray(sound)
        damaged[page * PAGE + 100] ^= 0xFF
        database.write_bytes(damaged)
        try:
            desk = open_workspace(folder, passphrase="correct horse", clock=clock)
        except DamagedWorkspaceError:
            continue
        with closing(desk):
            refused += not _reads(desk)
    assert refused >= len(LONG) // PAGE


def _reads(desk: Workspace) -> bool:
    """Whether a long text is read whole; where it is not, nothing may be made of what there is."""
    try:
        with desk.work() as work:
            found = work.settings.get("long")
    except DamagedWorkspaceError:
        with pytest.raises(DamagedWorkspaceError), desk.look() as work:
            work.settings.get("long")
        with pytest.raises(DamagedWorkspaceError), desk.work() as work:
            work.settings.put("again", work.settings.get("long"))
            work.commit()
        with pytest.raises(DamagedWorkspaceError):
            desk.back_up()
        return False
    assert found == LONG
    return True
