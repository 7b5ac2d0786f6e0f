"""Help of a desk: its pages, the way there from any page and back, the guide on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.help_topics import HelpTopic
from app.errors import PartnershipAuditError
from app.services.help_texts import KEYBOARD, TROUBLE, HelpTexts, help_picture, help_topics
from app.services.write_guide import WrittenGuide, write_guide
from app.ui.frame import MainWindow
from app.ui.messages import show_error
from app.ui.outside import show_outside
from app.ui.pages.files_folder import files_folder
from app.ui.pages.help.pages import HelpListPage, HelpTopicPage
from app.ui.pages.help.places import HelpPlace
from app.ui.pages.pdf_file import FileSheet, ask_for_pdf, where_words
from app.ui.session import Session
from app.ui.theme.tokens import Tone

_NEAR = 4
LOGS = "logs"
HELP = "help"
"""The place at the side."""


class DeskHelp(QObject):
    """``shown(page)`` for a page of Help, ``returned(page)`` for the one where one was before."""

    shown = Signal(object)
    returned = Signal(object)
    texts: ClassVar[HelpTexts]
    tour_offered: ClassVar[bool] = False

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._resources = session.context.resources
        self._topics: tuple[HelpTopic, ...] = ()
        self._from: QWidget | None = None
        self._focus: QWidget | None = None
        self.topic: HelpTopicPage | None = None
        self.list = HelpListPage(tour=self.tour_offered)
        self.list.topic_chosen.connect(self.show_topic)
        self.list.guide_asked.connect(self._save_guide)
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

    def pages(self) -> list[QWidget]:
        """The pages that are there."""
        return [page for page in (self.list, self.topic) if page is not None]

    # --- what each desk says for itself -----------------------------------------------------------

    def place_of(self, page: QWidget | None) -> HelpPlace:
        """The help for a page."""
        raise NotImplementedError

    def _notes(self) -> tuple[HelpTopic, ...]:
        """Topics that are not the program's own; they come first."""
        return ()

    def _beside(self, _page: QWidget) -> QWidget | None:
        """What a page has at the side in place of the rooms."""
        return None

    def _tour_possible(self) -> bool:
        return False

    # --- topics -----------------------------------------------------------------------------------

    def ask(self) -> None:
        """Help for the page where one is; from a topic, all of them."""
        page = self._window.page()
        if page in self.pages():
            self.show_list()
            return
        topic = self.place_of(page).topic
        self._read(partial(self.show_topic, topic) if topic else self.show_list)

    def show_list(self) -> None:
        """All topics."""
        self._read(self._show_list)

    def _show_list(self) -> None:
        self._remember()
        self.list.show_topics(self._all(), tour=self._tour_possible())
        self._show(self.list)

    def show_topic(self, topic_id: str) -> None:
        """One topic."""
        self._remember()
        everything = self._all()
        topic = next(one for one in everything if one.id == topic_id)
        same = [one for one in everything if one.chapter == topic.chapter and one is not topic]
        own = [one for one in everything if one not in self._topics and one is not topic]
        drawn = topic.picture
        earlier = self.topic
        page = self.topic = HelpTopicPage(
            topic,
            [*(own if topic in self._topics else []), *same][: _NEAR + len(own)],
            picture=help_picture(self._resources, drawn.file) if drawn else None,
            shortcuts=self.texts.shortcuts if topic.id == KEYBOARD else (),
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
        return (*self._notes(), *self._topics)

    def _read(self, then: Callable[[], object]) -> None:
        if self._topics:
            then()
            return

        def arrived(topics: tuple[HelpTopic, ...]) -> None:
            self._topics = topics
            then()

        read = partial(help_topics, self._resources, self.texts)
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
        side = self._beside(page)
        inside = holder is not None and (
            page.isAncestorOf(holder) or (side is not None and side.isAncestorOf(holder))
        )
        self._focus = holder if inside else page.focusWidget()

    def _show(self, page: HelpListPage | HelpTopicPage) -> None:
        page.set_back(self.place_of(self._from).name)
        self._window.set_side(None)
        self._window.set_current_place(HELP)
        self.shown.emit(page)

    def go_back(self) -> None:
        """Exactly to where one was."""
        page, control = self._from, self._focus
        if page is None:
            return
        if (side := self._beside(page)) is not None:
            self._window.set_side(side)
        if place := self.place_of(page).place:
            self._window.set_current_place(place)
        self.returned.emit(page)
        if control is not None and isValid(control):
            QTimer.singleShot(0, control, control.setFocus)

    # --- the guide --------------------------------------------------------------------------------

    def _save_guide(self) -> None:
        title = "Save the user guide as a PDF"
        begin = files_folder(self._session.context.policy)
        path = ask_for_pdf(self._window, title, begin / self.texts.guide_name)
        if path is not None:
            resources, texts = self._resources, self.texts
            self._session.work(
                lambda _work: write_guide(resources, path, texts),
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
