"""Putting a copy back in place of the workspace, once it was tried beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.errors import FileWriteError
from app.storage.copies import Copy, put_back, set_aside, slots_of
from app.storage.files import DATABASE, SLOTS
from app.storage.lock import hold
from app.storage.opening import key_from, open_workspace
from app.storage.rotation import settle
from app.storage.unopened import Clock
from app.storage.workspace import Workspace


def restore_copy(
    folder: Path,
    copy: Copy,
    *,
    passphrase: str | None = None,
    recovery: bytes | None = None,
    clock: Clock,
    try_it: Callable[[Workspace], None] | None = None,
) -> Path:
    """Put a copy back; see ``app.services.keep_copies.restore``. The folder of what was there."""
    lock = hold(folder, clock())
    try:
        settle(folder)
        key = key_from(slots_of(copy), passphrase, recovery)
        _try(folder, copy, passphrase, recovery, clock, try_it)
        aside = set_aside(folder, clock())
        try:
            put_back(folder, copy, key)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    except OSError as error:
        raise FileWriteError(DATABASE, "there may be no room for a second copy") from error
    finally:
        lock.release()
    return aside


def _try(
    folder: Path,
    copy: Copy,
    passphrase: str | None,
    recovery: bytes | None,
    clock: Clock,
    try_it: Callable[[Workspace], None] | None,
) -> None:
    """Open the copy in a folder of its own, updated to this version of the program if need be."""
    with tempfile.TemporaryDirectory(prefix=".try-", dir=folder) as name:
        trial = Path(name)
        shutil.copyfile(copy.path, trial / DATABASE)
        shutil.copyfile(copy.slots, trial / SLOTS)
        opened = open_workspace(trial, passphrase=passphrase, recovery=recovery, clock=clock)
        with closing(opened):
            if try_it is not None:
                try_it(opened)
