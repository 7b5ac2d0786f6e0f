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
    accepted: dict[tuple[str, str], int] = {}
    for one in work.acceptances.all(audit.id):
        place = (one.ref.uin, one.ref.agency_id)
        accepted[place] = max(one.ref.revision, accepted.get(place, 0))
    arrived = {}
    for mark in work.returns.marks(audit.id):
        if mark.state is ReturnState.RECEIVED:
            place = (mark.ref.uin, mark.ref.agency_id)
            arrived[place] = Arrived(
                mark.kind, mark.ref.revision, asked.get(place, 0), accepted.get(place, 0)
            )
    tested = {
        package.agency_id
        for package in work.packages.all(audit.id)
        if package.is_test and package.direction == "received"
    }
    return track(audit, arrived, clock().date(), tested)
