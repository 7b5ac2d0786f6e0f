"""Every failure that the program expects, each with the sentence that a person sees.

A sentence says what happened, what is safe, and what to do next. It never
contains case data, a key or a passphrase, so that it may be logged.
"""

from __future__ import annotations

import errno
from typing import Self


class PartnershipAuditError(Exception):
    """The root of all expected failures.

    ``sentence`` is shown as it is, in the window and on the command line.
    """

    sentence = "Something did not work. Nothing was changed."

    def __init__(self, sentence: str | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)

    def let_go(self) -> Self:
        """Itself, to be kept: without the places it went through, which hold on to whole files."""
        self.__traceback__ = self.__cause__ = self.__context__ = None
        return self


# --- sealed files -----------------------------------------------------------------------------


class SealedFileError(PartnershipAuditError):
    """A file that travels could not be read. Nothing of it was used."""

    sentence = (
        "This file is damaged or incomplete: it may have been cut off on its way. "
        "Nothing was brought in from it. Ask for it to be sent again."
    )


class NotASealedFileError(SealedFileError):
    """The bytes are none of the formats that the product reads."""

    sentence = (
        "This is not a Partnership Audit file. Nothing was brought in from it. "
        "Choose the file whose name ends in .paudit, or the .txt that replaces it."
    )


class HeaderError(SealedFileError):
    """The age header does not follow the format (C2SP age.md)."""


class HeaderMacError(SealedFileError):
    """The age header was changed after it was written: its MAC does not match."""

    sentence = (
        "This file was changed after it was sealed. Nothing was brought in from it. "
        "Ask for it to be sent again."
    )


class PayloadError(SealedFileError):
    """The encrypted content was changed, reordered or cut off."""


class ArmorError(SealedFileError):
    """The text form of a sealed file does not follow the format (C2SP age.md, armor)."""


class NoMatchingKeyError(SealedFileError):
    """None of the keys at hand opens the file."""

    sentence = (
        "This file was sealed for somebody else: none of the keys in this workspace opens it. "
        "Nothing was brought in from it. Check that it belongs to this audit."
    )


class KeyTextError(PartnershipAuditError):
    """A recipient or an identity in text form is not well formed."""

    sentence = "This key is not written correctly. Check it for missing or changed letters."


class NewerFormatError(SealedFileError):
    """A file was written by a later version of the program."""

    def __init__(self, needed: str) -> None:
        super().__init__(
            f"This file was made by a newer version of Partnership Audit ({needed} or later). "
            "Nothing was brought in from it. Ask your IT department for the newer version."
        )


class SignatureError(SealedFileError):
    """A signature is missing, or does not fit the content."""

    sentence = (
        "The signature on this file does not fit its content. Nothing was brought in from it. "
        "Ask for it to be sent again, and tell the partnership team."
    )


class DocumentError(SealedFileError):
    """A document inside a sealed file does not have the expected shape."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The content of this file is not as expected ({where}). "
            "Nothing was brought in from it. Ask for it to be sent again."
        )


class TooLargeError(SealedFileError):
    """A file is larger than anything the program would have written."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            f"This file is larger than {megabytes} MB, more than any Partnership Audit file. "
            "It was not read. Check that it is the right file."
        )


class WrongPassphraseError(PartnershipAuditError):
    """A passphrase was given that opens nothing."""

    sentence = (
        "That passphrase does not open it. Nothing was changed. "
        "Check for capital letters and try again."
    )


# --- receiving --------------------------------------------------------------------------------


class WrongRecipientError(SealedFileError):
    """A document is of another kind, or meant for another audit, than the place it was put."""


class AgencyKeyChangedError(SealedFileError):
    """An agency's returns are signed with another key than the one seen first."""

    def __init__(self, agency: str, known: str, seen: str) -> None:
        super().__init__(
            f"{agency} signed this file with a new key ({seen}); its earlier returns had {known}. "
            "Nothing was brought in from it. Telephone the agency: if it has a new computer, "
            "accept the new key and bring the file in again."
        )


# --- audit tools and definitions ----------------------------------------------------------------


