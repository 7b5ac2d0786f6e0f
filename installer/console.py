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


def main() -> int:
    """Run the program with the same arguments."""
    program = Path(sys.executable).with_name(PROGRAM)
    with (
        subprocess.Popen(  # noqa: S603  the program beside this starter
            [str(program), *sys.argv[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process
    ):
        pumps = [
            Thread(target=shutil.copyfileobj, args=(source, target.buffer, 1))
            for source, target in ((process.stdout, sys.stdout), (process.stderr, sys.stderr))
        ]
        for pump in pumps:
            pump.start()
        for pump in pumps:
            pump.join()
        sys.stdout.flush()
        sys.stderr.flush()
        return process.wait()


if __name__ == "__main__":
    sys.exit(main())
