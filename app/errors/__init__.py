"""Every failure that the program expects, each with the sentence that a person sees.

A sentence says what happened, what is safe, and what to do next. It never
contains case data, a key or a passphrase, so that it may be logged.
"""

from __future__ import annotations

from app.errors.base import (
    PartnershipAuditError,
)
from app.errors.files import (
    DiskFullError,
    FileWriteError,
    FolderGoneError,
    NotClearedError,
    WorkspaceNotWrittenError,
    why_not_written,
)
from app.errors.flow import (
    EscrowNotTestedError,
    FlowError,
    NotFoundError,
    NotReadyError,
)
from app.errors.policy import (
    DeskNotAllowedError,
    PartnershipNotListedError,
    PolicyError,
    WayNotAllowedError,
)
from app.errors.sealed import (
    AgencyKeyChangedError,
    ArmorError,
    DocumentError,
    HeaderError,
    HeaderMacError,
    KeyTextError,
    NewerFormatError,
    NoMatchingKeyError,
    NotASealedFileError,
    PackLockedError,
    PayloadError,
    SealedFileError,
    SignatureError,
    TooLargeError,
    ToolFileError,
    WrongPassphraseError,
    WrongRecipientError,
)
from app.errors.workspace import (
    DamagedCopyError,
    DamagedWorkspaceError,
    DeskNotFoundError,
    KeyringUnavailableError,
    LastSlotError,
    MigrationFailedError,
    NewerWorkspaceError,
    NoLocksError,
    NoWorkspaceError,
    RotationUnfinishedError,
    WorkspaceError,
    WorkspaceExistsError,
    WorkspaceInUseError,
    WrongDeskError,
    WrongKeyError,
    WrongRecoveryWordsError,
)

__all__ = [
    "AgencyKeyChangedError",
    "ArmorError",
    "DamagedCopyError",
    "DamagedWorkspaceError",
    "DeskNotAllowedError",
    "DeskNotFoundError",
    "DiskFullError",
    "DocumentError",
    "EscrowNotTestedError",
    "FileWriteError",
    "FlowError",
    "FolderGoneError",
    "HeaderError",
    "HeaderMacError",
    "KeyTextError",
    "KeyringUnavailableError",
    "LastSlotError",
    "MigrationFailedError",
    "NewerFormatError",
    "NewerWorkspaceError",
    "NoLocksError",
    "NoMatchingKeyError",
    "NoWorkspaceError",
    "NotASealedFileError",
    "NotClearedError",
    "NotFoundError",
    "NotReadyError",
    "PackLockedError",
    "PartnershipAuditError",
    "PartnershipNotListedError",
    "PayloadError",
    "PolicyError",
    "RotationUnfinishedError",
    "SealedFileError",
    "SignatureError",
    "TooLargeError",
    "ToolFileError",
    "WayNotAllowedError",
    "WorkspaceError",
    "WorkspaceExistsError",
    "WorkspaceInUseError",
    "WorkspaceNotWrittenError",
    "WrongDeskError",
    "WrongKeyError",
    "WrongPassphraseError",
    "WrongRecipientError",
    "WrongRecoveryWordsError",
    "why_not_written",
]
