"""A page whose buttons stay in sight below what is scrolled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme.tokens import Space
from app.ui.widgets.labels import hint
from app.ui.widgets.surfaces import ReadingColumn, button_row


class Footed(QWidget):
    """``column`` is scrolled; ``set_foot`` puts the buttons, and a quiet sentence, under it."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.column = ReadingColumn()
        self.column.body.setSpacing(Space.S)
        outer.addWidget(self.column, 1)
        self._foot = QWidget()
        outer.addWidget(self._foot)

    def set_foot(self, *buttons: QWidget, sentence: str = "") -> None:
        """Put these buttons at the right, the sentence at the left."""
        row = button_row(*buttons)
        row.setContentsMargins(40, Space.M, 40, Space.XL)
        self.remark = hint(sentence)
        row.insertWidget(0, self.remark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot.setLayout(row)
