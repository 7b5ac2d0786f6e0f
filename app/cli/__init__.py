"""The command line: the services without a window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from app.services.context import Context, WindowRequest


def run_command(
    arguments: Sequence[str], context: Context, *, open_window: Callable[[WindowRequest], int]
) -> int:
    """Run one command. Returns 0, 1 after an expected failure, 2 for wrong usage."""
    # Imported here: opening the window should not pay for the command line's imports.
    from app.cli.parser import parse
    from app.errors import PartnershipAuditError
    from app.services.crash_log import write_crash_log

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command = parse(arguments, context, open_window)
    try:
        return command()
    except PartnershipAuditError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except Exception as error:
        # Not printed as it is: the message of a failure that nobody expected may hold case data.
        log = write_crash_log(context.data() / "logs", error, context.clock())
        print(
            "Something went wrong in the program, and the command was stopped. "
            "What it had finished is kept. "
            + (f"The log “{log}” holds no case data." if log else "No log could be written."),
            file=sys.stderr,
        )
        return 1
