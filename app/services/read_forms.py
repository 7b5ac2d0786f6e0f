"""Read what the agencies sent about one case."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.returns import Form, ReturnState
from app.services.set_up_desk import require_desk
from app.storage import Desk, Workspace


def forms_on(workspace: Workspace, audit_name: str, uin: str) -> Mapping[str, Form]:
    """The forms that are in about a case, full and nil, by agency id in the audit's order.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        found = {
            agency.id: work.returns.latest(audit.id, agency.id, uin) for agency in audit.agencies
        }
    return {
        agency_id: one.form
        for agency_id, one in found.items()
        if one is not None and one.state is ReturnState.RECEIVED
    }
