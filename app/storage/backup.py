"""Copies of the database: encrypted under the same key, and tried before they count."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from app.errors import DamagedWorkspaceError
from app.storage.engine import connect, is_damage, look_at, require_sound
from app.storage.files import (
    BACKUPS,
    DATABASE,
    SLOTS,
    flush_file,
    flush_folder,
    make_private_folder,
)

_PLAIN = b"SQLite format 3\x00"


def back_up(folder: Path, key: bytes, now: datetime) -> Path:
    """Copy the database into the backups folder, with the slots that lead to its key.

    ``VACUUM INTO`` copies through SQLCipher: what it writes is encrypted with the same key,
    and has none of the free pages. The copy is opened and every page of it checked.

    Raises:
        OSError, sqlcipher3.Error: it could not be written.
        DamagedWorkspaceError: the database is damaged, or the copy could not be read again; there
            is none.
    """
    backups = folder / BACKUPS
    make_private_folder(backups)
    database = folder / DATABASE
    name = _free_name(backups, now)
    beginning = backups / f".{name}.db"
    try:
        with closing(connect(database, key)) as connection:
            connection.execute("VACUUM INTO ?", (str(beginning),))
            require_sound(connection)
        with beginning.open("rb") as file:
            if file.read(len(_PLAIN)) == _PLAIN:
                raise DamagedWorkspaceError  # never leave a copy that anyone can read
        look_at(beginning, key, thorough=True)
        flush_file(beginning)
        shutil.copyfile(folder / SLOTS, backups / f"{name}.{SLOTS}")
        beginning.replace(backups / f"{name}.db")
    except BaseException as error:
        beginning.unlink(missing_ok=True)
        (backups / f"{name}.{SLOTS}").unlink(missing_ok=True)
        if isinstance(error, dbapi2.Error) and is_damage(error):
            raise DamagedWorkspaceError from error
        raise
    flush_folder(backups)
    return backups / f"{name}.db"


def _free_name(backups: Path, now: datetime) -> str:
    """A name behind those of the same second, also where earlier ones were taken away."""
    stem = f"workspace-{now:%Y%m%dT%H%M%SZ}"
    taken = [0 if path.stem == stem else -1 for path in backups.glob(f"{stem}.db")]
    for path in backups.glob(f"{stem}-*.db"):
        number = path.stem.removeprefix(f"{stem}-")
        taken.append(int(number) if number.isdecimal() else -1)
    last = max(taken, default=-1)
    if last < 0:
        return stem
    return f"{stem}-{max(2, last + 1)}"
