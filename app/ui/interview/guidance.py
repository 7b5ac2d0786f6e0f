"""What helps to answer: a quiet note with a bar, a fold for the tool's guidance, prompts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.labels import body_text, hint, section_title


class GuidanceNote(QWidget):
    """A few sentences beside a bar in the accent."""

    def __init__(self, texts: Sequence[str], *, selectable: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 2, 0, 2)
        column.setSpacing(Space.S)
        self.labels = [
            body_text(text, tone=Tone.SECONDARY, selectable=selectable) for text in texts
        ]
        for label in self.labels:
            column.addWidget(label)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Say something else, in as many sentences."""
        for label, text in zip(self.labels, texts, strict=True):
            if label.text() != text:
                label.setText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, 3, self.height()), theme().color(Tone.ACCENT))


class GuidanceFold(QWidget):
    """The guidance of the whole tool, folded away until it is wanted. ``turned(open)``.

    Which days are looked at stands before it, once it is known.
    """

    turned = Signal(bool)

    def __init__(self, texts: Sequence[str], *, unfolded: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.button = quiet_button("What the guidance says", icon="chevron-right")
        self.button.setCheckable(True)
        self.button.clicked.connect(self._turn)
        # The quiet button's own padding would set its word off from the column's edge.
        self.button.setStyleSheet("padding: 0; border: 0;")
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.note = GuidanceNote(["", *texts], selectable=True)
        self._look_back = self.note.labels[0]
        self._look_back.hide()
        column.addWidget(self.note)
        self.set_unfolded(unfolded)

    def set_look_back(self, sentence: str) -> None:
        """Say which days are looked at."""
        if sentence != self._look_back.text():
            self._look_back.setText(sentence)
            self._look_back.setVisible(bool(sentence))

    def set_unfolded(self, unfolded: bool) -> None:
        """Show the guidance, or put it away; without ``turned``."""
        self.button.setChecked(unfolded)
        self.button.set_icon_name("chevron-down" if unfolded else "chevron-right")
        state = "unfolded" if unfolded else "folded"
        self.button.setAccessibleDescription(state)
        self.note.setVisible(unfolded)

    def _turn(self) -> None:
        self.set_unfolded(self.button.isChecked())
        self.turned.emit(self.button.isChecked())


class Prompts(QWidget):
    """Things to consider that are not answered one by one."""

    def __init__(self, prompts: Sequence[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + 2)
        column.addWidget(section_title("Things to consider"))
        for prompt in prompts:
            row = QHBoxLayout()
            row.setSpacing(Space.S)
            row.addWidget(hint("•"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(body_text(prompt), 1)
            column.addLayout(row)
