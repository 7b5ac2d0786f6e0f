"""What can keep a workspace closed, or from being used."""

from __future__ import annotations

from app.errors.base import PartnershipAuditError


class WorkspaceError(PartnershipAuditError):
    """The workspace can't be used as asked. What is in it is untouched."""


class NoWorkspaceError(WorkspaceError):
    """There is no workspace in the folder."""

    sentence = "There is no workspace in this folder. Choose another folder, or make a new one."


class DeskNotFoundError(WorkspaceError):
    """A desk was set up in a folder of its own, and is not there now."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"Your desk was set up in “{folder}”, and can’t be found there now. What is in it is "
            "safe as long as that folder is: connect its drive, then start the program again. "
            "If it was moved, choose the folder in which it is now. A new desk would be empty."
        )


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
