"""The page of one audit: what is wanted there goes to the room that does it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.policy import Policy
from app.ui.frame import MainWindow
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.case_deeds import CaseDeeds
from app.ui.pages.agency.colleague_room import ColleagueRoom
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.printing import Printing
from app.ui.pages.agency.route_room import RouteRoom
from app.ui.pages.agency.watch_list import WatchListRoom


class AuditRoom(QObject):
    """``case_asked(UIN)``, ``print_asked(UIN)``, ``query_asked(audit id, UIN)``, ``seal_asked``."""

    case_asked = Signal(str)
    print_asked = Signal(str)
    query_asked = Signal(str, str)
    seal_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        deeds: CaseDeeds,
        colleagues: ColleagueRoom,
        route: RouteRoom,
        printing: Printing,
        watch_lists: WatchListRoom,
        policy: Policy,
    ) -> None:
        super().__init__()
        self._policy = policy
        self._window, self._deeds, self._colleagues = window, deeds, colleagues
        self._route, self._printing, self._watch_lists = route, printing, watch_lists
        self._views: dict[str, AuditView] = {}
        self._receipt_of = ""
        self._news: tuple[str, str] | None = None
        self._answered = ""
        self.page: AuditPage | None = None
        deeds.told.connect(self._tell)
        watch_lists.told.connect(self._tell_saved)
        deeds.answered.connect(self._turn_to_next)

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [self.page] if self.page is not None else []

    def page_of(self, view: AuditView, today: date) -> AuditPage:
        """The page of an audit as it is now, with what has just come standing out."""
        page = self.page
        if page is None or page.audit_id != view.audit.id:
            page = self._new_page(view, today)
        page.forget()
        if self._receipt_of == view.audit.id:
            page.tell_receipt()
        if self._news is not None:
            page.tell_news(*self._news)
        self._receipt_of, self._news = "", None
        return page

    def follow(self, view: AuditView, today: date) -> None:
        """Show how far the audit is, if it is the one that the page is about."""
        self._views[view.audit.id] = view
        if self.page is not None and self.page.audit_id == view.audit.id:
            self.page.show_audit(view, today)
            if self._answered and self._window.page() is self.page:
                self.page.keyboard_after(view, self._answered).setFocus()
            self._answered = ""

    def expect_receipt(self, audit_id: str) -> None:
        """Let the receipt stand out when the page is shown next."""
        self._receipt_of = audit_id

    def expect_news(self, sentence: str, text: str) -> None:
        """Say this when the page is shown next."""
        self._news = sentence, text

    def _new_page(self, view: AuditView, today: date) -> AuditPage:
        if self.page is not None:
            self._window.drop_page(self.page)
        page = self.page = AuditPage(view, today, self._policy)
        self._views[view.audit.id] = view
        deeds, colleagues, cases = self._deeds, self._colleagues, page.cases

        def now() -> AuditView:
            return self._views[view.audit.id]

        cases.opened.connect(self.case_asked)
        cases.print_asked.connect(self.print_asked)
        cases.watch_asked.connect(lambda uin: self._watch_lists.ask(now(), uin))
        cases.nil_asked.connect(lambda uin: deeds.mark_nil(now(), uin))
        cases.nil_asked_about.connect(lambda uin: deeds.ask_about_nil(now(), uin))
        cases.reopen_asked.connect(lambda uin: deeds.reopen(now(), uin))
        cases.taken_back.connect(lambda uin: colleagues.take_back(now(), uin))
        page.undo_asked.connect(deeds.undo)
        page.undo_asked.connect(page.forget)
        page.nil_for_all_asked.connect(lambda: deeds.mark_all_nil(now()))
        page.compared.connect(partial(deeds.keep_compared, view.audit.id))
        page.news_read.connect(partial(deeds.dismiss_news, view.audit.id))
        page.query_asked.connect(partial(self.query_asked.emit, view.audit.id))
        page.colleague_asked.connect(lambda: colleagues.ask(now()))
        page.route.asked.connect(lambda: self._route.begin(now()))
        page.blank_asked.connect(lambda: self._printing.print_blank(now().audit))
        page.seal_asked.connect(self.seal_asked)
        return page

    def _turn_to_next(self, uin: str) -> None:
        """Once the list shows the case as answered, the keyboard goes on."""
        self._answered = uin

    def _tell_saved(self, sentence: str, text: str) -> None:
        if self.page is not None:
            self.page.tell_news(sentence, text)

    def _tell(self, sentence: str, text: str) -> None:
        if self.page is not None:
            self.page.tell(sentence, text)
