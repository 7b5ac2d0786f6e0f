"""The PDF writer: a report's pieces, one by one, onto paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.reports.document import Document
from app.reports.look import look_of
from app.reports.output import into
from app.reports.paper import Paper, Setting
from app.reports.pdf_pieces import story
from app.reports.text import one_line


def write_document(
    document: Document,
    target: Path | BinaryIO,
    *,
    on_page: Callable[[int], None] | None = None,
) -> int:
    """Write a report as a PDF and say how many pages it has.

    ``on_page`` is told the number of each page when it is begun, the cover's aside; what it
    raises stops the work, and then nothing is written to a path.

    Raises:
        FileWriteError: the file could not be written.
    """
    setting = Setting(
        title=one_line(document.title),
        author=one_line(document.author),
        marking=document.marking,
        subject=one_line(document.subject),
        draft=document.draft,
        foot=document.foot,
        cover=document.cover,
        landscape=document.landscape,
        continued=True,
    )
    look = look_of(document.accent, landscape=document.landscape)
    return into(
        target, lambda file: Paper(file, setting, on_page).write(story(document.pieces(), look))
    )
