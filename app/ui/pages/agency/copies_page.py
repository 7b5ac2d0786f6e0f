"""The copies of an agency's desk."""

from __future__ import annotations

from app.ui.pages.agency.desk_page import DeskPage
from app.ui.pages.copies.pane import CopiesPane
from app.ui.session import Session

_SENTENCE = "What to go back to if something is lost or damaged."


class CopiesPage(DeskPage):
    """What there is to go back to."""

    def __init__(self, session: Session) -> None:
        pane = CopiesPane(session)
        super().__init__("Copies of this desk", _SENTENCE, pane, lambda: pane.make)
        self.pane = pane
