"""The history of the partnership's desk: a page over the settings."""

from __future__ import annotations

from typing import ClassVar

from app.ui.pages.history.panel import SENTENCE, HistoryPanel
from app.ui.pages.partnership.room import Floor, Room


class HistoryPage(Room):
    """Read when it is opened: it does not move while somebody looks at it."""

    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "History", wide=True, back="Back")
        self.sentence.setText(SENTENCE)
        self.panel = HistoryPanel(self.session)
        self.panel.said.connect(self.show_widget)
        self.body.addWidget(self.panel, 100)
        self.end()

    def focus_first(self) -> None:
        self.panel.first_control().setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.panel.first_control().setFocus()

    def look(self) -> None:
        super().look()
        self.panel.look()
        self.say("The history names places, never what was written")
