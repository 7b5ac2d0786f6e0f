"""On an audit's page: what the partnership asks, and what it says has arrived."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.days import long_day
from app.ui.pages.agency.letter_words import query_said, receipt_said
from app.ui.pages.agency.overview import AuditView
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.icon_view import IconLine


class LettersNotice(QWidget):
    """``query_asked(UIN)`` to read a query. A receipt that has just come stands out."""

    query_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._uin = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.receipt = IconLine("check", "", Tone.SECONDARY)
        self.came = Banner(Tone.GOOD, "", " ")
        self.query = Banner(Tone.ATTENTION, "", " ", action="Read the query", icon="question")
        self.query.acted.connect(lambda: self.query_asked.emit(self._uin))
        for part in (self.receipt, self.came, self.query):
            column.addWidget(part)
            part.hide()
        self.hide()

    def set(self, view: AuditView) -> None:
        """Show the letters of an audit."""
        asked, receipt = query_said(view), view.letters.receipt
        if receipt is not None:
            is_lost = any(line.has_not_arrived for line in view.lines)
            said = receipt_said(view.audit, receipt, is_lost=is_lost)
            self.receipt.set(said.icon, said.words, said.tone)
            self.came.set_text(f"The receipt of {long_day(receipt.made_on)} is here.", said.words)
        self.receipt.setVisible(receipt is not None and self.came.isHidden())
        if asked is not None:
            line, sentence, text = asked
            self._uin = line.uin
            self.query.set_text(sentence, text)
        self.query.setVisible(asked is not None)
        self.setVisible(receipt is not None or asked is not None)

    def tell_receipt(self) -> None:
        """Let the receipt stand out: it has just come."""
        self.came.show()
        self.receipt.hide()

    def forget(self) -> None:
        """The receipt is known now."""
        if not self.came.isHidden():
            self.came.hide()
            self.receipt.show()
