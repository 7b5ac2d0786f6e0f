"""The command line on Windows: starts the program, and hands on what it says.

A program is either one with windows or one that prints. The bundle holds the program once, as one
with windows; this small starter runs it, prints what it says, and ends with its exit code.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

PROGRAM = "PartnershipAudit.exe"
LAST_WORDS = 5.0
"""Seconds. What the program said before its end is in the pipe already."""


def main() -> int:
    """Run the program with the same arguments."""
    program = Path(sys.executable).with_name(PROGRAM)
    process = subprocess.Popen(  # noqa: S603  the program beside this starter
        [str(program), *sys.argv[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    pumps = [
        Thread(target=shutil.copyfileobj, args=(source, target.buffer, 1), daemon=True)
        for source, target in ((process.stdout, sys.stdout), (process.stderr, sys.stderr))
    ]
    for pump in pumps:
        pump.start()
    # The program's end is waited for, and not the pipe's: what it started may hold that open.
    code = process.wait()
    for pump in pumps:
        pump.join(LAST_WORDS)
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
