"""Open the workspace of a desk that was set up before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import NoWorkspaceError, WorkspaceError, WrongRecoveryWordsError
from app.storage import Clock, Desk, SlotKind, workspace_slots

if TYPE_CHECKING:
    from app.storage import Workspace


_WORDS_STAND_FOR = 32  # bytes


def default_folder(data: Path, desk: Desk) -> Path:
    """Where the workspace of a desk is unless told otherwise."""
    return data / desk.value


def open_desk(
    folder: Path, *, passphrase: str | None = None, words: str | None = None, clock: Clock
) -> Workspace:
    """Open a workspace, with its passphrase, its recovery words, or the key in the system's store.

    Raises:
        WrongRecoveryWordsError: the words open nothing here.
        WorkspaceError: it does not open; each case has its sentence.
        WrongPassphraseError: as it says.
    """
    # The window asks whether there is a desk before it opens one: the database library can wait.
    from app.storage import open_workspace

    if words is None:
        return open_workspace(folder, passphrase=passphrase, clock=clock)
    return open_workspace(folder, recovery=secret_of(words), clock=clock)


def secret_of(words: str) -> bytes:
    """The secret behind recovery words.

    Raises:
        WrongRecoveryWordsError: they are not well formed.
    """
    from app.sealing.keys import secret_from_words

    secret = secret_from_words(words)
    if secret is None or len(secret) != _WORDS_STAND_FOR:
        raise WrongRecoveryWordsError
    return secret


def has_recovery_words(folder: Path) -> bool:
    """Whether recovery words open the workspace."""
    return SlotKind.RECOVERY_WORDS in workspace_slots(folder)


def desk_exists(folder: Path) -> bool:
    """Whether there is a workspace in the folder."""
    try:
        workspace_slots(folder)
    except NoWorkspaceError:
        return False
    except WorkspaceError:  # it is there, and can be mended or opened by a newer version
        return True
    return True


def opens_by_itself(folder: Path) -> bool:
    """Whether the system's store may hold the key, so that no passphrase need be asked."""
    return SlotKind.KEYRING in workspace_slots(folder)


def has_passphrase(folder: Path) -> bool:
    """Whether a passphrase opens the workspace."""
    return SlotKind.PASSPHRASE in workspace_slots(folder)
