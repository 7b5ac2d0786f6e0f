"""A new database key: what shall go on to open the desk is typed once more, as proof of it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.errors import PartnershipAuditError, WrongPassphraseError, WrongRecoveryWordsError
from app.storage import SlotKind
from app.ui.messages import first_sentence
from app.ui.pages.keys.words_field import WordsField
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.choices import Group
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint, strong_text

_TITLE = "A new database key"
_OPEN_NO_MORE = "Left empty, it opens the desk no more."


class NewKeyForm(Group):
    """``asked(passphrase, words)``, either of which may be empty; ``left`` to change nothing."""

    asked = Signal(str, str)
    left = Signal()

    def __init__(self, kinds: Collection[SlotKind]) -> None:
        super().__init__(_TITLE)
        self._kinds, self._busy = frozenset(kinds), False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(strong_text(_TITLE))
        column.addWidget(hint(_what_ends(self._kinds)))
        self.passphrase = LineField(
            "Passphrase that goes on to open the desk",
            hint=_OPEN_NO_MORE,
            secret=True,
            longest=500,
            characters=36,
        )
        self.passphrase.entered.connect(lambda _text: self._try())
        self.words = WordsField(
            "Recovery words that go on to open the desk",
            hint=f"From the sheet that opens it now. {_OPEN_NO_MORE}",
        )
        column.addWidget(self.passphrase)
        column.addWidget(self.words)
        self.passphrase.setVisible(SlotKind.PASSPHRASE in self._kinds)
        self.words.setVisible(SlotKind.RECOVERY_WORDS in self._kinds)
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        column.addWidget(self.failure)
        self.working = IconLine(
            "clock",
            "Everything is being written anew. Leave the program open; this may take a minute.",
            Tone.SECONDARY,
        )
        self.working.hide()
        column.addWidget(self.working)
        self.action = primary_button("Make the new key")
        self.action.clicked.connect(self._try)
        self.leave = secondary_button("Cancel")
        self.leave.clicked.connect(self._leave)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.action)
        row.addWidget(self.leave)
        column.addLayout(row)
        fields = (self.passphrase, self.words, self.action)
        self.setFocusProxy(next(field for field in fields if not field.isHidden()))

    def fail(self, error: PartnershipAuditError) -> None:
        """Say why everything is as before, and let it be tried again."""
        self.set_busy(False)
        happened, rest = first_sentence(error.sentence)
        if isinstance(error, WrongPassphraseError):
            self.passphrase.set_error("This does not open the desk now. Nothing was changed.")
            self.passphrase.setFocus()
        elif isinstance(error, WrongRecoveryWordsError):
            self.words.set_error(error.sentence)
            self.words.setFocus()
        else:
            self.failure.set_text(happened, rest)
            self.failure.show()

    def set_busy(self, busy: bool) -> None:
        """While everything is written anew, nothing else can be begun here."""
        # Nothing is disabled: the keyboard would be sent elsewhere.
        self._busy = busy
        self.failure.hide()
        self.working.setVisible(busy)
        self.passphrase.box.setReadOnly(busy)
        self.words.box.setReadOnly(busy)

    def _leave(self) -> None:
        if not self._busy:
            self.left.emit()

    def _try(self) -> None:
        if self._busy:
            return
        passphrase, words = self.passphrase.value(), self.words.words()
        if words and not self.words.complete():
            return
        if not passphrase and not words and self._kinds != {SlotKind.KEYRING}:
            field = self.words if self.passphrase.isHidden() else self.passphrase
            field.set_error("Type what shall go on to open the desk.")
            field.setFocus()
            return
        self.set_busy(True)
        self.asked.emit(passphrase, words)


def _what_ends(kinds: frozenset[SlotKind]) -> str:
    text = (
        "The whole desk is written anew under a new key. From then on it opens only with what you "
        "type here"
    )
    if SlotKind.KEYRING in kinds:
        text += ", and by itself on this computer"
    return (
        f"{text}. Any other passphrase and any other sheet ends. Copies made before still open as "
        "they did."
    )
