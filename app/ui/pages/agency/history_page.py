"""The history of an agency's desk."""

from __future__ import annotations

from app.ui.pages.agency.desk_page import DeskPage
from app.ui.pages.history.panel import SENTENCE, HistoryPanel
from app.ui.session import Session


class HistoryPage(DeskPage):
    """What was done at this desk, and when."""

    def __init__(self, session: Session) -> None:
        panel = HistoryPanel(session)
        super().__init__("History", SENTENCE, panel, panel.first_control, fills=True)
        self.panel = panel
        panel.said.connect(self.show_widget)
