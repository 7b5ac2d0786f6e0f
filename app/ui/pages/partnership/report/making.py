"""What stands on a page while something is made: how far it is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import strong_text
from app.ui.widgets.surfaces import Card


class MakingCard(Card):
    """``stopped`` when the button is pressed, once."""

    stopped = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = strong_text(words)
        self.stop = secondary_button("Stop")
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        self.body.addLayout(row)

    def say(self, words: str) -> None:
        """Say how far it is."""
        if self.stop.isEnabled():
            self._words.setText(words)

    def _stop(self) -> None:
        self.say("Stopping…")
        self.stop.setEnabled(False)
        self.stopped.emit()
