"""The multi-agency meeting: its agenda, who takes part, and afterwards what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from app.domain.changes import Topic
from app.domain.days import long_day
from app.domain.meeting import Matter
from app.services.hold_meeting import LONGEST_MEETING, MeetingInHand, meeting_in_hand
from app.ui.pages.partnership.meeting.attendance import AttendanceList
from app.ui.pages.partnership.meeting.book import Book
from app.ui.pages.partnership.meeting.matter_page import MatterPage
from app.ui.pages.partnership.meeting.mode import MeetingMode
from app.ui.pages.partnership.meeting.seen import matter_name
from app.ui.pages.partnership.meeting.words import matter_hint, short_minutes, spent, standing
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import primary_button
from app.ui.widgets.fields import NumberField
from app.ui.widgets.labels import body_text, hint, section_title
from app.ui.widgets.surfaces import button_row
from app.ui.widgets.task_list import Task, TaskList


class MeetingRoom(Room):
    """What was done elsewhere shows here when one comes back."""

    concerns: ClassVar = frozenset(
        {Topic.AUDITS, Topic.RETURNS, Topic.ANSWERS, Topic.MEETING, Topic.COMMENTS}
    )

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Meeting", wide=True)
        self.hand: MeetingInHand | None = None
        self.book: Book | None = None
        self.start = primary_button("Start the meeting")
        self.start.clicked.connect(self.start_meeting)
        self.add(button_row(self.start, right=False))
        self.add(hint("For the projector: one matter at a time. Nothing on it names a child."))
        self.add(section_title("Agenda"), gap_before=Space.L)
        self.tasks = TaskList([], "Agenda")
        self.tasks.opened.connect(self.open_matter)
        self.add(self.tasks)
        self.add(section_title("When"), gap_before=Space.L)
        self.day = body_text("")
        self.add(self.day)
        self.minutes = NumberField(
            "Planned minutes",
            hint="The meeting then says how much time is left. Half a day is 180.",
            least=0,
            most=LONGEST_MEETING,
        )
        self.minutes.number_edited.connect(self._planned)
        self.add(self.minutes)
        self.took = hint("")
        self.add(self.took)
        self.add(section_title("Who takes part"), gap_before=Space.L)
        self.add(hint("By agency and role, not by name."))
        self.attendance = AttendanceList(self.session)
        self.add(self.attendance)
        self.end()

    def focus_first(self) -> None:
        self.start.setFocus()

    def leave(self) -> None:
        self.minutes.flush()
        self.attendance.flush()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(partial(meeting_in_hand, workspace, audit_id, clock=clock), self._show)

    def start_meeting(self) -> None:
        """Show the meeting on the projector, at what is still to be discussed."""
        self._open(lambda hand: MeetingMode(self.floor, hand))

    def open_matter(self, key: str) -> None:
        """Show what was noted and agreed on one matter."""
        at = int(key)
        self._open(lambda hand: MatterPage(self.floor, hand, hand.agenda[at]))

    def _open(self, make: Callable[[MeetingInHand], Room]) -> None:
        self.leave()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        # Read anew, after what was typed a moment ago was written.
        self.read(
            partial(meeting_in_hand, workspace, audit_id, clock=clock),
            lambda hand: self.floor.open(make(hand)),
        )

    def _show(self, hand: MeetingInHand) -> None:
        self.hand = hand
        meeting, audit = hand.meeting, hand.audit
        today = self.session.context.clock().date()
        self.sentence.setText(standing(audit, meeting, today))
        begun = any(one.seconds or one.done for one in meeting.discussions)
        self.start.set_text("Go on with the meeting" if begun else "Start the meeting")
        self.tasks.set_tasks([self._task(at, one) for at, one in enumerate(hand.agenda)])
        self.day.setText(
            long_day(audit.meeting)
            if audit.meeting
            else "No date is set. It is one of the audit’s dates, in its set-up."
        )
        seconds = spent(meeting)
        self.took.setText(f"{short_minutes(seconds)} spent so far" if seconds else "")
        self.took.setVisible(bool(seconds))
        self._show_fields(hand)
        self.say("Saved as you write it")

    def _show_fields(self, hand: MeetingInHand) -> None:
        """Fill the fields, unless somebody is typing in them: what is read may be older."""
        focus = self.focusWidget()
        if not (self.minutes.box.hasFocus() and self.minutes.box.isModified()):
            self.minutes.set_number(hand.minutes or None)
        typing = self.book is not None and focus is not None and self.attendance.isAncestorOf(focus)
        same = self.book is not None and (self.book.audit, self.book.meeting.attendance) == (
            hand.audit,
            hand.meeting.attendance,
        )
        if typing or same:
            return
        before, self.book = self.book, Book(self.session, hand)
        self.book.setParent(self)
        self.book.failed.connect(self.tell)
        self.attendance.show_book(self.book)
        if before is not None:
            before.deleteLater()

    def _task(self, at: int, matter: Matter) -> Task:
        assert self.hand is not None  # noqa: S101 - it is what is shown
        audit, meeting = self.hand.audit, self.hand.meeting
        done = meeting.discussion(matter).done
        status, tone, icon = (
            ("discussed", Tone.GOOD, "check") if done else ("still to discuss", Tone.SECONDARY, "")
        )
        name, words = matter_name(audit, matter), matter_hint(audit, meeting, matter)
        return Task(str(at), name, words, status, tone, icon)

    def _planned(self, minutes: object) -> None:
        if self.book is not None and not self.minutes.problem():
            self.book.plan(int(minutes) if isinstance(minutes, float) else 0)
