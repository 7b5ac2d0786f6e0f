"""Note for IT what is wrong in the presets, beside the other logs: nobody reads it at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

FILE_NAME = "policy.txt"
_HEAD = "What is wrong in the presets of this organisation, as the last start of the window found"


def note_policy(folder: Path, problems: Sequence[str]) -> None:
    """Write the problems into a folder, in place of what was found before; no file without any.

    A folder that can't be written to keeps nobody from working.
    """
    path = folder / FILE_NAME
    try:
        if not problems:
            path.unlink(missing_ok=True)
            return
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join((f"{_HEAD}:", "", *problems, "")), encoding="utf-8")
    except OSError:
        return