class ToolFileError(PartnershipAuditError):
    """An audit tool file, or an audit definition, says something that can't be understood."""

    def __init__(self, file: str, place: str, expected: str) -> None:
        self.file, self.place, self.expected = file, place, expected
        super().__init__(f"{file}, at {place}: {expected}")


# --- workspace ----------------------------------------------------------------------------------


class WorkspaceError(PartnershipAuditError):
    """The workspace can't be used as asked. What is in it is untouched."""


class NoWorkspaceError(WorkspaceError):
    """There is no workspace in the folder."""

    sentence = "There is no workspace in this folder. Choose another folder, or make a new one."


class WorkspaceExistsError(WorkspaceError):
    """A workspace would have been written over."""

    sentence = (
        "There is already a workspace in this folder. It was left as it is. "
        "Choose an empty folder, or open the one that is there."
    )


class WorkspaceInUseError(WorkspaceError):
    """Somebody else, or another window, has the workspace open.

    ``who``, ``computer`` and ``since`` are told by the folder and may be missing. ``here``: it is
    the same person on the same computer.
    """

    def __init__(
        self, who: str = "", computer: str = "", since: str = "", *, here: bool = False
    ) -> None:
        self.who, self.computer, self.since, self.here = who, computer, since, here
        you = f"You (“{who}”) have" if who else "You have"
        somebody = f"{you if here else f'“{who}” has' if who else 'Somebody has'} it open"
        where = f" on {'this' if here else 'the'} computer “{computer}”" if computer else ""
        when = f", since {since}" if since else ""
        what_to_do = (
            "Go on in the window where it is open, or close that one and try again."
            if here
            else "Ask for it to be closed there, and try again."
        )
        super().__init__(
            f"This workspace is open already. {somebody}{where}{when}. "
            f"Nothing in it was changed. {what_to_do}"
        )


class NoLocksError(WorkspaceError):
    """The drive does not let the program keep a workspace for one writer."""

    sentence = (
        "The drive of this folder can't keep a workspace for one person at a time, so it was not "
        "opened: two people could write into it at once. Nothing was changed. "
        "Keep the workspace on this computer, or ask your IT department about the drive."
    )


class WrongKeyError(WorkspaceError):
    """The workspace's key does not open its database."""

    sentence = (
        "This workspace does not open with that key. Nothing in it was changed. "
        "Check that this is the right workspace, or put a copy of it back."
    )


class WrongRecoveryWordsError(WorkspaceError):
    """The recovery words open none of the slots."""

    sentence = (
        "These recovery words do not open this workspace. Nothing was changed. Compare them with "
        "the sheet, one by one: there are 24, in the order of their numbers. A sheet that was "
        "replaced by a newer one opens nothing any more."
    )


class LastSlotError(WorkspaceError):
    """The last way to open a workspace was to be taken away."""

    sentence = (
        "This is the last way to open this workspace, so it was not taken away: without it nobody "
        "could read what is in it. Add another way first."
    )


class RotationUnfinishedError(WorkspaceError):
    """The database is under its new key, and the last step waits for the next opening."""

    sentence = (
        "The new key is in place, but the last step could not be written, so the workspace was "
        "closed. Nothing was lost. Open it again: that makes the last step by itself."
    )


class DamagedWorkspaceError(WorkspaceError):
    """The workspace's files are not what the program wrote."""

    sentence = (
        "This workspace is damaged: something in it can’t be read. Nothing was changed, so that "
        "nothing is made worse. Put a copy of it back, or rescue what can be read: both are "
        "offered where the desk is opened, and at “Copies of this desk”."
    )


class DamagedCopyError(DamagedWorkspaceError):
    """A copy of the workspace was to be put back that can't be read whole."""

    sentence = (
        "This copy is damaged, so it was not put back. Your desk is as it was before. "
        "Take another copy: each of them stands for itself."
    )


class KeyringUnavailableError(WorkspaceError):
    """The computer has no secure store for the workspace's key."""

    sentence = (
        "This computer has no secure place to keep the workspace's key, or the key is gone. "
        "Nothing in the workspace was changed. Open it with its passphrase, or with the words of "
        "its recovery sheet."
    )


