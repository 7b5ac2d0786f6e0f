"""Take in what the partnership writes back: a query about a return, or a receipt."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.changes import Changes, Topic, changed
from app.domain.letters import Correspondence, Query, Receipt, latest_receipt
from app.domain.returns import ReturnState
from app.errors import NotFoundError, SignatureError, WrongRecipientError
from app.sealing.age import HybridIdentity
from app.sealing.clear import QUERY, ClearPart
from app.sealing.description import describe
from app.sealing.documents import v1_letters
from app.sealing.letters import open_query, open_receipt
from app.services.set_up_desk import encryption_identities, require_desk
from app.storage import Desk, Work, Workspace


@dataclass(frozen=True)
class ReceivedLetter:
    """A letter that is now on the desk. ``is_new`` is False where it was there already."""

    letter: Query | Receipt
    is_new: bool
    changes: Changes


def receive_letter(workspace: Workspace, data: bytes) -> ReceivedLetter:
    """Open a query or a receipt and keep it.

    Raises:
        SealedFileError: it does not open, is no letter, belongs to an audit that is not on this
            desk, or was not signed by the partnership that issued its pack.
    """
    require_desk(workspace, Desk.AGENCY)
    is_query = describe(data).document == QUERY
    with workspace.work() as work:
        identities = encryption_identities(work)
        letter = _query(work, data, identities) if is_query else _receipt(work, data, identities)
        if isinstance(letter, Query):
            is_new = work.letters.add_query(letter)
        else:
            is_new = work.letters.add_receipt(letter)
        work.commit()
    return ReceivedLetter(letter, is_new, changed(Topic.LETTERS, audit_id=letter.audit_id))


def correspondence(workspace: Workspace, audit_id: str) -> Correspondence:
    """The queries about an audit's returns, the latest receipt, and what was sealed since."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        agency = work.audits.get(audit_id).agencies[0]
        receipts = work.letters.receipts(audit_id, agency.id)
        sealed: dict[str, int] = {}
        for mark in work.returns.marks(audit_id):
            if mark.state is ReturnState.SEALED:
                sealed[mark.ref.uin] = max(mark.revision, sealed.get(mark.ref.uin, 0))
        queries = work.letters.queries(audit_id)
    return Correspondence(queries, latest_receipt(receipts), sealed)


Identities = tuple[HybridIdentity, ...]


def _query(work: Work, data: bytes, identities: Identities) -> Query:
    opened = open_query(data, identities)
    _require_partnership(work, opened.clear, opened.signed_by)
    if work.audits.get(opened.clear.audit.id).case(opened.document.uin) is None:
        raise WrongRecipientError(
            "This query is about a case that your agency was not asked about. "
            "Nothing was taken from it. Ask the partnership team which case is meant."
        )
    return v1_letters.query_from(opened.document)


def _receipt(work: Work, data: bytes, identities: Identities) -> Receipt:
    opened = open_receipt(data, identities)
    _require_partnership(work, opened.clear, opened.signed_by)
    return v1_letters.receipt_from(opened.document)


def _require_partnership(work: Work, clear: ClearPart, signed_by: bytes) -> None:
    """Only who issued the pack may write about its audit."""
    try:
        agency = work.audits.get(clear.audit.id).agencies[0]
    except NotFoundError as error:
        raise WrongRecipientError(
            "This file belongs to an audit that is not on this desk. Nothing was taken from it. "
            "Open the audit’s pack first."
        ) from error
    pack = work.packs.of(clear.audit.id, agency.id)
    if pack is None or agency.id != clear.agency.id:
        raise WrongRecipientError(
            "This file was written to another agency. Nothing was taken from it. "
            "Tell the partnership team that it came to you."
        )
    if pack.signing_key != signed_by:
        raise SignatureError(
            "This file was not signed by the partnership that sent the pack. Nothing was taken "
            "from it. Telephone the partnership team before you do anything with it."
        )
