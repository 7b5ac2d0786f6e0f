"""The one place where objects are built and joined."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.services.context import Context, WindowRequest
from app.services.portable import Portable, portable_copy


def now() -> datetime:
    """The clock of the program, in UTC."""
    return datetime.now(UTC)


def resources_folder() -> Path:
    """Where the tools, the sample, the icons and the help are, installed or not."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen or Path(__file__).parent.parent) / "resources"


def profile_folder() -> Path:
    """Where this person's workspaces are on this computer unless told otherwise."""
    from platformdirs import user_data_path

    return user_data_path("Partnership Audit", appauthor=False, roaming=False)


def find_portable() -> Portable | None:
    """The places of this copy of the program, if it was made to be carried about."""
    frozen = getattr(sys, "_MEIPASS", None)
    return portable_copy(Path(frozen).parent, profile_folder) if frozen else None


def build_context() -> Context:
    """What commands and window need from outside: the clock, the folders, and the presets."""
    from app.policies import read_policy

    portable = find_portable()
    data = portable.data if portable is not None else profile_folder
    read = read_policy()
    return Context(
        clock=now,
        resources=resources_folder(),
        data=data,
        policy=read.policy,
        portable=portable,
        policy_read=read,
    )


def run(arguments: Sequence[str]) -> int:
    """Run a command, or open the window where none is named. Returns the exit code."""
    from app.cli import run_command

    return run_command(arguments, build_context(), open_window=open_window)


def open_window(request: WindowRequest) -> int:
    """Open the window. Returns the exit code."""
    from app.services.note_policy import note_policy
    from app.ui.application import run_application

    context = build_context()
    note_policy(context.data() / "logs", context.policy_read.problems)
    return run_application(request, context)