class NewerWorkspaceError(WorkspaceError):
    """The workspace was last used by a later version of the program."""

    sentence = (
        "This workspace was last used with a newer version of Partnership Audit. "
        "It was not changed. Ask your IT department for the newer version."
    )


class MigrationFailedError(WorkspaceError):
    """The workspace could not be brought up to this version; the copy made before is kept."""

    sentence = (
        "This workspace could not be updated for this version of the program. "
        "A copy from before the update is kept beside it, and nothing was lost. "
        "Tell your IT department."
    )


class WrongDeskError(WorkspaceError):
    """An operation of the one desk was asked of a workspace of the other."""

    sentence = (
        "This workspace belongs to the other desk, so this can't be done in it. "
        "Nothing was changed. Open the workspace of the right desk."
    )


# --- the flow -------------------------------------------------------------------------------------


class FlowError(PartnershipAuditError):
    """A step was asked for that the audit is not ready for, or that does not fit it."""


class NotFoundError(FlowError):
    """An audit, case, agency or return was named that is not there."""

    def __init__(self, what: str, name: str, known: str = "") -> None:
        hint = f" There is: {known}." if known else ""
        super().__init__(f"There is no {what} “{name}” here.{hint} Nothing was changed.")


class NotReadyError(FlowError):
    """Returns were to be sealed that still have something missing."""


class EscrowNotTestedError(FlowError):
    """Packs were to be issued before the recovery sheet was tried."""

    sentence = (
        "The recovery sheet has not been tried yet, so no pack was issued. "
        "Open Settings, type the words from the sheet, and issue the packs then."
    )


class FileWriteError(PartnershipAuditError):
    """A file could not be written where it was asked for."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"“{name}” could not be written ({reason}). Nothing else was changed. "
            "Choose another folder, or free some space, and try again."
        )


class DiskFullError(FileWriteError):
    """The workspace can't grow any more. It is as it was before."""

    def __init__(self) -> None:
        PartnershipAuditError.__init__(
            self,
            "The drive with your workspace takes nothing more: it is probably full. "
            "What was saved before is safe. "
            "Make room on it, for example by emptying the recycle bin.",
        )


class FolderGoneError(FileWriteError):
    """The folder of an open workspace is not where it was."""

    def __init__(self) -> None:
        PartnershipAuditError.__init__(
            self,
            "The folder of this workspace can’t be reached any more: it was moved or renamed, or "
            "its drive was disconnected. What was saved before is safe in it. "
            "Bring the folder or the drive back, and try again.",
        )


class WorkspaceNotWrittenError(FileWriteError):
    """A file of an open workspace could not be written. It is as it was before."""

    def __init__(self, reason: str) -> None:
        PartnershipAuditError.__init__(
            self,
            f"Your workspace could not be written to ({reason}). It is as it was before. "
            "Free some space on its drive, or ask your IT department about it, and try again.",
        )


class NotClearedError(FileWriteError):
    """What was destroyed is gone, and may still be found in free space or in copies."""

    def __init__(self) -> None:
        PartnershipAuditError.__init__(
            self,
            "The audit is destroyed, but the space where it stood and the copies could not be "
            "cleared, so that something of it may still be found there. Nothing else was changed. "
            "Free some space on the drive, and clear the files again.",
        )


_REASONS = {
    errno.ENOSPC: "there is no room left on the drive",
    errno.EFBIG: "there is no room for a file of this size",
    getattr(errno, "EDQUOT", errno.ENOSPC): "there is no room left for your files",
    errno.EACCES: "you are not allowed to write there",
    errno.EPERM: "you are not allowed to write there",
    errno.EROFS: "nothing can be written there",
    errno.ENOENT: "the folder is not there",
}


def why_not_written(error: OSError) -> str:
    """Why the system would not write a file, in a few words for ``FileWriteError``."""
    return _REASONS.get(error.errno or 0) or error.strerror or "unknown reason"


class PackLockedError(PartnershipAuditError):
    """A pack is locked with a passphrase, and none was given."""

    sentence = (
        "This pack is locked with a passphrase. The partnership team has told it to your agency "
        "by another way than this file. Enter it to open the pack."
    )
