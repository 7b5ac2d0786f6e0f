"""A sentence that nobody else would write, and where it is to be found on a disk."""

from __future__ import annotations

import zipfile
import zlib
from base64 import b64encode
from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

CANARY = "the canary sang in the nursery at dawn"

_FORMS = (
    CANARY.encode(),
    CANARY.encode("utf-16-le"),
    CANARY.encode("utf-16-be"),
    *(b64encode(b" " * shift + CANARY.encode())[4:-4] for shift in range(3)),
    CANARY.encode().hex().encode(),
    quote(CANARY).encode(),
    zlib.compress(CANARY.encode())[2:20],
)
# What a text would be hidden in, compressed: only where somebody asked for such a file.
_MADE = {
    b"%PDF": {".pdf"},
    b"PK\x03\x04": {".xlsx", ".docx", ".zip"},
    b"\x89PNG": {".png"},
    b"SQLite format 3": set[str](),
}


def places_of(folder: Path, asked_for: Collection[str] = ()) -> list[str]:
    """The files with the canary in one of the forms that text takes on a disk.

    Named are, too, files in which a text would be hidden, under a name that nobody chose: a PDF
    that is none by its name, a database that is not encrypted. What is in the folders that are
    ``asked_for`` is left out.
    """
    found = []
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if inside.parts[0] not in asked_for and path.is_file() and _gives_away(path):
            found.append(inside.as_posix())
    return sorted(found)


def _gives_away(path: Path) -> bool:
    content = path.read_bytes()
    named = path.name.encode("utf-8", "surrogateescape") + b"\n" + content
    if any(form in named for form in _FORMS):
        return True
    for head, names in _MADE.items():
        if content.startswith(head):
            return path.suffix not in names or (path.suffix == ".xlsx" and _in_zip(path))
    return False


def _in_zip(path: Path) -> bool:
    with zipfile.ZipFile(path) as packed:
        return any(CANARY.encode() in packed.read(name) for name in packed.namelist())
