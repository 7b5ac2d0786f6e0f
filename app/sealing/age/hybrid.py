"""Hybrid post-quantum recipients: ML-KEM-768 with X25519, known as X-Wing.

C2SP age.md, "The MLKEM768-X25519 (i.e. X-Wing) hybrid post-quantum recipient
type"; HPKE is RFC 9180 with the KEM of draft-ietf-hpke-pq. What is sealed this
way stays closed to a quantum computer, and to a flaw in either half.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from app.errors import HeaderError, KeyTextError
from app.sealing.age import bech32
from app.sealing.age.header import Stanza, decode_base64, encode_base64
from app.sealing.age.keys import SEED_BYTES, check_seed, from_text, load_x25519, require_wrapped

STANZA_TYPE: Final = "mlkem768x25519"
_INFO: Final = b"age-encryption.org/mlkem768x25519"
_RECIPIENT: Final = "age1pq"
_IDENTITY: Final = "age-secret-key-pq-"

_SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_ENC_BYTES: Final = KEM.MLKEM768_X25519.enc_length()
_SHARE_BYTES: Final = 32  # the X25519 part, which stands last in enc and in a public key
_MLKEM_SEED_BYTES: Final = 64


class _SecretKeys(NamedTuple):
    both: MLKEM768X25519PrivateKey
    x25519: X25519PrivateKey
    public_bytes: bytes


@dataclass(frozen=True)
class HybridRecipient:
    """A public key, of 1,216 bytes: that of ML-KEM-768, then that of X25519.

    Raises ``KeyTextError`` when made of bytes that are no usable key.
    """

    public_bytes: bytes

    def __post_init__(self) -> None:
        self._key  # noqa: B018 - a bad key is refused here, not when a file is sealed

    @classmethod
    def from_string(cls, text: str) -> Self:
        """Read ``age1pq1…``; raises ``KeyTextError`` if it is not one."""
        return cls(from_text(_RECIPIENT, text))

    def to_string(self) -> str:
        """Write as ``age1pq1…``."""
        return bech32.encode(_RECIPIENT, self.public_bytes)

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the file key with HPKE (RFC 9180, SealBase)."""
        sealed = _SUITE.encrypt(file_key, self._key, info=_INFO)
        enc = encode_base64(sealed[:_ENC_BYTES]).decode("ascii")
        return Stanza(STANZA_TYPE, (enc,), sealed[_ENC_BYTES:])

    @cached_property
    def _key(self) -> MLKEM768X25519PublicKey:
        x25519 = load_x25519(self.public_bytes[-_SHARE_BYTES:])
        try:
            mlkem = MLKEM768PublicKey.from_public_bytes(self.public_bytes[:-_SHARE_BYTES])
        except ValueError:
            raise KeyTextError from None
        return MLKEM768X25519PublicKey(mlkem, x25519)


@dataclass(frozen=True)
class HybridIdentity:
    """A private key: a seed of 32 bytes, from which both halves are expanded.

    Raises ``KeyTextError`` when made of another length.
    """

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        check_seed(self.seed)

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity from the system's randomness."""
        return cls(os.urandom(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Make the identity of a 32-byte seed; raises ``KeyTextError`` for another length."""
        return cls(seed)

    @classmethod
    def from_string(cls, text: str) -> Self:
        """Read ``AGE-SECRET-KEY-PQ-1…``; raises ``KeyTextError`` if it is not one."""
        return cls(from_text(_IDENTITY, text))

    def to_string(self) -> str:
        """Write as ``AGE-SECRET-KEY-PQ-1…``. This is the secret itself."""
        return bech32.encode(_IDENTITY, self.seed).upper()

    def recipient(self) -> HybridRecipient:
        """Give the public key, to be handed out."""
        return HybridRecipient(self._keys.public_bytes)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Find the file key, or ``None``.

        Raises ``HeaderError`` for an mlkem768x25519 stanza with another number of
        arguments, an encapsulated key that is not 1,120 bytes or whose X25519 part
        is of low order, or a body of the wrong length.
        """
        for stanza in stanzas:
            if stanza.type == STANZA_TYPE:
                if len(stanza.arguments) != 1:
                    raise HeaderError
                enc = decode_base64(stanza.arguments[0])
                if len(enc) != _ENC_BYTES:
                    raise HeaderError
                require_wrapped(stanza.body)
                try:
                    return _SUITE.decrypt(enc + stanza.body, self._keys.both, info=_INFO)
                except InvalidTag:
                    self._refuse_low_order(enc[-_SHARE_BYTES:])
        return None

    def _refuse_low_order(self, share: bytes) -> None:
        # HPKE reports a shared secret of zeros as it reports another's key; age tells them apart.
        try:
            self._keys.x25519.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise HeaderError from None

    @cached_property
    def _keys(self) -> _SecretKeys:
        expanded = hashlib.shake_256(self.seed).digest(_MLKEM_SEED_BYTES + 32)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:])
        return _SecretKeys(
            MLKEM768X25519PrivateKey(mlkem, x25519),
            x25519,
            mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw(),
        )
