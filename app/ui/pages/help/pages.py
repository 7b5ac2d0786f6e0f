"""The pages of Help: the list of topics with its search, and one topic."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.help_topics import HelpTopic, by_chapter
from app.domain.shortcuts import BACK_FROM_HELP, Shortcuts
from app.ui.interview.guidance import GuidanceNote
from app.ui.pages.help.blocks import PartView, ShortcutTable, nothing_found
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import body_text, caption, hint, page_title, section_title
from app.ui.widgets.picture_view import PictureView
from app.ui.widgets.surfaces import ReadingColumn
from app.ui.widgets.task_list import Task, TaskList, TaskRow


class _HelpPage(ReadingColumn):
    """``left`` goes back to where one was, by the first control or by Escape."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(Space.S)
        self.back = quiet_button("Back", icon="back")
        self.back.setStyleSheet("padding: 0; border: 0;")  # level with the column's edge
        self.back.clicked.connect(self.left)
        self.add(self.back)
        self.body.setAlignment(self.back, Qt.AlignmentFlag.AlignLeft)
        (key,) = BACK_FROM_HELP.keys
        escape = QShortcut(QKeySequence(key), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def set_back(self, words: str) -> None:
        """Say where the way back leads."""
        self.back.set_text(f"Back to {words}")

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.back


class HelpListPage(_HelpPage):
    """``topic_chosen(id)``, ``guide_asked`` to save the guide, ``tour_asked`` to see the tour."""

    topic_chosen = Signal(str)
    guide_asked = Signal()
    tour_asked = Signal()

    def __init__(self, *, tour: bool) -> None:
        super().__init__()
        self._topics: tuple[HelpTopic, ...] = ()
        self.rows: dict[str, TaskRow] = {}
        self.add(page_title("Help"))
        self.add(body_text("Press F1 on any page for the help on that page."))
        self.search = LineField("Find in Help", characters=40, longest=100)
        self.search.edited.connect(lambda _text: self._fill())
        self.search.entered.connect(lambda _text: self._open_only())
        self.add(self.search, gap_before=Space.S)
        self.count = caption("")
        self.add(self.count)
        self._place = QVBoxLayout()
        self._place.setSpacing(Space.S)
        self.add(self._place, gap_before=Space.S)
        self.guide = secondary_button("Save the guide as PDF…", icon="download")
        self.guide.clicked.connect(self.guide_asked)
        self.tour = secondary_button("Show the tour again")
        self.tour.clicked.connect(self.tour_asked)
        words = "The guide holds all these topics."
        if tour:
            self.add(section_title("On paper, and from the beginning"), gap_before=Space.L)
            self.add(hint(f"{words} The tour shows the page of an audit."))
        else:
            self.add(section_title("On paper"), gap_before=Space.L)
            self.add(hint(words))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=Space.M, row_gap=Space.S)
        flow.addWidget(self.guide)
        flow.addWidget(self.tour)
        self.tour.setVisible(tour)
        self.add(buttons)
        self.end()

    def show_topics(self, topics: Sequence[HelpTopic], *, tour: bool) -> None:
        """Show these topics; ``tour`` says whether there is an audit to be shown on it."""
        self.tour.setEnabled(tour)
        if tuple(topics) != self._topics:
            self._topics = tuple(topics)
            self._fill()

    def search_for(self) -> None:
        """Let words be typed."""
        self.search.box.setFocus()
        self.search.box.selectAll()

    def forget(self) -> None:
        """Show all topics, whatever was looked for before."""
        if self.search.value():
            self.search.set_value("")
            self._fill()

    def _found(self) -> tuple[HelpTopic, ...]:
        words = self.search.value()
        return tuple(topic for topic in self._topics if topic.holds(words))

    def _open_only(self) -> None:
        found = self._found()
        if len(found) == 1:
            self.topic_chosen.emit(found[0].id)

    def _fill(self) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found, words = self._found(), self.search.value().strip()
        topics = "1 topic" if len(found) == 1 else f"{len(found)} topics"
        self.count.setText(f"{topics} with “{words}”" if words else topics)
        self.count.setVisible(bool(found))
        self.rows = {}
        for name, some in by_chapter(found):
            self._chapter(name, some)
        if not found:
            self._place.addWidget(nothing_found(words))
        self._order_keys()

    def _chapter(self, name: str, topics: Sequence[HelpTopic]) -> None:
        if self._place.count():
            self._place.addSpacing(Space.M)
        self._place.addWidget(section_title(name))
        tasks = [Task(topic.id, topic.title, topic.summary) for topic in topics]
        listed = TaskList(tasks, name)
        listed.opened.connect(self.topic_chosen)
        self._place.addWidget(listed)
        self.rows |= {topic.id: listed.row(topic.id) for topic in topics}

    def _order_keys(self) -> None:
        """The rows are made later than the buttons below them."""
        before: QWidget = self.search.box
        for after in (*self.rows.values(), self.guide, self.tour):
            QWidget.setTabOrder(before, after)
            before = after


class HelpTopicPage(_HelpPage):
    """One topic. ``list_asked`` for all of them, ``topic_chosen(id)`` for one that is near;
    ``reports_asked`` to see the reports of failures.
    """

    list_asked = Signal()
    topic_chosen = Signal(str)
    reports_asked = Signal()

    def __init__(
        self,
        topic: HelpTopic,
        near: Sequence[HelpTopic],
        *,
        picture: Path | None,
        shortcuts: Shortcuts = (),
        reports: int | None = None,
    ) -> None:
        super().__init__()
        self.topic = topic
        self.add(caption(topic.chapter))
        self.add(page_title(topic.title))
        self.add(body_text(topic.summary))
        for part in topic.parts:
            self.add(PartView(part), gap_before=Space.M)
        for title, some in shortcuts:
            self.add(ShortcutTable(title, some), gap_before=Space.L)
        if topic.tips:
            self.add(GuidanceNote(topic.tips, selectable=True), gap_before=Space.M)
        if picture is not None and topic.picture is not None:
            self.add(PictureView(picture, topic.picture.alt), gap_before=Space.L)
            self.add(caption(topic.picture.caption))
        if reports is not None:
            self._add_reports(reports)
        self.near = TaskList([Task(one.id, one.title) for one in near], "More in Help")
        self.near.opened.connect(self.topic_chosen)
        self.all = secondary_button("All help topics")
        self.all.clicked.connect(self.list_asked)
        if near:
            self.add(section_title("More in Help"), gap_before=Space.L)
            self.add(self.near)
        self.add(self.all, gap_before=Space.S)
        self.body.setAlignment(self.all, Qt.AlignmentFlag.AlignLeft)
        self.end()

    def _add_reports(self, count: int) -> None:
        self.add(section_title("Reports of failures"), gap_before=Space.M)
        written = "1 report was written" if count == 1 else f"{count} reports were written"
        none = "No report was written on this computer so far."
        self.add(body_text(f"{written} on this computer." if count else none))
        if count:
            button = secondary_button("Show the reports", icon="folder")
            button.clicked.connect(self.reports_asked)
            self.add(button)
            self.body.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
