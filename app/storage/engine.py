"""Connections to the encrypted database: SQLCipher underneath, SQLAlchemy's Core on top.

The key is set by the function that makes a connection, never through a URL, where it would
be printed by logs and errors.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from app.errors import (
    DamagedWorkspaceError,
    DiskFullError,
    FolderGoneError,
    PartnershipAuditError,
    WorkspaceError,
    WorkspaceNotWrittenError,
    why_not_written,
)
from app.storage.files import DATABASE, WAL, beside
from app.storage.slots import unreadable

Raw = Any
"""A connection of sqlcipher3, which publishes no types."""

_BUSY_MILLISECONDS: Final = 5000
_CODE: Final = 0xFF  # the primary code of an extended one
_READ_ONLY: Final = "nothing can be written there"
_DAMAGE: Final = {dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT}


@dataclass(frozen=True)
class Look:
    """What a database says of itself. These columns stay as they are in every version."""

    revision: str
    workspace_id: str
    desk: str


def connect(database: Path, key: bytes, *, foreign_keys: bool = True) -> Raw:
    """A connection for reading and writing; the database is made if it is not there."""
    connection = _keyed(str(database), key)
    try:
        # Before the first page is read, so that a later default of SQLCipher changes nothing.
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",  # what was saved stays saved, power cut or not
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            "recursive_triggers = ON",  # REPLACE, too, meets the triggers of the history
            f"busy_timeout = {_BUSY_MILLISECONDS}",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def _keyed(name: str, key: bytes, *, uri: bool = False) -> Raw:
    # The pool hands a connection to one thread at a time, not always to the one that made it.
    connection = dbapi2.connect(name, isolation_level=None, check_same_thread=False, uri=uri)
    # SQLCipher's log goes to the standard error, which a window does not have.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_compatibility = 4")
    return connection


def is_sound(connection: Raw) -> bool:
    """Whether every page that was read so far was what the program wrote.

    A damaged page at the end of a long value comes out of SQLCipher as zeros, without a word: only
    the next page that is read fails, and that may be too late. Its status tells at once.
    """
    return bool(connection.execute("PRAGMA cipher_status").fetchone() == ("1",))


def require_sound(connection: Raw) -> None:
    """Refuse to go on with what was read where a page of it was damaged.

    Raises:
        DamagedWorkspaceError: one was.
    """
    if not is_sound(connection):
        raise DamagedWorkspaceError


@contextmanager
def sound(connection: Connection) -> Iterator[None]:
    """What is read inside counts only if every page of it was what the program wrote.

    SQLCipher reads nothing more on a connection that met another: it is not used again.

    Raises:
        DamagedWorkspaceError: one was not.
    """
    raw = connection.connection.driver_connection
    try:
        yield
        require_sound(raw)
    except (DBAPIError, DamagedWorkspaceError) as error:
        if is_sound(raw):
            raise
        connection.invalidate()
        raise DamagedWorkspaceError from error


def is_damage(error: dbapi2.Error) -> bool:
    """Whether an error of the database says that its file is damaged."""
    return getattr(error, "sqlite_errorcode", 0) & _CODE in _DAMAGE


def require_there(database: Path) -> None:
    """Refuse to go on where a database is not where it was: SQLite would begin an empty one.

    Raises:
        FolderGoneError: it is not there.
    """
    try:
        there = database.is_file()
    except OSError:
        there = False
    if not there:
        raise FolderGoneError


def make_engine(
    database: Path, key: bytes, *, foreign_keys: bool = True, there: bool = False
) -> Engine:
    """An engine over one database. It connects when it is first used; ``there`` makes none anew."""

    def begin() -> Raw:
        if there:
            require_there(database)
        return connect(database, key, foreign_keys=foreign_keys)

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=begin,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=4,
        hide_parameters=True,  # errors and logs must not quote an answer
    )
    # sqlcipher3's own transaction control starts them too late, and not for DDL.
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # Straight to the driver: it takes no lock and reads no page yet, so that it has no way to fail.
    connection.connection.cursor().execute("BEGIN")


def look_at(database: Path, key: bytes, *, thorough: bool = False) -> Look:
    """Read what a database says of itself, leaving every byte in the folder as it is.

    Opening a database the ordinary way would already replay its log into it, also into a
    damaged one. ``thorough`` checks every page, and takes as long as reading the whole file.

    Raises:
        DamagedWorkspaceError: it does not open with its key, or is not a workspace.
        WorkspaceError: the system does not hand out the file.
    """
    try:
        if database.stat().st_size == 0:
            raise DamagedWorkspaceError  # SQLite would take it for a new database
        with _aside(database) as name, closing(_keyed(name, key, uri=True)) as connection:
            if thorough and not _is_whole(connection):
                raise DamagedWorkspaceError
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            identity = connection.execute("SELECT id, desk FROM workspace").fetchone()
    except dbapi2.Error as error:
        raise DamagedWorkspaceError from error
    except FileNotFoundError as error:
        raise DamagedWorkspaceError from error
    except OSError as error:
        raise unreadable(error) from error
    if revision is None or identity is None:
        raise DamagedWorkspaceError
    return Look(str(revision[0]), str(identity[0]), str(identity[1]))


def _is_whole(connection: Raw) -> bool:
    broken_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return not broken_pages and connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]


@contextmanager
def _aside(database: Path) -> Iterator[str]:
    """A name under which a database can be opened without touching it.

    After an orderly end there is no log, and the file can be read as unchanging. After a
    crash the log counts: then both are copied, encrypted as they are, and the copy is read.
    """
    log = beside(database, WAL)
    if not log.exists() or log.stat().st_size == 0:
        yield _uri(database) + "?immutable=1"
        return
    folder = Path(tempfile.mkdtemp(prefix=".look-", dir=database.parent))
    try:
        copy = folder / database.name
        shutil.copyfile(database, copy)
        shutil.copyfile(log, beside(copy, WAL))
        yield _uri(copy)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _uri(path: Path) -> str:
    # Not Path.as_uri: SQLite refuses the host that it writes for a network share.
    name = path.absolute().as_posix()
    return "file://" + quote(name if name.startswith("/") else "/" + name)


def expected(error: DBAPIError, folder: Path) -> PartnershipAuditError | None:
    """The expected failure behind an error of the database in a folder, or None if it is a fault
    of ours.
    """
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return None
    code &= _CODE
    if code in _DAMAGE:
        return DamagedWorkspaceError()
    if code == dbapi2.SQLITE_FULL:
        return DiskFullError()
    if code in {dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM}:
        try:
            require_there(folder / DATABASE)
        except FolderGoneError as gone:
            return gone
        return WorkspaceNotWrittenError(_READ_ONLY)
    if code == dbapi2.SQLITE_IOERR:
        return _of_the_drive(folder)
    if code in {dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED}:
        return WorkspaceError(
            "Another program is using this workspace. Nothing was changed. "
            "Close the other window and try again."
        )
    return None


def why_not(error: OSError | dbapi2.Error, otherwise: str) -> str:
    """Why files of the workspace could not be written; ``otherwise`` where nothing says so."""
    if isinstance(error, OSError):
        return why_not_written(error)
    code = getattr(error, "sqlite_errorcode", 0) & _CODE
    refused = {dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM}
    return _READ_ONLY if code in refused else otherwise


def _of_the_drive(folder: Path) -> PartnershipAuditError:
    """A drive over its quota fails in the same way as one that is gone; the first still answers."""
    try:
        next(folder.iterdir(), None)  # not the database: to close it here would let go of its locks
    except OSError:
        return WorkspaceNotWrittenError("the drive does not answer")
    return DiskFullError()
