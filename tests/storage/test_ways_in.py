"""The ways into a workspace: added, taken away, the last kept; a new key, broken off anywhere."""

from __future__ import annotations

import secrets
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import (
    DamagedWorkspaceError,
    LastSlotError,
    NotFoundError,
    WorkspaceError,
    WrongPassphraseError,
    WrongRecoveryWordsError,
)
from app.storage import Desk, HistoryEvent, SlotKind, Workspace, create_workspace, open_workspace
from app.storage.files import DATABASE, NEXT_DATABASE, NEXT_SLOTS, SLOTS
from tests.storage.builders import CHEAP, Ticking
from tests.storage.conftest import StoreInMemory

SECRET = bytes(range(32))


@pytest.fixture
def opened(folder: Path, clock: Ticking) -> Workspace:
    """A workspace that a passphrase and recovery words open."""
    workspace = create_workspace(folder, Desk.AGENCY, passphrase="first", clock=clock, cost=CHEAP)
    workspace.add_recovery(SECRET)
    with workspace.work() as work:
        work.settings.put("kept", "whatever happens")
        work.commit()
    return workspace


def kept(folder: Path, clock: Ticking, **key: object) -> str:
    workspace = open_workspace(folder, clock=clock, **key)  # type: ignore[arg-type]
    with closing(workspace), workspace.work() as work:
        return work.settings.get("kept")


def test_recovery_words_open_what_a_forgotten_passphrase_does_not(
    opened: Workspace, folder: Path, clock: Ticking
) -> None:
    opened.close()
    with pytest.raises(WrongPassphraseError):
        open_workspace(folder, passphrase="forgotten", clock=clock)
    with pytest.raises(WrongRecoveryWordsError):
        open_workspace(folder, recovery=secrets.token_bytes(32), clock=clock)
    with closing(open_workspace(folder, recovery=SECRET, clock=clock)) as workspace:
        workspace.add_passphrase("second", CHEAP)
    assert kept(folder, clock, passphrase="second") == "whatever happens"


def test_a_new_sheet_takes_the_place_of_the_old(
    opened: Workspace, folder: Path, clock: Ticking
) -> None:
    other = secrets.token_bytes(32)
    opened.add_recovery(other)
    kinds = [way.kind for way in opened.ways_in()]
    opened.close()
    assert kinds == [SlotKind.PASSPHRASE, SlotKind.RECOVERY_WORDS]
    with pytest.raises(WrongRecoveryWordsError):
        open_workspace(folder, recovery=SECRET, clock=clock)
    assert kept(folder, clock, recovery=other) == "whatever happens"


def test_the_last_way_in_is_kept(opened: Workspace, folder: Path, clock: Ticking) -> None:
    with closing(opened):
        first, second = opened.ways_in()
        opened.remove_way_in(first.id)
        with pytest.raises(LastSlotError):
            opened.remove_way_in(second.id)
        with pytest.raises(NotFoundError):
            opened.remove_way_in(first.id)
        with opened.work() as work:
            (latest,) = work.history.all(1)
        assert (latest.what, latest.detail) == (HistoryEvent.SLOT_REMOVED, "passphrase")
    with pytest.raises(WrongPassphraseError):
        open_workspace(folder, passphrase="first", clock=clock)
    assert kept(folder, clock, recovery=SECRET) == "whatever happens"


def test_after_a_rotation_only_the_new_ways_open_it(
    opened: Workspace, folder: Path, clock: Ticking, store: StoreInMemory
) -> None:
    opened.add_keyring()
    before = (folder / DATABASE).read_bytes()
    opened.rotate_key(passphrase="second", keyring=True, cost=CHEAP)
    with opened.work() as work:
        work.settings.put("kept", "and gone on with")
        work.commit()
    opened.close()
    assert len(store.secrets) == 1
    for key in ({"passphrase": "first"}, {"recovery": SECRET}):
        with pytest.raises((WrongPassphraseError, WrongRecoveryWordsError)):
            open_workspace(folder, clock=clock, **key)
    assert kept(folder, clock, passphrase="second") == "and gone on with"
    assert kept(folder, clock) == "and gone on with"
    after = (folder / DATABASE).read_bytes()
    assert not {before[at : at + 64] for at in range(0, len(before) - 64, 4096)} & {
        after[at : at + 64] for at in range(0, len(after) - 64, 4096)
    }


def test_a_rotation_broken_off_anywhere_leaves_the_old_or_the_new(
    opened: Workspace, folder: Path, clock: Ticking, tmp_path: Path
) -> None:
    opened.close()
    old = {name: (folder / name).read_bytes() for name in (DATABASE, SLOTS)}
    with closing(open_workspace(folder, passphrase="first", clock=clock)) as workspace:
        workspace.rotate_key(passphrase="second", cost=CHEAP)
    new = {name: (folder / name).read_bytes() for name in (DATABASE, SLOTS)}
    states = {  # what stands in the folder after each step, and who opens it then
        "copying": ({**old, NEXT_DATABASE: new[DATABASE][:5000]}, "first"),
        "copied": ({**old, NEXT_DATABASE: new[DATABASE]}, "first"),
        "slots": ({**old, NEXT_DATABASE: new[DATABASE], NEXT_SLOTS: new[SLOTS]}, "first"),
        "put": ({SLOTS: old[SLOTS], DATABASE: new[DATABASE], NEXT_SLOTS: new[SLOTS]}, "second"),
        "done": (new, "second"),
    }
    for name, (files, opens) in states.items():
        place = tmp_path / name
        shutil.copytree(folder, place)
        for each in (DATABASE, SLOTS):
            (place / each).unlink()
        for each, content in files.items():
            (place / each).write_bytes(content)
        other = "first" if opens == "second" else "second"
        with pytest.raises((WorkspaceError, WrongPassphraseError)):
            open_workspace(place, passphrase=other, clock=clock)
        assert kept(place, clock, passphrase=opens) == "whatever happens", name
        assert not (place / NEXT_SLOTS).exists()
        assert not (place / NEXT_DATABASE).exists()
        assert kept(place, clock, passphrase=opens) == "whatever happens", name


def test_slots_of_another_workspace_that_lie_beside_change_nothing(
    opened: Workspace, folder: Path, clock: Ticking, tmp_path: Path
) -> None:
    opened.close()
    foreign = create_workspace(
        tmp_path / "foreign", Desk.AGENCY, passphrase="first", clock=clock, cost=CHEAP
    )
    foreign.close()
    shutil.copyfile(tmp_path / "foreign" / SLOTS, folder / NEXT_SLOTS)
    assert kept(folder, clock, passphrase="first") == "whatever happens"
    (folder / NEXT_SLOTS).write_bytes(b"{")
    with pytest.raises(DamagedWorkspaceError):
        open_workspace(folder, passphrase="first", clock=clock)
