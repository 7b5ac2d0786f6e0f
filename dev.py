"""Set everything up and run one thing, on a machine that has only Python.

``python3 dev.py demo``  runs the whole loop on the sample and opens the window on it.
``python3 dev.py test``  passes the tests and all other checks.
``python3 dev.py run …`` runs the program with any arguments.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements-dev.lock"
INTEROP = ROOT / "tests" / "interop"


def set_up() -> None:
    """Make the environment from the lock file, once per content of the lock."""
    if sys.version_info < (3, 11):
        sys.exit("Partnership Audit needs Python 3.11 or later.")
    digest = sha256(LOCK.read_bytes()).hexdigest()
    stamp = VENV / "lock.sha256"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    print("Setting up (a minute or two, once) …", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    stamp.write_text(digest)


def set_up_interop() -> None:
    """Install the JavaScript age library that files are checked against, where npm is there."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not installed: the checks against the JavaScript age library are skipped.")
    elif not (INTEROP / "node_modules").exists():
        subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=INTEROP, check=True)


def has_display() -> bool:
    """Whether a window can be shown."""
    return (
        os.name == "nt"
        or sys.platform == "darwin"
        or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    )


def run(*arguments: str) -> int:
    """Run the environment's Python in the repository."""
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, check=False).returncode


def demo(folder: str = "demo") -> int:
    """The product's main job on the sample."""
    show = ["--open"] if has_display() else []
    if not show:
        print("There is no display, so the window will not be opened.", flush=True)
    return run("-m", "app", "demo", str(Path(folder).resolve()), *show)


def test(*arguments: str) -> int:
    """Style, types, architecture, tests."""
    set_up_interop()
    checks = (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
    )
    for check in checks:
        if code := run(*check):
            return code
    return run("-m", "pytest", *arguments) if arguments else test_by_halves()


FIRST_HALF = ["tests/ui/agency", "tests/ui/accessibility", "tests/reports"]


def test_by_halves() -> int:
    """Both halves of the tests at once: half of them wait for windows that are drawn."""
    pytest = [str(PYTHON), "-m", "pytest"]
    halves = (
        FIRST_HALF,
        ["tests", *(f"--ignore={folder}" for folder in FIRST_HALF)],
    )
    with TemporaryFile() as said:
        # Each would keep its own notes of the last run in the same place: neither keeps any.
        first = subprocess.Popen(
            [*pytest, "-p", "no:cacheprovider", *halves[0]], cwd=ROOT, stdout=said
        )
        code = run("-m", "pytest", "-p", "no:cacheprovider", *halves[1])
        code = first.wait() or code
        said.seek(0)
        print(said.read().decode(errors="replace"), flush=True)
    return code


def main() -> int:
    """Set up, then do what was asked."""
    command, *arguments = sys.argv[1:] or ["demo"]
    set_up()
    if command == "demo":
        return demo(*arguments)
    if command == "test":
        return test(*arguments)
    if command == "run":
        return run("-m", "app", *arguments)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
