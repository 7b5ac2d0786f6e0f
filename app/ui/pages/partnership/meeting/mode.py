"""The meeting on the projector: one matter at a time, noted while people talk.

Nothing on it says who a child is. Everything can be done with the keyboard, and nothing waits to
be saved.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Topic
from app.domain.meeting import HEADINGS, Matter, NoteHeading, Scope
from app.services.hold_meeting import MeetingInHand
from app.ui.frame import MainWindow
from app.ui.pages.partnership.meeting.book import Book
from app.ui.pages.partnership.meeting.evidence import (
    ANSWERS,
    JUDGEMENT,
    WORDS,
    Evidence,
)
from app.ui.pages.partnership.meeting.keys_sheet import KeysSheet
from app.ui.pages.partnership.meeting.note_guard import NoteGuard
from app.ui.pages.partnership.meeting.notes import NotesBoard
from app.ui.pages.partnership.meeting.seen import Row, covered, matter_name
from app.ui.pages.partnership.meeting.stage import NOTES, Stage
from app.ui.pages.partnership.meeting.stopwatch import Stopwatch
from app.ui.pages.partnership.meeting.time_line import TimeLine, time_words
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.current import theme
from app.ui.theme.tokens import Size, Space
from app.ui.widgets.buttons import icon_button, quiet_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.small import Rule

_WIDE, _HIGH = 1_560, 860  # a projector


class MeetingMode(Room):
    """``matter`` is the one that is discussed."""

    concerns: ClassVar = frozenset[Topic]()

    def __init__(self, floor: Floor, hand: MeetingInHand, matter: Matter | None = None) -> None:
        super().__init__(floor, "Meeting", wide=True, gap=0)
        self.hand = hand
        self.book = Book(floor.session, hand)
        self.book.setParent(self)
        self.book.changed.connect(self._book_changed)
        self.book.failed.connect(self.tell)
        self.guard = NoteGuard(floor.session, hand.audit, self)
        self.agenda = hand.agenda
        self.matter = matter or next(iter(hand.to_discuss), self.agenda[0])
        self.notes: NotesBoard | None = None
        self._taken: dict[str, str] = {}  # note ids, by the matter and key of the row
        self.letters = Size.LEAD
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build_head()
        self.evidence = Evidence(self.book, self.guard, hand)
        self.evidence.taken.connect(self._take)
        self.stage = Stage(self.evidence)
        self.nav, self.done = self.stage.nav, self.stage.done
        self.nav.chosen.connect(self._chosen)
        self.done.toggled.connect(self._ticked)
        self.stage.before.clicked.connect(partial(self.step, -1))
        self.stage.after.clicked.connect(partial(self.step, 1))
        self.body.addWidget(self.stage, 1)
        self._keys()
        self._show_matter()
        self.stage.resized.connect(self._fit)

    # --- building ---------------------------------------------------------------------------------

    def _build_head(self) -> None:
        item = self.body.itemAt(0)
        head = item.layout() if item is not None else None
        assert isinstance(head, QVBoxLayout)  # noqa: S101 - the room's own head
        head.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self.sentence.hide()
        self.leave_it = quiet_button("Leave", icon="back")
        self.leave_it.setAccessibleName("Leave the meeting")
        self.leave_it.setToolTip("Escape")
        self.leave_it.clicked.connect(self.escape)
        self.time = TimeLine(Stopwatch(self.session.context.clock))
        self.time.passed.connect(self._passed)
        self.full = quiet_button("Full screen")
        self.full.setToolTip("F11")
        self.full.clicked.connect(self.turn_full)
        self.help = icon_button("Keys of the meeting", "question")
        self.help.setToolTip("Keys of the meeting (?)")
        self.help.clicked.connect(self.show_keys)
        bar = QWidget()
        flow = FlowLayout(bar, gap=Space.S, row_gap=0)
        for widget in (self.leave_it, self.time, self.full, self.help):
            flow.addWidget(widget)
        head.insertWidget(0, bar)
        self.picture = TextLabel("", size=Size.LEAD, line_height=1.35)
        head.addWidget(self.picture)
        self.add(Rule())

    def _keys(self) -> None:
        for keys, act in (
            ("PgDown", partial(self.step, 1)),
            ("Alt+Right", partial(self.step, 1)),
            ("PgUp", partial(self.step, -1)),
            ("Alt+Left", partial(self.step, -1)),
            ("Ctrl+Return", self.done.toggle),
            ("Ctrl+Enter", self.done.toggle),
            ("Alt+1", partial(self.write_in, NoteHeading.WORRIED)),
            ("Alt+2", partial(self.write_in, NoteHeading.WELL)),
            ("Alt+3", partial(self.write_in, NoteHeading.TO_DO)),
            ("Alt+4", partial(self.look_at, ANSWERS)),
            ("Alt+5", partial(self.look_at, WORDS)),
            ("Alt+6", partial(self.look_at, JUDGEMENT)),
            ("Alt+Z", self._put_back),
            ("Alt+P", self.time.turn),
            ("Alt+T", self.time.turn_away),
            ("F11", self.turn_full),
            ("Escape", self.escape),
            ("?", self.show_keys),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- going about ------------------------------------------------------------------------------

    def focus_first(self) -> None:
        self.write_in(NoteHeading.WORRIED)

    def step(self, way: int) -> None:
        """Go to the next matter, or the one before."""
        at = self.agenda.index(self.matter) + way
        if 0 <= at < len(self.agenda):
            self.go(self.agenda[at])

    def go(self, matter: Matter) -> None:
        """Discuss another matter. What was typed and how long it took is kept."""
        if matter == self.matter:
            return
        self.flush()
        self.time.keep()
        self.matter = matter
        self._show_matter()
        self.focus_first()

    def write_in(self, heading: NoteHeading) -> None:
        """Put the keyboard where the next point of a column is written."""
        if self.notes is not None:
            if not self.stage.is_roomy():
                self.stage.turn_to(NOTES)
            self.notes.write_in(heading)

    def look_at(self, view: str) -> None:
        """Turn to answers, words or judgement, with the keyboard."""
        if view in self.evidence.views:
            self.stage.turn_to(view)
            self.evidence.focus_view()

    def turn_full(self) -> None:
        """Fill the screen, or no longer."""
        window = self.window()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
        self.full.set_text("Leave full screen" if window.isFullScreen() else "Full screen")

    def escape(self) -> None:
        """Out of full screen first, then out of the meeting."""
        if self.window().isFullScreen():
            self.turn_full()
        else:
            self.floor.back()

    def show_keys(self) -> None:
        """Show every key on one sheet."""
        self.sheet = KeysSheet(self.window())
        self.sheet.open_at(self.help.mapToGlobal(QPoint(0, self.help.height())))

    def flush(self) -> None:
        """Keep what was typed a moment ago."""
        self.evidence.flush()
        if self.notes is not None:
            self.notes.flush()

    def leave(self) -> None:
        self.flush()
        self.time.keep()
        self._unveil()

    # --- one matter -------------------------------------------------------------------------------

    def _show_matter(self) -> None:
        matter, audit = self.matter, self.hand.audit
        name = matter_name(audit, matter)
        self.title.setText(name)
        self.setAccessibleName(name)
        case = audit.case(matter.uin) if matter.scope is Scope.CASE else None
        picture = covered(audit, " ".join(case.pen_picture.split())) if case else ""
        self.picture.setText(picture)
        self.evidence.set_size(self.letters)
        self.picture.setVisible(bool(picture))
        self.evidence.show_matter(matter)
        self._show_taken()
        if self.notes is not None:
            self.stage.board.body.removeWidget(self.notes)
            self.notes.hide()
            self.notes.deleteLater()
        self.notes = NotesBoard(self.book, self.guard, matter, self.letters)
        self.notes.said.connect(self.stage.say)
        self.stage.board.add(self.notes)
        self.notes.show()
        self.stage.board.verticalScrollBar().setValue(0)
        self.stage.show_matter(matter)
        discussion = self.book.meeting.discussion(matter)
        quiet = self.done.blockSignals(True)
        self.done.setChecked(discussion.done)
        self.done.blockSignals(quiet)
        at = self.agenda.index(matter)
        self.stage.before.setEnabled(at > 0)
        self.stage.after.setEnabled(at < len(self.agenda) - 1)
        self.time.begin(discussion.seconds, self._time_words)
        self._show_agenda()

    def _show_agenda(self) -> None:
        self.stage.show_agenda(self.hand.audit, self.book.meeting, self.agenda, self.matter)

    def _chosen(self, key: str) -> None:
        self.go(self.agenda[int(key)])

    # --- what is said -----------------------------------------------------------------------------

    def _take(self, row: Row, heading: NoteHeading | None) -> None:
        if self.notes is None:
            return
        note = self.notes.take_over(heading, row.text, row.evidence)
        self._taken[f"{self.matter}{row.key}"] = note.id
        self._show_taken()
        self.stage.say(f"Taken over into “{HEADINGS[note.heading]}”")

    def _show_taken(self) -> None:
        """Tick the rows whose words are among the notes, as they were or in other words."""
        notes = self.book.meeting.notes_on(self.matter)
        ids, said = {note.id for note in notes}, {(note.text, note.evidence) for note in notes}
        self.evidence.set_taken(
            lambda row: (
                (row.text, row.evidence) in said
                or self._taken.get(f"{self.matter}{row.key}") in ids
            )
        )

    def _put_back(self) -> None:
        if self.notes is not None:
            self.notes.put_back()

    def _ticked(self, done: bool) -> None:
        self.time.keep()
        now = self.book.meeting.discussion(self.matter)
        self.book.discuss(replace(now, done=done, seconds=self.time.watch.seconds))
        self.time.look()

    def _passed(self, seconds: int) -> None:
        now = self.book.meeting.discussion(self.matter)
        self.book.discuss(replace(now, seconds=seconds))

    def _book_changed(self) -> None:
        self._show_agenda()
        self._show_taken()

    def _time_words(self) -> str:
        meeting = self.book.meeting
        rest = tuple(one for one in self.agenda if not meeting.discussion(one).done)
        here = self.time.watch.seconds
        return time_words(self.book.minutes, meeting, self.matter, here, rest)

    # --- the window -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        window = self.window()
        if isinstance(window, MainWindow):
            window.set_bare(True)
        self.time.run(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.time.run(False)
            window = self.window()
            if isinstance(window, MainWindow):
                window.set_bare(False)

    def _unveil(self) -> None:
        """Give the window back its bars, and its size."""
        window = self.window()
        if isinstance(window, MainWindow):
            if window.isFullScreen():
                window.showNormal()
            window.set_bare(False)

    def _fit(self) -> None:
        """Write one step larger still where there is room for it, as on a projector."""
        large = self.width() >= theme().px(_WIDE) and self.height() >= theme().px(_HIGH)
        letters = Size.SECTION if large else Size.LEAD
        if letters != self.letters:
            self.letters = letters
            self.flush()
            focus = self._focused_column()
            self._show_matter()
            if focus is not None:
                self.write_in(focus)
        self.stage.arrange()

    def _focused_column(self) -> NoteHeading | None:
        """The column in which somebody writes."""
        focus = self.focusWidget()
        columns = self.notes.columns if self.notes is not None else {}
        return next((h for h, c in columns.items() if focus and c.isAncestorOf(focus)), None)
