"""Where a finished document goes: a path gets all of it or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.errors import FileWriteError


def into(target: Path | BinaryIO, write: Callable[[BinaryIO], int]) -> int:
    """Let a document be written in memory, then hand it over in one go.

    Raises:
        FileWriteError: the file could not be written.
    """
    made = io.BytesIO()
    pages = write(made)
    if isinstance(target, Path):
        try:
            target.write_bytes(made.getbuffer())
        except OSError as error:
            raise FileWriteError(target.name, error.strerror or "unknown reason") from error
    else:
        target.write(made.getbuffer())
    return pages
