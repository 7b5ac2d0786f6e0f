"""What Help says: the topics that ship with the program, and the guidance notes of an audit."""

from __future__ import annotations

from pathlib import Path

from app.domain.audits import Audit
from app.domain.help_topics import HelpPart, HelpTopic
from app.toolfiles.help_topics import read_help_topics

KEYBOARD = "keyboard"
"""The topic under which the shortcuts are listed."""

TROUBLE = "if-something-goes-wrong"
"""The topic under which the reports of failures are found."""

GUIDANCE = "guidance-notes"
"""The id of a topic that is made of an audit's own guidance notes begins so."""


def help_topics(resources: Path) -> tuple[HelpTopic, ...]:
    """The topics of the auditor's desk, in the order of the work.

    Raises:
        ToolFileError: a help file was damaged.
    """
    return read_help_topics(resources / "help" / "topics")


def help_picture(resources: Path, file: str) -> Path:
    """Where a picture of a topic lies."""
    return resources / "help" / "pictures" / file


def guidance_topic(audit: Audit, which: str = "") -> HelpTopic:
    """The guidance notes of an audit's tool as a topic, whole and in their own words.

    ``which`` tells those of several audits apart.
    """
    tool = audit.tool
    return HelpTopic(
        f"{GUIDANCE}{which}",
        "Your audit",
        f"Guidance notes: {audit.title}",
        "The words of the partnership, as they came with the pack.",
        (HelpPart(text=tool.guidance),),
    )
