"""What goes into the user guide. Known without ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.help_topics import HelpTopic
from app.domain.shortcuts import Shortcuts


@dataclass(frozen=True)
class Guide:
    """Topics, the folder of their pictures, and the shortcuts for the topic ``keyboard``; what it
    is called, what it is about, and the words that it begins with.
    """

    topics: tuple[HelpTopic, ...]
    pictures: Path
    shortcuts: Shortcuts
    keyboard: str
    title: str
    subject: str
    lead: str
