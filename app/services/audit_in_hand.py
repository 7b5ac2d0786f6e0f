"""What an import needs to know of an audit: who may send what, and what is in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from secrets import compare_digest

from app.domain.audits import Agency, Audit
from app.domain.returns import ReturnState
from app.errors import AgencyKeyChangedError, WrongRecipientError
from app.sealing.hand_over import vouched_from
from app.sealing.keys import fingerprint_words
from app.sealing.packages import OpenedPackage
from app.storage import Work


class Trust(Enum):
    """Why the key of a package is taken to be the agency's."""

    KNOWN = auto()
    FIRST_SEEN = auto()
    VOUCHED_FOR = auto()
    ACCEPTED = auto()


@dataclass(frozen=True)
class Sender:
    """Who sent a package. ``vouchers`` are the desks whose endorsements lead to its key."""

    agency: Agency
    trust: Trust
    vouchers: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class AuditInHand:
    """An audit with the tokens of its packs, the keys of the agencies' desks with the recipients
    of each, and the revision of each return that is in, by agency id and UIN.

    The last two are brought up to date as files come in.
    """

    audit: Audit
    tokens: dict[str, str]
    keys: dict[str, dict[bytes, str]]
    revisions: dict[tuple[str, str], int]

    def check_sender(self, opened: OpenedPackage, *, accept: bool) -> Sender:
        r"""The agency that a package comes from, if it can have sent it.

        Raises:
            WrongRecipientError: it can't have.
            AgencyKeyChangedError: it is signed with a new key for which no known desk of the
                agency vouches, and nobody has ``accept``\ ed it.
        """
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
        return self._sender(agency, opened, accept=accept)

    def _sender(self, agency: Agency, opened: OpenedPackage, *, accept: bool) -> Sender:
        known, signer = self.keys.get(agency.id, {}), opened.signed_by
        if signer in known:
            return Sender(agency, Trust.KNOWN)
        vouchers = vouched_from(opened.document.endorsements, self.audit.id, agency.id, signer)
        if not known:
            return Sender(agency, Trust.FIRST_SEEN, vouchers)
        if not known.keys().isdisjoint(vouchers):
            return Sender(agency, Trust.VOUCHED_FOR, vouchers)
        if not accept:
            raise AgencyKeyChangedError(
                agency.name, fingerprint_words(next(iter(known))), fingerprint_words(signer)
            )
        return Sender(agency, Trust.ACCEPTED, vouchers)


def take_in_hand(work: Work, audit: Audit) -> AuditInHand:
    """Read all of it once."""
    keys = ((agency.id, work.keys.known(agency.id)) for agency in audit.agencies)
    return AuditInHand(
        audit=audit,
        tokens={pack.agency_id: pack.token for pack in work.packs.all(audit.id)},
        keys={
            agency_id: {each.signing_key: each.recipient for each in known}
            for agency_id, known in keys
            if known
        },
        revisions={
            (mark.ref.agency_id, mark.ref.uin): mark.ref.revision
            for mark in work.returns.marks(audit.id)
            if mark.state is ReturnState.RECEIVED
        },
    )
