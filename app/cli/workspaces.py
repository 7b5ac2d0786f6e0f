"""Open the workspace that a command works in."""

from __future__ import annotations

from pathlib import Path

from app.errors import PartnershipAuditError
from app.handover.files import read_file
from app.services.context import Context
from app.services.open_desk import open_desk, usual_folder
from app.storage import Desk, Workspace

_PASSPHRASE_LIMIT = 4096


def read_passphrase(path: Path) -> str:
    """The passphrase in the first line of a file."""
    try:
        lines = read_file(path, _PASSPHRASE_LIMIT).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise PartnershipAuditError(
            f"“{path.name}” is not a text file, so no passphrase was read from it. "
            "Nothing was changed."
        ) from error
    if not lines or not lines[0].strip():
        raise PartnershipAuditError(
            f"There is no passphrase in “{path.name}”. Nothing was changed. "
            "Write the passphrase into its first line."
        )
    return lines[0].strip()


def folder_of(context: Context, workspace: Path | None, desk: Desk) -> Path:
    """The folder that was named, or the usual one of the desk."""
    return (
        workspace if workspace is not None else usual_folder(context.data(), desk, context.policy)
    )


def open_named(
    context: Context, workspace: Path | None, passphrase_file: Path | None, desk: Desk
) -> Workspace:
    """Open the workspace that a command names."""
    return open_desk(
        folder_of(context, workspace, desk),
        passphrase=read_passphrase(passphrase_file) if passphrase_file else None,
        clock=context.clock,
    )
