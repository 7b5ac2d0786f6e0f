"""What every kind of recipient and identity has in common (C2SP age.md, "Recipient stanza")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.errors import HeaderError, KeyTextError
from app.sealing.age import bech32
from app.sealing.age.header import Stanza

FILE_KEY_BYTES: Final = 16
SEED_BYTES: Final = 32
WRAPPED_BYTES: Final = FILE_KEY_BYTES + 16

_ZERO_NONCE: Final = bytes(12)
# Any key serves: every private key takes a point of low order to zero (RFC 7748, 6.1).
_PROBE: Final = X25519PrivateKey.from_private_bytes(bytes(32))


class Recipient(Protocol):
    """Someone who will be able to open a file."""

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the 16-byte file key so that the identity can unwrap it."""


class Identity(Protocol):
    """The secret that opens what was sealed for a recipient."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Find the file key, or ``None`` if no stanza is for this identity.

        Raises ``HeaderError`` for a stanza of its kind that breaks the format.
        """


def wrap_file_key(key: bytes, file_key: bytes) -> bytes:
    """Encrypt the file key. The nonce is fixed: a wrap key is never used twice."""
    return ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key, None)


def unwrap_file_key(key: bytes, body: bytes) -> bytes | None:
    """Decrypt a stanza's body, or give ``None`` if it was wrapped under another key."""
    try:
        return ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, body, None)
    except InvalidTag:
        return None


def require_wrapped(body: bytes) -> None:
    """Check the length of a body before it is decrypted (partitioning oracle attacks).

    Raises ``HeaderError``.
    """
    if len(body) != WRAPPED_BYTES:
        raise HeaderError


def check_seed(seed: bytes) -> None:
    """Raise ``KeyTextError`` unless the secret has its 32 bytes."""
    if len(seed) != SEED_BYTES:
        raise KeyTextError


def load_x25519(public_bytes: bytes) -> X25519PublicKey:
    """Read an X25519 public key.

    Raises ``KeyTextError`` for a wrong length and for a point of low order, for
    which everybody could compute the shared secret.
    """
    try:
        key = X25519PublicKey.from_public_bytes(public_bytes)
        _PROBE.exchange(key)
    except ValueError:
        raise KeyTextError from None
    return key


def from_text(prefix: str, text: str) -> bytes:
    """Read the bytes of a key in text form; raises ``KeyTextError`` if it is another's."""
    found, data = bech32.decode(text)
    if found != prefix:
        raise KeyTextError
    return data
