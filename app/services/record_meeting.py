"""Record a meeting whose notes were taken elsewhere: they come in from a file."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from app.domain.changes import Changes, Topic, changed
from app.errors import FlowError
from app.services.set_up_desk import require_desk
from app.storage import Desk, Workspace
from app.toolfiles import read_meeting


@dataclass(frozen=True)
class Recorded:
    """How much of a meeting came in."""

    notes: int
    agreed: int
    recommendations: int
    changes: Changes


class MeetingRecordedError(FlowError):
    """The audit has notes or recommendations already."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"Notes or recommendations of “{reference}” are recorded already. Nothing was changed, "
            "so that nothing stands there twice. Add to them in the window, or take them away "
            "there first."
        )


def record_meeting(workspace: Workspace, audit_name: str, path: Path) -> Recorded:
    """Bring the notes, agreed judgements, attendance and recommendations in from a file.

    Raises:
        NotFoundError: there is no such audit.
        ToolFileError: the file can't be read, or does not fit the audit.
        MeetingRecordedError: there is something recorded already.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        if not work.meetings.of(audit.id).is_empty or work.recommendations.all(audit.id):
            raise MeetingRecordedError(audit.reference)
        found = read_meeting(path, audit, lambda: secrets.token_hex(8))
        meeting = found.meeting
        for note in meeting.notes:
            work.meetings.keep_note(audit.id, note)
        for agreed in meeting.agreed:
            work.meetings.keep_agreed(audit.id, agreed)
        for discussion in meeting.discussions:
            work.meetings.keep_discussion(audit.id, discussion)
        if meeting.attendance:
            work.meetings.keep_attendance(audit.id, meeting.attendance)
        for recommendation in found.recommendations:
            work.recommendations.keep(recommendation)
        work.commit()
    topics = changed(Topic.MEETING, Topic.RECOMMENDATIONS, audit_id=audit.id)
    return Recorded(len(meeting.notes), len(meeting.agreed), len(found.recommendations), topics)
