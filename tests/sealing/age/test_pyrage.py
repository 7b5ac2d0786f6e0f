"""Both ways against pyrage, which is the Rust implementation of age."""

from __future__ import annotations

import pyrage
import pytest

from app.sealing.age import (
    ScryptIdentity,
    ScryptRecipient,
    Stanza,
    X25519Identity,
    X25519Recipient,
    armor,
    decrypt,
    encrypt,
)

PLAINTEXTS = [b"", b"return", bytes(range(256)) * 256, b"\x5a" * (3 * 65536 + 1)]
CLEAR = Stanza("example.org/clear", ("audit", "2018"), b"names nobody")


@pytest.mark.parametrize("plaintext", PLAINTEXTS, ids=len)
@pytest.mark.parametrize("armored", [False, True])
def test_x25519_from_pyrage(plaintext: bytes, armored: bool) -> None:
    identity = X25519Identity.generate()
    recipient = pyrage.x25519.Recipient.from_str(identity.recipient().to_string())
    sealed = pyrage.encrypt(plaintext, [recipient], armored=armored)
    assert decrypt(sealed, [identity]) == plaintext


@pytest.mark.parametrize("plaintext", PLAINTEXTS, ids=len)
@pytest.mark.parametrize("armored", [False, True])
def test_x25519_to_pyrage(plaintext: bytes, armored: bool) -> None:
    identity = pyrage.x25519.Identity.generate()
    recipient = X25519Recipient.from_string(str(identity.to_public()))
    other = X25519Identity.generate().recipient()
    sealed = encrypt(plaintext, [other, recipient], clear=[CLEAR])
    assert pyrage.decrypt(armor(sealed).encode() if armored else sealed, [identity]) == plaintext


def test_x25519_key_texts_are_the_same() -> None:
    theirs = pyrage.x25519.Identity.generate()
    ours = X25519Identity.from_string(str(theirs))
    assert ours.to_string() == str(theirs)
    assert ours.recipient().to_string() == str(theirs.to_public())


def test_scrypt_from_pyrage() -> None:
    sealed = pyrage.passphrase.encrypt(b"pack", "grüne Äpfel")
    # pyrage measures the computer and takes a second of work, however fast that is.
    assert decrypt(sealed, [ScryptIdentity("grüne Äpfel", max_work_factor=22)]) == b"pack"


def test_scrypt_to_pyrage() -> None:
    sealed = encrypt(b"pack", [ScryptRecipient("grüne Äpfel", work_factor=10)])
    assert pyrage.passphrase.decrypt(sealed, "grüne Äpfel") == b"pack"
