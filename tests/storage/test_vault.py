"""The slots that lead to the database key."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import chainer, fail, null

from app.errors import (
    DamagedWorkspaceError,
    FileWriteError,
    KeyringUnavailableError,
    NewerWorkspaceError,
    NoWorkspaceError,
    WorkspaceError,
    WorkspaceExistsError,
    WrongKeyError,
    WrongPassphraseError,
)
from app.storage import (
    Desk,
    PassphraseCost,
    SlotKind,
    Workspace,
    create_workspace,
    has_secure_store,
    open_workspace,
    workspace_slots,
)
from app.storage.slots import parse_slots
from tests.storage.builders import CHEAP, Ticking
from tests.storage.conftest import StoreInMemory, bytes_of


def test_a_workspace_knows_its_desk_and_id_again(folder: Path, clock: Ticking) -> None:
    made = create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP)
    made.close()
    again = open_workspace(folder, passphrase="p", clock=clock)
    assert (again.desk, again.id, again.folder) == (Desk.AGENCY, made.id, folder)
    again.close()


def test_the_passphrase_opens_however_it_is_composed(folder: Path, clock: Ticking) -> None:
    create_workspace(
        folder, Desk.AGENCY, passphrase="Zo\u00eb 7 \ud83d\ude00", clock=clock, cost=CHEAP
    ).close()
    open_workspace(folder, passphrase="Zoe\u0308 7 \ud83d\ude00", clock=clock).close()


@pytest.mark.parametrize("passphrase", ["", "Correct horse", "correct horse ", "\ud800"])
def test_a_wrong_passphrase_touches_nothing(
    workspace: Workspace, clock: Ticking, passphrase: str
) -> None:
    workspace.close()
    before = bytes_of(workspace.folder)
    with pytest.raises(WrongPassphraseError):
        open_workspace(workspace.folder, passphrase=passphrase, clock=clock)
    assert bytes_of(workspace.folder) == before


def test_another_passphrase_opens_as_well(workspace: Workspace, clock: Ticking) -> None:
    workspace.add_passphrase("battery staple", CHEAP)
    workspace.close()
    for passphrase in ("correct horse", "battery staple"):
        open_workspace(workspace.folder, passphrase=passphrase, clock=clock).close()


def test_the_cost_is_kept_in_the_slot(folder: Path, clock: Ticking) -> None:
    cost = PassphraseCost(memory_kib=64, time=2, lanes=2)
    create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=cost).close()
    (slot,) = json.loads((folder / "slots.json").read_bytes())["slots"]
    assert (slot["memory_kib"], slot["time"], slot["lanes"]) == (64, 2, 2)
    assert PassphraseCost() == PassphraseCost(memory_kib=65536, time=3, lanes=4)


def test_a_workspace_needs_some_way_in(folder: Path, clock: Ticking) -> None:
    for passphrase in (None, ""):
        with pytest.raises(ValueError, match="passphrase or the keyring"):
            create_workspace(folder, Desk.AGENCY, passphrase=passphrase, clock=clock)
    assert not folder.exists()


def test_a_workspace_is_never_written_over(workspace: Workspace, clock: Ticking) -> None:
    workspace.close()
    for gone in ("nothing", "slots.json", "workspace.db"):
        (workspace.folder / gone).unlink(missing_ok=True)
        before = bytes_of(workspace.folder)
        if before.keys() - {"workspace.lock"}:
            with pytest.raises(WorkspaceExistsError):
                create_workspace(
                    workspace.folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP
                )
        assert bytes_of(workspace.folder) == before


def test_backups_of_another_workspace_are_not_mixed(folder: Path, clock: Ticking) -> None:
    (folder / "backups").mkdir(parents=True)
    (folder / "backups" / "workspace-1.db").write_bytes(b"x")
    with pytest.raises(WorkspaceExistsError):
        create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP)


def test_a_folder_that_cannot_be_made(tmp_path: Path, clock: Ticking) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileWriteError):
        create_workspace(
            tmp_path / "file" / "ws", Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP
        )


@pytest.mark.skipif(os.name != "posix", reason="Windows has no mode bits")
def test_only_the_owner_gets_in(workspace: Workspace) -> None:
    assert stat.S_IMODE(workspace.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((workspace.folder / "backups").stat().st_mode) == 0o700
    assert stat.S_IMODE((workspace.folder / "slots.json").stat().st_mode) == 0o600


# --- keyring --------------------------------------------------------------------------------------


def test_the_keyring_opens_without_a_passphrase(
    folder: Path, clock: Ticking, store: StoreInMemory
) -> None:
    made = create_workspace(folder, Desk.AGENCY, keyring=True, clock=clock)
    made.close()
    assert len(store.secrets) == 1
    assert workspace_slots(folder) == (SlotKind.KEYRING,)
    open_workspace(folder, clock=clock).close()
    with pytest.raises(WrongPassphraseError):
        open_workspace(folder, passphrase="anything", clock=clock)


def test_both_ways_lead_in(folder: Path, clock: Ticking, store: StoreInMemory) -> None:
    create_workspace(
        folder, Desk.AGENCY, passphrase="p", keyring=True, clock=clock, cost=CHEAP
    ).close()
    assert set(workspace_slots(folder)) == {SlotKind.KEYRING, SlotKind.PASSPHRASE}
    open_workspace(folder, clock=clock).close()
    store.secrets.clear()
    with pytest.raises(KeyringUnavailableError):
        open_workspace(folder, clock=clock)
    open_workspace(folder, passphrase="p", clock=clock).close()


def test_the_keyring_is_added_later(
    workspace: Workspace, clock: Ticking, store: StoreInMemory
) -> None:
    workspace.close()
    with pytest.raises(KeyringUnavailableError):
        open_workspace(workspace.folder, clock=clock)
    again = open_workspace(workspace.folder, passphrase="correct horse", clock=clock)
    again.add_keyring()
    again.close()
    assert len(store.secrets) == 1
    open_workspace(workspace.folder, clock=clock).close()


@pytest.mark.parametrize("entry", ["bm90IHRoZSBrZXk=", "%%%", "", "é", "AAAA" * 10 + "AAA="])
def test_an_entry_of_another_key_is_told_apart(
    folder: Path, clock: Ticking, store: StoreInMemory, entry: str
) -> None:
    create_workspace(folder, Desk.AGENCY, keyring=True, clock=clock).close()
    for name in store.secrets:
        store.secrets[name] = entry
    before = bytes_of(folder)
    with pytest.raises(WrongKeyError):
        open_workspace(folder, clock=clock)
    assert bytes_of(folder) == before


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, chainer.ChainerBackend])
def test_insecure_stores_are_refused(
    folder: Path, clock: Ticking, store: StoreInMemory, backend: Callable[[], Any]
) -> None:
    create_workspace(folder, Desk.AGENCY, keyring=True, clock=clock).close()
    keyring.set_keyring(backend())
    if backend is not chainer.ChainerBackend:  # which finds the store in memory behind it
        assert not has_secure_store()
        with pytest.raises(KeyringUnavailableError):
            open_workspace(folder, clock=clock)
    other = folder.with_name("other")
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringUnavailableError):
        create_workspace(other, Desk.AGENCY, keyring=True, clock=clock)
    assert bytes_of(other) == {}
    keyring.set_keyring(store)
    assert has_secure_store()


def test_a_store_counts_as_secure_only_while_accepted(store: StoreInMemory) -> None:
    class Unreviewed(StoreInMemory):
        """Keeps secrets who knows where."""

    keyring.set_keyring(Unreviewed())
    assert not has_secure_store()
    keyring.set_keyring(store)


def test_a_store_that_fails_is_unavailable(
    folder: Path, clock: Ticking, store: StoreInMemory
) -> None:
    class Locked(dict[tuple[str, str], str]):
        """What a desktop's store does when nobody unlocks it."""

        def get(self, *_: Any) -> Any:
            raise OSError("locked")

    create_workspace(folder, Desk.AGENCY, keyring=True, clock=clock).close()
    store.secrets = Locked()
    with pytest.raises(KeyringUnavailableError):
        open_workspace(folder, clock=clock)
    with pytest.raises(KeyringUnavailableError):
        create_workspace(folder.with_name("o"), Desk.AGENCY, keyring=True, clock=clock)
    assert bytes_of(folder.with_name("o")) == {}


