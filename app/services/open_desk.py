"""Open the workspace of a desk that was set up before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.policy import Policy
from app.errors import NoWorkspaceError, WorkspaceError, WrongRecoveryWordsError
from app.storage import Clock, Desk, SlotKind, workspace_slots

if TYPE_CHECKING:
    from app.storage import Workspace


_WORDS_STAND_FOR = 32  # bytes


def default_folder(data: Path, desk: Desk) -> Path:
    """Where the workspace of a desk is unless told otherwise."""
    return data / desk.value


def usual_folder(data: Path, desk: Desk, policy: Policy) -> Path:
    """The same, or the folder chosen or preset for it: a desk that is set up stays where it is."""
    own = chosen_folder(data, desk) or default_folder(data, desk)
    if not policy.workspaces_folder:
        return own
    preset = default_folder(Path(policy.workspaces_folder), desk)
    return own if desk_exists(own) and not desk_exists(preset) else preset


def chosen_folder(data: Path, desk: Desk) -> Path | None:
    """The other folder in which a person set this desk up, whether it can be reached now or not."""
    try:
        told = _note_of(data, desk).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        return None
    return Path(told) if told else None


def remember_folder(data: Path, desk: Desk, folder: Path) -> None:
    """Find a desk in this folder from now on.

    Raises:
        FileWriteError: the note could not be written.
    """
    # Imported here: the first page asks where a desk is, and writes nothing.
    from app.handover.files import write_file

    note = _note_of(data, desk)
    if folder == default_folder(data, desk):
        note.unlink(missing_ok=True)
        return
    write_file(note, f"{folder}\n".encode())


def _note_of(data: Path, desk: Desk) -> Path:
    return data / f"{desk.value} is in.txt"


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
