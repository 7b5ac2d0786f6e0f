"""The fields for what opened a desk: its passphrase, or the words of its recovery sheet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.storage import SlotKind
from app.ui.pages.keys.words_field import WordsField
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import Button, quiet_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint

_OTHERWISE = {
    SlotKind.PASSPHRASE: "Use the passphrase",
    SlotKind.RECOVERY_WORDS: "Use the recovery words",
    SlotKind.KEYRING: "Use this computer’s store",
}


@dataclass(frozen=True)
class Given:
    """What was given to open a desk; neither asks this computer's store."""

    passphrase: str | None = field(default=None, repr=False)
    words: str | None = field(default=None, repr=False)


class Opening(QWidget):
    """Asks for one of the ways that there are. ``entered`` when Return was pressed."""

    entered = Signal()

    def __init__(self, ways: Collection[SlotKind], passphrase: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.passphrase = LineField(passphrase, secret=True, longest=500, characters=36)
        self.passphrase.entered.connect(lambda _text: self.entered.emit())
        column.addWidget(self.passphrase)
        self.words = WordsField()
        column.addWidget(self.words)
        self.store = hint("This computer’s store opens it for you: nothing need be typed.")
        column.addWidget(self.store)
        there = [kind for kind in _OTHERWISE if kind in ways]
        self.others: dict[SlotKind, Button] = {}
        row = FlowLayout(gap=Space.M)
        for kind in there if len(there) > 1 else ():
            button = self.others[kind] = quiet_button(_OTHERWISE[kind])
            button.clicked.connect(partial(self._choose, kind))
            row.addWidget(button)
        column.addLayout(row)
        self._kind = there[0] if there else SlotKind.PASSPHRASE
        self._show()

    def given(self) -> Given | None:
        """What was typed; None, and said at the field, where something is missing."""
        if self._kind is SlotKind.KEYRING:
            return Given()
        if self._kind is SlotKind.RECOVERY_WORDS:
            return Given(words=self.words.words()) if self.words.complete() else None
        typed = self.passphrase.value()
        self.passphrase.set_error("" if typed else "Enter the passphrase.")
        if not typed:
            self.passphrase.setFocus()
        return Given(passphrase=typed) if typed else None

    def focus_again(self) -> None:
        """What was given opened nothing: put the keyboard where it is tried again."""
        if self._kind is SlotKind.PASSPHRASE:
            self.passphrase.set_value("")
        if self.is_typed:
            self.first_control().setFocus()

    def first_control(self) -> QWidget:
        """Where one types; nowhere, where this computer's store opens it."""
        return self.words.box if self._kind is SlotKind.RECOVERY_WORDS else self.passphrase.box

    @property
    def is_typed(self) -> bool:
        """Whether something is to be typed."""
        return self._kind is not SlotKind.KEYRING

    def _choose(self, kind: SlotKind) -> None:
        self._kind = kind
        self._show()
        if self.is_typed:
            self.first_control().setFocus()
        else:
            self.entered.emit()

    def _show(self) -> None:
        self.passphrase.setVisible(self._kind is SlotKind.PASSPHRASE)
        self.words.setVisible(self._kind is SlotKind.RECOVERY_WORDS)
        self.store.setVisible(self._kind is SlotKind.KEYRING)
        for kind, button in self.others.items():
            button.setVisible(kind is not self._kind)
