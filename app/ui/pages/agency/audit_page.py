"""One audit: its cases as a list of things to do."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.policy import Policy
from app.ui.pages.agency.audit_card import ready_words
from app.ui.pages.agency.case_list import CaseList
from app.ui.pages.agency.letters_notice import LettersNotice
from app.ui.pages.agency.next_case import case_to_rest_on
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.own_words import OwnWords
from app.ui.pages.agency.pack_news_notice import PackNewsNotice
from app.ui.pages.agency.route_line import RouteLine
from app.ui.pages.agency.sender import SenderWords
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, primary_button, quiet_button, secondary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, page_title
from app.ui.widgets.menus import Menu
from app.ui.widgets.surfaces import ReadingColumn, button_row


class AuditPage(ReadingColumn):
    """``cases`` sends what is wanted of a case; ``seal_asked``, ``blank_asked`` for a form to fill
    in by hand; ``nil_for_all_asked``; ``undo_asked`` of the notice; ``compared`` the words;
    ``query_asked(UIN)`` to read what the partnership asks; ``news_read`` what a pack changed.
    """

    seal_asked = Signal()
    blank_asked = Signal()
    nil_for_all_asked = Signal()
    undo_asked = Signal()
    colleague_asked = Signal()
    compared = Signal()
    query_asked = Signal(str)
    news_read = Signal()

    def __init__(self, view: AuditView, today: date, policy: Policy) -> None:
        super().__init__()
        self.audit_id = view.audit.id
        self.body.setSpacing(Space.S)
        self.place = caption("")
        self.add(self.place)
        self.title = page_title("")
        self.add(self.title)
        self.sentence = body_text("")
        self.add(self.sentence)
        self.back_here = IconLine("check", "", Tone.SECONDARY)
        self.back_here.hide()
        self.add(self.back_here)
        self.changed = PackNewsNotice()
        self.changed.read.connect(self.news_read)
        self.add(self.changed)
        self.letters = LettersNotice()
        self.letters.query_asked.connect(self.query_asked)
        self.add(self.letters)
        self.notice = Banner(Tone.GOOD, "", " ", action="Take it back")
        self.notice.acted.connect(self.undo_asked)
        self.notice.hide()
        self.add(self.notice, gap_before=Space.S)
        self.news = Banner(Tone.GOOD, "", " ")
        self.news.hide()
        self.add(self.news)
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
        self.nil_for_all = quiet_button("None of them is known to us…", icon="not-known")
        self.nil_for_all.clicked.connect(self.nil_for_all_asked)
        self.add(button_row(self.nil_for_all, right=False))
        self.blank = secondary_button("Blank form…", icon="print")
        self.blank.clicked.connect(self.blank_asked)
        self.seal = primary_button("Seal returns")
        self.seal.clicked.connect(self.seal_asked)
        self.more = Button("More", icon="chevron-down", icon_after=True)
        self.more.clicked.connect(self._open_menu)
        self.add(button_row(self.more, self.blank, self.seal), gap_before=Space.M)
        self.route = RouteLine()
        self.add(self.route, gap_before=Space.M)
        self.words = SenderWords(view.audit.body, view.sender, policy)
        self.words.compared.connect(self.compared)
        self.add(self.words, gap_before=Space.L)
        self.add(OwnWords(view.audit.body, view.own_words), gap_before=Space.M)
        self.end()
        self.show_audit(view, today)

    def show_audit(self, view: AuditView, today: date) -> None:
        """Show how far its cases are."""
        audit = view.audit
        self.place.setText(f"{audit.body.name} · {audit.reference}")
        self.title.setText(audit.title)
        due = view.due_words(today)
        self.sentence.setText(f"{ready_words(view)}, {due}.")
        self.changed.set(view)
        self.letters.set(view)
        self.cases.set_lines(view.lines)
        count = len(view.untouched)
        all_of_them = "None of them" if count == len(view.lines) else "None of the others"
        self.nil_for_all.set_text(f"{all_of_them} is known to us…")
        # A single case has its own "Not known to us".
        self.nil_for_all.setVisible(count > 0 and count + len(view.written) > 1)
        self.words.set(view.sender)
        self.route.set(view)

    def menu(self) -> Menu:
        """What is done less often."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask = "Take cases over from a colleague…"
        menu.add(ask, self.colleague_asked.emit, icon="people")
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + Space.XS)))

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.cases.first_control()

    def keyboard_after(self, view: AuditView, uin: str = "") -> QWidget:
        """Where the keyboard goes after a case; without a UIN after the one where it is.

        An open case keeps it, one that is finished hands it on to the next that is open, and the
        last one to the sealing.
        """
        now = self.focusWidget()
        here = self.cases.uin_of(now)
        nothing_to_seal = not any(line.can_be_sealed for line in view.lines)
        if not (uin or here or now is None or (now is self.seal and nothing_to_seal)):
            return now
        rest = case_to_rest_on(view, uin or here)
        if not rest:
            return self.seal if not nothing_to_seal else now or self.first_control()
        return now if now is not None and rest == here else self.cases.row(rest).row

    def tell(self, sentence: str, text: str) -> None:
        """Say what was just done, with a way to take it back."""
        self.notice.set_text(sentence, text)
        self.notice.show()

    def tell_news(self, sentence: str, text: str) -> None:
        """Say what has just come."""
        self.news.set_text(sentence, text)
        self.news.show()

    def welcome(self, words: str) -> None:
        """Say that one was here; moving on takes it away."""
        self.back_here.set_text(words)
        self.back_here.show()

    def tell_receipt(self) -> None:
        """Let the receipt stand out, which has just come."""
        self.letters.tell_receipt()

    def forget(self) -> None:
        """Take the notice away."""
        self.letters.forget()
        self.notice.hide()
        self.news.hide()
        self.back_here.hide()
