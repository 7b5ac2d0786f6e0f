"""The user guide, without a window."""

from __future__ import annotations

from pathlib import Path

from app.services.context import Context
from app.services.write_guide import write_guide


def run(context: Context, to: Path) -> int:
    """Write the user guide of the auditor's desk as a PDF."""
    guide = write_guide(context.resources, to)
    print(f"{guide.path}: {guide.pages} pages")
    return 0
