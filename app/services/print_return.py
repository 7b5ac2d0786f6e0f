"""Print a return that came in, as the form that the agency filled in; and the blank form."""

from __future__ import annotations

import io

from app.domain.returns import ReturnState
from app.errors import NotFoundError
from app.reports import Standing, write_form
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace


def return_as_form(
    workspace: Workspace, audit_id: str, uin: str, agency_id: str, *, clock: Clock
) -> bytes:
    """The latest return of an agency on a case, as a PDF.

    Raises:
        NotFoundError: there is no such return.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        found = work.returns.latest(audit_id, agency_id, uin)
    case, agency = audit.case(uin), audit.agency(agency_id)
    if case is None or agency is None or found is None or found.state is not ReturnState.RECEIVED:
        raise NotFoundError("return for the case", case.label if case else uin)
    standing = Standing(found.ref.revision, True, found.completed_on, found.reason)
    content = io.BytesIO()
    today = clock().astimezone().date()
    write_form(audit, case, found.form, content, sealed=standing, agency=agency, printed=today)
    return content.getvalue()


def blank_form(workspace: Workspace, audit_id: str) -> bytes:
    """The form of an audit with nothing in it, as a PDF.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
    content = io.BytesIO()
    write_form(audit, None, None, content)
    return content.getvalue()
