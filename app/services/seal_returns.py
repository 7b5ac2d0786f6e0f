"""Seal finished returns at the agency into one package for the partnership."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app import __version__
from app.domain.changes import Changes, Topic, changed
from app.domain.returns import Return, ReturnKind, ReturnState
from app.domain.rules import sealable
from app.errors import NotFoundError, NotReadyError
from app.handover.files import TEXT_EXTENSION, package_file_name, unused, write_file
from app.sealing.clear import FORMAT, RETURN_PACKAGE, AgencyName, AuditName, ClearPart
from app.sealing.documents import v1
from app.sealing.keys import fingerprint
from app.sealing.packages import seal_package
from app.services.answer_case import CaseForm, forms_of
from app.services.set_up_desk import encryption_identity, require_desk, signing_key
from app.storage import Clock, Desk, StoredPackage, Workspace


@dataclass(frozen=True)
class Sealed:
    """A package that was written, and how many returns are in it."""

    path: Path
    full: int
    nil: int
    changes: Changes


def seal_returns(
    workspace: Workspace,
    audit_id: str,
    uins: Collection[str],
    to: Path,
    *,
    clock: Clock,
    armored: bool = False,
) -> Sealed:
    """Seal the returns of some cases into one package and write it into a folder.

    No file is written over. The new one is on disk before the workspace says *sealed*: cut short
    in between, the returns are still drafts and are sealed again.

    Raises:
        NotReadyError: a form still has something missing, or nothing was chosen.
        FileWriteError: the folder can't be written to.
    """
    require_desk(workspace, Desk.AGENCY)
    chosen = [form for form in forms_of(workspace, audit_id) if form.case.uin in uins]
    _require_ready(chosen)
    audit, agency = chosen[0].audit, chosen[0].audit.agencies[0]
    today = clock().date()
    with workspace.work() as work:
        pack = work.packs.of(audit_id, agency.id)
        if pack is None:
            raise NotFoundError("audit pack", audit.reference)
        key = signing_key(work)
        document = v1.ReturnPackageV1(
            format=FORMAT,
            clear=ClearPart(
                format=FORMAT,
                document=RETURN_PACKAGE,
                id=secrets.token_hex(8),
                needs=__version__,
                audit=AuditName(audit.id, audit.reference, audit.title),
                agency=AgencyName(agency.id, agency.name),
                made=today,
                signed_by=fingerprint(key.public),
                sealed_for=tuple(fingerprint(recipient) for recipient in pack.recipients),
            ),
            token=pack.token,
            recipient=encryption_identity(work).recipient().to_string(),
            returns=tuple(
                v1.return_of(
                    form.case.uin, form.ref.revision, sealable(audit.tool, form.form), today
                )
                for form in chosen
            ),
        )
        content = seal_package(document, pack.recipients, key, armored=armored)
        revision = max(form.ref.revision for form in chosen)
        name = package_file_name(audit, agency, len(chosen), revision)
        path = unused(to / (f"{name}{TEXT_EXTENSION}" if armored else name))
        write_file(path, content)
        for form in chosen:
            work.returns.save(Return(form.ref, ReturnState.SEALED, form.form, today))
        work.packages.add(
            StoredPackage(
                digest=sha256(content).hexdigest(),
                audit_id=audit_id,
                agency_id=agency.id,
                direction="sent",
                file_name=path.name,
                content=content,
                at=clock(),
                returns=len(chosen),
                package_id=document.clear.id,
            )
        )
        work.commit()
    nil = sum(form.form.kind is ReturnKind.NIL for form in chosen)
    return Sealed(path, len(chosen) - nil, nil, changed(Topic.RETURNS, audit_id=audit_id))


def _require_ready(chosen: list[CaseForm]) -> None:
    if not chosen:
        raise NotReadyError("No case was chosen, so nothing was sealed. Choose at least one.")
    waiting = [form.case.label for form in chosen if not form.can_be_sealed]
    if waiting:
        cases = f"Case {waiting[0]}" if len(waiting) == 1 else "Cases " + ", ".join(waiting)
        raise NotReadyError(
            f"{cases} still {'has' if len(waiting) == 1 else 'have'} something missing, "
            "so nothing was sealed. Your answers are saved. "
            "“Check your answers” shows what is missing."
        )
