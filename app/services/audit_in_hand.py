"""What an import needs to know of an audit: who may send what, and what is in."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import compare_digest

from app.domain.audits import Agency, Audit
from app.domain.returns import ReturnState
from app.errors import AgencyKeyChangedError, WrongRecipientError
from app.sealing.keys import fingerprint_words
from app.sealing.packages import OpenedPackage
from app.storage import Work


@dataclass(frozen=True)
class AuditInHand:
    """An audit with the tokens of its packs, the agencies' keys as they were seen first, and
    the revision of each return that is in, by agency id and UIN.

    The last two are brought up to date as files come in.
    """

    audit: Audit
    tokens: dict[str, str]
    keys: dict[str, bytes]
    revisions: dict[tuple[str, str], int]

    def check_sender(self, opened: OpenedPackage, *, accept: bool) -> Agency:
        r"""The agency that a package comes from, if it can have sent it.

        Raises:
            WrongRecipientError: it can't have.
            AgencyKeyChangedError: it is signed with a new key, and nobody has ``accept``\ ed it.
        """
        if opened.clear.test:
            raise WrongRecipientError(
                "This is a test package: it opened, so the way is good. It has no returns in it."
            )
        agency = self.audit.agency(opened.clear.agency.id)
        token = self.tokens.get(agency.id) if agency else None
        if agency is None or token is None:
            raise WrongRecipientError(
                "This file comes from an agency that was not issued a pack for this audit. "
                "Nothing was brought in from it. Check who sent it."
            )
        if not compare_digest(token, opened.document.token):
            raise WrongRecipientError(
                f"This file says that it comes from {agency.name}, but it was not made from the "
                "pack that you issued to them. Nothing was brought in from it. Check who sent it."
            )
        known = self.keys.get(agency.id)
        if known is not None and known != opened.signed_by and not accept:
            raise AgencyKeyChangedError(
                agency.name, fingerprint_words(known), fingerprint_words(opened.signed_by)
            )
        return agency


def take_in_hand(work: Work, audit: Audit) -> AuditInHand:
    """Read all of it once."""
    keys = ((agency.id, work.keys.known(agency.id)) for agency in audit.agencies)
    return AuditInHand(
        audit=audit,
        tokens={pack.agency_id: pack.token for pack in work.packs.all(audit.id)},
        keys={agency_id: known.signing_key for agency_id, known in keys if known},
        revisions={
            (mark.ref.agency_id, mark.ref.uin): mark.ref.revision
            for mark in work.returns.marks(audit.id)
            if mark.state is ReturnState.RECEIVED
        },
    )
