"""Signing keys, and fingerprints that two people can compare by telephone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.errors import SignatureError

_FINGERPRINT_WORDS = 6
_BITS_PER_WORD = 11


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 private key (RFC 8032), kept as its 32-byte seed."""

    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> SigningKey:
        """A new random key."""
        return cls(secrets.token_bytes(32))

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """A signature of 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def verify(public: bytes, signature: bytes, message: bytes) -> None:
    """Check a signature.

    Raises:
        SignatureError: it does not fit, or the key is not one.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise SignatureError from error


def fingerprint(public: bytes | str) -> str:
    """A short hexadecimal name of a public key or of an age recipient: 16 digits."""
    data = public.encode() if isinstance(public, str) else public
    return sha256(b"partnership-audit fingerprint\0" + data).hexdigest()[:16]


def fingerprint_words(public: bytes) -> str:
    """The fingerprint as six words (66 bits) of the BIP-39 English list, to be read aloud."""
    bits = int.from_bytes(sha256(b"partnership-audit words\0" + public).digest(), "big") >> (
        256 - _FINGERPRINT_WORDS * _BITS_PER_WORD
    )
    mask = (1 << _BITS_PER_WORD) - 1
    places = [bits >> shift & mask for shift in range(0, _FINGERPRINT_WORDS * _BITS_PER_WORD, 11)]
    return " ".join(_wordlist()[place] for place in reversed(places))


def secret_to_words(secret: bytes) -> tuple[str, ...]:
    """A 32-byte secret as 24 words with a checksum (BIP-39)."""
    from mnemonic import Mnemonic

    words: str = Mnemonic("english").to_mnemonic(secret)
    return tuple(words.split())


def secret_from_words(words: str) -> bytes | None:
    """The secret behind 24 words, or None when a word or the checksum is wrong."""
    from mnemonic import Mnemonic

    try:
        return bytes(Mnemonic("english").to_entropy(words.lower().split()))
    except (ValueError, LookupError):
        return None


def unknown_words(words: Sequence[str], *, ended: bool) -> tuple[int, ...]:
    """The places, from 0, of the words that the BIP-39 list does not have.

    Unless the typing has ``ended``, a last word that is the beginning of one is none of them.
    """
    known = frozenset(_wordlist() if words else ())  # the list takes a moment to load
    wrong = [place for place, word in enumerate(words) if word not in known]
    if wrong and not ended and wrong[-1] == len(words) - 1:
        begun = words[-1]
        if any(word.startswith(begun) for word in known):
            wrong.pop()
    return tuple(wrong)


@cache
def _wordlist() -> tuple[str, ...]:
    # Imported here: the word list is needed by few operations and costs at every start.
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").wordlist)
