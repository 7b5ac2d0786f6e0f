"""Audit packs: signed by the partnership, optionally locked with a passphrase.

A pack is a DSSE envelope. A locked pack carries its body as an armoured age file, because
age's passphrase recipient stands alone in its header and leaves no room for a clear part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import msgspec

from app.errors import DocumentError, PackLockedError, SignatureError, WrongRecipientError
from app.sealing.age import ScryptIdentity, ScryptRecipient, armor, decrypt, encrypt
from app.sealing.clear import AUDIT_PACK, ClearPart, check_format
from app.sealing.documents import v1
from app.sealing.envelope import open_envelope, sign_envelope
from app.sealing.keys import SigningKey, fingerprint

PACK_TYPE = "application/vnd.partnership-audit.pack+json"


@dataclass(frozen=True)
class OpenedPack:
    """A pack whose signature fits. ``signed_by`` is the partnership's public signing key.

    ``number`` counts the packs of its audit for its agency.
    """

    clear: ClearPart
    signed_by: bytes
    pack: v1.PackV1
    number: int = 1


def make_pack(
    pack: v1.PackV1,
    clear: ClearPart,
    key: SigningKey,
    passphrase: str | None = None,
    number: int = 1,
) -> bytes:
    """The bytes of a pack file; ``number`` counts those for the agency, from 1."""
    body = msgspec.json.encode(pack)
    if passphrase is None:
        document = v1.PackFileV1(clear.format, clear, body=msgspec.Raw(body), number=number)
    else:
        locked = armor(encrypt(body, [ScryptRecipient(passphrase)]))
        document = v1.PackFileV1(clear.format, clear, locked=locked, number=number)
    return sign_envelope(PACK_TYPE, msgspec.json.encode(document), key)


def read_pack_clear(data: bytes) -> ClearPart:
    """The clear part of a pack whose signature fits."""
    return _signed_part(data)[0].clear


def pack_age(data: bytes) -> tuple[date, int]:
    """What is larger for the later of two packs of one audit, also for locked ones.

    The day goes first: a workspace that was restored from a backup counts some numbers again.
    """
    document = _signed_part(data)[0]
    return document.clear.made, document.number


def digest_of(pack: v1.PackV1) -> str:
    """SHA-256, in hex, of all that a pack tells its agency.

    Neither its token nor the agency's own contact is in it: neither makes a pack out of date.
    """
    agency = msgspec.structs.replace(pack.agency, email="", contact="")
    told = msgspec.structs.replace(pack, token="", agency=agency)
    return sha256(msgspec.json.encode(told)).hexdigest()


def open_pack(data: bytes, passphrase: str | None = None) -> OpenedPack:
    """Check the signature of a pack and read it.

    Raises:
        SealedFileError: it is damaged, changed, newer, or no pack.
        PackLockedError: it is locked and no passphrase was given.
        WrongPassphraseError: the passphrase does not open it.
    """
    document, signed_by = _signed_part(data)
    if document.locked:
        if passphrase is None:
            raise PackLockedError
        body = decrypt(document.locked.encode(), [ScryptIdentity(passphrase)])
    else:
        body = bytes(document.body)
    return OpenedPack(document.clear, signed_by, v1.decode_pack(body), document.number)


def _signed_part(data: bytes) -> tuple[v1.PackFileV1, bytes]:
    envelope = open_envelope(data)
    if envelope.payload_type != PACK_TYPE:
        raise WrongRecipientError(
            "This is a Partnership Audit file, but not an audit pack. Nothing was opened. "
            "Choose the pack that the partnership team sent."
        )
    check_format(envelope.payload)
    document = v1.decode_pack_file(envelope.payload)
    if document.clear.document != AUDIT_PACK:
        raise DocumentError("the kind of document")
    if document.clear.signed_by != fingerprint(envelope.signed_by):
        raise SignatureError
    return document, envelope.signed_by
