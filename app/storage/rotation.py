"""A new database key: the whole database is written anew under it, and new slots lead to it.

Two files have to change together, and no system renames two at once. So the new database and the
new slots are written beside the old ones and tried; then the database is put in place, then the
slots. Broken off before the first rename, nothing has happened; between the two, the slots that
wait beside (``slots.next.json``) open the database, and opening it finishes the rotation.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec

from app.errors import DamagedWorkspaceError
from app.storage.engine import connect, look_at, require_sound
from app.storage.files import (
    DATABASE,
    NEXT_DATABASE,
    NEXT_SLOTS,
    SHARED_MEMORY,
    SLOTS,
    WAL,
    beside,
    flush_file,
    flush_folder,
    write_atomically,
)
from app.storage.slots import SlotFile


def write_anew(folder: Path, old_key: bytes, new_key: bytes, slots: SlotFile) -> bool:
    """Put the database under a new key. Nobody may have it open.

    Returns:
        whether the last step was made as well; if not, the next opening makes it.

    Raises:
        OSError, sqlcipher3.Error: it could not be written; everything is as before.
        DamagedWorkspaceError: what was written could not be read again; everything is as before.
    """
    database, fresh = folder / DATABASE, folder / NEXT_DATABASE
    forget_unfinished(folder)
    try:
        _copy(database, old_key, fresh, new_key)
        if look_at(fresh, new_key, thorough=True) != look_at(database, old_key):
            raise DamagedWorkspaceError
        flush_file(fresh)
        write_atomically(folder / NEXT_SLOTS, msgspec.json.encode(slots))
    except BaseException:
        forget_unfinished(folder)
        raise
    fresh.replace(database)
    try:
        finish(folder)
    except OSError:  # it counts already, and the slots that wait lead to it
        return False
    return True


def finish(folder: Path) -> None:
    """The last step: the slots that wait beside lead to the database."""
    forget_log(folder)
    (folder / NEXT_SLOTS).replace(folder / SLOTS)
    flush_folder(folder)


def is_in_place(folder: Path) -> bool:
    """Whether the new database is in place, and only its slots still wait.

    It counts from the moment at which its file has the database's name, and no name of its own.
    """
    return (folder / NEXT_SLOTS).exists() and not (folder / NEXT_DATABASE).exists()


def forget_log(folder: Path) -> None:
    """Take away the log of the database that was in place before: it belongs to no other."""
    for suffix in (WAL, SHARED_MEMORY):
        beside(folder / DATABASE, suffix).unlink(missing_ok=True)
    flush_folder(folder)


def settle(folder: Path) -> None:
    """Finish what was broken off after it counted, forget what was broken off before."""
    if is_in_place(folder):
        finish(folder)
    else:
        forget_unfinished(folder)


def forget_unfinished(folder: Path) -> None:
    """Take away what a rotation left that was broken off before it counted.

    The slots go first: without the new database beside them they would count.
    """
    waiting, fresh = folder / NEXT_SLOTS, folder / NEXT_DATABASE
    if waiting.exists():
        waiting.unlink()
        flush_folder(folder)
    for path in (fresh, beside(fresh, WAL), beside(fresh, SHARED_MEMORY)):
        path.unlink(missing_ok=True)


def _copy(database: Path, old_key: bytes, fresh: Path, new_key: bytes) -> None:
    with closing(connect(database, old_key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(fresh), f"x'{new_key.hex()}'"))
        connection.execute("SELECT sqlcipher_export('fresh')")
        require_sound(connection)
        connection.execute("DETACH DATABASE fresh")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
