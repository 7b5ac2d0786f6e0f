"""What all travelling documents have in common: a clear part, one signature, maybe a seal.

A sealed document is an age v1 file (C2SP age.md), so that any age tool with the key opens it;
inside is a DSSE envelope. The clear part is a stanza of our own in the age header and is signed
inside as well, so that neither can be exchanged for another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import msgspec

from app.errors import DocumentError, SignatureError, WrongRecipientError
from app.sealing.age import (
    HybridRecipient,
    Identity,
    SealedFile,
    armor,
    encrypt,
    is_armored,
    read_sealed,
)
from app.sealing.clear import ClearPart, check_format, from_stanzas, to_stanza
from app.sealing.envelope import Opened, open_envelope, sign_envelope
from app.sealing.keys import SigningKey, fingerprint

_AGE_START = b"age-encryption.org/"


class Document(Protocol):
    """What can travel."""

    @property
    def clear(self) -> ClearPart:
        """What it says of itself without a key."""


D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Kind(Generic[D]):
    """A kind of document: its name in the clear part, the type that is signed, its reader.

    ``instead`` is the sentence for a file of another kind.
    """

    name: str
    payload_type: str
    decode: Callable[[bytes], D]
    instead: str


@dataclass(frozen=True)
class Travelled(Generic[D]):
    """A document whose signature fits. ``signed_by`` is the sender's public key."""

    clear: ClearPart
    signed_by: bytes
    document: D


def sign(document: D, kind: Kind[D], key: SigningKey) -> bytes:
    """The bytes of a document that anyone may read."""
    return sign_envelope(kind.payload_type, msgspec.json.encode(document), key)


def open_signed(data: bytes, kind: Kind[D]) -> Travelled[D]:
    """Check the signature of a document that anyone may read, and read it.

    Raises:
        SealedFileError: it is damaged, changed, newer, or of another kind.
    """
    return _read(open_envelope(data), kind)


def seal(
    document: D,
    kind: Kind[D],
    recipients: Sequence[str],
    key: SigningKey,
    *,
    armored: bool = False,
) -> bytes:
    """The bytes of a sealed document; ``recipients`` are hybrid age recipients as text."""
    sealed = encrypt(
        sign(document, kind, key),
        [HybridRecipient.from_string(text) for text in recipients],
        clear=[to_stanza(document.clear)],
    )
    return armor(sealed).encode() if armored else sealed


def open_sealed(data: bytes, identities: Sequence[Identity], kind: Kind[D]) -> Travelled[D]:
    """Open a sealed document, check its signature, and read it.

    Raises:
        SealedFileError: it is damaged, changed, newer, sealed for another, or of another kind.
    """
    if not is_sealed(data):
        raise WrongRecipientError(kind.instead)
    sealed = read_sealed(data)
    outside = _clear_of(sealed, kind.instead)
    travelled = _read(open_envelope(sealed.decrypt(identities)), kind)
    if travelled.clear != outside:
        raise SignatureError
    return travelled


def read_sealed_clear(data: bytes, instead: str) -> ClearPart:
    """The clear part of a sealed document, before any key.

    Raises:
        SealedFileError: it can't be read, or there is none.
    """
    return _clear_of(read_sealed(data), instead)


def type_of_signed(data: bytes) -> str:
    """What kind of payload a signed document has.

    Raises:
        SealedFileError: it is no envelope, or its signature does not fit.
    """
    return open_envelope(data).payload_type


def is_sealed(data: bytes) -> bool:
    """Whether the bytes begin like an age file, binary or armoured."""
    return data.startswith(_AGE_START) or is_armored(data)


def _read(envelope: Opened, kind: Kind[D]) -> Travelled[D]:
    if envelope.payload_type != kind.payload_type:
        raise WrongRecipientError(kind.instead)
    check_format(envelope.payload)
    document = kind.decode(envelope.payload)
    if document.clear.signed_by != fingerprint(envelope.signed_by):
        raise SignatureError
    if document.clear.document != kind.name:
        raise DocumentError("the kind of document")
    return Travelled(document.clear, envelope.signed_by, document)


def _clear_of(sealed: SealedFile, instead: str) -> ClearPart:
    clear = from_stanzas(sealed.stanzas)
    if clear is None:
        raise WrongRecipientError(instead)
    return clear
