"""The copies of the partnership's desk."""

from __future__ import annotations

from typing import ClassVar

from app.domain.changes import Topic
from app.ui.pages.copies.pane import CopiesPane
from app.ui.pages.partnership.room import Floor, Room


class CopiesRoom(Room):
    """Opened over the settings."""

    concerns: ClassVar = frozenset({Topic.SETTINGS})
    of_one_audit: ClassVar[bool] = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Copies of this desk", back="Back to settings")
        self.sentence.setText("What to go back to if something is lost or damaged.")
        self.pane = CopiesPane(self.session)
        self.add(self.pane)
        self.end()

    def focus_first(self) -> None:
        self.pane.make.setFocus()

    def look(self) -> None:
        super().look()
        self.pane.look()
