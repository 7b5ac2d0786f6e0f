"""The files of a workspace, and writing them so that a crash leaves the old or the new one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

DATABASE = "workspace.db"
SLOTS = "slots.json"
BACKUPS = "backups"
LOCK = "workspace.lock"
HOLDER = "in-use.json"
NEXT_DATABASE = "workspace.next.db"  # of a rotation of the key, until it counts
NEXT_SLOTS = "slots.next.json"

WAL, SHARED_MEMORY = "-wal", "-shm"

_POSIX = os.name == "posix"


def beside(database: Path, suffix: str) -> Path:
    """A file that SQLite keeps beside a database, by its suffix."""
    return database.with_name(database.name + suffix)


def what_is_there(folder: Path) -> tuple[bool, bool]:
    """Whether a folder has the slots, and the database, of a workspace."""
    try:
        return (folder / SLOTS).is_file(), (folder / DATABASE).is_file()
    except OSError:  # a name that the system refuses
        return False, False


def make_private_folder(folder: Path) -> None:
    """Make a folder, or take an existing one, and close it to other users where the system can.

    Windows has no mode bits: there the folder inherits the profile's access list.

    Raises:
        OSError: the folder can't be made or changed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _POSIX:
        folder.chmod(0o700)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it, flushed to the disk, then renamed over it.

    Raises:
        OSError: it could not be written; what was there before is untouched.
    """
    beginning = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        handle = os.open(beginning, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beginning.replace(path)
    except OSError:
        beginning.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_file(path: Path) -> None:
    """Wait until a file that was written by others is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until a rename is on the disk, where the system can be asked to."""
    if not _POSIX:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Take away what a program that was killed left half done. Nobody else may have the folder.

    All of it is encrypted, and none of it counts: it would only fill the drive.
    """
    with suppress(OSError):  # what can't be taken away now is taken away next time
        for name in (".look-*", ".try-*"):
            for left in folder.glob(name):
                shutil.rmtree(left, ignore_errors=True)
        for left in (*folder.glob(f".{SLOTS}.*"), *(folder / BACKUPS).glob(".workspace-*")):
            left.unlink(missing_ok=True)
