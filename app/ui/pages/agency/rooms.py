"""The rooms of the auditor's desk: built here, joined by the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.sealing.clear import AUDIT_PACK, QUERY, RECEIPT
from app.ui.frame import MainWindow
from app.ui.interview.interview import Interview
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.audit_room import AuditRoom
from app.ui.pages.agency.case_deeds import CaseDeeds
from app.ui.pages.agency.colleague_room import ColleagueRoom
from app.ui.pages.agency.copies_page import CopiesPage
from app.ui.pages.agency.forms_room import FormsRoom
from app.ui.pages.agency.help_room import HelpRoom
from app.ui.pages.agency.history_page import HistoryPage
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.keys_page import KeysPage
from app.ui.pages.agency.letters_room import LettersRoom
from app.ui.pages.agency.look_room import LookRoom
from app.ui.pages.agency.opening import FileOpener, PackOpener
from app.ui.pages.agency.printing import Printing
from app.ui.pages.agency.route_room import RouteRoom
from app.ui.pages.agency.sealing import SealingRoom
from app.ui.pages.agency.sent_room import SentRoom
from app.ui.pages.agency.watch_list import WatchListRoom
from app.ui.session import Session


class Rooms(QObject):
    """A room does one thing with its pages and says by signals what is wanted elsewhere."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self.window, self.session = window, session
        self.home = HomePage(session.context.policy)
        self.sent = SentRoom(window, session)
        self.keys: KeysPage | None = None
        self.copies: CopiesPage | None = None
        self.history: HistoryPage | None = None
        self.help = HelpRoom(window, session)
        self.forms = FormsRoom(window, session)
        self.letters = LettersRoom(window, session)
        self.looks = LookRoom(window)
        self.sealing = SealingRoom(window, session)
        self.route = RouteRoom(window, session, self.sealing)
        self.colleagues = ColleagueRoom(window, session, self.sealing, self.forms.refuse_unsaved)
        self.deeds = CaseDeeds(window, session)
        self.printing = Printing(window, session)
        self.watch_lists = WatchListRoom(window, session)
        self.audits = AuditRoom(
            window,
            self.deeds,
            self.colleagues,
            self.route,
            self.printing,
            self.watch_lists,
            session.context.policy,
        )
        self.opener = PackOpener(window, session)
        handlers = {
            **self.colleagues.handlers(),
            AUDIT_PACK: lambda _path, data: self.opener.open(data),
            QUERY: self.letters.receive,
            RECEIPT: self.letters.receive,
        }
        self.files = FileOpener(window, session, handlers)

    @property
    def audit_page(self) -> AuditPage | None:
        """The page of the audit that was looked at last."""
        return self.audits.page

    @property
    def interview(self) -> Interview | None:
        """The form that is open."""
        return self.forms.interview

    def keys_page(self) -> KeysPage:
        """A page about the keys; one that was open before, and what was typed into it, goes."""
        if self.keys is not None:
            self.window.drop_page(self.keys)
        self.keys = KeysPage(self.session)
        self.keys.panel.look()
        return self.keys

    def copies_page(self) -> CopiesPage:
        """The page of the copies, as they are now."""
        if self.copies is None:
            self.copies = CopiesPage(self.session)
        self.copies.pane.look()
        return self.copies

    def history_page(self) -> HistoryPage:
        """The page of the history, as it is now."""
        if self.history is None:
            self.history = HistoryPage(self.session)
        self.history.panel.look()
        return self.history

    def pages(self) -> list[QWidget]:
        """Every page that is there."""
        asked_for = (self.audits, self.sealing, self.forms, self.letters, self.looks)
        rooms = (*asked_for, self.colleagues, self.route, self.sent, self.help)
        own = [page for page in (self.keys, self.copies, self.history) if page is not None]
        return [self.home, *own, *(page for room in rooms for page in room.pages())]
