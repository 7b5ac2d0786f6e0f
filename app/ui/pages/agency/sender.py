"""The words by which the sender of a pack is known, to be compared once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.audits import Body
from app.domain.days import long_day
from app.domain.policy import Policy
from app.services.compare_words import SenderKey
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import TextLabel, caption
from app.ui.widgets.preset import ICON
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import button_row, stack_when_narrow

TRUSTED = "Trusted by your organisation"
_SHOW, _HIDE = "Show the words", "Hide the words"


class SenderWords(QWidget):
    """``compared`` when the person says that the words were compared.

    From then on a quiet line says when, and the words can be shown again. So it is from the
    beginning where the organisation trusts them.
    """

    compared = Signal()

    def __init__(self, body: Body, sender: SenderKey, policy: Policy) -> None:
        super().__init__()
        self._name = body.short_name or body.name
        self._sender, self._policy = SenderKey(), policy
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
        compared = f"Words compared on {long_day(day)}" if day else ""
        icon, words = (ICON, TRUSTED) if self.is_trusted else ("check", compared)
        self.done.set(icon, words, Tone.SECONDARY)
        had_keyboard = self.same.hasFocus()
        known = self.is_trusted or day is not None
        self._unfold(not known)
        if had_keyboard and known:
            self.again.setFocus()  # the button that was pressed is gone

    @property
    def is_trusted(self) -> bool:
        """Whether the organisation has said whose words they are."""
        return self._policy.trusts(self._sender.words)

    def _unfold(self, unfolded: bool) -> None:
        known = self.is_trusted or self._sender.compared_on is not None
        self.why.setText(
            f"These words belong to the key of {self._name}. You need not compare them."
            if self.is_trusted
            else f"These words belong to the key of {self._name}."
            if known
            else f"Is this pack really from {self._name}? Compare these six words once with those "
            "in its letter, or by telephone."
        )
        self._head.setVisible(known)
        self.same.setVisible(not known)
        for part in (self.why, self.words):
            part.setVisible(unfolded)
        self.differ.setVisible(unfolded and not self.is_trusted)
        self.again.set_text(_HIDE if unfolded else _SHOW)

    def _turn(self) -> None:
        self._unfold(not self.words.isVisibleTo(self))
