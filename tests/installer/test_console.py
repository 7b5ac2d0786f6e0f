"""The starter that prints: it ends when the program does, with its words and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installer import INSTALLER

PROGRAM = """\
#!/bin/sh
echo "said: $1"
echo "warned" >&2
cat "$2" &
exit 3
"""
"""It leaves another behind, which holds its pipes for as long as nobody writes into the queue."""


@pytest.mark.skipif(os.name == "nt", reason="the program of this test is a script of the shell")
def test_it_ends_with_the_program_although_something_holds_the_pipe(tmp_path: Path) -> None:
    program, queue = tmp_path / "PartnershipAudit.exe", tmp_path / "queue"
    program.write_text(PROGRAM, encoding="utf-8")
    program.chmod(0o700)
    os.mkfifo(queue)
    start = (
        f"import sys; sys.path.insert(0, {str(INSTALLER)!r}); import console; "
        f"console.LAST_WORDS = 0.2; sys.executable = {str(tmp_path / 'starter')!r}; "
        "sys.exit(console.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", start, "words", str(queue)],
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(os.open(queue, os.O_RDWR))  # lets the one that was left behind end
    assert (done.returncode, done.stdout, done.stderr) == (3, "said: words\n", "warned\n")
