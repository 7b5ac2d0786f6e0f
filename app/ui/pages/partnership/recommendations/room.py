"""The recommendations of this audit and of all."""

from __future__ import annotations

from typing import ClassVar

from app.domain.changes import Topic
from app.ui.pages.partnership.room import Floor, Room


class RecommendationsRoom(Room):
    """The room."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.RETURNS, Topic.RECOMMENDATIONS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Recommendations")
