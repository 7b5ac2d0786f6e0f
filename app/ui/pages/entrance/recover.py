"""Open a desk with the words of its recovery sheet, and then let something easier open it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.pages.keys.passphrase_form import PassphraseForm
from app.ui.pages.keys.words_field import WordsField
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.labels import body_text, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row


class RecoverPage(ReadingColumn):
    """``tried(words)`` when there are 24 that could be right; ``left`` to the page before."""

    tried = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add(page_title("Use the recovery words"))
        self.add(
            body_text(
                "Take the printed recovery sheet and type its words. They open the desk whatever "
                "became of the passphrase or of the computer that it was on."
            )
        )
        self.typed = WordsField()
        self.add(self.typed, gap_before=Space.S)
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        self.add(self.failure)
        self.open = primary_button("Open", icon="lock")
        self.open.clicked.connect(self._try)
        self.back = secondary_button("Back", icon="back")
        self.back.clicked.connect(self.left)
        self.add(button_row(self.open, self.back, right=False))
        self.end()
        self.setFocusProxy(self.typed)

    def fail(self, sentence: str, text: str) -> None:
        """Say why it did not open; the words stay, to be compared with the sheet."""
        self.failure.set_text(sentence, text)
        self.failure.show()
        self.set_busy(False)
        self.typed.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While it is being opened, nothing else can be tried."""
        if busy:
            self.failure.hide()
        self.open.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def _try(self) -> None:
        self.failure.hide()
        if self.typed.complete():
            self.tried.emit(self.typed.words())


class OpenedPage(ReadingColumn):
    """The desk is open by its words: ``kept(passphrase)`` opens it from now on, ``by_itself`` lets
    this computer do so, ``left`` goes on as it is.
    """

    kept = Signal(str)
    by_itself = Signal()
    left = Signal()

    def __init__(self, *, secure_store: bool) -> None:
        super().__init__()
        self.add(page_title("Your desk is open"))
        self.add(
            body_text(
                "The recovery words fit. Choose what opens the desk next time, so that the sheet "
                "can go back into its safe."
            )
        )
        self.form = PassphraseForm("A new passphrase", action="Keep and go on", leave="Not now")
        self.form.asked.connect(lambda _old, new: self.kept.emit(new))
        self.form.left.connect(self.left)
        self.form.heading.hide()  # the page has one
        self.add(self.form, gap_before=Space.S)
        self.store = secondary_button("Open by itself on this computer instead")
        self.store.clicked.connect(self._choose_store)
        self.add(button_row(self.store, right=False))
        self.store.setVisible(secure_store)
        self.end()
        self.setFocusProxy(self.form)

    def _choose_store(self) -> None:
        if not self.form.is_busy:
            self.form.set_busy(True)
            self.by_itself.emit()
