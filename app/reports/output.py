"""Where a finished document goes: a path gets all of it or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.errors import FileWriteError, why_not_written


def into(target: Path | BinaryIO, write: Callable[[BinaryIO], int]) -> int:
    """Let a document be written in memory, then hand it over in one go.

    Raises:
        FileWriteError: the file could not be written.
    """
    made = io.BytesIO()
    pages = write(made)
    if isinstance(target, Path):
        try:
            _write_whole(target, made.getbuffer())
        except OSError as error:
            raise FileWriteError(target.name, why_not_written(error)) from error
    else:
        target.write(made.getbuffer())
    return pages


def _write_whole(target: Path, content: memoryview) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
