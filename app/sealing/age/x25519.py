"""X25519 recipients, which every age tool knows (C2SP age.md, "The X25519 recipient type")."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import HeaderError
from app.sealing.age import bech32
from app.sealing.age.header import Stanza, decode_base64, encode_base64
from app.sealing.age.keys import (
    SEED_BYTES,
    check_seed,
    from_text,
    load_x25519,
    require_wrapped,
    unwrap_file_key,
    wrap_file_key,
)

STANZA_TYPE: Final = "X25519"
_INFO: Final = b"age-encryption.org/v1/X25519"
_RECIPIENT: Final = "age"
_IDENTITY: Final = "age-secret-key-"


@dataclass(frozen=True)
class X25519Recipient:
    """A public key, of 32 bytes.

    Raises ``KeyTextError`` when made of bytes that are no usable key.
    """

    public_bytes: bytes

    def __post_init__(self) -> None:
        self._key  # noqa: B018 - a bad key is refused here, not when a file is sealed

    @classmethod
    def from_string(cls, text: str) -> Self:
        """Read ``age1…``; raises ``KeyTextError`` if it is not one."""
        return cls(from_text(_RECIPIENT, text))

    def to_string(self) -> str:
        """Write as ``age1…``."""
        return bech32.encode(_RECIPIENT, self.public_bytes)

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the file key with a key exchange of its own."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        key = _wrap_key(ephemeral.exchange(self._key), share, self.public_bytes)
        return Stanza(
            STANZA_TYPE, (encode_base64(share).decode("ascii"),), wrap_file_key(key, file_key)
        )

    @cached_property
    def _key(self) -> X25519PublicKey:
        return load_x25519(self.public_bytes)


@dataclass(frozen=True)
class X25519Identity:
    """A private key, of 32 bytes. Raises ``KeyTextError`` when made of another length."""

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        check_seed(self.seed)

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity from the system's randomness."""
        return cls(os.urandom(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Make the identity of a 32-byte secret; raises ``KeyTextError`` for another length."""
        return cls(seed)

    @classmethod
    def from_string(cls, text: str) -> Self:
        """Read ``AGE-SECRET-KEY-1…``; raises ``KeyTextError`` if it is not one."""
        return cls(from_text(_IDENTITY, text))

    def to_string(self) -> str:
        """Write as ``AGE-SECRET-KEY-1…``. This is the secret itself."""
        return bech32.encode(_IDENTITY, self.seed).upper()

    def recipient(self) -> X25519Recipient:
        """Give the public key, to be handed out."""
        return X25519Recipient(self._public_bytes)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Find the file key, or ``None``.

        Raises ``HeaderError`` for an X25519 stanza with another number of
        arguments, a share that is not 32 bytes or of low order, or a body of the
        wrong length.
        """
        for stanza in stanzas:
            if stanza.type == STANZA_TYPE:
                if len(stanza.arguments) != 1:
                    raise HeaderError
                share = decode_base64(stanza.arguments[0])
                require_wrapped(stanza.body)
                key = _wrap_key(self._exchange(share), share, self._public_bytes)
                if (file_key := unwrap_file_key(key, stanza.body)) is not None:
                    return file_key
        return None

    def _exchange(self, share: bytes) -> bytes:
        try:
            return self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:  # not 32 bytes, or a shared secret of zeros
            raise HeaderError from None

    @cached_property
    def _key(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def _public_bytes(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


def _wrap_key(secret: bytes, share: bytes, public_bytes: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=share + public_bytes, info=_INFO).derive(secret)
