"""Unlock a desk: by its passphrase, or by this computer's store."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.labels import body_text, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row


class UnlockPage(ReadingColumn):
    """``tried(passphrase)``; an empty one asks this computer's store. ``other`` to leave."""

    tried = Signal(str)
    other = Signal()

    def __init__(self, *, title: str, by_itself: bool, by_passphrase: bool) -> None:
        super().__init__()
        self.add(page_title(title))
        self.add(body_text("Its keys are put away. Nothing of it can be read until it is opened."))
        self.passphrase = LineField("Passphrase", secret=True, longest=500, characters=36)
        self.passphrase.entered.connect(lambda _text: self._try())
        self.passphrase.setVisible(by_passphrase)
        self.add(self.passphrase, gap_before=Space.S)
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        self.add(self.failure)
        self.open = primary_button("Open", icon="lock")
        self.open.clicked.connect(self._try)
        self.open.setVisible(by_passphrase)
        self.by_store = secondary_button("Open on this computer")
        self.by_store.clicked.connect(lambda: self.tried.emit(""))
        self.by_store.setVisible(by_itself)
        self.another = secondary_button("Another desk")
        self.another.clicked.connect(self.other)
        self.add(button_row(self.open, self.by_store, self.another, right=False))
        self.end()
        self.setFocusProxy(self.passphrase.box if by_passphrase else self.by_store)

    def fail(self, sentence: str, text: str) -> None:
        """Say why it did not open, and let it be tried again."""
        self.failure.set_text(sentence, text)
        self.failure.show()
        self._set_busy(False)
        if self.passphrase.isVisible():
            self.passphrase.set_value("")
            self.passphrase.box.setFocus()

    def _try(self) -> None:
        typed = self.passphrase.value()
        if not typed:
            self.passphrase.set_error("Enter the passphrase.")
            self.passphrase.box.setFocus()
            return
        self.failure.hide()
        self._set_busy(True)
        self.tried.emit(typed)

    def _set_busy(self, busy: bool) -> None:
        self.open.setEnabled(not busy)
        self.by_store.setEnabled(not busy)
