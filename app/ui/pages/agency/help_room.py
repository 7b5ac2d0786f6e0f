"""The place "Help": its pages, the way there from any page and back, the guide, the tour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.audits import Audit
from app.domain.help_topics import HelpTopic
from app.errors import PartnershipAuditError
from app.services.first_tour import keep_tour_seen, tour_was_seen
from app.services.help_texts import KEYBOARD, TROUBLE, guidance_topic, help_picture, help_topics
from app.services.write_guide import GUIDE_NAME, WrittenGuide, write_guide
from app.ui.frame import MainWindow
from app.ui.interview.interview import Interview
from app.ui.messages import show_error
from app.ui.outside import show_outside
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.first_tour import stops
from app.ui.pages.agency.help_pages import HelpListPage, HelpTopicPage
from app.ui.pages.agency.help_places import help_place
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.printing import FileSheet, ask_for_pdf, where_words
from app.ui.pages.agency.sealing import documents_folder
from app.ui.pages.agency.surroundings import HELP
from app.ui.session import Session
from app.ui.theme.tokens import Tone
from app.ui.widgets.tour import Tour

_NEAR = 4
LOGS = "logs"


class HelpRoom(QObject):
    """``shown(page)`` for a page of Help, ``returned(page)`` for the one where one was before;
    ``audit_asked(id)`` where the tour is to be seen on it.
    """

    shown = Signal(object)
    returned = Signal(object)
    audit_asked = Signal(str)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._resources = session.context.resources
        self._topics: tuple[HelpTopic, ...] = ()
        self._audits: tuple[Audit, ...] = ()
        self._from: QWidget | None = None
        self._focus: QWidget | None = None
        self._tour_is_due = False
        self.tour: Tour | None = None
        self.topic: HelpTopicPage | None = None
        self.list = HelpListPage()
        self.list.topic_chosen.connect(self.show_topic)
        self.list.guide_asked.connect(self._save_guide)
        self.list.tour_asked.connect(self._ask_tour)
        self.list.left.connect(self.go_back)

    def begin(self) -> None:
        """Take F1 and the help button."""
        self._window.help_asked.connect(self.ask)
        self._window.search_asked.connect(self._find)
        self._window.help_button.show()

    def close(self) -> None:
        """Leave the window as it was found."""
        self._window.help_asked.disconnect(self.ask)
        self._window.search_asked.disconnect(self._find)
        self._window.help_button.hide()
        self._drop_tour()

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [page for page in (self.list, self.topic) if page is not None]

    def follow(self, views: Sequence[AuditView], audit_id: str) -> None:
        """Know the audit that is open, or all of them where none is."""
        audits = tuple(view.audit for view in views)
        self._audits = tuple(one for one in audits if one.id == audit_id) or audits

    # --- topics -----------------------------------------------------------------------------------

    def ask(self) -> None:
        """Help for the page where one is; from a topic, all of them."""
        page = self._window.page()
        if page in self.pages():
            self.show_list()
            return
        topic = help_place(page).topic
        self._read(partial(self.show_topic, topic) if topic else self.show_list)

    def show_list(self) -> None:
        """All topics."""
        self._read(self._show_list)

    def _show_list(self) -> None:
        self._remember()
        self.list.show_topics(self._all(), tour=bool(self._audits))
        self._show(self.list)

    def show_topic(self, topic_id: str) -> None:
        """One topic."""
        self._remember()
        everything = self._all()
        topic = next(one for one in everything if one.id == topic_id)
        same = [one for one in everything if one.chapter == topic.chapter and one is not topic]
        own = [one for one in everything if one not in self._topics and one is not topic]
        drawn = topic.picture
        picture = help_picture(self._resources, drawn.file) if drawn else None
        earlier = self.topic
        page = self.topic = HelpTopicPage(
            topic,
            [*(own if topic in self._topics else []), *same][: _NEAR + len(own)],
            picture=picture,
            shortcuts=topic.id == KEYBOARD,
            reports=self._count_reports() if topic.id == TROUBLE else None,
        )
        page.left.connect(self.go_back)
        page.list_asked.connect(self.show_list)
        page.reports_asked.connect(self._show_reports)
        page.topic_chosen.connect(self.show_topic)
        self._show(page)
        if earlier is not None:
            self._window.drop_page(earlier)

    def _logs(self) -> Path:
        return self._session.context.data() / LOGS

    def _count_reports(self) -> int:
        return sum(1 for _ in self._logs().glob("*"))

    def _show_reports(self) -> None:
        show_outside(self._logs(), self._window)

    def _all(self) -> tuple[HelpTopic, ...]:
        """The guidance notes of the audit come first: they are what is asked for most."""
        notes = (guidance_topic(audit, str(at)) for at, audit in enumerate(self._audits))
        return (*(one for one in notes if one.parts[0].text), *self._topics)

    def _read(self, then: Callable[[], object]) -> None:
        if self._topics:
            then()
            return

        def arrived(topics: tuple[HelpTopic, ...]) -> None:
            self._topics = topics
            then()

        read = partial(help_topics, self._resources)
        self._session.read(read, arrived, failed=self._failed, owner=self)

    def _find(self) -> None:
        if self._window.page() in self.pages():
            self.show_list()
            QTimer.singleShot(0, self.list, self.list.search_for)

    # --- coming and going -------------------------------------------------------------------------

    def _remember(self) -> None:
        """Where one is, and which control has the keyboard there."""
        page = self._window.page()
        if page is None or page in self.pages():
            return
        self._from = page
        self.list.forget()
        holder = self._window.focusWidget()
        side = page.nav if isinstance(page, Interview) else None
        inside = holder is not None and (
            page.isAncestorOf(holder) or (side is not None and side.isAncestorOf(holder))
        )
        self._focus = holder if inside else page.focusWidget()

    def _show(self, page: HelpListPage | HelpTopicPage) -> None:
        page.set_back(help_place(self._from).name)
        self._window.set_side(None)
        self._window.set_current_place(HELP)
        self.shown.emit(page)

    def go_back(self) -> None:
        """Exactly to where one was."""
        page, control = self._from, self._focus
        if page is None:
            return
        if isinstance(page, Interview):
            self._window.set_side(page.nav)
        self._window.set_current_place(help_place(page).place)
        self.returned.emit(page)
        if control is not None and isValid(control):
            QTimer.singleShot(0, control, control.setFocus)

    # --- the guide --------------------------------------------------------------------------------

    def _save_guide(self) -> None:
        title = "Save the user guide as a PDF"
        path = ask_for_pdf(self._window, title, documents_folder() / GUIDE_NAME)
        if path is not None:
            resources = self._resources
            self._session.work(
                lambda _work: write_guide(resources, path),
                done=self._written,
                failed=self._failed,
                owner=self,
            )

    def _written(self, guide: WrittenGuide) -> None:
        text = f"{where_words(guide.path, guide.pages)} There is nothing of your cases in it."
        sentence = "The user guide is saved as a PDF."
        FileSheet(self._window, guide.path, sentence, text, icon="check", tone=Tone.GOOD).tell()

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)

    # --- the tour ---------------------------------------------------------------------------------

    def offer_tour(self) -> None:
        """Let the tour begin on the page of an audit, if it was never seen on this desk."""
        read = partial(tour_was_seen, self._session.workspace)
        self._session.read(read, self._tour_known, failed=self._failed, owner=self)

    def _tour_known(self, seen: bool) -> None:
        self._tour_is_due = not seen
        self.page_shown(self._window.page())

    def _ask_tour(self) -> None:
        self._tour_is_due = True
        self.audit_asked.emit(self._audits[0].id)

    def page_shown(self, page: QWidget | None) -> None:
        """Begin the tour where it belongs; leave it where another page is shown."""
        if self.tour is not None:
            self.tour.end()
        if self._tour_is_due and isinstance(page, AuditPage):
            self._tour_is_due = False
            # After the desk has given the keyboard to the page: the tour takes it from there.
            QTimer.singleShot(0, page, lambda: QTimer.singleShot(0, page, self._begin_tour))

    def _begin_tour(self) -> None:
        page = self._window.page()
        found = stops(self._window, page) if isinstance(page, AuditPage) else ()
        if found:
            self.tour = Tour(self._window, found)
            self.tour.ended.connect(self._tour_ended)
            self.tour.begin()

    def _tour_ended(self) -> None:
        self._drop_tour()
        self._session.write(partial(keep_tour_seen, self._session.workspace), failed=self._failed)

    def _drop_tour(self) -> None:
        tour, self.tour = self.tour, None
        if tour is not None:
            tour.hide()
            tour.deleteLater()
