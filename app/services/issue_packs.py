"""Issue one audit pack to each agency, and again what was changed since."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.audits import Agency, Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.pack_changes import pack_changes
from app.domain.policy import NO_POLICY, Policy
from app.errors import EscrowNotTestedError, NotFoundError, PartnershipAuditError
from app.handover.files import pack_file_name, write_file
from app.sealing.clear import AUDIT_PACK
from app.sealing.documents import v1
from app.sealing.packs import digest_of, make_pack, open_pack
from app.services.clear_part import clear_part
from app.services.keep_to_policy import require_way
from app.services.set_up_desk import escrow_tested, recipients_of, require_desk, signing_key
from app.storage import Clock, Desk, StoredPack, Work, Workspace
from app.toolfiles import tool_from_json, tool_to_json

KEYS_CHANGED = "The recovery sheet was made anew, so that returns are sealed for another key."
CHANGED_SINCE = (
    "The audit was changed since. What was changed can’t be told of a locked or an early pack."
)


@dataclass(frozen=True)
class IssuedPack:
    """One pack and where it was written. ``number`` counts those that the agency was issued."""

    agency: Agency
    path: Path
    number: int = 1


@dataclass(frozen=True)
class Issued:
    """All packs of one audit."""

    packs: tuple[IssuedPack, ...]
    changes: Changes


class PackState(StrEnum):
    """Whether an agency has what the audit says now."""

    NEVER = "not issued"
    UP_TO_DATE = "up to date"
    OUT_OF_DATE = "out of date"


@dataclass(frozen=True)
class PackToIssue:
    """How the last pack of an agency stands. ``at`` is when it was issued."""

    agency: Agency
    cases: int
    state: PackState
    at: datetime | None = None
    changes: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether the agency needs a pack."""
        return self.state is not PackState.UP_TO_DATE


def issue_packs(
    workspace: Workspace,
    audit_name: str,
    to: Path,
    *,
    clock: Clock,
    lock: str | None = None,
    only: Collection[str] | None = None,
    policy: Policy = NO_POLICY,
) -> Issued:
    """Write a signed pack per agency into a folder; ``lock`` is a passphrase for all of them.

    ``only`` are the ids of the agencies, all of them without it. Issued again, a pack keeps its
    token, so that what agencies have opened stays good.

    Raises:
        WayNotAllowedError: the organisation does not let files leave but as text.
        EscrowNotTestedError: nobody has tried the recovery sheet.
        NotFoundError, FileWriteError: as they say.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    require_way(policy)
    if not escrow_tested(workspace):
        raise EscrowNotTestedError
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        key, recipients = signing_key(work), recipients_of(work)
        tool = tool_to_json(audit.tool)
        earlier = work.packs.all(audit.id)
        issued: list[IssuedPack] = []
        for agency in _asked(audit, only):
            before = [pack for pack in earlier if pack.agency_id == agency.id]
            token = before[-1].token if before else secrets.token_hex(32)
            pack = v1.pack_of(audit, agency, tool, token, recipients)
            clear = clear_part(AUDIT_PACK, audit, agency, key, clock().date())
            number = len(before) + 1
            content = make_pack(pack, clear, key, lock, number)
            work.packs.add(
                StoredPack(
                    id=clear.id,
                    audit_id=audit.id,
                    agency_id=agency.id,
                    token=token,
                    signing_key=key.public,
                    recipients=recipients,
                    content=content,
                    at=clock(),
                    says=digest_of(pack),
                )
            )
            path = to / pack_file_name(audit, agency)
            write_file(path, content)
            issued.append(IssuedPack(agency, path, number))
        work.commit()
    return Issued(tuple(issued), changed(Topic.PACKS, audit_id=audit.id))


def packs_to_issue(workspace: Workspace, audit_name: str) -> tuple[PackToIssue, ...]:
    """How the pack of each agency that is asked stands, in the order of the audit.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        return packs_to_issue_in(work, work.audits.find(audit_name))


def packs_to_issue_in(work: Work, audit: Audit) -> tuple[PackToIssue, ...]:
    """The same within a unit of work."""
    recipients, public = recipients_of(work), signing_key(work).public
    tool = tool_to_json(audit.tool)
    latest = {pack.agency_id: pack for pack in work.packs.all(audit.id)}
    found = []
    for agency in _asked(audit):
        cases, last = len(audit.cases_of(agency.id)), latest.get(agency.id)
        if last is None:
            found.append(PackToIssue(agency, cases, PackState.NEVER))
            continue
        says = digest_of(v1.pack_of(audit, agency, tool, last.token, recipients))
        changes: tuple[str, ...] = ()
        if says != last.says or last.signing_key != public:
            keys = (last.recipients, last.signing_key) != (recipients, public)
            changes = (*_changes_since(last, audit), *((KEYS_CHANGED,) if keys else ()))
        state = PackState.OUT_OF_DATE if changes else PackState.UP_TO_DATE
        found.append(PackToIssue(agency, cases, state, last.at, changes))
    return tuple(found)


def packs_issued(workspace: Workspace, audit_id: str) -> frozenset[str]:
    """The ids of the agencies that were issued a pack."""
    with workspace.work() as work:
        return frozenset(pack.agency_id for pack in work.packs.all(audit_id))


def _asked(audit: Audit, only: Collection[str] | None = None) -> tuple[Agency, ...]:
    asked = tuple(agency for agency in audit.agencies if audit.cases_of(agency.id))
    if only is None:
        return asked
    for agency_id in only:
        if agency_id not in {agency.id for agency in asked}:
            raise NotFoundError("agency", agency_id, ", ".join(agency.id for agency in asked))
    return tuple(agency for agency in asked if agency.id in only)


def _changes_since(last: StoredPack, audit: Audit) -> tuple[str, ...]:
    try:
        pack = open_pack(last.content).pack
        before = v1.audit_from(pack, audit.id, tool_from_json(bytes(pack.tool)))
    except PartnershipAuditError:  # locked; or a later program would not write it so any more
        return (CHANGED_SINCE,)
    return pack_changes(before, audit, last.agency_id)