# --- the format of the slots ----------------------------------------------------------------------


def _edited(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    path = folder / "slots.json"
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content))


_HOSTILE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no slots": lambda c: c.update(slots=[]),
    "too many slots": lambda c: c.update(
        slots=[{**c["slots"][0], "id": f"{n:032x}"} for n in range(9)]
    ),
    "the same slot twice": lambda c: c.update(slots=c["slots"] * 2),
    "much memory": lambda c: c["slots"][0].update(memory_kib=1 << 40),
    "more memory than bound": lambda c: c["slots"][0].update(memory_kib=512 * 1024 + 1),
    "less memory than lanes need": lambda c: c["slots"][0].update(memory_kib=8, lanes=8),
    "many passes": lambda c: c["slots"][0].update(time=11),
    "no passes": lambda c: c["slots"][0].update(time=0),
    "many lanes": lambda c: c["slots"][0].update(lanes=9, memory_kib=4096),
    "a long salt": lambda c: c["slots"][0].update(salt="AAAA" * 10),
    "a short nonce": lambda c: c["slots"][0].update(nonce="AAAA"),
    "a short key": lambda c: c["slots"][0].update(wrapped="AAAA"),
    "an unknown kind": lambda c: c["slots"][0].update(kind="fingerprint"),
    "an unknown field": lambda c: c["slots"][0].update(hint="horse"),
    "an unknown field above": lambda c: c.update(hint="horse"),
    "an odd id": lambda c: c["slots"][0].update(id="../x"),
    "an odd workspace": lambda c: c.update(workspace="x"),
    "no zone": lambda c: c["slots"][0].update(made="2018-02-01T09:00:00"),
    "another format": lambda c: c.update(format="something"),
    "version 0": lambda c: c.update(version=0),
    "a number for a version": lambda c: c.update(version="1"),
}


