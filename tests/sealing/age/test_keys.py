"""Keys as people and other tools write them: the examples of C2SP age.md and BIP 173."""

from __future__ import annotations

import hashlib

import pytest

from app.errors import KeyTextError
from app.sealing.age import (
    HybridIdentity,
    HybridRecipient,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    X25519Recipient,
    bech32,
)

X25519_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
X25519_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
HYBRID_IDENTITY = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"


def test_x25519_example_of_the_specification() -> None:
    identity = X25519Identity.from_string(X25519_IDENTITY)
    assert identity.seed == b"\x42" * 32
    assert identity.to_string() == X25519_IDENTITY
    assert identity.recipient().to_string() == X25519_RECIPIENT
    assert X25519Recipient.from_string(X25519_RECIPIENT) == identity.recipient()


def test_hybrid_example_of_the_specification() -> None:
    identity = HybridIdentity.from_string(HYBRID_IDENTITY)
    text = identity.recipient().to_string()
    assert identity.to_string() == HYBRID_IDENTITY
    assert text.startswith("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrq")
    assert text.endswith("dweknw5jmqd0uvny6ttsn09508k0c55zfnegrm9efhxpfqdkmhh6gjtqmwze9pyyzk3tlhl"
                         "53k2ykx3qheyty7saeq0d3fzv49zc0k")  # fmt: skip
    assert HybridRecipient.from_string(text) == identity.recipient()
    assert len(identity.recipient().public_bytes) == 1216


def test_either_case_is_read_but_not_a_mixture() -> None:
    assert X25519Identity.from_string(X25519_IDENTITY.lower()).seed == b"\x42" * 32
    assert X25519Recipient.from_string(X25519_RECIPIENT.upper()).to_string() == X25519_RECIPIENT
    with pytest.raises(KeyTextError):
        X25519Recipient.from_string("Age" + X25519_RECIPIENT[3:])


def test_one_kind_of_key_is_not_taken_for_another() -> None:
    hybrid = HybridIdentity.from_string(HYBRID_IDENTITY)
    for text, kind in (
        (X25519_IDENTITY, HybridIdentity),
        (HYBRID_IDENTITY, X25519Identity),
        (X25519_RECIPIENT, HybridRecipient),
        (hybrid.recipient().to_string(), X25519Recipient),
        (X25519_IDENTITY, X25519Recipient),
        (X25519_RECIPIENT, X25519Identity),
    ):
        with pytest.raises(KeyTextError):
            kind.from_string(text)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_lengths_are_checked(length: int) -> None:
    for make in (X25519Identity.from_seed, HybridIdentity.from_seed, X25519Recipient):
        with pytest.raises(KeyTextError):
            make(bytes(length))
    with pytest.raises(KeyTextError):
        HybridRecipient(bytes(length))
    with pytest.raises(KeyTextError):
        X25519Identity.from_string(bech32.encode("age-secret-key-", bytes(length)))


def test_secrets_are_not_shown() -> None:
    seed = hashlib.sha256(b"seed").digest()
    shown = repr(
        [
            X25519Identity.from_seed(seed),
            HybridIdentity.from_seed(seed),
            ScryptIdentity("open sesame"),
            ScryptRecipient("open sesame"),
        ]
    )
    assert repr(seed) not in shown
    assert "seed" not in shown
    assert "sesame" not in shown


def test_keys_are_values() -> None:
    for kind in (X25519Identity, HybridIdentity):
        one, other = kind.from_seed(b"a" * 32), kind.generate()
        assert one == kind.from_seed(b"a" * 32)
        assert one != other
        assert len({one, kind.from_seed(b"a" * 32), other}) == 2
        assert one.recipient() == kind.from_seed(b"a" * 32).recipient()


@pytest.mark.parametrize(
    "text",
    [
        "A12UEL5L",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    ],
)
def test_bech32_valid(text: str) -> None:
    prefix, data = bech32.decode(text)
    assert bech32.encode(prefix, data) == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "\x201nwldj5",
        "\x7f1axkwrx",
        "\x801eym55h",
        "pzry9x0s0muk",
        "1pzry9x0s0muk",
        "x1b4n0q5v",
        "li1dgmt3",
        "de1lg7wt\xff",
        "A1G7SGD8",
        "10a06t8",
        "1qzzfhee",
        "A12UeL5L",
        "a12uel5m",
        "",
    ],
)
def test_bech32_invalid(text: str) -> None:
    with pytest.raises(KeyTextError):
        bech32.decode(text)
