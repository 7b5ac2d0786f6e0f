"""What Help knows of a page: its topic, and how the way back to it is called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HelpPlace:
    """A page seen from Help: its topic, or none; where "Back to …" leads; and its place at the
    side, where Help is to say it.
    """

    topic: str
    name: str
    place: str = ""
