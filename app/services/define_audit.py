"""Define an audit at the partnership: theme, tool, cases, agencies, dates."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.audits import Audit, Body
from app.domain.changes import Changes, Topic, changed
from app.domain.policy import NO_POLICY, Policy
from app.errors import FlowError
from app.services.keep_agencies import remember_agencies
from app.services.set_up_desk import require_desk
from app.storage import AuditSummary, Desk, Workspace
from app.toolfiles import read_definition


@dataclass(frozen=True)
class Defined:
    """The audit that is now in the workspace."""

    audit: Audit
    changes: Changes


class ReferenceTakenError(FlowError):
    """Another audit in the workspace has the same reference."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"There is already an audit with the reference “{reference}” in this workspace. "
            "Nothing was changed. Give the new audit a reference of its own."
        )


def define_audit(
    workspace: Workspace, definition: Path, tools: Path, *, policy: Policy = NO_POLICY
) -> Defined:
    """Read an audit definition and put the audit into the partnership's workspace.

    ``tools`` is the folder of the audit tools that a definition may call by name. A preset
    address for replies takes the place of that in the definition.

    Raises:
        ToolFileError: the definition, or its audit tool, says something wrong.
        ReferenceTakenError: the workspace has that audit already.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    audit = read_definition(definition, tools=tools, audit_id=secrets.token_hex(8))
    audit = replace(audit, body=with_preset_address(audit.body, policy))
    with workspace.work() as work:
        taken = {summary.reference.casefold() for summary in work.audits.all()}
        if audit.reference.casefold() in taken:
            raise ReferenceTakenError(audit.reference)
        work.audits.add(audit)
        known = {entry.agency.id for entry in work.address_book.all()}
        remember_agencies(work, (agency for agency in audit.agencies if agency.id not in known))
        work.commit()
    return Defined(audit, changed(Topic.AUDITS, Topic.AGENCIES, audit_id=audit.id))


def with_preset_address(body: Body, policy: Policy) -> Body:
    """The body with the address for replies that the organisation has preset, if it has."""
    return replace(body, reply_address=policy.reply_address or body.reply_address)


def audits_of(workspace: Workspace) -> tuple[AuditSummary, ...]:
    """Every audit in a workspace of either desk."""
    with workspace.work() as work:
        return work.audits.all()


def find_audit(workspace: Workspace, name: str) -> Audit:
    """The audit of that id or reference.

    Raises:
        NotFoundError: there is none.
    """
    with workspace.work() as work:
        return work.audits.find(name)
