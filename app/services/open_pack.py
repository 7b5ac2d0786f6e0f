"""Open an audit pack at the agency."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.errors import SignatureError
from app.sealing.documents import v1
from app.sealing.keys import fingerprint_words
from app.sealing.packs import open_pack as open_pack_file
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, StoredPack, Workspace
from app.toolfiles import tool_from_json


@dataclass(frozen=True)
class OpenedAudit:
    """The audit that is now on the agency's desk, and by which words its sender is known."""

    audit: Audit
    fingerprint: str
    was_known: bool
    changes: Changes


class PartnershipKeyChangedError(SignatureError):
    """A later pack of an audit is signed with another key than the first."""

    sentence = (
        "This pack says that it belongs to an audit that you have already, but it was signed "
        "by somebody else. It was not opened, and your answers are untouched. "
        "Telephone the partnership team before you do anything with it."
    )


def open_pack(
    workspace: Workspace, data: bytes, *, clock: Clock, passphrase: str | None = None
) -> OpenedAudit:
    """Check a pack and put its audit on the desk; a re-issued pack updates it.

    Answers given before stay.

    Raises:
        SealedFileError, PackLockedError, WrongPassphraseError: the pack does not open.
        PartnershipKeyChangedError: a known audit comes from another sender.
        ToolFileError: the audit tool in it can't be understood.
    """
    require_desk(workspace, Desk.AGENCY)
    opened = open_pack_file(data, passphrase)
    pack, clear = opened.pack, opened.clear
    audit = v1.audit_from(pack, clear.audit.id, tool_from_json(bytes(pack.tool)))
    with workspace.work() as work:
        earlier = work.packs.of(audit.id, pack.agency.id)
        if earlier is None:
            work.audits.add(audit)
        else:
            if earlier.signing_key != opened.signed_by:
                raise PartnershipKeyChangedError
            work.audits.replace(audit)
        if earlier is None or earlier.content != data:
            work.packs.add(
                StoredPack(
                    id=clear.id,
                    audit_id=audit.id,
                    agency_id=pack.agency.id,
                    token=pack.token,
                    signing_key=opened.signed_by,
                    recipients=pack.recipients,
                    content=data,
                    at=clock(),
                )
            )
        work.commit()
    return OpenedAudit(
        audit=audit,
        fingerprint=fingerprint_words(opened.signed_by),
        was_known=earlier is not None,
        changes=changed(Topic.AUDITS, Topic.PACKS, audit_id=audit.id),
    )
