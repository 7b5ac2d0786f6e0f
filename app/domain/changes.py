"""What a service changed, so that only the screens concerned look again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """A kind of thing that screens show."""

    AUDITS = "audits"
    PACKS = "packs"
    RETURNS = "returns"
    ANSWERS = "answers"
    GUARD = "guard"
    LETTERS = "letters"
    TRACKING = "tracking"
    SETTINGS = "settings"
    KEYS = "keys"
    SET_UPS = "set-ups"
    TOOLS = "tools"
    AGENCIES = "address book"
    MEETING = "meeting"
    COMMENTS = "comments"
    RECOMMENDATIONS = "recommendations"
    REPORTS = "reports"


@dataclass(frozen=True)
class Changes:
    """The topics that a write touched, and the audit it touched them in."""

    topics: frozenset[Topic] = frozenset()
    audit_id: str = ""

    def touches(self, *topics: Topic) -> bool:
        """Whether any of these topics was changed."""
        return not self.topics.isdisjoint(topics)


def changed(*topics: Topic, audit_id: str = "") -> Changes:
    """Shorthand for the changes of one write."""
    return Changes(frozenset(topics), audit_id)


NO_CHANGES = Changes()
