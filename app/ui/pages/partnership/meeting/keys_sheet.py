"""All keys of the meeting on one sheet, over the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.shortcuts import MEETING_SHORTCUTS
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.labels import TextLabel, strong_text
from app.ui.widgets.surfaces import Popover


class KeysSheet(Popover):
    """Closed by Escape, or by a click beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Keys of the meeting")
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        down = 0
        for title, shortcuts in MEETING_SHORTCUTS:
            grid.addWidget(strong_text(title), down, 0, 1, 2)
            down += 1
            for one in shortcuts:
                grid.addWidget(_label(one.words, Tone.SECONDARY), down, 0)
                grid.addWidget(_label(one.does), down, 1)
                down += 1
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.body.addLayout(grid)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _label(text: str, tone: Tone = Tone.TEXT) -> TextLabel:
    return TextLabel(text, tone=tone, line_height=1.3)
