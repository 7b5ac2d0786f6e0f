"""One writer: a workspace that is open is kept from everybody else until it is closed.

The operating system's lock on ``workspace.lock`` alone decides. It ends with the process, however
that ends, so that nothing stays behind that somebody would have to clear away; the empty file
itself stays, as taking it away would let two people lock two files of one name. Windows lets
nobody read a locked file: who has the workspace is told by ``in-use.json`` beside it, which is only
ever told, never decided upon. It has no case data, and is treated as hostile when read.

Only a workspace that is a file needs this. A database server has its own locks, so a unit of work
on one never comes here.
"""

from __future__ import annotations

import errno
import getpass
import os
import platform
import weakref
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from filelock import lock_descriptor

from app.domain.days import long_day
from app.errors import (
    FileWriteError,
    NoLocksError,
    WorkspaceError,
    WorkspaceInUseError,
    why_not_written,
)
from app.storage.files import DATABASE, HOLDER, LOCK, write_atomically

MAX_BYTES: Final = 4096
MAX_NAME: Final = 100
_YEARS: Final = range(2000, 3000)  # what every system can turn into local time

# Never through a link, which could lead to a file of somebody else's.
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_NOT_ALLOWED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

_Name = Annotated[str, msgspec.Meta(max_length=MAX_NAME)]

# What this process holds. On a network folder a lock may be the process's, and not keep it out.
_held: Final[dict[str, object]] = {}


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who has a workspace open: the whole of ``in-use.json``. A name may be empty: not known."""

    format: Literal["partnership-audit in use"] = "partnership-audit in use"
    version: Literal[1] = 1
    user: _Name
    computer: _Name
    since: Annotated[datetime, msgspec.Meta(tz=True)]
    process: Annotated[int, msgspec.Meta(ge=0, le=2**32)]


class WorkspaceLock:
    """A workspace is kept for this process, until ``release`` or the end of the process."""

    def __init__(self, folder: Path, handle: int | None, name: str) -> None:
        self._folder = folder
        self._let_go = weakref.finalize(self, _let_go, folder, handle, name)

    def release(self) -> None:
        """Let others in. Releasing twice does no harm."""
        self._let_go()

    def release_unmade(self) -> None:
        """Let others in and leave no trace: there is no workspace after all."""
        lock, opened_ones_go = self._folder / LOCK, os.name == "posix"
        with suppress(OSError):  # the failure that led here is the one to tell
            if opened_ones_go:  # while nobody else can have it
                lock.unlink()
            self.release()
            if not opened_ones_go:  # refused by the system if somebody has it by now
                lock.unlink()


def hold(folder: Path, now: datetime) -> WorkspaceLock:
    """Keep the workspace in a folder for this process, and say so beside it.

    A folder in which nothing can be written needs no writer kept out: there is no lock in it.

    Raises:
        WorkspaceInUseError: somebody has it open, be it this process.
        NoLocksError: the drive has no locks.
        FileWriteError: the lock's file can't be made.
    """
    name, token = os.path.normcase(folder.resolve()), object()
    if _held.setdefault(name, token) is not token:
        raise _in_use(folder)
    try:
        handle = _locked(folder)
    except BaseException:
        del _held[name]
        raise
    lock = WorkspaceLock(folder, handle, name)
    if handle is not None:
        _tell(folder, now)
    return lock


def _locked(folder: Path) -> int | None:
    try:
        handle = os.open(folder / LOCK, _FLAGS, 0o600)
    except OSError as error:
        if error.errno in _NOT_ALLOWED and _is_read_only(folder):
            return None
        raise FileWriteError(LOCK, why_not_written(error)) from error
    try:
        if not lock_descriptor(handle, blocking=False):
            raise _in_use(folder)
    except OSError as error:
        os.close(handle)
        raise NoLocksError from error
    except BaseException:
        os.close(handle)
        raise
    return handle


def _let_go(folder: Path, handle: int | None, name: str) -> None:
    if handle is not None:
        with suppress(OSError):
            (folder / HOLDER).unlink(missing_ok=True)
        with suppress(OSError):  # a drive that is gone: the system has let go
            os.close(handle)
    _held.pop(name, None)


def _is_read_only(folder: Path) -> bool:
    return not (os.access(folder, os.W_OK) and os.access(folder / DATABASE, os.W_OK))


def _tell(folder: Path, now: datetime) -> None:
    user, computer = _own_names()
    holder = Holder(user=user, computer=computer, since=now, process=os.getpid())
    with suppress(OSError):  # a full drive keeps nobody out of what is on it
        (folder / HOLDER).unlink(missing_ok=True)  # a crash's: it would name the wrong person
        write_atomically(folder / HOLDER, msgspec.json.encode(holder) + b"\n")


def read_holder(folder: Path) -> Holder | None:
    """What is told of who has a workspace open, made harmless to look at; None if nothing is."""
    path = folder / HOLDER
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        holder = msgspec.json.decode(data, type=Holder) if len(data) <= MAX_BYTES else None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if holder is None or holder.since.year not in _YEARS:
        return None
    return msgspec.structs.replace(
        holder, user=_shown(holder.user), computer=_shown(holder.computer)
    )


def _in_use(folder: Path) -> WorkspaceError:
    holder = read_holder(folder)
    if holder is None:
        return WorkspaceInUseError()
    since = holder.since.astimezone()
    return WorkspaceInUseError(
        holder.user,
        holder.computer,
        f"{since:%H:%M} on {long_day(since.date())}",
        here=(holder.user, holder.computer) == _own_names(),
    )


def _own_names() -> tuple[str, str]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = ""
    return _shown(user)[:MAX_NAME], _shown(platform.node())[:MAX_NAME]


def _shown(name: str) -> str:
    """A name with every control, bidirectional and invisible character replaced by its number."""
    return "".join(one if one.isprintable() else f"[U+{ord(one):04X}]" for one in name)
