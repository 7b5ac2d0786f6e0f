"""What is told of a workspace before it is opened: whose it is, and which ways lead into it.

The window asks this before its first page, so that little is loaded for it: what reads the slots
only where there is a workspace.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.errors import NoWorkspaceError
from app.storage.files import what_is_there

Clock = Callable[[], datetime]
"""Tells the time as an aware datetime in UTC."""


class Desk(StrEnum):
    """Whose workspace it is. Fixed when the workspace is made."""

    AGENCY = "agency"
    PARTNERSHIP = "partnership"


class SlotKind(StrEnum):
    """A way to the database key."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105  the name of a kind, not a secret
    RECOVERY_WORDS = "recovery words"


def workspace_slots(folder: Path) -> tuple[SlotKind, ...]:
    """The kinds of slots of a workspace, each once, in their order. Needs no key.

    Raises:
        NoWorkspaceError: there is no workspace in the folder.
        DamagedWorkspaceError: its slot file can't be read.
        NewerWorkspaceError: a later version of the program wrote it.
    """
    if not any(what_is_there(folder)):
        raise NoWorkspaceError
    from app.storage.slots import kind_of, read_slots  # a first start has none to read

    return tuple(dict.fromkeys(kind_of(slot) for slot in read_slots(folder).slots))
