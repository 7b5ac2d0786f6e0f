"""Keys and lock at the partnership: a page over the settings."""

from __future__ import annotations

from app.ui.pages.keys.panel import SENTENCE, KeysPanel
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space


class KeysPage(Room):
    """The recovery sheet itself is made and tried in the settings."""

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Keys and lock", back="Back to settings", gap=Space.M)
        self.sentence.setText(SENTENCE)
        self.panel = KeysPanel(self.session)
        self.panel.said.connect(self.show_widget)
        self.add(self.panel, gap_before=Space.M)
        self.end()

    def focus_first(self) -> None:
        self.panel.first_control().setFocus()

    def look(self) -> None:
        super().look()
        self.panel.look()
        self.say("What you change here is in force at once")