@pytest.mark.parametrize("change", _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_slots_are_refused_untouched(
    workspace: Workspace, clock: Ticking, change: Callable[[dict[str, Any]], Any]
) -> None:
    workspace.close()
    _edited(workspace.folder, change)
    before = bytes_of(workspace.folder)
    with pytest.raises(DamagedWorkspaceError):
        open_workspace(workspace.folder, passphrase="correct horse", clock=clock)
    with pytest.raises(DamagedWorkspaceError):
        workspace_slots(workspace.folder)
    assert bytes_of(workspace.folder) == before


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 60_000, b" " * 70_000, b'{"format": 1}'],
)
def test_files_that_are_no_slots(data: bytes) -> None:
    with pytest.raises(DamagedWorkspaceError):
        parse_slots(data)


def test_slots_of_a_newer_version(workspace: Workspace, clock: Ticking) -> None:
    workspace.close()
    _edited(workspace.folder, lambda c: c.update(version=2, something="new", slots="other"))
    with pytest.raises(NewerWorkspaceError):
        open_workspace(workspace.folder, passphrase="correct horse", clock=clock)
    with pytest.raises(NewerWorkspaceError):
        workspace_slots(workspace.folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(workspace="0" * 32),
        lambda c: c["slots"][0].update(id="0" * 32),
        lambda c: c["slots"][0].update(wrapped="A" * 64),
        lambda c: c["slots"][0].update(time=2),
    ],
)
def test_a_slot_is_bound_to_its_place(
    workspace: Workspace, clock: Ticking, change: Callable[[dict[str, Any]], Any]
) -> None:
    workspace.close()
    _edited(workspace.folder, change)
    with pytest.raises(WrongPassphraseError):
        open_workspace(workspace.folder, passphrase="correct horse", clock=clock)


def test_recovery_words_have_their_place_in_the_format(
    workspace: Workspace, clock: Ticking
) -> None:
    def add(content: dict[str, Any]) -> None:
        slot = content["slots"][0]
        kept = {name: slot[name] for name in ("made", "nonce", "wrapped", "salt")}
        content["slots"].append({"kind": "recovery words", "id": "0" * 32, **kept})

    _edited(workspace.folder, add)
    assert workspace_slots(workspace.folder) == (SlotKind.PASSPHRASE, SlotKind.RECOVERY_WORDS)
    workspace.add_passphrase("another", CHEAP)
    workspace.close()
    assert SlotKind.RECOVERY_WORDS in workspace_slots(workspace.folder)
    open_workspace(workspace.folder, passphrase="another", clock=clock).close()


def test_there_is_an_end_to_slots(workspace: Workspace) -> None:
    for number in range(7):
        workspace.add_passphrase(f"p{number}", CHEAP)
    before = bytes_of(workspace.folder)["slots.json"]
    with pytest.raises(WorkspaceError, match="8 ways"):
        workspace.add_passphrase("one more", CHEAP)
    assert bytes_of(workspace.folder)["slots.json"] == before


def test_no_workspace(tmp_path: Path, clock: Ticking) -> None:
    for folder in (tmp_path, tmp_path / "missing", tmp_path / ("x" * 300)):
        with pytest.raises(NoWorkspaceError):
            open_workspace(folder, passphrase="p", clock=clock)
        with pytest.raises(NoWorkspaceError):
            workspace_slots(folder)
