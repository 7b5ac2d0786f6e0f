"""Reading what can be read from a damaged workspace, page by page, into a sound one.

SQLCipher checks every page by an HMAC, so that a damaged page is never read as something else: its
rows are lost, all others are not. Where the first page is damaged nothing can be read, and only a
copy helps.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table
from sqlcipher3 import dbapi2

from app.domain.returns import ReturnRef
from app.errors import DamagedWorkspaceError, FileWriteError
from app.storage.copies import set_aside
from app.storage.engine import Raw, connect, is_sound, look_at
from app.storage.files import (
    DATABASE,
    NEXT_DATABASE,
    NEXT_SLOTS,
    SLOTS,
    flush_file,
    write_atomically,
)
from app.storage.lock import hold
from app.storage.migrate import migrate
from app.storage.opening import key_from
from app.storage.rotation import finish, forget_unfinished, is_in_place, settle
from app.storage.schema import metadata
from app.storage.slots import read_slots
from app.storage.unopened import Clock

_AT_ONCE: Final = 500
_FARTHEST: Final = 1 << 48
_TRIES: Final = 10_000  # of gaps in one table: a file of noise has an end, too
_OF_RETURNS: Final = {
    "answers": ("ix_answers_counted", "sqlite_autoindex_answers_1"),
    "people": ("sqlite_autoindex_people_1",),
}
"""What belongs to returns, and the indexes that say how much of it there was."""


@dataclass(frozen=True)
class RescuedTable:
    """How many rows of a table were read, and whether some were lost."""

    name: str
    rows: int
    gaps: int


@dataclass(frozen=True)
class Rescue:
    """What came of it. ``orphans`` were read, but what they belong to is lost, so they went too.

    ``aside`` is the folder with the damaged files as they were. ``incomplete`` names the returns
    that were read, but not all of their answers and people; ``all_named``: no other is.
    """

    tables: tuple[RescuedTable, ...]
    orphans: int
    aside: Path
    incomplete: tuple[ReturnRef, ...] = ()
    all_named: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost."""
        return self.orphans == 0 and all(table.gaps == 0 for table in self.tables)

    def rows(self, table: str) -> int:
        """How many rows of a table were read."""
        return next((each.rows for each in self.tables if each.name == table), 0)


def rescue_workspace(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: bytes | None = None,
    clock: Clock,
) -> Rescue:
    """Put a sound database with all that could be read in place of a damaged one.

    The damaged files are set aside first. Broken off, everything is as before.

    Raises:
        WrongPassphraseError, WrongRecoveryWordsError, KeyringUnavailableError: it does not open
            with this.
        DamagedWorkspaceError: nothing can be read from it.
        FileWriteError: there is no room. Nothing was changed.
        WorkspaceInUseError: somebody has it open.
    """
    now = clock()
    lock = hold(folder, now)
    try:
        settle(folder)
        slots = read_slots(folder)
        key = key_from(slots, passphrase, recovery)
        aside = set_aside(folder, now)
        fresh = folder / NEXT_DATABASE
        try:
            read = _read_into(aside / DATABASE, fresh, key)
            look_at(fresh, key, thorough=True)
            flush_file(fresh)
            write_atomically(folder / NEXT_SLOTS, (aside / SLOTS).read_bytes())
            fresh.replace(folder / DATABASE)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        with suppress(OSError):  # it counts already: the next opening finishes it
            finish(folder)
    except OSError as error:
        raise FileWriteError(DATABASE, "there may be no room for a second copy") from error
    finally:
        with suppress(OSError):
            if not is_in_place(folder):
                forget_unfinished(folder)
        lock.release()
    return Rescue(read.tables, read.orphans, aside, read.incomplete, read.all_named)


@dataclass(frozen=True)
class _Read:
    """What came over into the sound database."""

    tables: tuple[RescuedTable, ...]
    orphans: int
    incomplete: tuple[ReturnRef, ...]
    all_named: bool


def _read_into(damaged: Path, fresh: Path, key: bytes) -> _Read:
    migrate(fresh, key)
    source = _Source(damaged, key)
    with closing(connect(fresh, key, foreign_keys=False)) as target, closing(source):
        there = source.tables()
        if "workspace" not in there:
            raise DamagedWorkspaceError
        target.execute("BEGIN")
        rescued = tuple(
            _table(source, target, table) for table in metadata.sorted_tables if table.name in there
        )
        orphans = _without_orphans(target)
        incomplete, all_named = _incomplete(source, target)
        target.execute("COMMIT")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return _Read(rescued, orphans, incomplete, all_named)


