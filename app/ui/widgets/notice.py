"""Something told quietly above the page, until the person has seen it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import icon_button


class Notice(QWidget):
    """``closed`` when it was seen."""

    closed = Signal()

    def __init__(self, sentence: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        row.setSpacing(Space.S)
        self.banner = Banner(Tone.ATTENTION, sentence, text)
        row.addWidget(self.banner, 1)
        self.close_button = icon_button("Close this message", "close")
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
