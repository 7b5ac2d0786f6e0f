"""Look at a hostile file in a process of its own: what is said of it, and what that takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Final

from app.bootstrap import resources_folder
from app.domain.audits import Audit
from app.errors import PartnershipAuditError
from app.services.look_at_files import look_at_files
from app.services.read_case_list import read_list_file
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import Workspace
from app.toolfiles import parse_answers, read_definition, read_tool_file
from app.toolfiles.reading import read_bytes
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE
from tests.hostile.files import write

ROOT = Path(__file__).parents[2]
_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_SMALL = {
    ".xlsx": b"PK\x03\x04",
    ".eml": b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nwords\n",
}


@dataclass(frozen=True)
class Measured:
    """What was said, the processor's time, and the memory beyond what the program had before.

    ``mebibytes`` is None where the system does not tell.
    """

    sentence: str
    milliseconds: float
    mebibytes: float | None


def measured(name: str, folder: Path) -> Measured:
    """Make a hostile file, look at it in a process of its own, and take it away."""
    path = write(name, folder)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile", str(path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    finally:
        path.unlink()
    if done.returncode != 0:
        raise AssertionError(f"{name}: {done.stderr[-2000:]}")
    return Measured(**json.loads(done.stdout))


def measure(path: Path) -> dict[str, object]:
    """Look at one file in this process."""
    desk, _sheet = set_up_partnership_desk(
        path.parent / f"desk-{os.getpid()}", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with closing(desk):
        warm = path.with_name(f"warm{path.suffix}")  # so that loading the libraries is not counted
        warm.write_bytes(_SMALL.get(path.suffix, b"x"))
        look(desk, warm)
        warm.unlink()
        before, begun = _peak_from_now(), process_time()
        sentence = look(desk, path)
        took, after = process_time() - begun, _peak()
    more = None if before is None or after is None else (after - before) / 1024
    return {"sentence": sentence, "milliseconds": 1000 * took, "mebibytes": more}


def look(desk: Workspace, path: Path) -> str:
    """Look at a file through the door by which such files come in: what was said of it."""
    try:
        if path.suffix in _DOORS:
            _DOORS[path.suffix](path)
        else:
            _drop(desk, path)
    except PartnershipAuditError as error:
        return error.sentence
    return "taken"


def _tool_or(other: Callable[[Path], object]) -> Callable[[Path], object]:
    """A file that may be a tool is tried as one, and then as the other thing that it may be."""

    def read(path: Path) -> None:
        try:
            read_tool_file(path)
        except PartnershipAuditError:
            other(path)

    return read


def _definition(path: Path) -> Audit:
    return read_definition(path, tools=resources_folder() / "tools", audit_id="x")


_DOORS: Final[dict[str, Callable[[Path], object]]] = {
    ".csv": read_list_file,
    ".xlsx": _tool_or(read_list_file),
    ".toml": _tool_or(_definition),
    ".json": lambda path: parse_answers(read_bytes(path), path.name),
}


def _drop(desk: Workspace, path: Path) -> None:
    """As if it were dropped on the inbox, up to the refusal; nothing may be left to take."""
    for looked in look_at_files(desk, [path]).looked:
        if looked.item.error is not None:
            raise looked.item.error


def _peak() -> int | None:
    """The most memory that this process has had, in KiB.

    Not ``getrusage``: a process begins with the peak of the one that started it.
    """
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), None)


def _peak_from_now() -> int | None:
    """Forget the peak so far, where the system lets us; the peak from now on."""
    try:
        _RESET.write_text("5")
    except OSError:
        return None
    return _peak()
