"""The ways into a workspace: which there are, adding, changing and taking away, a new key."""

from __future__ import annotations

from app.domain.changes import Changes, Topic, changed
from app.errors import WorkspaceError, WrongPassphraseError, WrongRecoveryWordsError
from app.sealing.keys import secret_from_words
from app.storage import PassphraseCost, SlotKind, WayIn, Workspace

LEAST_LETTERS = 12


class WeakPassphraseError(WorkspaceError):
    """A passphrase is too short to protect anything."""

    sentence = (
        f"A passphrase needs at least {LEAST_LETTERS} characters. Nothing was changed. Take four "
        "words that have nothing to do with each other."
    )


def ways_in(workspace: Workspace) -> tuple[WayIn, ...]:
    """Every way to open the workspace, in the order in which they were added."""
    return workspace.ways_in()


def add_passphrase(
    workspace: Workspace, passphrase: str, *, cost: PassphraseCost | None = None
) -> Changes:
    """Let one more passphrase open the workspace.

    Raises:
        WeakPassphraseError: it is too short.
    """
    _require_strong(passphrase)
    workspace.add_passphrase(passphrase, cost)
    return changed(Topic.KEYS)


def change_passphrase(
    workspace: Workspace, old: str, new: str, *, cost: PassphraseCost | None = None
) -> Changes:
    """Put a passphrase in place of another. Between the two steps both open the workspace.

    Raises:
        WrongPassphraseError: the old one does not open it.
        WeakPassphraseError: the new one is too short.
    """
    _require_strong(new)
    before = workspace.way_of(old)
    if before is None:
        raise WrongPassphraseError
    workspace.add_passphrase(new, cost)
    workspace.remove_way_in(before)
    return changed(Topic.KEYS)


def let_this_computer_open(workspace: Workspace) -> Changes:
    """Let this computer's store open the workspace without a passphrase.

    Raises:
        KeyringUnavailableError: this computer has no secure store.
    """
    workspace.add_keyring()
    return changed(Topic.KEYS)


def remove_way_in(workspace: Workspace, way_id: str) -> Changes:
    """Take a way to open the workspace away.

    Raises:
        LastSlotError: it is the last one.
    """
    workspace.remove_way_in(way_id)
    return changed(Topic.KEYS)


def rotate_database_key(
    workspace: Workspace,
    *,
    passphrase: str = "",
    words: str = "",
    cost: PassphraseCost | None = None,
) -> Changes:
    """Write the whole database anew under a new key.

    What opens it now and isn't named here opens it no more: other passphrases, an earlier sheet.
    This computer's store goes on opening it, where it did. ``passphrase`` and ``words`` must be
    such as open it now: a slip would otherwise lock everybody out.

    Raises:
        WrongPassphraseError, WrongRecoveryWordsError: they do not open it now.
        FileWriteError: there is no room for a second copy; everything is as before.
    """
    if passphrase and workspace.way_of(passphrase) is None:
        raise WrongPassphraseError
    secret = secret_from_words(words) if words else None
    if words and (secret is None or not workspace.opens_with_recovery(secret)):
        raise WrongRecoveryWordsError
    keyring = any(way.kind is SlotKind.KEYRING for way in workspace.ways_in())
    workspace.rotate_key(passphrase=passphrase or None, keyring=keyring, recovery=secret, cost=cost)
    return changed(Topic.KEYS)


def _require_strong(passphrase: str) -> None:
    if len(passphrase.strip()) < LEAST_LETTERS:
        raise WeakPassphraseError
