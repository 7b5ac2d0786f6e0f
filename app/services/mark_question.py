"""Mark what is to be asked about a return while it is read, until the query is written."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.changes import Changes, Topic, changed
from app.services.set_up_desk import require_desk
from app.storage import Desk, Workspace


def mark_question(
    workspace: Workspace, audit_id: str, agency_id: str, uin: str, key: str, text: str = ""
) -> Changes:
    """Mark a place of a return; what is asked there may be written later."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        work.marked.put(audit_id, agency_id, uin, key, text)
        work.commit()
    return changed(Topic.TRACKING, audit_id=audit_id)


def unmark_question(
    workspace: Workspace, audit_id: str, agency_id: str, uin: str, key: str
) -> Changes:
    """Take the mark of a place away, with what was written there."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        work.marked.drop(audit_id, agency_id, uin, key)
        work.commit()
    return changed(Topic.TRACKING, audit_id=audit_id)


def keep_marks(
    workspace: Workspace, audit_id: str, agency_id: str, uin: str, marks: Mapping[str, str]
) -> Changes:
    """Make these the marks of a return; nothing is written where they are so already."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        before = work.marked.of(audit_id, agency_id, uin)
        if before == dict(marks):
            return Changes()
        for key in before.keys() - marks.keys():
            work.marked.drop(audit_id, agency_id, uin, key)
        for key, text in marks.items():
            if before.get(key) != text:
                work.marked.put(audit_id, agency_id, uin, key, text)
        work.commit()
    return changed(Topic.TRACKING, audit_id=audit_id)
