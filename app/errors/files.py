"""What keeps a file from being written, also one of the workspace's own."""

from __future__ import annotations

import errno

from app.errors.base import PartnershipAuditError


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
