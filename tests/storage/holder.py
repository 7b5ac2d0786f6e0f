"""The program in another process: it opens a workspace, says so, and keeps it until it is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.errors import PartnershipAuditError
from app.storage import open_workspace

ROOT = Path(__file__).parents[2]
SINCE = datetime(2018, 2, 1, 9, 14, tzinfo=UTC)


@contextmanager
def held_elsewhere(folder: Path, passphrase: str) -> Iterator[subprocess.Popen[str]]:
    """The workspace is open in another process; to be killed, or closed at the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.holder", str(folder), passphrase],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process


def try_elsewhere(folder: Path, passphrase: str) -> str:
    """What another process says that tries to open it: "open", or the sentence."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.holder", str(folder), passphrase],
        cwd=ROOT,
        input="",
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def main(folder: str, passphrase: str) -> None:
    """Keep it until the standard input ends."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        workspace = open_workspace(Path(folder), passphrase=passphrase, clock=lambda: SINCE)
    except PartnershipAuditError as error:
        print(error.sentence, flush=True)
        return
    with closing(workspace):
        print("open", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
