"""Keys and lock at an agency's desk."""

from __future__ import annotations

from app.ui.pages.agency.desk_page import DeskPage
from app.ui.pages.keys.panel import SENTENCE, KeysPanel
from app.ui.session import Session


class KeysPage(DeskPage):
    """What opens this desk, and when it locks itself."""

    def __init__(self, session: Session) -> None:
        panel = KeysPanel(session)
        super().__init__("Keys and lock", SENTENCE, panel, panel.first_control)
        self.panel = panel
        panel.said.connect(self.show_widget)
