"""The copies of an agency's desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.pages.copies.pane import CopiesPane
from app.ui.session import Session
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import hint, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row


class CopiesPage(ReadingColumn):
    """``left`` back to the audits."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setAccessibleName("Copies of this desk")
        self.add(page_title("Copies of this desk"))
        self.add(hint("What to go back to if something is lost or damaged."))
        self.pane = CopiesPane(session)
        self.add(self.pane)
        self.back = secondary_button("Back to My audits", icon="back")
        self.back.clicked.connect(self.left)
        self.add(button_row(self.back, right=False), gap_before=Space.XL)
        self.end()
        for keys in ("Alt+Left", "Escape"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.left)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.pane.make
