"""Making a workspace, and opening one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from app.errors import (
    DamagedWorkspaceError,
    FileWriteError,
    KeyringUnavailableError,
    WorkspaceExistsError,
)
from app.storage import tables, vault
from app.storage.engine import Look, expected, look_at, make_engine
from app.storage.files import (
    BACKUPS,
    DATABASE,
    SHARED_MEMORY,
    SLOTS,
    WAL,
    beside,
    make_private_folder,
    sweep,
)
from app.storage.keyring_store import forget_secret
from app.storage.lock import hold
from app.storage.migrate import SHIPPED, Schema, bring_up_to_date, migrate
from app.storage.records import HistoryEvent
from app.storage.rotation import finish, forget_log, forget_unfinished, is_in_place
from app.storage.slots import (
    AnySlot,
    KeyringSlot,
    SlotFile,
    pending_slots,
    read_slots,
    write_slots,
)
from app.storage.transaction import Transaction
from app.storage.unopened import Clock, Desk, SlotKind
from app.storage.vault import PassphraseCost
from app.storage.workspace import Workspace, not_written


def create_workspace(
    folder: Path,
    desk: Desk,
    *,
    passphrase: str | None = None,
    keyring: bool = False,
    clock: Clock,
    cost: PassphraseCost | None = None,
) -> Workspace:
    """Make a workspace in a folder and open it. What fails leaves nothing behind.

    Raises:
        ValueError: neither a passphrase nor the keyring is to open it.
        WorkspaceExistsError: there is one already.
        WorkspaceInUseError: another program is making one there.
        NoLocksError: the drive can't keep it for one writer.
        KeyringUnavailableError: this computer has no secure store.
        FileWriteError: the folder can't be written to.
    """
    if not passphrase and not keyring:
        raise ValueError("a workspace needs a passphrase or the keyring")
    database = folder / DATABASE
    if _is_taken(folder):
        raise WorkspaceExistsError
    key, workspace_id, now = vault.new_key(), vault.new_id(), clock()
    slots: list[AnySlot] = []
    try:
        make_private_folder(folder)
    except OSError as error:
        raise not_written(folder.name, error) from error
    lock = hold(folder, now)
    try:
        if _is_taken(folder):  # by one who was quicker, and has closed it again
            raise WorkspaceExistsError
    except BaseException:
        lock.release()
        raise
    try:
        if keyring:
            slots.append(vault.keyring_slot(workspace_id, key, now))
        if passphrase:
            cost = cost or vault.measured_cost()
            slots.append(vault.passphrase_slot(workspace_id, key, passphrase, cost, now))
        migrate(database, key)
        _write_identity(database, key, workspace_id, desk, clock)
        make_private_folder(folder / BACKUPS)
        write_slots(folder, SlotFile(workspace=workspace_id, slots=tuple(slots)))
    except BaseException as error:
        _take_back(folder, workspace_id, slots)
        lock.release_unmade()
        if isinstance(error, OSError):
            raise not_written(folder.name, error) from error
        if isinstance(error, DBAPIError):
            raise expected(error, folder) or FileWriteError(DATABASE, "unknown reason") from error
        raise
    return Workspace(folder, desk, workspace_id, key, clock, lock)


def open_workspace(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: bytes | None = None,
    clock: Clock,
    schema: Schema = SHIPPED,
) -> Workspace:
    """Open a workspace: with a passphrase, with the secret behind the recovery words, or without
    either by this computer's store.

    A failed opening leaves every file as it was, but for the backup that a failed update made,
    and the empty file of the lock where there was none yet. Whether it is open elsewhere is found
    out before the key is asked for.

    Raises:
        NoWorkspaceError: there is none in the folder.
        WorkspaceInUseError: it is open already, there or here.
        NoLocksError: the drive can't keep it for one writer.
        FileWriteError: there is no room for the lock's file.
        WrongPassphraseError: the passphrase opens none of its slots.
        WrongRecoveryWordsError: the recovery words open none of its slots.
        KeyringUnavailableError: there is no keyring slot, no secure store, or no entry in it.
        WrongKeyError: the store's entry belongs to another key.
        DamagedWorkspaceError: the key is right, and the database does not open with it; or
            the slots are not what the program wrote.
        NewerWorkspaceError: a later version of the program used it.
        MigrationFailedError: it could not be brought up to this version.
    """
    slots = read_slots(folder)
    now = clock()
    lock = hold(folder, now)
    try:
        sweep(folder)
        key, look = _unlock(folder, slots, passphrase, recovery)
        if look.workspace_id != slots.workspace or look.desk not in set(Desk):
            raise DamagedWorkspaceError
        if look.revision != schema.head:
            bring_up_to_date(folder, key, look.revision, now, schema)
        return Workspace(folder, Desk(look.desk), look.workspace_id, key, clock, lock)
    except BaseException:
        lock.release()
        raise


def _unlock(
    folder: Path, slots: SlotFile, passphrase: str | None, recovery: bytes | None
) -> tuple[bytes, Look]:
    """The key, and what the database says with it. Finishes a rotation that was broken off."""
    waiting = pending_slots(folder) if is_in_place(folder) else None
    if waiting is not None and waiting.workspace == slots.workspace:
        key = key_from(waiting, passphrase, recovery)
        forget_log(folder)  # or what was saved in the earlier database would be written into this
        look = look_at(folder / DATABASE, key)
        finish(folder)
        return key, look
    key = key_from(slots, passphrase, recovery)
    look = look_at(folder / DATABASE, key)
    with suppress(OSError):  # what is left over opens nothing
        forget_unfinished(folder)
    return key, look


def key_from(slots: SlotFile, passphrase: str | None, recovery: bytes | None) -> bytes:
    """The database key, by what was given; by this computer's store where nothing was."""
    if recovery is not None:
        return vault.open_with_recovery(slots, recovery)
    if passphrase is not None:
        return vault.open_with_passphrase(slots, passphrase)
    if slots.of_kind(SlotKind.KEYRING):
        return vault.open_with_keyring(slots)
    raise KeyringUnavailableError


def _is_taken(folder: Path) -> bool:
    backups = folder / BACKUPS
    if backups.is_dir() and any(backups.iterdir()):
        return True
    database = folder / DATABASE
    return any(path.exists() for path in (database, beside(database, WAL), folder / SLOTS))


def _write_identity(
    database: Path, key: bytes, workspace_id: str, desk: Desk, clock: Clock
) -> None:
    engine = make_engine(database, key)
    try:
        with engine.begin() as connection:
            row = {"id": workspace_id, "desk": desk.value, "made": clock()}
            connection.execute(insert(tables.workspace), row)
            transaction = Transaction(connection, clock)
            transaction.note(HistoryEvent.WORKSPACE_MADE, detail=desk.value)
            transaction.write_history()
    finally:
        engine.dispose()


def _take_back(folder: Path, workspace_id: str, slots: list[AnySlot]) -> None:
    database = folder / DATABASE
    made = (database, beside(database, WAL), beside(database, SHARED_MEMORY), folder / SLOTS)
    for path in made:
        with suppress(OSError):  # the first failure is the one to tell
            path.unlink(missing_ok=True)
    for slot in slots:
        if isinstance(slot, KeyringSlot):
            forget_secret(workspace_id, slot.id)
