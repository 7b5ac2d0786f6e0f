"""What an import needs to know of an audit: who may send what, and what is in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from secrets import compare_digest

from app.domain.audits import Agency, Audit
from app.domain.returns import ReturnState
from app.errors import AgencyKeyChangedError, SealedFileError, WrongRecipientError
from app.sealing.hand_over import vouched_from
from app.sealing.keys import fingerprint_words
from app.sealing.packages import OpenedPackage
from app.storage import Work


class NotAskedError(WrongRecipientError):
    """A package comes from somebody, or has a case, that was not asked about."""


class NewKeyError(SealedFileError):
    """Nothing has come from this desk yet, and nobody has said that its key is the agency's."""

    def __init__(self, agency: str, words: str) -> None:
        super().__init__(
            f"This is the first file from this desk of {agency}. Nothing was brought in from it "
            f"yet. Telephone the agency and compare these six words: {words}."
        )


class Trust(Enum):
    """How well the key of a package is known to be the agency's."""

    KNOWN = auto()
    FIRST_SEEN = auto()
    VOUCHED_FOR = auto()
    CHANGED = auto()


@dataclass(frozen=True)
class Trusting:
    """Which keys are taken that are not known: any first one, any changed one, or only these."""

    first_seen: bool = False
    changed: bool = False
    keys: frozenset[bytes] = frozenset()


@dataclass(frozen=True)
class Sender:
    """Who sent a package. ``vouchers`` are the desks whose endorsements lead to its key.

    ``before`` is the key that the agency was first seen with, where this is another.
    """

    agency: Agency
    trust: Trust
    vouchers: tuple[bytes, ...] = ()
    before: bytes = b""

    def require(self, signer: bytes, trusting: Trusting) -> None:
        """Stop where the key is to be asked about first.

        Raises:
            NewKeyError: it is the agency's first, and nobody has taken it.
            AgencyKeyChangedError: it is a new key for which no known desk of the agency
                vouches, and nobody has taken it.
        """
        if signer in trusting.keys:
            return
        if self.trust is Trust.FIRST_SEEN and not trusting.first_seen:
            raise NewKeyError(self.agency.name, fingerprint_words(signer))
        if self.trust is Trust.CHANGED and not trusting.changed:
            raise AgencyKeyChangedError(
                self.agency.name, fingerprint_words(self.before), fingerprint_words(signer)
            )


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

    def sender(self, opened: OpenedPackage) -> Sender:
        """The agency that a package comes from, if it can have sent it.

        Raises:
            NotAskedError: it can't have.
        """
        agency = self.audit.agency(opened.clear.agency.id)
        token = self.tokens.get(agency.id) if agency else None
        if agency is None or token is None:
            raise NotAskedError(
                "This file comes from an agency that was not issued a pack for this audit. "
                "Nothing was brought in from it. Check who sent it."
            )
        if not compare_digest(token, opened.document.token):
            raise NotAskedError(
                f"This file says that it comes from {agency.name}, but it was not made from the "
                "pack that you issued to them. Nothing was brought in from it. Check who sent it."
            )
        known, signer = self.keys.get(agency.id, {}), opened.signed_by
        if signer in known:
            return Sender(agency, Trust.KNOWN)
        vouchers = vouched_from(opened.document.endorsements, self.audit.id, agency.id, signer)
        if not known:
            return Sender(agency, Trust.FIRST_SEEN, vouchers)
        if not known.keys().isdisjoint(vouchers):
            return Sender(agency, Trust.VOUCHED_FOR, vouchers)
        return Sender(agency, Trust.CHANGED, vouchers, next(iter(known)))


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
