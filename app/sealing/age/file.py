"""A whole age file: header, then payload (C2SP age.md, "Encrypted file format")."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.errors import NoMatchingKeyError, WrongPassphraseError
from app.sealing.age import hybrid, scrypt, x25519
from app.sealing.age.armor import dearmor, is_armored
from app.sealing.age.header import Header, Stanza, format_header, parse_header
from app.sealing.age.keys import FILE_KEY_BYTES, Identity, Recipient
from app.sealing.age.scrypt import ScryptIdentity
from app.sealing.age.stream import open_payload, seal_payload

# A clear stanza of these types would be taken for a wrapped file key, by any age tool.
_KEY_BEARING: Final = frozenset(
    (x25519.STANZA_TYPE, hybrid.STANZA_TYPE, scrypt.STANZA_TYPE, "p256tag", "mlkem768p256tag")
)


@dataclass(frozen=True)
class SealedFile:
    """A file whose header was read, and nothing else of it yet."""

    _header: Header = field(repr=False)
    _payload: memoryview = field(repr=False)

    @property
    def stanzas(self) -> tuple[Stanza, ...]:
        """What the header says. Nothing vouches for it before ``decrypt``."""
        return self._header.stanzas

    def decrypt(self, identities: Sequence[Identity]) -> bytes:
        """Open the file with the first identity that fits.

        Raises what ``decrypt`` of this module raises, ``ArmorError`` aside.
        """
        header = self._header
        for identity in identities:
            if (file_key := identity.unwrap(header.stanzas)) is not None:
                header.verify(file_key)
                return open_payload(self._payload, file_key)
        has_passphrase = header.stanzas[0].type == scrypt.STANZA_TYPE
        if has_passphrase and any(isinstance(identity, ScryptIdentity) for identity in identities):
            raise WrongPassphraseError
        raise NoMatchingKeyError


def encrypt(
    plaintext: bytes, recipients: Sequence[Recipient], *, clear: Sequence[Stanza] = ()
) -> bytes:
    """Seal content for recipients, each of whom can open it alone.

    ``clear`` stanzas stand first in the header: anyone can read them, nobody can
    change them unnoticed, other age tools skip them.

    Raises ``ValueError``, for the caller's mistakes only: no recipient; a
    passphrase beside anything else, clear stanzas included; a post-quantum
    recipient beside one that is not, which would undo it; a clear stanza of a
    type that age itself uses, or that can't be written; too long a header.
    """
    if not recipients:
        raise ValueError("a file needs a recipient")
    if any(stanza.type in _KEY_BEARING for stanza in clear):
        raise ValueError("a clear stanza needs a type of its own")
    file_key = os.urandom(FILE_KEY_BYTES)
    wrapped = [recipient.wrap(file_key) for recipient in recipients]
    if len({stanza.type == hybrid.STANZA_TYPE for stanza in wrapped}) > 1:
        raise ValueError("post-quantum recipients are not mixed with others")
    header = format_header((*clear, *wrapped), file_key)
    return b"".join((header, *seal_payload(plaintext, file_key)))


def decrypt(sealed: bytes, identities: Sequence[Identity]) -> bytes:
    """Open a file, binary or armoured, with the first identity that fits.

    Raises ``ArmorError``, ``HeaderError``, ``HeaderMacError`` or ``PayloadError``
    for a file that breaks the format or was changed; ``WrongPassphraseError`` if
    it has a passphrase and none of those given is it; ``NoMatchingKeyError`` if
    it is for others.
    """
    return read_sealed(sealed).decrypt(identities)


def read_stanzas(sealed: bytes) -> tuple[Stanza, ...]:
    """Read the header of a file, binary or armoured, without any key.

    Nothing vouches for what it says: the MAC can be checked only by ``decrypt``.
    Raises ``ArmorError`` or ``HeaderError``.
    """
    return read_sealed(sealed).stanzas


def read_sealed(sealed: bytes) -> SealedFile:
    """Read the header of a file, binary or armoured, to look at it and then decrypt.

    Raises ``ArmorError`` or ``HeaderError``.
    """
    binary = dearmor(sealed) if is_armored(sealed) else sealed
    header = parse_header(binary)
    return SealedFile(header, memoryview(binary)[header.length :])
