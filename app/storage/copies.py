"""The copies of a workspace: which there are, which are kept, and putting one back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from app.errors import DamagedWorkspaceError
from app.storage.engine import look_at
from app.storage.files import (
    BACKUPS,
    DATABASE,
    NEXT_DATABASE,
    NEXT_SLOTS,
    SLOTS,
    WAL,
    beside,
    flush_file,
    flush_folder,
    make_private_folder,
    write_atomically,
)
from app.storage.rotation import finish, forget_unfinished
from app.storage.slots import MAX_BYTES, SlotFile, kind_of, parse_slots, unreadable
from app.storage.unopened import SlotKind

_NAME: Final = re.compile(r"workspace-(\d{8}T\d{6}Z)(?:-(\d+))?\.db")
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NEWEST: Final = 3
_DAYS: Final = 14
_WEEKS: Final = 8
_MONTHS: Final = 12


@dataclass(frozen=True)
class Copy:
    """A copy of the workspace: where it is, of when, and how large in bytes.

    ``number`` tells those of one second apart.
    """

    path: Path
    at: datetime
    size: int
    number: int = 1

    @property
    def slots(self) -> Path:
        """The slots that lead to its key, as they were when it was made."""
        return self.path.with_name(f"{self.path.stem}.{SLOTS}")


def copies_folder(folder: Path) -> Path:
    """Where the copies of the workspace in a folder are."""
    return folder / BACKUPS


def slots_of(copy: Copy) -> SlotFile:
    """The slots beside a copy.

    Raises:
        DamagedWorkspaceError: they are missing or damaged.
        NewerWorkspaceError: a later version of the program wrote them.
        WorkspaceError: the system does not hand them out.
    """
    try:
        with copy.slots.open("rb") as file:
            return parse_slots(file.read(MAX_BYTES + 1))
    except FileNotFoundError as error:
        raise DamagedWorkspaceError from error
    except OSError as error:
        raise unreadable(error) from error


def ways_into(copy: Copy) -> frozenset[SlotKind]:
    """What opens a copy: what opened the workspace when it was made. See ``slots_of``."""
    return frozenset(kind_of(slot) for slot in slots_of(copy).slots)


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """The copies of the workspace in a folder, the latest first."""
    found = []
    try:
        for path in (folder / BACKUPS).iterdir():
            if named := _NAME.fullmatch(path.name):
                at = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
                found.append(Copy(path, at, path.stat().st_size, int(named[2] or 1)))
    except OSError:  # no folder of copies, or one of them is just being taken away
        pass
    return tuple(sorted(found, key=lambda copy: (copy.at, copy.number), reverse=True))


def to_drop(copies: Iterable[Copy], now: datetime) -> tuple[Copy, ...]:
    """The copies that are not needed any more.

    Kept are the newest three, the last one of each day for two weeks, of each week for eight, of
    each month for a year. A clock that was set back drops nothing: what lies ahead of it is kept.
    """
    ordered = sorted(copies, key=lambda copy: (copy.at, copy.number), reverse=True)
    kept = {copy.path for copy in ordered[:_NEWEST]}
    seen: set[tuple[str, str]] = set()
    for copy in ordered:
        age = now - copy.at
        if age < timedelta(0):
            kept.add(copy.path)
        for name, span, form in (
            ("day", timedelta(days=_DAYS), "%Y-%j"),
            ("week", timedelta(weeks=_WEEKS), "%G-%V"),
            ("month", timedelta(days=31 * _MONTHS), "%Y-%m"),
        ):
            period = (name, copy.at.strftime(form))
            if age <= span and period not in seen:
                seen.add(period)
                kept.add(copy.path)
    return tuple(copy for copy in ordered if copy.path not in kept)


def drop(copies: Iterable[Copy]) -> None:
    """Take copies away, with the slots beside them.

    Raises:
        OSError: one of them can't be taken away.
    """
    for copy in copies:
        copy.path.unlink(missing_ok=True)
        copy.slots.unlink(missing_ok=True)


def put_back(folder: Path, copy: Copy, key: bytes) -> None:
    """Put a copy in place of the database, which nobody has open. ``key`` is the copy's.

    The copy is read whole before anything is changed. What is in place now must have been set
    aside before (see ``set_aside``).

    Raises:
        OSError: it could not be written; everything is as before.
        DamagedWorkspaceError: the copy can't be read with this key; everything is as before.
    """
    fresh = folder / NEXT_DATABASE
    forget_unfinished(folder)
    try:
        shutil.copyfile(copy.path, fresh)
        look_at(fresh, key, thorough=True)
        flush_file(fresh)
        write_atomically(folder / NEXT_SLOTS, copy.slots.read_bytes())
    except BaseException:
        forget_unfinished(folder)
        raise
    fresh.replace(folder / DATABASE)
    with suppress(OSError):  # it counts already: the next opening finishes it
        finish(folder)


def set_aside(folder: Path, now: datetime) -> Path:
    """Copy the files of the database as they are, damaged or not, into a folder beside the copies.

    Raises:
        OSError: they could not be copied.
    """
    aside = folder / BACKUPS / f"set-aside-{now:{_STAMP}}"
    number = 1
    while aside.exists():
        number += 1
        aside = aside.with_name(f"set-aside-{now:{_STAMP}}-{number}")
    make_private_folder(folder / BACKUPS)
    make_private_folder(aside)
    for name in (DATABASE, SLOTS, beside(folder / DATABASE, WAL).name):
        if (folder / name).exists():
            shutil.copyfile(folder / name, aside / name)
            flush_file(aside / name)
    flush_folder(aside)
    return aside


def is_sound(copy: Copy, key: bytes) -> bool:
    """Whether a copy opens with a key and every page of it can be read."""
    try:
        look_at(copy.path, key, thorough=True)
    except DamagedWorkspaceError:
        return False
    return True
