"""Set up a desk: make its workspace and its keys.

The partnership's workspace also gets an escrow recipient. Its identity is given back once, to
be printed as the recovery sheet, and is not kept: whoever holds the sheet can open every
return when the workspace is lost.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.changes import Changes, Topic, changed
from app.domain.policy import NO_POLICY, Policy
from app.errors import PartnershipAuditError, SealedFileError, WorkspaceError, WrongDeskError
from app.sealing.age import HybridIdentity, HybridRecipient, decrypt, encrypt
from app.sealing.keys import (
    SigningKey,
    fingerprint_words,
    secret_from_words,
    secret_to_words,
)
from app.services.keep_to_policy import require_desk_allowed
from app.storage import Clock, Desk, PassphraseCost, SlotKind, Work, Workspace, create_workspace

SIGNING = "signing"
ENCRYPTION = "encryption"
_ESCROW = "escrow recipient"
_EARLIER = "encryption until "
_ESCROW_TESTED = "escrow tested"
_TEST_TEXT = b"Partnership Audit: this test package was opened with the recovery sheet."


@dataclass(frozen=True)
class RecoverySheet:
    """What is printed once and never stored: 24 words, and the same key for public age tools."""

    words: tuple[str, ...] = field(repr=False)
    identity: str = field(repr=False)
    fingerprint: str


class RecoveryWordsError(PartnershipAuditError):
    """The words typed from the recovery sheet do not open the test package."""

    sentence = (
        "These words do not open the test package. Nothing was changed. "
        "Compare them with the sheet, one by one: there are 24, in the order of their numbers."
    )


def set_up_agency_desk(
    folder: Path,
    *,
    passphrase: str | None = None,
    keyring: bool = False,
    clock: Clock,
    cost: PassphraseCost | None = None,
    policy: Policy = NO_POLICY,
) -> Workspace:
    """Make an agency's workspace. Its keys are made here; nobody needs to see them.

    Raises:
        DeskNotAllowedError: the organisation has preset the other desk.
    """
    require_desk_allowed(policy, Desk.AGENCY)
    workspace = create_workspace(
        folder,
        Desk.AGENCY,
        passphrase=passphrase,
        keyring=keyring,
        clock=clock,
        cost=cost,
    )
    with workspace.work() as work:
        _keep_own_keys(work)
        work.commit()
    return workspace


def set_up_partnership_desk(
    folder: Path,
    *,
    passphrase: str | None = None,
    keyring: bool = False,
    clock: Clock,
    cost: PassphraseCost | None = None,
    policy: Policy = NO_POLICY,
) -> tuple[Workspace, RecoverySheet]:
    """Make the partnership's workspace, and the recovery sheet to print.

    Raises:
        DeskNotAllowedError: the organisation has preset the other desk.
    """
    require_desk_allowed(policy, Desk.PARTNERSHIP)
    workspace = create_workspace(
        folder,
        Desk.PARTNERSHIP,
        passphrase=passphrase,
        keyring=keyring,
        clock=clock,
        cost=cost,
    )
    escrow = HybridIdentity.generate()
    workspace.add_recovery(escrow.seed)
    with workspace.work() as work:
        signing = _keep_own_keys(work)
        work.keys.keep(_ESCROW, escrow.recipient().to_string().encode())
        work.commit()
    return workspace, RecoverySheet(
        secret_to_words(escrow.seed), escrow.to_string(), fingerprint_words(signing.public)
    )


def new_passphrase() -> str:
    """A passphrase of six words (66 bits) that a person can type."""
    return fingerprint_words(secrets.token_bytes(32)).replace(" ", "-")


def renew_recovery_sheet(workspace: Workspace) -> tuple[RecoverySheet, Changes]:
    """A new escrow key in place of one whose sheet was never tried or is lost.

    Returns sealed for the earlier sheet still open with it; the workspace itself does not.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    escrow = HybridIdentity.generate()
    workspace.add_recovery(escrow.seed)
    with workspace.work() as work:
        work.keys.keep(_ESCROW, escrow.recipient().to_string().encode())
        work.settings.put(_ESCROW_TESTED, "")
        public = signing_key(work).public
        work.commit()
    sheet = RecoverySheet(
        secret_to_words(escrow.seed), escrow.to_string(), fingerprint_words(public)
    )
    return sheet, changed(Topic.KEYS)


