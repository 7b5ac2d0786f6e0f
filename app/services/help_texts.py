"""What Help says: the topics that ship with the program, and the guidance notes of an audit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.audits import Audit
from app.domain.help_topics import HelpPart, HelpTopic
from app.domain.shortcuts import PARTNERSHIP_SHORTCUTS, SHORTCUTS, Shortcuts
from app.toolfiles.help_topics import read_help_topics

KEYBOARD = "keyboard"
"""The topic under which the shortcuts are listed."""

TROUBLE = "if-something-goes-wrong"
"""The topic under which the reports of failures are found."""

GUIDANCE = "guidance-notes"
"""The id of a topic that is made of an audit's own guidance notes begins so."""


@dataclass(frozen=True)
class HelpTexts:
    """What one desk says about itself: the folder of its topics, its keys, its guide on paper."""

    folder: str
    shortcuts: Shortcuts
    guide_name: str
    title: str
    subject: str
    lead: str


AUDITORS = HelpTexts(
    "topics",
    SHORTCUTS,
    "Partnership Audit, user guide for auditors.pdf",
    "User guide for auditors",
    "The auditor’s desk of Partnership Audit: from the pack to the sealed returns",
    "From the pack that you were sent to the returns that you send back.",
)
"""The auditor's desk."""

PARTNERSHIP = HelpTexts(
    "partnership",
    PARTNERSHIP_SHORTCUTS,
    "Partnership Audit, user guide for the partnership.pdf",
    "User guide for the partnership",
    "The partnership’s desk of Partnership Audit: from setting an audit up to its report",
    "From setting an audit up to the report on it.",
)
"""The partnership's desk."""


def help_topics(resources: Path, texts: HelpTexts = AUDITORS) -> tuple[HelpTopic, ...]:
    """The topics of a desk, in the order of the work.

    Raises:
        ToolFileError: a help file was damaged.
    """
    return read_help_topics(resources / "help" / texts.folder)


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
