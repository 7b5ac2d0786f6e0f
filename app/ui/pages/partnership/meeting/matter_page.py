"""One matter after the meeting: what was noted and agreed, to be read and mended at leisure."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from app.domain.changes import Topic
from app.domain.meeting import Matter
from app.services.hold_meeting import LONGEST_MEETING, MeetingInHand
from app.ui.pages.partnership.meeting.book import Book
from app.ui.pages.partnership.meeting.judgement import JudgementPane
from app.ui.pages.partnership.meeting.note_guard import NoteGuard
from app.ui.pages.partnership.meeting.notes import NotesBoard
from app.ui.pages.partnership.meeting.seen import covered, matter_name
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space
from app.ui.widgets.fields import NumberField, check_box
from app.ui.widgets.labels import section_title
from app.ui.widgets.surfaces import button_row


class MatterPage(Room):
    """Everything is kept as it is typed."""

    concerns: ClassVar = frozenset[Topic]()

    def __init__(self, floor: Floor, hand: MeetingInHand, matter: Matter) -> None:
        super().__init__(floor, matter_name(hand.audit, matter), wide=True, back="Meeting")
        self.book, self.matter = Book(floor.session, hand), matter
        self.book.setParent(self)
        self.book.failed.connect(self.tell)
        self.guard = NoteGuard(floor.session, hand.audit, self)
        case = hand.audit.case(matter.uin)
        picture = covered(hand.audit, " ".join(case.pen_picture.split())) if case else ""
        self.sentence.setText(picture)
        self.sentence.setVisible(bool(picture))
        discussion = hand.meeting.discussion(matter)
        self.done = check_box("Discussed", checked=discussion.done)
        self.done.toggled.connect(self._ticked)
        self.add(button_row(self.done, right=False))
        self.add(section_title("What was noted"), gap_before=Space.S)
        self.notes = NotesBoard(self.book, self.guard, matter)
        self.notes.said.connect(lambda words: self.say(words))
        self.add(self.notes)
        self.judgement: JudgementPane | None = None
        if case is not None:
            self.judgement = JudgementPane(self.book, self.guard, hand.content, case)
            self.add(self.judgement, gap_before=Space.L)
        self.minutes = NumberField(
            "Minutes that it took", value=discussion.seconds // 60, least=0, most=LONGEST_MEETING
        )
        self.minutes.number_edited.connect(self._timed)
        self.add(self.minutes, gap_before=Space.L)
        self.end()
        self.say("Saved as you write it", "Alt+Left goes back")

    def focus_first(self) -> None:
        self.back.setFocus()

    def leave(self) -> None:
        self.notes.flush()
        self.minutes.flush()
        if self.judgement is not None:
            self.judgement.flush()

    def _ticked(self, done: bool) -> None:
        self.book.discuss(replace(self.book.meeting.discussion(self.matter), done=done))

    def _timed(self, minutes: object) -> None:
        now = self.book.meeting.discussion(self.matter)
        if isinstance(minutes, float) and int(minutes) != now.seconds // 60:
            self.book.discuss(replace(now, seconds=int(minutes) * 60))
