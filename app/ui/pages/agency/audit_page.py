"""One audit: its cases as a list of things to do."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.agency.case_list import CaseList
from app.ui.pages.agency.home import ready_words
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.sender import SenderWords
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.labels import body_text, caption, hint, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row


class AuditPage(ReadingColumn):
    """``cases`` sends what is wanted of a case; ``seal_asked``, ``blank_asked`` for a form to fill
    in by hand; ``undo_asked`` of the notice.
    """

    seal_asked = Signal()
    blank_asked = Signal()
    undo_asked = Signal()

    def __init__(self, view: AuditView, today: date) -> None:
        super().__init__()
        self.audit_id = view.audit.id
        self.body.setSpacing(Space.S)
        self.place = caption("")
        self.add(self.place)
        self.title = page_title("")
        self.add(self.title)
        self.sentence = body_text("")
        self.add(self.sentence)
        self.notice = Banner(Tone.GOOD, "", " ", action="Take it back")
        self.notice.acted.connect(self.undo_asked)
        self.notice.hide()
        self.add(self.notice, gap_before=Space.S)
        self.add(
            hint(
                "Open a case to fill in its form. If neither the child nor the parents are on "
                "your records, choose “Not known to us” under Options: that counts as an answer."
            ),
            gap_before=Space.S,
        )
        self.cases = CaseList()
        self.cases.set_lines(view.lines)  # before the button below, for the order of Tab
        self.add(self.cases, gap_before=Space.S)
        self.blank = secondary_button("Blank form…", icon="print")
        self.blank.clicked.connect(self.blank_asked)
        self.seal = primary_button("Seal returns")
        self.seal.clicked.connect(self.seal_asked)
        self.add(button_row(self.blank, self.seal), gap_before=Space.M)
        self.add(SenderWords(view.audit.body, view.fingerprint), gap_before=Space.L)
        self.end()
        self.show_audit(view, today)

    def show_audit(self, view: AuditView, today: date) -> None:
        """Show how far its cases are."""
        audit = view.audit
        self.place.setText(f"{audit.body.name} · {audit.reference}")
        self.title.setText(audit.title)
        due = view.due_words(today)
        self.sentence.setText(f"{ready_words(view)}, {due}.")
        self.cases.set_lines(view.lines)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.cases.first_control()

    def tell(self, sentence: str, text: str) -> None:
        """Say what was just done, with a way to take it back."""
        self.notice.set_text(sentence, text)
        self.notice.show()

    def forget(self) -> None:
        """Take the notice away."""
        self.notice.hide()
