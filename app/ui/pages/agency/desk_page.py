"""The frame of a page that is about an agency's desk as a whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import body_text, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row


class DeskPage(ReadingColumn):
    """A title, a sentence, what the page is for, and the way back.

    ``fills``: its content takes all the room there is. ``left`` to go back to the audits.
    """

    left = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        content: QWidget,
        first: Callable[[], QWidget],
        *,
        fills: bool = False,
    ) -> None:
        super().__init__(wide=fills, gap=Space.S)
        self._first = first
        self.setAccessibleName(title)
        self.add(page_title(title))
        self.add(body_text(sentence))
        self.body.addSpacing(Space.L)
        self.body.addWidget(content, 100 if fills else 0)
        self.back = secondary_button("Back to My audits", icon="back")
        self.back.clicked.connect(self.left)
        self.add(button_row(self.back, right=False), gap_before=Space.L if fills else Space.XL)
        self.end()
        for keys in ("Alt+Left", "Escape"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.left)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self._first()
