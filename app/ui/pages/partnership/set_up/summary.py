"""What was entered in a step, for a last look: names at the left, words at the right, "Change"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.labels import TextLabel, hint, section_title
from app.ui.widgets.surfaces import Card

Line = tuple[str, str]
NOTHING = "Nothing yet"


class Summary(Card):
    """``asked`` when it is to be changed."""

    asked = Signal()

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__(padding=Space.M)
        head = QHBoxLayout()
        head.addWidget(section_title(title), 1, Qt.AlignmentFlag.AlignVCenter)
        self.change = quiet_button("Change")
        self.change.setAccessibleName(f"Change: {title}")
        self.change.clicked.connect(self.asked)
        head.addWidget(self.change)
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for row, (name, text) in enumerate(lines):
            grid.addWidget(hint(name), row, 0, Qt.AlignmentFlag.AlignTop)
            tone = Tone.TEXT if text else Tone.SECONDARY
            grid.addWidget(TextLabel(text or NOTHING, tone=tone, selectable=True), row, 1)
        self.body.addLayout(grid)
