"""Print an audit form as a PDF at the agency: a filled one, or a blank one.

The file is not encrypted: whoever prints chooses where it goes, and is told so.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from app.domain.returns import ReturnRef, ReturnState
from app.errors import NotFoundError
from app.handover.files import write_file
from app.reports import Standing, write_form
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace


@dataclass(frozen=True)
class Printed:
    """A form that was written, where it is, and how many pages it has.

    ``blank`` says that nothing of a case was written in it.
    """

    path: Path
    pages: int
    blank: bool


def print_form(
    workspace: Workspace,
    audit_id: str,
    uin: str,
    to: Path,
    *,
    clock: Clock,
    revision: int | None = None,
) -> Printed:
    """Write the form of a case as it stands now, or an earlier revision of it.

    One that was never begun is blank.

    Raises:
        NotFoundError: the audit or the case is not on this desk.
        FileWriteError: the file can't be written.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        agency_id = audit.agencies[0].id
        if revision is None:
            found = work.returns.latest(audit_id, agency_id, uin)
        else:
            found = work.returns.get(ReturnRef(audit_id, agency_id, uin, revision))
        authors = work.authors.of(audit_id, uin)
    case = audit.case(uin)
    if case is None:
        raise NotFoundError("case", uin, ", ".join(case.uin for case in audit.cases))
    content = io.BytesIO()
    if found is None:
        pages = write_form(audit, case, None, content)
    else:
        standing = Standing(
            found.ref.revision,
            found.state is ReturnState.SEALED,
            found.completed_on,
            found.reason,
            found.state is ReturnState.HANDED_OVER,
            authors,
        )
        today = clock().astimezone().date()
        pages = write_form(audit, case, found.form, content, sealed=standing, printed=today)
    write_file(to, content.getvalue())
    return Printed(to, pages, blank=found is None)


def print_blank_form(workspace: Workspace, audit_id: str, to: Path) -> Printed:
    """Write the form of an audit to be filled in by hand, for any case.

    Raises:
        NotFoundError: the audit is not on this desk.
        FileWriteError: the file can't be written.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
    content = io.BytesIO()
    pages = write_form(audit, None, None, content)
    write_file(to, content.getvalue())
    return Printed(to, pages, blank=True)
