"""Handing drafts from one desk of an agency to another.

A colleague's desk asks with a signed request that bears its public keys; the drafts come back
sealed for that desk alone. Nobody types a password: that both desks are of one agency is shown
by the secret token of its pack, which both have opened.

A desk that hands over also endorses the other's signing key. The endorsements go with the
returns, so that the partnership takes them from the second desk as it did from the first.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256

from app.errors import SignatureError
from app.sealing.age import Identity
from app.sealing.clear import HAND_OVER, HAND_OVER_REQUEST, ClearPart
from app.sealing.documents import v1_letters
from app.sealing.documents.v1 import EndorsementV1
from app.sealing.keys import SigningKey, verify
from app.sealing.travelling import Kind, Travelled, open_sealed, open_signed, seal, sign

_REQUEST = Kind(
    HAND_OVER_REQUEST,
    "application/vnd.partnership-audit.hand-over-request+json",
    v1_letters.decode_hand_over_request,
    "This Partnership Audit file is not a colleague’s request. Nothing was handed over.",
)
_HAND_OVER = Kind(
    HAND_OVER,
    "application/vnd.partnership-audit.hand-over+json",
    v1_letters.decode_hand_over,
    "This Partnership Audit file has no cases from a colleague in it. Nothing was taken over.",
)


def sign_request(document: v1_letters.HandOverRequestV1, key: SigningKey) -> bytes:
    """The bytes of a request. Nothing in it is secret."""
    return sign(document, _REQUEST, key)


def open_request(data: bytes) -> Travelled[v1_letters.HandOverRequestV1]:
    """Check the signature of a request and read it.

    Raises:
        SealedFileError: it is damaged, changed, newer, or no request.
    """
    return open_signed(data, _REQUEST)


def read_request_clear(data: bytes) -> ClearPart:
    """What a request says of itself."""
    return open_request(data).clear


def seal_hand_over(document: v1_letters.HandOverV1, recipient: str, key: SigningKey) -> bytes:
    """The bytes of a hand-over, for the one desk that asked."""
    return seal(document, _HAND_OVER, [recipient], key)


def open_hand_over(data: bytes, identities: Sequence[Identity]) -> Travelled[v1_letters.HandOverV1]:
    """Open a hand-over and check its signature.

    Raises:
        SealedFileError: it is damaged, changed, newer, sealed for another, or no hand-over.
    """
    return open_sealed(data, identities, _HAND_OVER)


def proof_of_pack(token: str, recipient: str) -> str:
    """What only a desk that opened the agency's pack can say of its own recipient, in hex."""
    message = b"partnership-audit hand-over\0" + recipient.encode()
    return hmac.new(bytes.fromhex(token), message, sha256).hexdigest()


def is_proof_of_pack(proof: str, token: str, recipient: str) -> bool:
    """Whether a proof fits."""
    return hmac.compare_digest(proof, proof_of_pack(token, recipient))


def endorse(key: SigningKey, audit_id: str, agency_id: str, endorsed: bytes) -> EndorsementV1:
    """Vouch for another desk of the agency, for one audit."""
    signature = key.sign(_endorsed_text(audit_id, agency_id, endorsed))
    return EndorsementV1(endorsed.hex(), key.public.hex(), signature.hex())


def vouched_from(
    endorsements: Collection[EndorsementV1], audit_id: str, agency_id: str, signer: bytes
) -> tuple[bytes, ...]:
    """Every desk from which good endorsements lead to the signer, the nearest first."""
    found: list[bytes] = []
    ends = [signer]
    while ends:
        end = ends.pop(0)
        for desk in _endorsers(endorsements, audit_id, agency_id, end):
            if desk != signer and desk not in found:
                found.append(desk)
                ends.append(desk)
    return tuple(found)


def _endorsers(
    endorsements: Collection[EndorsementV1], audit_id: str, agency_id: str, endorsed: bytes
) -> Iterator[bytes]:
    for endorsement in endorsements:
        if endorsement.endorsed != endorsed.hex():
            continue
        desk = bytes.fromhex(endorsement.signed_by)
        text = _endorsed_text(audit_id, agency_id, endorsed)
        try:
            verify(desk, bytes.fromhex(endorsement.signature), text)
        except SignatureError:
            continue
        yield desk


def _endorsed_text(audit_id: str, agency_id: str, endorsed: bytes) -> bytes:
    names = audit_id.encode() + b"\0" + agency_id.encode() + b"\0"
    return b"partnership-audit endorsement\0" + names + endorsed
