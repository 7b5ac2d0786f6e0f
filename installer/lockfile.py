"""Which packages a lock file names for a computer, and their hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.markers import default_environment
from packaging.requirements import Requirement

WINDOWS: Final = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "sys_platform": "win32",
}


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock."""

    name: str
    version: str
    hashes: tuple[str, ...]

    def lines(self) -> str:
        """As a lock file says it, without the condition."""
        return " \\\n    --hash=sha256:".join((f"{self.name}=={self.version}", *self.hashes)) + "\n"


def packages_of(lock: Path, *, windows_python: str = "") -> tuple[Locked, ...]:
    """The packages for this computer, or for a Windows with a Python of such a version."""
    environment = {key: str(value) for key, value in default_environment().items()}
    if windows_python:
        environment |= WINDOWS
        environment["python_full_version"] = windows_python
        environment["python_version"] = ".".join(windows_python.split(".")[:2])
    found = []
    for block in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip()):
        wanted = Requirement(block.split(" \\\n")[0])
        if wanted.marker is None or wanted.marker.evaluate(environment):
            version = str(wanted.specifier).removeprefix("==")
            hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
            found.append(Locked(wanted.name, version, hashes))
    return tuple(found)