def try_recovery_words(workspace: Workspace, words: str) -> Changes:
    """Open a test package with the words from the sheet; issuing packs waits for this.

    Raises:
        RecoveryWordsError: they are not the words of this workspace's sheet.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    secret = secret_from_words(words)
    if secret is None or len(secret) != 32:
        raise RecoveryWordsError
    with workspace.work() as work:
        recipients = [HybridRecipient.from_string(text) for text in recipients_of(work)]
        try:
            opened = decrypt(encrypt(_TEST_TEXT, recipients), [HybridIdentity.from_seed(secret)])
        except SealedFileError as error:
            raise RecoveryWordsError from error
        if opened != _TEST_TEXT:
            raise RecoveryWordsError
        work.settings.put(_ESCROW_TESTED, "yes")
        work.commit()
    if all(way.kind is not SlotKind.RECOVERY_WORDS for way in workspace.ways_in()):
        workspace.add_recovery(secret)  # a workspace from before its sheet opened it
    return changed(Topic.KEYS)


def make_recovery_sheet(workspace: Workspace) -> tuple[RecoverySheet, Changes]:
    """Recovery words for an agency's desk, in place of any before. They open the workspace only."""
    require_desk(workspace, Desk.AGENCY)
    secret = secrets.token_bytes(32)
    workspace.add_recovery(secret)
    with workspace.work() as work:
        public = signing_key(work).public
    sheet = RecoverySheet(secret_to_words(secret), "", fingerprint_words(public))
    return sheet, changed(Topic.KEYS)


def escrow_tested(workspace: Workspace) -> bool:
    """Whether the recovery sheet has been tried."""
    with workspace.work() as work:
        return work.settings.get(_ESCROW_TESTED) == "yes"


def own_fingerprint(workspace: Workspace) -> str:
    """The words by which others know this workspace."""
    with workspace.work() as work:
        return fingerprint_words(signing_key(work).public)


def signing_key(work: Work) -> SigningKey:
    """The workspace's signing key."""
    return SigningKey(_own(work, SIGNING))


def encryption_identity(work: Work) -> HybridIdentity:
    """The workspace's key for what is sealed for it."""
    return HybridIdentity.from_seed(_own(work, ENCRYPTION))


def encryption_identities(work: Work) -> tuple[HybridIdentity, ...]:
    """The present key first, then those before it: what was sealed for them still opens."""
    earlier = work.keys.own_like(_EARLIER)
    return (encryption_identity(work), *(HybridIdentity.from_seed(seed) for seed in earlier))


def rotate_encryption_key(workspace: Workspace, *, clock: Clock) -> Changes:
    """A new key for what is sealed for this desk. The one before is kept, to open what is older.

    At the partnership the packs have to be issued again: an agency seals for the keys that its
    pack names.
    """
    with workspace.work() as work:
        before = _own(work, ENCRYPTION)
        work.keys.keep(f"{_EARLIER}{clock().isoformat()}", before)
        work.keys.keep(ENCRYPTION, HybridIdentity.generate().seed)
        work.commit()
    return changed(Topic.KEYS, Topic.PACKS)


def recipients_of(work: Work) -> tuple[str, ...]:
    """For whom agencies seal: the partnership and its escrow key, as age recipients."""
    return (encryption_identity(work).recipient().to_string(), _own(work, _ESCROW).decode())


def require_desk(workspace: Workspace, desk: Desk) -> None:
    """Raises WrongDeskError unless the workspace is of that desk."""
    if workspace.desk is not desk:
        raise WrongDeskError


def _keep_own_keys(work: Work) -> SigningKey:
    signing = SigningKey.generate()
    work.keys.keep(SIGNING, signing.seed)
    work.keys.keep(ENCRYPTION, HybridIdentity.generate().seed)
    return signing


def _own(work: Work, purpose: str) -> bytes:
    secret = work.keys.own(purpose)
    if secret is None:
        raise WorkspaceError(
            "This workspace has lost one of its keys. It was not changed. Put the latest copy back."
        )
    return secret
