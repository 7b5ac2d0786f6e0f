"""Copies of the workspace: made while it is in use, tried before they count, put back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.domain.changes import Changes, Topic, changed
from app.errors import (
    DamagedCopyError,
    DamagedWorkspaceError,
    PartnershipAuditError,
    WorkspaceError,
)
from app.services.open_desk import open_desk, secret_of
from app.storage import (
    Clock,
    Copy,
    HistoryEvent,
    SlotKind,
    Workspace,
    copies_in,
    restore_copy,
    ways_into,
)

EVERY = timedelta(hours=20)
"""A copy each working day, also when one begins a little earlier than the day before."""


@dataclass(frozen=True)
class Copied:
    """The copy that was made."""

    copy: Copy
    changes: Changes


def copies_of(workspace: Workspace) -> tuple[Copy, ...]:
    """The copies that there are, the latest first."""
    return copies_in(workspace.folder)


@dataclass(frozen=True)
class KeptCopy:
    """A copy, and what opened the workspace when it was made. Nothing, where that is lost."""

    copy: Copy
    ways: frozenset[SlotKind]


def kept_copies(folder: Path) -> tuple[KeptCopy, ...]:
    """The copies that there are, the latest first, each with what opens it."""
    return tuple(KeptCopy(copy, _ways_into(copy)) for copy in copies_in(folder))


def lines_since(workspace: Workspace, copy: Copy) -> int:
    """How many lines the history has grown by since a copy was made."""
    with workspace.work() as work:
        return work.history.lines_after(copy.at)


def _ways_into(copy: Copy) -> frozenset[SlotKind]:
    try:
        return ways_into(copy)
    except WorkspaceError:
        return frozenset()


def copy_now(workspace: Workspace) -> Copied:
    """Make a copy while the workspace is in use.

    Raises:
        FileWriteError: there is no room, or the folder can't be written to.
        DamagedWorkspaceError: what was written can't be read again.
    """
    return Copied(workspace.back_up(), changed(Topic.SETTINGS))


def copy_if_due(workspace: Workspace, *, clock: Clock) -> Copied | None:
    """Make a copy where there is none of the last hours, whatever a clock that was wrong left."""
    now = clock()
    if any(timedelta(0) <= now - copy.at < EVERY for copy in copies_in(workspace.folder)):
        return None
    return copy_now(workspace)


def restore(
    folder: Path,
    copy: Copy,
    *,
    passphrase: str | None = None,
    words: str | None = None,
    clock: Clock,
    open_restored: Callable[[Workspace], None] | None = None,
) -> Path:
    """Put a copy back, and say where what was there before is set aside.

    The copy opens with what opened the workspace when it was made. It is tried first: opened, and
    every page of it read, and ``open_restored`` is given a look at it, before anything is changed.

    Raises:
        WrongPassphraseError, WrongRecoveryWordsError, KeyringUnavailableError: the copy does not
            open with this.
        DamagedCopyError: it is damaged. Nothing was changed.
        WorkspaceInUseError: somebody has the workspace open.
        FileWriteError: there is no room. Nothing was changed.
    """
    try:
        aside = restore_copy(
            folder,
            copy,
            passphrase=passphrase,
            recovery=None if words is None else secret_of(words),
            clock=clock,
            try_it=open_restored,
        )
    except DamagedWorkspaceError as error:
        raise DamagedCopyError from error
    # The copy is in place: that its history can't say so is no reason to call this a failure.
    with suppress(PartnershipAuditError):
        opened = open_desk(folder, passphrase=passphrase, words=words, clock=clock)
        with closing(opened), opened.work() as work:
            work.history.note(HistoryEvent.RESTORED, copy.path.name)
            work.commit()
    return aside
