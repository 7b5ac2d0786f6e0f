"""The one place where objects are built and joined."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.services.context import Context, WindowRequest


def now() -> datetime:
    """The clock of the program, in UTC."""
    return datetime.now(UTC)


def resources_folder() -> Path:
    """Where the tools, the sample, the icons and the help are, installed or not."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen or Path(__file__).parent.parent) / "resources"


def data_folder() -> Path:
    """Where this person's workspaces are unless told otherwise."""
    from platformdirs import user_data_path

    return user_data_path("Partnership Audit", appauthor=False, roaming=False)


def build_context() -> Context:
    """What commands and window need from outside: the clock, and the folders."""
    return Context(clock=now, resources=resources_folder(), data=data_folder)


def run(arguments: Sequence[str]) -> int:
    """Run a command, or open the window where none is named. Returns the exit code."""
    from app.cli import run_command

    return run_command(arguments, build_context(), open_window=open_window)


def open_window(request: WindowRequest) -> int:
    """Open the window. Returns the exit code."""
    from app.ui.application import run_application

    return run_application(request, build_context())
