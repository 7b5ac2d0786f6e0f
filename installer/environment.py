"""The Python that builds: the locked packages, in a place of its own, made when it is missing."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from product import ROOT

LOCKS = (ROOT / "requirements-dev.lock", ROOT / "installer" / "requirements-build.lock")
FOLDER = ROOT / "build" / "venv"


def go_on_in_it() -> None:
    """Run the command again by that Python, unless this is it. Does not come back then."""
    python = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if Path(sys.prefix) == FOLDER:
        return
    digest = sha256(b"".join(lock.read_bytes() for lock in LOCKS)).hexdigest()
    stamp = FOLDER / "locks.sha256"
    if not python.exists() or not stamp.exists() or stamp.read_text() != digest:
        print("Setting up what builds (a minute or two, once) …", flush=True)  # noqa: T201
        venv.create(FOLDER, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
        for lock in LOCKS:
            subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)  # noqa: S603
        stamp.write_text(digest)
    sys.exit(subprocess.run([str(python), *sys.argv], check=False).returncode)  # noqa: S603
