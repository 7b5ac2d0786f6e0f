"""Two workers of one window: each has its turn, so that none is refused and nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import FileWriteError
from app.storage import Workspace, open_workspace
from tests.storage.builders import CHEAP, Ticking

TIMES = 60


def count_up(workspace: Workspace, name: str, times: int = TIMES) -> int:
    """Read a number and write the next, each time in a transaction of its own."""
    for _ in range(times):
        with workspace.work() as work:
            work.settings.put(name, str(int(work.settings.get(name) or 0) + 1))
            work.commit()
    return times


def number(workspace: Workspace, name: str) -> int:
    with workspace.work() as work:
        return int(work.settings.get(name) or 0)


def test_who_reads_and_then_writes_is_not_refused(workspace: Workspace) -> None:
    with ThreadPoolExecutor(2) as workers:
        done = [workers.submit(count_up, workspace, name) for name in ("one", "two")]
        assert [each.result() for each in done] == [TIMES, TIMES]
    assert (number(workspace, "one"), number(workspace, "two")) == (TIMES, TIMES)


def test_two_that_count_in_one_place_count_all(workspace: Workspace) -> None:
    with ThreadPoolExecutor(2) as workers:
        for each in [workers.submit(count_up, workspace, "both") for _ in range(2)]:
            each.result()
    assert number(workspace, "both") == 2 * TIMES


def test_a_long_look_keeps_nobody_waiting_and_sees_what_was(workspace: Workspace) -> None:
    with workspace.look() as looking:
        assert not looking.settings.get("one")
        with ThreadPoolExecutor(1) as worker:
            assert worker.submit(count_up, workspace, "one").result() == TIMES
        assert not looking.settings.get("one")
    assert number(workspace, "one") == TIMES


def test_a_look_writes_nothing(workspace: Workspace) -> None:
    with pytest.raises(FileWriteError, match="as it was"), workspace.look() as looking:
        looking.settings.put("one", "1")
    assert count_up(workspace, "one") == number(workspace, "one")


def test_what_is_written_while_the_key_is_changed_is_there(
    workspace: Workspace, folder: Path, clock: Ticking
) -> None:
    with ThreadPoolExecutor(2) as workers:
        writing = workers.submit(count_up, workspace, "kept", 3 * TIMES)
        for passphrase in ("second", "third", "fourth"):
            workspace.rotate_key(passphrase=passphrase, cost=CHEAP)
            workspace.back_up()
        assert writing.result() == 3 * TIMES
    workspace.close()
    with closing(open_workspace(folder, passphrase="fourth", clock=clock)) as opened:
        assert number(opened, "kept") == 3 * TIMES
        with opened.work() as work:
            assert work.history.chain().is_whole
