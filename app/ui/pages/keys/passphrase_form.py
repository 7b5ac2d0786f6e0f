"""The form for a new passphrase; for another in place of one, the old is asked for as well."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from app.errors import PartnershipAuditError, WrongPassphraseError
from app.services.keep_keys import LEAST_LETTERS
from app.ui.messages import first_sentence
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.choices import Group
from app.ui.widgets.fields import LineField, check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint, strong_text

_WIDE = 36  # characters
_LONGEST = 500


class PassphraseForm(Group):
    """``asked(old, new)`` when both are as they should be, ``left`` by the other button."""

    asked = Signal(str, str)
    left = Signal()

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        action: str,
        leave: str = "Cancel",
        change: bool = False,
    ) -> None:
        super().__init__(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.heading = strong_text(title)
        column.addWidget(self.heading)
        if text:
            column.addWidget(hint(text))
        self.old = LineField(
            "Passphrase until now", secret=True, longest=_LONGEST, characters=_WIDE
        )
        self.new = LineField(
            "New passphrase",
            hint=f"{LEAST_LETTERS} characters or more. Three or four words are good.",
            secret=True,
            longest=_LONGEST,
            characters=_WIDE,
        )
        self.again = LineField("The same again", secret=True, longest=_LONGEST, characters=_WIDE)
        self._asks_old, self._busy = change, False
        self._fields = [self.old, self.new, self.again] if change else [self.new, self.again]
        for field in self._fields:
            column.addWidget(field)
            field.entered.connect(self._try)
        self.show_typed = check_box("Show what I type")
        self.show_typed.toggled.connect(self._show_typed)
        column.addWidget(self.show_typed, 0, Qt.AlignmentFlag.AlignLeft)
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        column.addWidget(self.failure)
        self.working = IconLine("clock", "This takes a moment.", Tone.SECONDARY)
        self.working.hide()
        column.addWidget(self.working)
        self.leave = secondary_button(leave)
        self.leave.clicked.connect(self._leave)
        self.action = primary_button(action)
        self.action.clicked.connect(self._try)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.action)
        row.addWidget(self.leave)
        column.addLayout(row)
        self.setFocusProxy(self._fields[0])

    def fail(self, error: PartnershipAuditError) -> None:
        """Say why nothing was changed, and let it be tried again."""
        self.set_busy(False)
        if self._asks_old and isinstance(error, WrongPassphraseError):
            self.old.set_error("This does not open the desk. Check for capital letters.")
            self.old.box.selectAll()
            self.old.setFocus()
            return
        self.failure.set_text(*first_sentence(error.sentence))
        self.failure.show()

    @property
    def is_busy(self) -> bool:
        """Whether what was asked for is still being done."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """While a passphrase is made hard to guess, which takes a while on purpose."""
        # Nothing is disabled: the keyboard would be sent elsewhere.
        self._busy = busy
        self.failure.hide()
        self.working.setVisible(busy)
        for field in self._fields:
            field.box.setReadOnly(busy)

    def _leave(self) -> None:
        if not self._busy:
            self.left.emit()

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self._fields:
            field.box.setEchoMode(mode)

    def _try(self, _entered: object = None) -> None:
        if self._busy:
            return
        new = self.new.value()
        wrong = {
            self.old: "Enter the passphrase." if self._asks_old and not self.old.value() else "",
            self.new: "" if _is_long(new) else f"Make it {LEAST_LETTERS} characters or more.",
        }
        differs = not wrong[self.new] and new != self.again.value()
        wrong[self.again] = "This is not the same as above." if differs else ""
        for field in reversed(self._fields):
            field.set_error(wrong[field])
            if wrong[field]:
                field.setFocus()
        if not any(wrong.values()):
            self.set_busy(True)
            self.asked.emit(self.old.value(), new)


def _is_long(passphrase: str) -> bool:
    return len(passphrase.strip()) >= LEAST_LETTERS
