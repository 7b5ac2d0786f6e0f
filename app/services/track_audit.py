"""Track which returns are in, and which are missing or late."""

from __future__ import annotations

from app.analysis.tracking import Arrived, Tracker, track
from app.domain.audits import Audit
from app.domain.returns import ReturnState
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Work, Workspace


def track_audit(workspace: Workspace, audit_name: str, *, clock: Clock) -> Tracker:
    """The grid of an audit as of now.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        return tracker_of(work, work.audits.find(audit_name), clock)


def tracker_of(work: Work, audit: Audit, clock: Clock) -> Tracker:
    """The grid of an audit within a unit of work."""
    asked: dict[tuple[str, str], int] = {}
    for query in work.letters.queries(audit.id):
        place = (query.uin, query.agency_id)
        asked[place] = max(query.revision, asked.get(place, 0))
    arrived = {}
    for mark in work.returns.marks(audit.id):
        if mark.state is ReturnState.RECEIVED:
            place, revision = (mark.ref.uin, mark.ref.agency_id), mark.ref.revision
            queried = revision <= asked.get(place, 0)
            arrived[place] = Arrived(mark.kind, revision, queried)
    return track(audit, arrived, clock().date())
