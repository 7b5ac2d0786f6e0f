"""Unlock a desk: by its passphrase, by this computer's store, or by its recovery words.

Where somebody else has it open, it can be tried again as it was.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.labels import body_text, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row

_OPEN, _BY_STORE, _AGAIN = "Open", "Open on this computer", "Try again"


class UnlockPage(ReadingColumn):
    """``tried(passphrase)``; an empty one asks this computer's store. ``other`` to leave,
    ``words_asked`` to open it with the words of the recovery sheet.
    """

    tried = Signal(str)
    other = Signal()
    words_asked = Signal()

    def __init__(
        self, *, title: str, by_itself: bool, by_passphrase: bool, by_words: bool = False
    ) -> None:
        super().__init__()
        self.add(page_title(title))
        self.lead = body_text(
            "Its keys are put away. Nothing of it can be read until it is opened."
        )
        self.add(self.lead)
        self.passphrase = LineField("Passphrase", secret=True, longest=500, characters=36)
        self.passphrase.entered.connect(lambda _text: self._try())
        self.passphrase.setVisible(by_passphrase)
        self.add(self.passphrase, gap_before=Space.S)
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        self.add(self.failure)
        self.open = primary_button(_OPEN, icon="lock")
        self.open.clicked.connect(self._try)
        self.open.setVisible(by_passphrase)
        self.by_store = secondary_button(_BY_STORE)
        self.by_store.clicked.connect(lambda: self.tried.emit(""))
        self.by_store.setVisible(by_itself)
        self.another = secondary_button("Another desk")
        self.another.clicked.connect(self.other)
        self.add(button_row(self.open, self.by_store, self.another, right=False))
        self.words = quiet_button("Use the recovery words", icon="document")
        self.words.clicked.connect(self.words_asked)
        self.words.setVisible(by_words)
        self.add(button_row(self.words, right=False))
        self.end()
        first = self.by_store if by_itself else self.words
        self.setFocusProxy(self.passphrase.box if by_passphrase else first)

    def fail(self, sentence: str, text: str) -> None:
        """Say why it did not open, and let it be tried again."""
        self._say(sentence, text)
        if self.passphrase.isVisible():
            self.passphrase.set_value("")
        self.setFocus()

    def fail_in_use(self, sentence: str, text: str, passphrase: str | None) -> None:
        """Say who has it, and offer to try again: nothing was wrong with what was given."""
        self._say(sentence, text)
        self.lead.hide()  # it is open, though not here
        again = self.by_store
        if passphrase is not None:
            again = self.open
            self.passphrase.set_value(passphrase)
        again.set_text(_AGAIN)
        again.setFocus()

    def _say(self, sentence: str, text: str) -> None:
        self.failure.set_text(sentence, text)
        self.failure.show()
        self.lead.show()
        self.set_busy(False)
        self.open.set_text(_OPEN)
        self.by_store.set_text(_BY_STORE)

    def set_busy(self, busy: bool) -> None:
        """While it is being opened, nothing else can be tried."""
        if busy:
            self.failure.hide()
        self.open.setEnabled(not busy)
        self.by_store.setEnabled(not busy)
        self.words.setEnabled(not busy)

    def _try(self) -> None:
        if not self.open.isEnabled():
            return
        typed = self.passphrase.value()
        if not typed:
            self.passphrase.set_error("Enter the passphrase.")
            self.passphrase.box.setFocus()
            return
        self.tried.emit(typed)
