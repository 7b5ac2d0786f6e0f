"""A workspace: a folder with an encrypted database and the slots that lead to its key."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.errors import (
    FileWriteError,
    NotClearedError,
    RotationUnfinishedError,
    WorkspaceError,
    WorkspaceNotWrittenError,
    WrongPassphraseError,
    WrongRecoveryWordsError,
    why_not_written,
)
from app.storage import vault
from app.storage.backup import back_up
from app.storage.copies import Copy, copies_in, drop, to_drop
from app.storage.engine import connect, expected, make_engine, require_there, sound, why_not
from app.storage.files import BACKUPS, DATABASE
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

_NO_ROOM: Final = "there may be no room for a second copy"


class Workspace:
    """An open workspace, kept from everybody else until it is closed.

    It may be made in one thread and used in others; each unit of work has its turn. ``id`` is
    random and says nothing about whose it is.
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
        # A copy is made with the key that its slots lead to, also while the key is changed.
        self._keeping = threading.RLock()
        # Two workers share a window. One that reads and then writes would be refused by the
        # database if the other has written in between, and a new key must find nobody at work.
        self._turn = threading.Condition()
        self._looking = 0
        self._engine: Engine | None = make_engine(folder / DATABASE, key, there=True)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """One transaction. Leaving it without ``commit()`` undoes everything done in it.

        Another thread waits until it is left: what takes long is done outside, or by ``look``.

        Raises:
            DamagedWorkspaceError: a page that was needed is damaged.
            DiskFullError: there is no room left on the drive.
            FileWriteError: the drive is read-only or gone.
            WorkspaceError: the workspace is closed, or held by another program.
        """
        with self._turn, self._connected() as connection:
            yield Work(connection, self._clock)

    @contextmanager
    def look(self) -> Iterator[Work]:
        """Read, for as long as it takes, while others write. Nothing can be written here.

        Raises:
            DamagedWorkspaceError: a page that was needed is damaged.
            FileWriteError: the drive is gone.
            WorkspaceError: the workspace is closed.
        """
        with self._turn:
            self._looking += 1
        try:
            with self._connected() as connection:
                connection.exec_driver_sql("PRAGMA query_only = ON")
                try:
                    yield Work(connection, self._clock)
                finally:
                    connection.exec_driver_sql("PRAGMA query_only = OFF")
        finally:
            with self._turn:
                self._looking -= 1
                self._turn.notify_all()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._engine is None:
            raise _closed()
        try:
            with self._engine.connect() as connection, sound(connection):
                yield connection
        except DBAPIError as error:
            failure = expected(error, self.folder)
            if failure is None:
                raise
            raise failure from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._turn:
            self._turn.wait_for(lambda: not self._looking)
            yield

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
        slots = self._slots()
        rest = tuple(each for each in slots.slots if not isinstance(each, RecoverySlot))
        after = msgspec.structs.replace(slots, slots=(*rest, slot))
        self._change(slots, after, HistoryEvent.SLOT_ADDED, SlotKind.RECOVERY_WORDS)

    def ways_in(self) -> tuple[WayIn, ...]:
        """Every way to open this workspace, in the order in which they were added."""
        return tuple(WayIn(slot.id, kind_of(slot), slot.made) for slot in self._slots().slots)

    def remove_way_in(self, slot_id: str) -> None:
        """Take a way to open this workspace away.

        Raises:
            LastSlotError: it is the last one.
            NotFoundError: there is none of that id.
            FileWriteError: the slots could not be written; they are as before.
        """
        slots = self._slots()
        gone = next((slot for slot in slots.slots if slot.id == slot_id), None)
        after = slots.without(slot_id)
        if gone is not None:
            self._change(slots, after, HistoryEvent.SLOT_REMOVED, kind_of(gone))
        if isinstance(gone, KeyringSlot):
            forget_secret(self.id, slot_id)

    def way_of(self, passphrase: str) -> str | None:
        """The id of the slot that a passphrase opens, or None."""
        slots = self._slots()
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
            vault.open_with_recovery(self._slots(), secret)
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
            RotationUnfinishedError: the new key counts, and the workspace was closed.
        """
        with self._keeping, self._alone():
            self._rotate(passphrase, keyring, recovery, cost)

    def _rotate(
        self,
        passphrase: str | None,
        keyring: bool,
        recovery: bytes | None,
        cost: PassphraseCost | None,
    ) -> None:
        old, new, now = self._open_key(), vault.new_key(), self._clock()
        before = self._slots()
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
            ways = SlotFile(workspace=self.id, slots=tuple(slots))
            finished = write_anew(self.folder, old, new, ways)
            self._key = new
        except BaseException as error:
            for slot in slots:
                if isinstance(slot, KeyringSlot):
                    forget_secret(self.id, slot.id)
            if isinstance(error, OSError | dbapi2.Error):
                raise WorkspaceNotWrittenError(why_not(error, _NO_ROOM)) from error
            raise
        finally:
            self._engine = make_engine(self.folder / DATABASE, self._key or old, there=True)
        if not finished:
            self.close()  # only an opening finds the slots that wait
            raise RotationUnfinishedError
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
        require_there(self.folder / DATABASE)
        try:
            with self._keeping:
                path = back_up(self.folder, self._open_key(), now)
                drop(to_drop(copies_in(self.folder), now))
        except (OSError, dbapi2.Error) as error:
            raise WorkspaceNotWrittenError(why_not(error, _NO_ROOM)) from error
        self._note(HistoryEvent.BACKED_UP, path.name)
        return next(copy for copy in copies_in(self.folder) if copy.path == path)

    def scrub(self) -> None:
        """Clear the files of everything that was destroyed: free pages, the log, and every copy.

        One new copy is made, of what is left.

        Raises:
            NotClearedError: there is no room, or the drive is gone; what was destroyed may still
                be in free pages or in copies. Do it again.
        """
        try:
            with self._keeping:
                self._scrub()
        except FileWriteError as error:
            raise NotClearedError from error

    def _scrub(self) -> None:
        require_there(self.folder / DATABASE)
        key, engine = self._open_key(), self._engine
        assert engine is not None  # noqa: S101 - the key is there, so the workspace is open
        try:
            with self._alone():
                engine.dispose()
                with closing(connect(self.folder / DATABASE, key)) as connection:
                    connection.execute("VACUUM")
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            drop(copies_in(self.folder))
            for aside in (self.folder / BACKUPS).glob("set-aside-*"):
                shutil.rmtree(aside)
        except (OSError, dbapi2.Error) as error:
            raise WorkspaceNotWrittenError(why_not(error, _NO_ROOM)) from error
        self.back_up()

    def _note(self, event: HistoryEvent, detail: str = "") -> None:
        with self.work() as work:
            work.history.note(event, detail)
            work.commit()

    def _slots(self) -> SlotFile:
        require_there(self.folder / DATABASE)
        return read_slots(self.folder)

    def _change(
        self, before: SlotFile, after: SlotFile, event: HistoryEvent, kind: SlotKind
    ) -> None:
        """Change the ways in and say so in the history: both or neither."""
        self._write(after)
        try:
            self._note(event, kind)
        except BaseException:
            self._write(before)
            raise

    def _write(self, slots: SlotFile) -> None:
        try:
            write_slots(self.folder, slots)
        except OSError as error:
            raise WorkspaceNotWrittenError(why_not_written(error)) from error

    def _add(self, slot: AnySlot) -> None:
        slots = self._slots()
        self._change(slots, slots.plus(slot), HistoryEvent.SLOT_ADDED, kind_of(slot))

    def _open_key(self) -> bytes:
        if self._key is None:
            raise _closed()
        return self._key


def _closed() -> WorkspaceError:
    return WorkspaceError("This workspace is closed. Open it again to go on.")


def not_written(name: str, error: OSError) -> FileWriteError:
    """The error for a file of the workspace that the system did not take."""
    return FileWriteError(name, why_not_written(error))
