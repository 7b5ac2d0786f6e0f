"""What is left of a failure that nobody expected: a log without case data.

Only the kind of the failure and the places in the code are written: a message, or the value of
a variable, could hold what somebody typed.
"""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

from app import __version__


def write_crash_log(folder: Path, error: BaseException, at: datetime) -> Path | None:
    """Write the log of one failure into a folder, and return its path. None where it can't be."""
    lines = [
        f"Partnership Audit {__version__}",
        f"{at:%Y-%m-%d %H:%M:%S} UTC",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        kind = type(seen)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    path = folder / f"crash {at:%Y-%m-%d %H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:  # the failure itself may come from a full drive, or a stick that was pulled
        return None
    return path


def _inside(file: str) -> str:
    """The place within the program; the folders above it may hold a person's name."""
    parts = Path(file).parts
    for root in ("app", "site-packages", "lib"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return Path(file).name
