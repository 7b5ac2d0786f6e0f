"""A workspace: a folder with an encrypted database and the slots that lead to its key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.errors import (
    FileWriteError,
    WorkspaceError,
    WrongPassphraseError,
    WrongRecoveryWordsError,
    why_not_written,
)
from app.storage import vault
from app.storage.backup import back_up
from app.storage.copies import Copy, copies_in, drop, to_drop
from app.storage.engine import connect, expected, make_engine
from app.storage.files import BACKUPS, DATABASE, SLOTS
from app.storage.keyring_store import forget_secret
from app.storage.lock import WorkspaceLock
from app.storage.records import HistoryEvent, WayIn
from app.storage.rotation import write_anew
from app.storage.slots import (
    AnySlot,
    KeyringSlot,
    RecoverySlot,
    SlotFile,
    kind_of,
    read_slots,
    write_slots,
)
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
        cost = cost or vault.measured_cost()
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

    def add_recovery(self, secret: bytes) -> None:
        """Let the 256 bits of recovery words open this workspace, in place of any before.

        Raises:
            ValueError: the secret has another length.
            FileWriteError: the slots could not be written; they are as before.
        """
        slot = vault.recovery_slot(self.id, self._open_key(), secret, self._clock())
        slots = read_slots(self.folder)
        rest = tuple(each for each in slots.slots if not isinstance(each, RecoverySlot))
        self._write(msgspec.structs.replace(slots, slots=(*rest, slot)))
        self._note(HistoryEvent.SLOT_ADDED, SlotKind.RECOVERY_WORDS)

    def ways_in(self) -> tuple[WayIn, ...]:
        """Every way to open this workspace, in the order in which they were added."""
        return tuple(
            WayIn(slot.id, kind_of(slot), slot.made) for slot in read_slots(self.folder).slots
        )

    def remove_way_in(self, slot_id: str) -> None:
        """Take a way to open this workspace away.

        Raises:
            LastSlotError: it is the last one.
            NotFoundError: there is none of that id.
            FileWriteError: the slots could not be written; they are as before.
        """
        slots = read_slots(self.folder)
        gone = next((slot for slot in slots.slots if slot.id == slot_id), None)
        self._write(slots.without(slot_id))
        if isinstance(gone, KeyringSlot):
            forget_secret(self.id, slot_id)
        if gone is not None:
            self._note(HistoryEvent.SLOT_REMOVED, kind_of(gone))

    def way_of(self, passphrase: str) -> str | None:
        """The id of the slot that a passphrase opens, or None."""
        slots = read_slots(self.folder)
        for slot in slots.of_kind(SlotKind.PASSPHRASE):
            try:
                vault.open_with_passphrase(slots.only(slot.id), passphrase)
            except WrongPassphraseError:
                continue
            return slot.id
        return None

    def opens_with_recovery(self, secret: bytes) -> bool:
        """Whether the secret behind recovery words opens this workspace."""
        try:
            vault.open_with_recovery(read_slots(self.folder), secret)
        except WrongRecoveryWordsError:
            return False
        return True

    def rotate_key(
        self,
        *,
        passphrase: str | None = None,
        keyring: bool = False,
        recovery: bytes | None = None,
        cost: PassphraseCost | None = None,
    ) -> None:
        """Put the database under a new key that only these ways lead to; earlier ones are gone.

        Copies from before stay under the earlier key, with their own slots beside them.

        Raises:
            ValueError: no way is named.
            KeyringUnavailableError: this computer has no secure store.
            FileWriteError: there is no room, or the drive is gone; everything is as before.
            DamagedWorkspaceError: the new database could not be read again; all is as before.
        """
        old, new, now = self._open_key(), vault.new_key(), self._clock()
        before = read_slots(self.folder)
        slots: list[AnySlot] = []
        if keyring:
            slots.append(vault.keyring_slot(self.id, new, now))
        if passphrase:
            cost = cost or vault.measured_cost()
            slots.append(vault.passphrase_slot(self.id, new, passphrase, cost, now))
        if recovery is not None:
            slots.append(vault.recovery_slot(self.id, new, recovery, now))
        if not slots:
            raise ValueError("a workspace needs a way to open it")
        assert self._engine is not None  # noqa: S101 - the key is there, so the workspace is open
        self._engine.dispose()
        try:
            write_anew(self.folder, old, new, SlotFile(workspace=self.id, slots=tuple(slots)))
            self._key = new
        except BaseException as error:
            for slot in slots:
                if isinstance(slot, KeyringSlot):
                    forget_secret(self.id, slot.id)
            if isinstance(error, OSError | dbapi2.Error):
                raise FileWriteError(DATABASE, "there may be no room for a second copy") from error
            raise
        finally:
            self._engine = make_engine(self.folder / DATABASE, self._key or old)
        for slot in before.slots:
            if isinstance(slot, KeyringSlot):
                forget_secret(self.id, slot.id)
        self._note(HistoryEvent.KEY_ROTATED)

    def back_up(self) -> Copy:
        """Make a copy while the workspace is in use, and drop those that are not needed any more.

        Raises:
            FileWriteError: it could not be written.
            DamagedWorkspaceError: it could not be read again, and was taken away: the workspace
                itself may be damaged.
        """
        now = self._clock()
        try:
            path = back_up(self.folder, self._open_key(), now)
            drop(to_drop(copies_in(self.folder), now))
        except (OSError, dbapi2.Error) as error:
            raise FileWriteError(BACKUPS, "there may be no room for a copy") from error
        self._note(HistoryEvent.BACKED_UP, path.name)
        return next(copy for copy in copies_in(self.folder) if copy.path == path)

    def scrub(self) -> None:
        """Clear the files of everything that was destroyed: free pages, the log, and every copy.

        One new copy is made, of what is left.

        Raises:
            FileWriteError: there is no room; what was destroyed may still be in free pages or in
                copies. Do it again.
        """
        key, engine = self._open_key(), self._engine
        assert engine is not None  # noqa: S101 - the key is there, so the workspace is open
        engine.dispose()
        try:
            with closing(connect(self.folder / DATABASE, key)) as connection:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            drop(copies_in(self.folder))
            for aside in (self.folder / BACKUPS).glob("set-aside-*"):
                shutil.rmtree(aside)
        except (OSError, dbapi2.Error) as error:
            raise FileWriteError(DATABASE, "there may be no room for a second copy") from error
        self.back_up()

    def _note(self, event: HistoryEvent, detail: str = "") -> None:
        with self.work() as work:
            work.history.note(event, detail)
            work.commit()

    def _write(self, slots: SlotFile) -> None:
        try:
            write_slots(self.folder, slots)
        except OSError as error:
            raise not_written(SLOTS, error) from error

    def _add(self, slot: AnySlot) -> None:
        self._write(read_slots(self.folder).plus(slot))
        self._note(HistoryEvent.SLOT_ADDED, kind_of(slot))

    def _open_key(self) -> bytes:
        if self._key is None:
            raise _closed()
        return self._key


def _closed() -> WorkspaceError:
    return WorkspaceError("This workspace is closed. Open it again to go on.")


def not_written(name: str, error: OSError) -> FileWriteError:
    """The error for a file of the workspace that the system did not take."""
    return FileWriteError(name, why_not_written(error))
