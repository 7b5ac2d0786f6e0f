"""A file that says what the workspace says: where the one has no room, the other is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import DiskFullError
from app.handover.files import write_file


class NewFiles:
    """Files that are written before the workspace knows of them."""

    def __init__(self) -> None:
        self._paths: list[Path] = []

    def write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all. No file may be there yet.

        Raises:
            FileWriteError: the folder can't be written to, or is full.
        """
        write_file(path, data)
        self._paths.append(path)

    def take_back(self) -> None:
        """Take them away again."""
        for path in self._paths:
            path.unlink(missing_ok=True)


@contextmanager
def taken_back_if_full() -> Iterator[NewFiles]:
    """Around a unit of work that writes files: they stay only if the workspace has room for it.

    A file comes first, so that cut short in between there is rather one too many than one that
    nobody finds; but nobody is to send what the workspace does not know of.
    """
    files = NewFiles()
    try:
        yield files
    except DiskFullError:
        files.take_back()
        raise
