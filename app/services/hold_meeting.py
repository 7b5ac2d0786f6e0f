"""Hold the multi-agency meeting: what it needs in hand, and what it notes, agrees and attends to.

Everything is written as it is said. Each write is whole by itself: whatever happens to the
computer, what was written before is there.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.audits import Audit
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.meeting import (
    Agreed,
    Attendance,
    Discussion,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
    agenda,
    still_to_discuss,
)
from app.domain.reporting import CommentTag
from app.errors import NotFoundError
from app.reports import AuditReport
from app.services.report_content import report_content
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Work, Workspace

LONGEST_MEETING = 24 * 60
_MINUTES = "meeting minutes: "


@dataclass(frozen=True)
class MeetingInHand:
    """All that the meeting looks at and has noted. ``minutes`` is how long it should take.

    ``content`` has the returns and the findings, ``tags`` what the partnership marked in them.
    ``minutes`` is 0 where nothing was planned.
    """

    content: AuditReport
    tags: tuple[CommentTag, ...] = ()
    minutes: int = 0

    @property
    def audit(self) -> Audit:
        """The audit."""
        return self.content.audit

    @property
    def meeting(self) -> Meeting:
        """What was noted so far."""
        return self.content.meeting

    @property
    def agenda(self) -> tuple[Matter, ...]:
        """What the meeting goes through, in its order."""
        return agenda(self.audit)

    @property
    def to_discuss(self) -> tuple[Matter, ...]:
        """What was not ticked as discussed."""
        return still_to_discuss(self.audit, self.meeting)


def meeting_in_hand(workspace: Workspace, audit_id: str, *, clock: Clock) -> MeetingInHand:
    """Read everything that the meeting of an audit needs, in one go.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        return MeetingInHand(
            report_content(work, audit, clock), work.comments.tags(audit_id), _minutes(work, audit)
        )


def new_note(matter: Matter, heading: NoteHeading, text: str) -> MeetingNote:
    """A note with an id of its own. It is not kept yet."""
    return MeetingNote(secrets.token_hex(8), matter, heading, text)


def keep_note(workspace: Workspace, audit_id: str, note: MeetingNote) -> Changes:
    """Keep a note in place of the one of its id; a new one comes last, an empty one goes.

    Raises:
        NotFoundError: it is on a case that is not in the audit.
    """
    if not note.text.strip():
        return drop_note(workspace, audit_id, note.id)
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        _check(work, audit_id, note.matter)
        if work.meetings.of(audit_id).note(note.id) == note:
            return NO_CHANGES
        work.meetings.keep_note(audit_id, note)
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def drop_note(workspace: Workspace, audit_id: str, note_id: str) -> Changes:
    """Take a note away; nothing happens if there is none."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        if work.meetings.of(audit_id).note(note_id) is None:
            return NO_CHANGES
        work.meetings.drop_note(audit_id, note_id)
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def place_notes(
    workspace: Workspace,
    audit_id: str,
    matter: Matter,
    heading: NoteHeading,
    note_ids: Sequence[str],
) -> Changes:
    """Put notes on a matter, under a heading, in this order; those that are gone are passed over.

    Raises:
        NotFoundError: the case is not in the audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        _check(work, audit_id, matter)
        before = work.meetings.of(audit_id)
        found = [note for each in dict.fromkeys(note_ids) if (note := before.note(each))]
        for note in found:
            moved = replace(note, matter=matter, heading=heading)
            if moved != note:
                work.meetings.keep_note(audit_id, moved)
        work.meetings.order_notes(audit_id, [note.id for note in found])
        if work.meetings.of(audit_id) == before:
            return NO_CHANGES
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def agree(workspace: Workspace, audit_id: str, agreed: Agreed) -> Changes:
    """Keep what was agreed on a case; nothing agreed takes it away.

    Raises:
        NotFoundError: the case is not in the audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        before = work.meetings.of(audit_id).agreed_on(agreed.uin) or Agreed(agreed.uin)
        if before == agreed:
            return NO_CHANGES
        if work.audits.get(audit_id).case(agreed.uin) is None:
            raise NotFoundError("case", agreed.uin)
        work.meetings.keep_agreed(audit_id, agreed)
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def attend(workspace: Workspace, audit_id: str, found: Sequence[Attendance]) -> Changes:
    """Keep who took part: agencies of the audit, and others by their role.

    Raises:
        NotFoundError: an agency is not in the audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    kept = tuple(one for one in found if one.agency_id or one.who.strip())
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        for one in kept:
            if one.agency_id and audit.agency(one.agency_id) is None:
                raise NotFoundError("agency", one.agency_id)
        if work.meetings.of(audit_id).attendance == kept:
            return NO_CHANGES
        work.meetings.keep_attendance(audit_id, kept)
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def discuss(workspace: Workspace, audit_id: str, found: Discussion) -> Changes:
    """Keep whether a matter was discussed, and how long that took.

    Raises:
        NotFoundError: the case is not in the audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    found = replace(found, seconds=max(0, found.seconds))
    with workspace.work() as work:
        _check(work, audit_id, found.matter)
        if work.meetings.of(audit_id).discussion(found.matter) == found:
            return NO_CHANGES
        work.meetings.keep_discussion(audit_id, found)
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def plan_minutes(workspace: Workspace, audit_id: str, minutes: int) -> Changes:
    """Keep how long the meeting should take; 0 where that is left open."""
    require_desk(workspace, Desk.PARTNERSHIP)
    minutes = min(max(0, minutes), LONGEST_MEETING)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        if _minutes(work, audit) == minutes:
            return NO_CHANGES
        work.settings.mark(_MINUTES + audit_id, str(minutes))
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def _minutes(work: Work, audit: Audit) -> int:
    kept = work.settings.get(_MINUTES + audit.id)
    return min(int(kept), LONGEST_MEETING) if kept.isdecimal() else 0


def _check(work: Work, audit_id: str, matter: Matter) -> None:
    if matter not in agenda(work.audits.get(audit_id)):
        raise NotFoundError("case", matter.uin)
