"""Return packages: signed by the agency, encrypted to the partnership and its escrow key.

The file is age v1 (C2SP age.md), so that any age tool with the key opens it; inside is a DSSE
envelope. The clear part is a stanza of our own in the age header and is signed inside as well,
so that neither can be exchanged for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.errors import DocumentError, NotASealedFileError, SignatureError, WrongRecipientError
from app.sealing.age import (
    HybridRecipient,
    Identity,
    SealedFile,
    armor,
    encrypt,
    is_armored,
    read_sealed,
)
from app.sealing.clear import RETURN_PACKAGE, ClearPart, check_format, from_stanzas, to_stanza
from app.sealing.documents import v1
from app.sealing.envelope import open_envelope, sign_envelope
from app.sealing.keys import SigningKey, fingerprint
from app.sealing.packs import read_pack_clear

RETURN_TYPE = "application/vnd.partnership-audit.return+json"
_AGE_START = b"age-encryption.org/"


@dataclass(frozen=True)
class OpenedPackage:
    """A return package whose signature fits. ``signed_by`` is the agency's public key."""

    clear: ClearPart
    signed_by: bytes
    document: v1.ReturnPackageV1


def seal_package(
    document: v1.ReturnPackageV1,
    recipients: Sequence[str],
    key: SigningKey,
    *,
    armored: bool = False,
) -> bytes:
    """The bytes of a return package; ``recipients`` are hybrid age recipients as text."""
    envelope = sign_envelope(RETURN_TYPE, msgspec.json.encode(document), key)
    sealed = encrypt(
        envelope,
        [HybridRecipient.from_string(text) for text in recipients],
        clear=[to_stanza(document.clear)],
    )
    return armor(sealed).encode() if armored else sealed


def open_package(data: bytes, identities: Sequence[Identity]) -> OpenedPackage:
    """Open a return package, check its signature, and read it.

    Raises:
        SealedFileError: it is damaged, changed, newer, sealed for another, or no package.
    """
    sealed = _read_package(data)
    outside = _clear_of(sealed)
    envelope = open_envelope(sealed.decrypt(identities))
    if envelope.payload_type != RETURN_TYPE:
        raise _not_a_package()
    check_format(envelope.payload)
    document = v1.decode_return_package(envelope.payload)
    if document.clear != outside:
        raise SignatureError
    if document.clear.signed_by != fingerprint(envelope.signed_by):
        raise SignatureError
    if document.clear.document != RETURN_PACKAGE:
        raise DocumentError("the kind of document")
    return OpenedPackage(document.clear, envelope.signed_by, document)


def read_package_clear(data: bytes) -> ClearPart:
    """The clear part of a return package, before any key.

    Raises:
        SealedFileError: it can't be read, or is not a package.
    """
    return _clear_of(_read_package(data))


def describe(data: bytes) -> ClearPart:
    """What any travelling file says of itself without a key.

    Raises:
        SealedFileError: it is none of the product's files, or it is damaged.
    """
    if is_sealed(data):
        return read_package_clear(data)
    if data.lstrip()[:1] == b"{":
        return read_pack_clear(data)
    raise NotASealedFileError


def is_sealed(data: bytes) -> bool:
    """Whether the bytes begin like an age file, binary or armoured."""
    return data.startswith(_AGE_START) or is_armored(data)


def _read_package(data: bytes) -> SealedFile:
    if not is_sealed(data):
        raise _not_a_package()
    return read_sealed(data)


def _clear_of(sealed: SealedFile) -> ClearPart:
    clear = from_stanzas(sealed.stanzas)
    if clear is None:
        raise _not_a_package()
    return clear


def _not_a_package() -> WrongRecipientError:
    return WrongRecipientError(
        "This file is not a return package, so nothing was brought in from it. "
        "Choose the file that the agency sent back."
    )
