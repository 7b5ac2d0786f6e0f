"""A workspace: a folder with an encrypted database and the slots that lead to its key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, insert
from sqlalchemy.exc import DBAPIError

from app.errors import (
    DamagedWorkspaceError,
    FileWriteError,
    KeyringUnavailableError,
    WorkspaceError,
    WorkspaceExistsError,
    why_not_written,
)
from app.storage import tables, vault
from app.storage.engine import expected, look_at, make_engine
from app.storage.files import (
    BACKUPS,
    DATABASE,
    SHARED_MEMORY,
    SLOTS,
    WAL,
    beside,
    make_private_folder,
)
from app.storage.keyring_store import forget_secret
from app.storage.lock import WorkspaceLock, hold
from app.storage.migrate import SHIPPED, Schema, bring_up_to_date, migrate
from app.storage.records import HistoryEvent
from app.storage.slots import AnySlot, KeyringSlot, SlotFile, read_slots, write_slots
from app.storage.transaction import Transaction
from app.storage.unit_of_work import Work
from app.storage.unopened import Clock, Desk, SlotKind
from app.storage.vault import PassphraseCost


class Workspace:
    """An open workspace, kept from everybody else until it is closed.

    It may be made in one thread and used in another, by one at a time. ``id`` is random and
    says nothing about whose it is.
    """

    def __init__(
        self,
        folder: Path,
        desk: Desk,
        workspace_id: str,
        key: bytes,
        clock: Clock,
        lock: WorkspaceLock,
    ):
        self.folder = folder
        self._lock = lock
        self.desk = desk
        self.id = workspace_id
        self._clock = clock
        self._key: bytes | None = key
        self._engine: Engine | None = make_engine(folder / DATABASE, key)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """One transaction. Leaving it without ``commit()`` undoes everything done in it.

        Raises:
            DamagedWorkspaceError: a page that was needed is damaged.
            DiskFullError: there is no room left on the drive.
            FileWriteError: the drive is read-only or gone.
            WorkspaceError: the workspace is closed, or held by another program.
        """
        if self._engine is None:
            raise _closed()
        try:
            with self._engine.connect() as connection:
                yield Work(connection, self._clock)
        except DBAPIError as error:
            failure = expected(error, self.folder)
            if failure is None:
                raise
            raise failure from error

    def close(self) -> None:
        """Close the database, let go of its key, let others in. Closing twice does no harm."""
        try:
            if self._engine is not None:
                self._engine.dispose()
        finally:
            self._engine = None
            self._key = None
            self._lock.release()

    def add_passphrase(self, passphrase: str, cost: PassphraseCost | None = None) -> None:
        """Let one more passphrase open this workspace.

        Raises:
            ValueError: the passphrase is empty.
            FileWriteError: the slots could not be written; they are as before.
        """
        key = self._open_key()
        cost = cost or PassphraseCost()
        slot = vault.passphrase_slot(self.id, key, passphrase, cost, self._clock())
        self._add(slot)

    def add_keyring(self) -> None:
        """Let this computer's store open this workspace without a passphrase.

        Raises:
            KeyringUnavailableError: this computer has no secure store.
            FileWriteError: the slots could not be written; they are as before.
        """
        slot = vault.keyring_slot(self.id, self._open_key(), self._clock())
        try:
            self._add(slot)
        except (WorkspaceError, FileWriteError):
            forget_secret(self.id, slot.id)
            raise

    def _add(self, slot: AnySlot) -> None:
        slots = read_slots(self.folder).plus(slot)
        try:
            write_slots(self.folder, slots)
        except OSError as error:
            raise _not_written(SLOTS, error) from error

    def _open_key(self) -> bytes:
        if self._key is None:
            raise _closed()
        return self._key


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
        raise _not_written(folder.name, error) from error
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
            cost = cost or PassphraseCost()
            slots.append(vault.passphrase_slot(workspace_id, key, passphrase, cost, now))
        migrate(database, key)
        _write_identity(database, key, workspace_id, desk, clock)
        make_private_folder(folder / BACKUPS)
        write_slots(folder, SlotFile(workspace=workspace_id, slots=tuple(slots)))
    except BaseException as error:
        _take_back(folder, workspace_id, slots)
        lock.release_unmade()
        if isinstance(error, OSError):
            raise _not_written(folder.name, error) from error
        if isinstance(error, DBAPIError):
            raise expected(error, folder) or FileWriteError(DATABASE, "unknown reason") from error
        raise
    return Workspace(folder, desk, workspace_id, key, clock, lock)


def open_workspace(
    folder: Path, *, passphrase: str | None = None, clock: Clock, schema: Schema = SHIPPED
) -> Workspace:
    """Open a workspace: with a passphrase, or without one by this computer's store.

    A failed opening leaves every file as it was, but for the backup that a failed update made,
    and the empty file of the lock where there was none yet. Whether it is open elsewhere is found
    out before the key is asked for.

    Raises:
        NoWorkspaceError: there is none in the folder.
        WorkspaceInUseError: it is open already, there or here.
        NoLocksError: the drive can't keep it for one writer.
        FileWriteError: there is no room for the lock's file.
        WrongPassphraseError: the passphrase opens none of its slots.
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
        if passphrase is not None:
            key = vault.open_with_passphrase(slots, passphrase)
        elif slots.of_kind(SlotKind.KEYRING):
            key = vault.open_with_keyring(slots)
        else:
            raise KeyringUnavailableError
        look = look_at(folder / DATABASE, key)
        if look.workspace_id != slots.workspace or look.desk not in set(Desk):
            raise DamagedWorkspaceError
        if look.revision != schema.head:
            bring_up_to_date(folder, key, look.revision, now, schema)
        return Workspace(folder, Desk(look.desk), look.workspace_id, key, clock, lock)
    except BaseException:
        lock.release()
        raise


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


def _closed() -> WorkspaceError:
    return WorkspaceError("This workspace is closed. Open it again to go on.")


def _not_written(name: str, error: OSError) -> FileWriteError:
    return FileWriteError(name, why_not_written(error))
