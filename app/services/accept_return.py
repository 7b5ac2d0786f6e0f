"""Accept returns as they are, once somebody of the partnership has read them; and take it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.changes import Changes, Topic, changed
from app.domain.returns import ReturnRef, ReturnState
from app.services.officer import officer_in
from app.services.set_up_desk import require_desk
from app.storage import Desk, Workspace

Place = tuple[str, str]


@dataclass(frozen=True)
class Accepted:
    """The revisions that are accepted now and were not before: what an undo takes back."""

    refs: tuple[ReturnRef, ...]
    changes: Changes


def accept_returns(
    workspace: Workspace, audit_id: str, places: Collection[Place], *, by: str = ""
) -> Accepted:
    """Accept what is in at these places (UIN, agency id), each in its latest revision.

    Places without a return, and revisions accepted before, are passed over. ``by`` is the name
    that was given last, unless another is.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    wanted = set(places)
    with workspace.work() as work:
        name = by.strip() or officer_in(work)
        before = {one.ref for one in work.acceptances.all(audit_id)}
        refs = tuple(
            mark.ref
            for mark in work.returns.marks(audit_id)
            if mark.state is ReturnState.RECEIVED
            and (mark.ref.uin, mark.ref.agency_id) in wanted
            and mark.ref not in before
        )
        for ref in refs:
            work.acceptances.put(ref, name)
        work.commit()
    return Accepted(refs, changed(Topic.TRACKING, audit_id=audit_id))


def take_back_acceptance(workspace: Workspace, refs: Collection[ReturnRef]) -> Changes:
    """Take the acceptance of revisions back: they wait to be read again."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        for ref in refs:
            work.acceptances.drop(ref)
        work.commit()
    audits = {ref.audit_id for ref in refs}
    return changed(Topic.TRACKING, audit_id=audits.pop() if len(audits) == 1 else "")
