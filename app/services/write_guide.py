"""Write the user guide of a desk as a PDF. There is nothing of any case in it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from app.handover.files import write_file
from app.reports import Guide, write_user_guide
from app.services.help_texts import AUDITORS, KEYBOARD, HelpTexts, help_topics


@dataclass(frozen=True)
class WrittenGuide:
    """The guide that was written, where it is, and how many pages it has."""

    path: Path
    pages: int


def guide_of(resources: Path, texts: HelpTexts = AUDITORS) -> Guide:
    """What goes into the guide of a desk."""
    return Guide(
        help_topics(resources, texts),
        resources / "help" / "pictures",
        texts.shortcuts,
        KEYBOARD,
        title=texts.title,
        subject=texts.subject,
        lead=texts.lead,
    )


def write_guide(resources: Path, to: Path, texts: HelpTexts = AUDITORS) -> WrittenGuide:
    """Write the guide from the texts and pictures of Help.

    Raises:
        ToolFileError: a help file was damaged.
        FileWriteError: the file can't be written.
    """
    content = io.BytesIO()
    pages = write_user_guide(guide_of(resources, texts), content)
    write_file(to, content.getvalue())
    return WrittenGuide(to, pages)
