"""What goes into the user guide. Known without ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.help_topics import HelpTopic
from app.domain.shortcuts import Shortcut


@dataclass(frozen=True)
class Guide:
    """Topics, the folder of their pictures, and the shortcuts for the topic ``keyboard``."""

    topics: tuple[HelpTopic, ...]
    pictures: Path
    shortcuts: tuple[tuple[str, tuple[Shortcut, ...]], ...]
    keyboard: str
