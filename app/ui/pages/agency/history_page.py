"""The history of an agency's desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.pages.history.panel import SENTENCE, HistoryPanel
from app.ui.session import Session
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import body_text, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row


class HistoryPage(ReadingColumn):
    """``left`` to go back to the audits."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(wide=True, gap=Space.S)
        self.add(page_title("History"))
        self.add(body_text(SENTENCE))
        self.panel = HistoryPanel(session)
        self.panel.said.connect(self.show_widget)
        self.body.addSpacing(Space.L)
        self.body.addWidget(self.panel, 100)
        self.back = secondary_button("Back to My audits", icon="back")
        self.back.clicked.connect(self.left)
        self.add(button_row(self.back, right=False), gap_before=Space.L)
        self.end()
        for keys in ("Alt+Left", "Escape"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.left)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.panel.first_control()