def _table(source: _Source, target: Raw, table: Table) -> RescuedTable:
    known = source.columns(table.name)
    names = [column.name for column in table.columns if column.name in known]
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    into = f'INSERT OR IGNORE INTO "{table.name}" ({listed}) VALUES ({marks})'  # noqa: S608 - names of ours
    rows = 0
    for batch in source.rows(table.name, listed):
        target.executemany(into, batch)
        rows += len(batch)
    return RescuedTable(table.name, rows, source.gaps.get(table.name, 0))


def _without_orphans(target: Raw) -> int:
    """Take out rows whose owner is lost, until none is left."""
    gone = 0
    while True:
        found = {
            (table, rowid)
            for table, rowid, *_ in target.execute("PRAGMA foreign_key_check").fetchall()
            if rowid is not None
        }
        if not found:
            return gone
        for table, rowid in found:
            target.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608 - SQLite's own names
        gone += len(found)


def _incomplete(source: _Source, target: Raw) -> tuple[tuple[ReturnRef, ...], bool]:
    """The returns of which less was read than there was, and whether that is known of each.

    An index stands on pages of its own, and most often outlives a page of its table.
    """
    parts = [table for table in _OF_RETURNS if source.gaps.get(table)]
    if not parts:
        return (), True
    found, all_known = [], True
    returns = "SELECT id, audit_id, agency_id, uin, revision FROM returns ORDER BY id"
    for number, *place in target.execute(returns).fetchall():
        lacks = False
        for table in parts:
            there = source.count(table, number)
            count = f"SELECT count(*) FROM {table} WHERE return_id = ?"  # noqa: S608 - names of ours
            read = target.execute(count, (number,)).fetchone()[0]
            all_known = all_known and there is not None
            lacks = lacks or (there is not None and there > read)
        if lacks:
            found.append(ReturnRef(*place))
    return tuple(found), all_known


class _Source:
    """The damaged database. After a damaged page SQLCipher reads no other: it is opened again."""

    def __init__(self, database: Path, key: bytes) -> None:
        self._database, self._key = database, key
        self._connection: Raw = None
        self.gaps: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def tables(self) -> set[str]:
        """The names of the tables.

        Raises:
            DamagedWorkspaceError: not even these can be read.
        """
        rows = self._ask("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if rows is None:
            raise DamagedWorkspaceError
        return {str(row[0]) for row in rows}

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""
        rows = self._ask(f'PRAGMA table_info("{table}")') or []
        return {str(row[1]) for row in rows}

    def count(self, table: str, return_id: int) -> int | None:
        """How many rows of a return there are in a table; None where nothing tells any more."""
        for index in _OF_RETURNS[table]:
            counted = f"SELECT count(*) FROM {table} INDEXED BY {index} WHERE return_id = ?"  # noqa: S608 - names of ours
            rows = self._ask(counted, return_id)
            if rows is not None:
                return int(rows[0][0])
        return None

    def rows(self, table: str, columns: str) -> Iterator[list[Sequence[Any]]]:
        """What can be read of a table, in batches."""
        many = f'SELECT rowid, {columns} FROM "{table}" WHERE rowid >= ? ORDER BY rowid LIMIT ?'  # noqa: S608 - names of ours
        place, size = 0, _AT_ONCE
        while True:
            found = self._ask(many, place, size)
            if found:
                yield [row[1:] for row in found]
                place = int(found[-1][0]) + 1
                size = _AT_ONCE
            elif found is not None:
                return
            elif size > 1:
                size = max(1, size // 8)  # come as near to the damaged page as can be
            else:
                self.gaps[table] = self.gaps.get(table, 0) + 1
                after = self._after_gap(many, place)
                if after is None or self.gaps[table] > _TRIES:
                    return
                place, size = after, _AT_ONCE

    def _after_gap(self, many: str, place: int) -> int | None:
        """The first place behind a damaged page from which rows can be read."""
        step = 1
        while self._ask(many, place + step, 1) is None:
            step *= 2
            if step > _FARTHEST:
                return None
        bad, good = place + step // 2, place + step
        while good - bad > 1:
            middle = (bad + good) // 2
            if self._ask(many, middle, 1) is None:
                bad = middle
            else:
                good = middle
        return good

    def _ask(self, statement: str, *values: int) -> list[Any] | None:
        """The rows, or None where a damaged page stood in the way."""
        try:
            if self._connection is None:
                self._connection = connect(self._database, self._key)
            rows = list(self._connection.execute(statement, values).fetchall())
            if is_sound(self._connection):
                return rows
        except dbapi2.Error:
            pass
        with suppress(dbapi2.Error):
            self.close()
        self._connection = None
        return None
