"""Help of the auditor's desk: the guidance notes of its audits, and the first tour besides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.audits import Audit
from app.domain.help_topics import HelpTopic
from app.services.first_tour import keep_tour_seen, tour_was_seen
from app.services.help_texts import AUDITORS, guidance_topic
from app.ui.frame import MainWindow
from app.ui.interview.interview import Interview
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.first_tour import stops
from app.ui.pages.agency.help_places import help_place
from app.ui.pages.agency.overview import AuditView
from app.ui.pages.help.places import HelpPlace
from app.ui.pages.help.room import DeskHelp
from app.ui.session import Session
from app.ui.widgets.tour import Tour


class HelpRoom(DeskHelp):
    """``audit_asked(id)`` where the tour is to be seen on it."""

    audit_asked = Signal(str)
    texts = AUDITORS
    tour_offered = True

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window, session)
        self._audits: tuple[Audit, ...] = ()
        self._tour_is_due = False
        self.tour: Tour | None = None
        self.list.tour_asked.connect(self._ask_tour)

    def close(self) -> None:
        """Leave the window as it was found."""
        super().close()
        self._drop_tour()

    def follow(self, views: Sequence[AuditView], audit_id: str) -> None:
        """Know the audit that is open, or all of them where none is."""
        audits = tuple(view.audit for view in views)
        self._audits = tuple(one for one in audits if one.id == audit_id) or audits

    def place_of(self, page: QWidget | None) -> HelpPlace:
        """The help for a page."""
        return help_place(page)

    def _notes(self) -> tuple[HelpTopic, ...]:
        """The guidance notes of the audit: they are what is asked for most."""
        notes = (guidance_topic(audit, str(at)) for at, audit in enumerate(self._audits))
        return tuple(one for one in notes if one.parts[0].text)

    def _beside(self, page: QWidget) -> QWidget | None:
        return page.nav if isinstance(page, Interview) else None

    def _tour_possible(self) -> bool:
        return bool(self._audits)

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
