"""``python -m tests.hostile``: how long each is looked at, and how much memory that takes."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from app.bootstrap import resources_folder
from app.errors import PartnershipAuditError
from app.services.read_case_list import read_list_file
from app.services.unpack_files import unpack
from app.toolfiles import parse_answers, read_definition, read_tool_file
from app.toolfiles.reading import read_bytes
from tests.hostile.files import FILES, write


def look(path: Path) -> str:
    """Look at a file through the door by which such files come in: what was said of it."""
    try:
        match path.suffix:
            case ".csv" | ".xlsx":
                read_list_file(path)
            case ".toml":
                try:
                    read_tool_file(path)
                except PartnershipAuditError:
                    read_definition(path, tools=resources_folder() / "tools", audit_id="x")
            case ".json":
                parse_answers(read_bytes(path), path.name)
            case _:
                for found in unpack(path):
                    if found.error is not None:
                        raise found.error
    except PartnershipAuditError as error:
        return error.sentence
    return "taken"


def measure(path: Path) -> None:
    """Look at one file in this process, and print what it took."""
    warm = path.with_name(f"warm{path.suffix}")  # so that loading the libraries is not counted
    warm.write_bytes(b"PK\x03\x04" if path.suffix == ".xlsx" else b"x")
    look(warm)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = perf_counter()
    said = look(path)
    took = perf_counter() - begun
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{1000 * took:7.0f} ms {more:6.0f} MiB  {said.split('.')[0]}", flush=True)


def every() -> None:
    """Look at each in a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            path = write(name, Path(folder))
            print(f"{name:34}", end="", flush=True)
            command = [sys.executable, "-m", "tests.hostile", str(path)]
            subprocess.run(command, check=True)
            path.unlink()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        every()
