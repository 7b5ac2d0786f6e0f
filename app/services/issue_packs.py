"""Issue one audit pack to each agency."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from app.domain.audits import Agency
from app.domain.changes import Changes, Topic, changed
from app.errors import EscrowNotTestedError
from app.handover.files import pack_file_name, write_file
from app.sealing.clear import AUDIT_PACK
from app.sealing.documents import v1
from app.sealing.packs import make_pack
from app.services.clear_part import clear_part
from app.services.set_up_desk import escrow_tested, recipients_of, require_desk, signing_key
from app.storage import Clock, Desk, StoredPack, Workspace
from app.toolfiles import tool_to_json


@dataclass(frozen=True)
class IssuedPack:
    """One pack and where it was written."""

    agency: Agency
    path: Path


@dataclass(frozen=True)
class Issued:
    """All packs of one audit."""

    packs: tuple[IssuedPack, ...]
    changes: Changes


def issue_packs(
    workspace: Workspace, audit_name: str, to: Path, *, clock: Clock, lock: str | None = None
) -> Issued:
    """Write a signed pack per agency into a folder; ``lock`` is a passphrase for all of them.

    Issued again, a pack keeps its token, so that what agencies have opened stays good.

    Raises:
        EscrowNotTestedError: nobody has tried the recovery sheet.
        NotFoundError, FileWriteError: as they say.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    if not escrow_tested(workspace):
        raise EscrowNotTestedError
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        key, recipients = signing_key(work), recipients_of(work)
        tool = tool_to_json(audit.tool)
        issued: list[IssuedPack] = []
        for agency in audit.agencies:
            if not audit.cases_of(agency.id):
                continue
            earlier = work.packs.of(audit.id, agency.id)
            token = earlier.token if earlier else secrets.token_hex(32)
            pack = v1.pack_of(audit, agency, tool, token, recipients)
            clear = clear_part(AUDIT_PACK, audit, agency, key, clock().date())
            content = make_pack(pack, clear, key, lock)
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
                )
            )
            path = to / pack_file_name(audit, agency)
            write_file(path, content)
            issued.append(IssuedPack(agency, path))
        work.commit()
    return Issued(tuple(issued), changed(Topic.PACKS, audit_id=audit.id))


def packs_issued(workspace: Workspace, audit_id: str) -> frozenset[str]:
    """The ids of the agencies that were issued a pack."""
    with workspace.work() as work:
        return frozenset(pack.agency_id for pack in work.packs.all(audit_id))
