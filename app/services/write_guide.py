"""Write the user guide of the auditor's desk as a PDF. There is nothing of any case in it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from app.domain.shortcuts import SHORTCUTS
from app.handover.files import write_file
from app.reports import Guide, write_user_guide
from app.services.help_texts import KEYBOARD, help_topics

GUIDE_NAME = "Partnership Audit, user guide for auditors.pdf"


@dataclass(frozen=True)
class WrittenGuide:
    """The guide that was written, where it is, and how many pages it has."""

    path: Path
    pages: int


def write_guide(resources: Path, to: Path) -> WrittenGuide:
    """Write the guide from the texts and pictures of Help.

    Raises:
        ToolFileError: a help file was damaged.
        FileWriteError: the file can't be written.
    """
    guide = Guide(help_topics(resources), resources / "help" / "pictures", SHORTCUTS, KEYBOARD)
    content = io.BytesIO()
    pages = write_user_guide(guide, content)
    write_file(to, content.getvalue())
    return WrittenGuide(to, pages)
