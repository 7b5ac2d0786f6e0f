"""Copies: made while somebody writes, tried before they count, put back with what opened them."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import DamagedWorkspaceError, WorkspaceInUseError, WrongPassphraseError
from app.services.keep_copies import copies_of, copy_if_due, copy_now, restore
from app.services.keep_keys import change_passphrase
from app.services.open_desk import open_desk
from app.services.read_history import HistoryFilter, read_history
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import HistoryEvent, Workspace
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE, start_round

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
    with pytest.raises(DamagedWorkspaceError):
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


def said(desk: Workspace) -> str:
    with desk.work() as work:
        return work.settings.get("said")
