"""The words of this desk's own key, for the partnership to compare by telephone."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audits import Body
from app.ui.theme.tokens import Space, Weight
from app.ui.widgets.labels import TextLabel, caption


class OwnWords(QWidget):
    """Says what they are for, and the words."""

    def __init__(self, body: Body, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(
            caption(
                f"If {body.short_name or body.name} telephones about your first returns, read "
                "them the six words of your own desk:"
            )
        )
        self.words = TextLabel(words, weight=Weight.STRONG, selectable=True)
        column.addWidget(self.words)
