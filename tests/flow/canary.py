"""A sentence that nobody else would write, and where it is to be found on a disk."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

CANARY = "the canary sang in the nursery at dawn"


def places_of(folder: Path) -> list[str]:
    """The files with the canary in one of the forms that text takes on a disk."""
    forms = [CANARY.encode(), CANARY.encode("utf-16-le"), b64encode(CANARY.encode())[4:-4]]
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]
