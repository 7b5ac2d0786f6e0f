"""The meeting as it stands in the window: changed at once, written behind it in the same order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.audits import Audit
from app.domain.changes import Changes
from app.domain.evidence import Evidence
from app.domain.meeting import (
    Agreed,
    Attendance,
    Discussion,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
)
from app.errors import PartnershipAuditError
from app.services.hold_meeting import (
    MeetingInHand,
    agree,
    attend,
    discuss,
    drop_note,
    keep_note,
    new_note,
    place_notes,
    plan_minutes,
)
from app.ui.session import Session


@dataclass(frozen=True)
class Dropped:
    """A note that was taken away, and where it stood in its column."""

    note: MeetingNote
    at: int


class Book(QObject):
    """What is noted and agreed. ``changed`` after every change, ``failed`` with what went wrong.

    The pages write into it as people type; nothing is read back, so that what is being typed is
    never overtaken by what was typed before.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, hand: MeetingInHand) -> None:
        super().__init__()
        self._session = session
        self.audit: Audit = hand.audit
        self.meeting: Meeting = hand.meeting
        self.minutes = hand.minutes
        self._dropped: list[Dropped] = []

    # --- notes ------------------------------------------------------------------------------------

    def column(self, matter: Matter, heading: NoteHeading) -> list[MeetingNote]:
        """The notes of one column, in their order."""
        return list(self.meeting.notes_on(matter, heading))

    def add(
        self,
        matter: Matter,
        heading: NoteHeading,
        text: str,
        evidence: tuple[Evidence, ...] = (),
    ) -> MeetingNote:
        """Note a point, as the last of its column."""
        note = replace(new_note(matter, heading, text), evidence=evidence)
        self._set_notes((*self.meeting.notes, note))
        self._write(partial(keep_note, self._session.workspace, self.audit.id, note))
        return note

    def edit(self, note_id: str, text: str) -> None:
        """Say a point in other words; one without words goes."""
        before = self.meeting.note(note_id)
        if before is None or before.text == text:
            return
        note = replace(before, text=text)
        if text.strip():
            self._set_notes(
                tuple(note if each.id == note_id else each for each in self.meeting.notes)
            )
        else:
            self._set_notes(tuple(each for each in self.meeting.notes if each.id != note_id))
        self._write(partial(keep_note, self._session.workspace, self.audit.id, note))

    def move(self, note_id: str, heading: NoteHeading, at: int) -> None:
        """Put a point at a place in a column, its own or another."""
        note = self.meeting.note(note_id)
        if note is None:
            return
        column = [each for each in self.column(note.matter, heading) if each.id != note_id]
        at = min(max(at, 0), len(column))
        self._place(note.matter, heading, [*column[:at], note, *column[at:]])

    def drop(self, note_id: str) -> None:
        """Take a point away; ``put_back`` brings it back."""
        note = self.meeting.note(note_id)
        if note is None:
            return
        at = self.column(note.matter, note.heading).index(note)
        self._dropped.append(Dropped(note, at))
        self._set_notes(tuple(each for each in self.meeting.notes if each.id != note_id))
        self._write(partial(drop_note, self._session.workspace, self.audit.id, note_id))

    @property
    def can_put_back(self) -> bool:
        """Whether a point was taken away."""
        return bool(self._dropped)

    def put_back(self) -> MeetingNote | None:
        """Bring back the point that was taken away last, where it stood."""
        if not self._dropped:
            return None
        gone = self._dropped.pop()
        self._set_notes((*self.meeting.notes, gone.note))
        self._write(partial(keep_note, self._session.workspace, self.audit.id, gone.note))
        self.move(gone.note.id, gone.note.heading, gone.at)
        return gone.note

    def _place(self, matter: Matter, heading: NoteHeading, column: Sequence[MeetingNote]) -> None:
        ids = [note.id for note in column]
        placed = tuple(replace(note, heading=heading) for note in column)
        rest = [note for note in self.meeting.notes if note.id not in ids]
        self._set_notes((*rest, *placed))
        workspace, audit_id = self._session.workspace, self.audit.id
        self._write(partial(place_notes, workspace, audit_id, matter, heading, ids))

    # --- the rest ---------------------------------------------------------------------------------

    def agreed(self, uin: str) -> Agreed:
        """What was agreed on a case; nothing so far."""
        return self.meeting.agreed_on(uin) or Agreed(uin)

    def agree(self, agreed: Agreed) -> None:
        """Keep what was agreed on a case."""
        if agreed == self.agreed(agreed.uin):
            return
        others = tuple(each for each in self.meeting.agreed if each.uin != agreed.uin)
        kept = () if agreed == Agreed(agreed.uin) else (agreed,)
        self._set(replace(self.meeting, agreed=(*others, *kept)))
        self._write(partial(agree, self._session.workspace, self.audit.id, agreed))

    def discuss(self, found: Discussion) -> None:
        """Keep how far a matter is."""
        if found == self.meeting.discussion(found.matter):
            return
        others = tuple(each for each in self.meeting.discussions if each.matter != found.matter)
        self._set(replace(self.meeting, discussions=(*others, found)))
        self._write(partial(discuss, self._session.workspace, self.audit.id, found))

    def attend(self, found: tuple[Attendance, ...]) -> None:
        """Keep who took part."""
        if found != self.meeting.attendance:
            self._set(replace(self.meeting, attendance=found))
            self._write(partial(attend, self._session.workspace, self.audit.id, found))

    def plan(self, minutes: int) -> None:
        """Keep how long the meeting should take."""
        if minutes != self.minutes:
            self.minutes = minutes
            self.changed.emit()
            self._write(partial(plan_minutes, self._session.workspace, self.audit.id, minutes))

    def _set_notes(self, notes: tuple[MeetingNote, ...]) -> None:
        self._set(replace(self.meeting, notes=notes))

    def _set(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.changed.emit()

    def _write(self, fn: Callable[[], Changes]) -> None:
        # Without an owner: what was said is written even if the page is gone by then.
        self._session.write(fn, failed=self._tell)

    def _tell(self, error: PartnershipAuditError) -> None:
        self.failed.emit(error)
