"""The words by which the sender of a pack is known, to be compared once."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audits import Body
from app.ui.theme.tokens import Space, Weight
from app.ui.widgets.labels import TextLabel, caption
from app.ui.widgets.small import Rule


class SenderWords(QWidget):
    """A plain sentence, and the words."""

    def __init__(self, body: Body, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Rule())
        column.addSpacing(Space.XS)
        name = body.short_name or body.name
        column.addWidget(
            caption(
                f"Is this pack really from {name}? Compare these words once with those in its "
                "letter, or by phone. If they differ, do not answer, and tell the team."
            )
        )
        self.words = TextLabel(words, weight=Weight.STRONG, selectable=True)
        column.addWidget(self.words)
