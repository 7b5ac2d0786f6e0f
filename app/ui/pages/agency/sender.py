"""The words by which the sender of a pack is known, to be compared once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.audits import Body
from app.domain.days import long_day
from app.services.compare_words import SenderKey
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import TextLabel, caption
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import button_row, stack_when_narrow

_SHOW, _HIDE = "Show the words", "Hide the words"


class SenderWords(QWidget):
    """``compared`` when the person says that the words were compared.

    From then on a quiet line says when, and the words can be shown again.
    """

    compared = Signal()

    def __init__(self, body: Body, sender: SenderKey) -> None:
        super().__init__()
        self._name = body.short_name or body.name
        self._sender = SenderKey()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Rule())
        column.addSpacing(Space.XS)
        head = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        row.setContentsMargins(0, 0, 0, 0)
        self.done = IconLine("check", "", Tone.SECONDARY)
        self.again = quiet_button(_SHOW)
        self.again.clicked.connect(self._turn)
        row.addWidget(self.done, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.again)
        row.addStretch(1)
        stack_when_narrow(head, row, 360)
        self._head = head
        column.addWidget(head)
        self.why = caption("")
        column.addWidget(self.why)
        self.words = TextLabel("", weight=Weight.STRONG, selectable=True)
        column.addWidget(self.words)
        self.differ = caption(
            "If they differ, the pack is not from the team. Do not answer it. Telephone the team "
            "on a number that you know already, not on one from the e-mail."
        )
        column.addWidget(self.differ)
        self.same = quiet_button("I have compared them")
        self.same.setAccessibleDescription("The words are the same, and need not be asked again")
        self.same.clicked.connect(self.compared)
        column.addLayout(button_row(self.same, right=False))
        self.set(sender)

    def set(self, sender: SenderKey) -> None:
        """Show whose words they are, and whether they were compared."""
        if sender == self._sender:
            return
        self._sender = sender
        self.words.setText(sender.words)
        day = sender.compared_on
        self.done.set_text(f"Words compared on {long_day(day)}" if day else "")
        had_keyboard = self.same.hasFocus()
        self._unfold(day is None)
        if had_keyboard and day:
            self.again.setFocus()  # the button that was pressed is gone

    def _unfold(self, unfolded: bool) -> None:
        day = self._sender.compared_on
        self.why.setText(
            f"These words belong to the key of {self._name}."
            if day
            else f"Is this pack really from {self._name}? Compare these six words once with those "
            "in its letter, or by telephone."
        )
        self._head.setVisible(day is not None)
        self.same.setVisible(day is None)
        for part in (self.why, self.words, self.differ):
            part.setVisible(unfolded)
        self.again.set_text(_HIDE if unfolded else _SHOW)

    def _turn(self) -> None:
        self._unfold(not self.words.isVisibleTo(self))
