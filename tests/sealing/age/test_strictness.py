"""What C2SP age.md tells an identity to refuse, in files that are otherwise whole.

The public vectors say the same with other files; these are here when those are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import ArmorError, HeaderError, KeyTextError, NoMatchingKeyError, PayloadError
from app.sealing.age import (
    HybridIdentity,
    HybridRecipient,
    Identity,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    Stanza,
    X25519Identity,
    X25519Recipient,
    dearmor,
    decrypt,
    encrypt,
    read_stanzas,
)
from app.sealing.age.header import decode_base64, encode_base64

HYBRID = HybridIdentity.from_seed(b"h" * 32)
X25519 = X25519Identity.from_seed(b"x" * 32)
PASSPHRASE = ScryptIdentity("open sesame")
PAIRS: list[tuple[Recipient, Identity]] = [
    (HYBRID.recipient(), HYBRID),
    (X25519.recipient(), X25519),
    (ScryptRecipient("open sesame", work_factor=1), PASSPHRASE),
]
KINDS = pytest.mark.parametrize(
    ("recipient", "identity"), PAIRS, ids=["hybrid", "x25519", "scrypt"]
)


@dataclass
class Forger:
    """Wraps as the recipient does, then changes the stanza before it goes under the MAC."""

    recipient: Recipient
    change: Callable[[Stanza], Stanza]
    file_key: bytes = field(default=b"", repr=False)

    def wrap(self, file_key: bytes) -> Stanza:
        self.file_key = file_key
        return self.change(self.recipient.wrap(file_key))


def _forged(recipient: Recipient, change: Callable[[Stanza], Stanza]) -> bytes:
    return encrypt(b"content", [Forger(recipient, change)])


def _with_share(change: Callable[[bytes], bytes]) -> Callable[[Stanza], Stanza]:
    def changed(stanza: Stanza) -> Stanza:
        share = change(decode_base64(stanza.arguments[0]))
        return replace(stanza, arguments=(encode_base64(share).decode(), *stanza.arguments[1:]))

    return changed


@KINDS
def test_an_unchanged_forgery_opens(recipient: Recipient, identity: Identity) -> None:
    assert decrypt(_forged(recipient, lambda stanza: stanza), [identity]) == b"content"


@KINDS
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: replace(s, arguments=(*s.arguments, "x")), id="extra-argument"),
        pytest.param(lambda s: replace(s, arguments=s.arguments[:-1]), id="missing-argument"),
        pytest.param(lambda s: replace(s, arguments=()), id="no-argument"),
        pytest.param(lambda s: replace(s, body=s.body + b"\0"), id="long-body"),
        pytest.param(lambda s: replace(s, body=s.body[:-1]), id="short-body"),
        pytest.param(lambda s: replace(s, body=b""), id="no-body"),
        pytest.param(_with_share(lambda share: share + b"\0"), id="long-share"),
        pytest.param(_with_share(lambda share: share[:-1]), id="short-share"),
        pytest.param(_with_share(lambda _: b"\0"), id="one-byte-share"),
        pytest.param(
            lambda s: replace(s, arguments=(s.arguments[0] + "=", *s.arguments[1:])), id="padding"
        ),
        pytest.param(
            lambda s: replace(s, arguments=("!" + s.arguments[0][1:], *s.arguments[1:])),
            id="foreign-character",
        ),
    ],
)
def test_malformed_stanzas_are_refused(
    recipient: Recipient, identity: Identity, change: Callable[[Stanza], Stanza]
) -> None:
    with pytest.raises(HeaderError):
        decrypt(_forged(recipient, change), [identity])


@KINDS
def test_types_are_told_by_case(recipient: Recipient, identity: Identity) -> None:
    sealed = _forged(recipient, lambda stanza: replace(stanza, type=stanza.type.swapcase()))
    with pytest.raises(NoMatchingKeyError):
        decrypt(sealed, [identity])


@KINDS
def test_stray_bits_in_base64_are_refused(recipient: Recipient, identity: Identity) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    def strayed(text: str) -> str:
        return text[:-1] + alphabet[alphabet.index(text[-1]) + 1]

    def share(stanza: Stanza) -> Stanza:
        return replace(stanza, arguments=(strayed(stanza.arguments[0]), *stanza.arguments[1:]))

    with pytest.raises(HeaderError):  # 16, 32 and 1,120 bytes all leave bits over
        decrypt(_forged(recipient, share), [identity])
    sealed = encrypt(b"content", [recipient])
    lines = sealed.split(b"\n", 4)
    for number in (2, 3):
        changed = [*lines]
        changed[number] = strayed(lines[number].decode()).encode()
        with pytest.raises(HeaderError):
            read_stanzas(b"\n".join(changed))


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31)], ids=["identity", "low-order"])
def test_shares_of_low_order_are_refused(point: bytes) -> None:
    for recipient, identity in PAIRS[:2]:
        sealed = _forged(recipient, _with_share(lambda share: share[:-32] + point))
        with pytest.raises(HeaderError):
            decrypt(sealed, [identity])


@pytest.mark.parametrize("text", ["01", "0", "+1", "-1", "1x", "x1", "0x1", "1.0", "1e0", "٢"])
def test_work_factors_are_plain_numbers(text: str) -> None:
    stanza = PAIRS[2][0].wrap(bytes(16))
    with pytest.raises(HeaderError):
        PASSPHRASE.unwrap([replace(stanza, arguments=(stanza.arguments[0], text))])


def test_a_passphrase_stands_alone() -> None:
    sealed = encrypt(b"content", [PAIRS[2][0]])
    mixed = sealed.replace(b"v1\n", b"v1\n-> example.org/a\n\n", 1)
    with pytest.raises(HeaderError):
        read_stanzas(mixed)
    with pytest.raises(HeaderError):
        decrypt(mixed, [X25519])
    with pytest.raises(HeaderError):
        PASSPHRASE.unwrap([PAIRS[2][0].wrap(bytes(16)), Stanza("example.org/a", (), b"")])


def test_an_empty_last_chunk_is_refused() -> None:
    forger = Forger(X25519.recipient(), lambda stanza: stanza)
    sealed = encrypt(bytes(65536), [forger])
    head, nonce = sealed[: -65536 - 32], sealed[-65536 - 32 :][:16]
    key = HKDF(SHA256(), length=32, salt=nonce, info=b"payload").derive(forger.file_key)
    cipher = ChaCha20Poly1305(key)
    full = cipher.encrypt(bytes(12), bytes(65536), None)
    empty = cipher.encrypt(bytes(10) + b"\x01\x01", b"", None)
    one = cipher.encrypt(bytes(10) + b"\x01\x01", b"1", None)
    assert decrypt(head + nonce + full + one, [X25519]) == bytes(65536) + b"1"
    with pytest.raises(PayloadError):
        decrypt(head + nonce + full + empty, [X25519])


@pytest.mark.parametrize(
    "body",
    [
        b"QQ\n",
        b"QQ=\n",
        b"QR==\n",
        b"QQ==QQ==\n",
        b"QUFB\nQUFB\n",
        b"A" * 65 + b"===\n",
        b"A" * 68 + b"\n",
        b"A" * 60 + b"\nQUFB\n",
        b"\nQUFB\n",
        b"QUFB\n\n",
        b" QUFB\n",
        b"QUFB \n",
        b"QU-_\n",
        b"QUFB",
        b"Comment: x\n\nQUFB\n",
        b"QUFB\n=abcd\n",
    ],
)
def test_armor_has_one_form(body: bytes) -> None:
    whole = b"-----BEGIN AGE ENCRYPTED FILE-----\n%b-----END AGE ENCRYPTED FILE-----\n"
    assert dearmor(whole % b"QUFB\n") == b"AAA"
    with pytest.raises(ArmorError):
        dearmor(whole % body)


def _bech32(prefix: str, values: list[int]) -> str:
    """Encode any five-bit groups, as the reference code of BIP 173 does."""

    def polymod(groups: list[int]) -> int:
        checksum = 1
        for group in groups:
            top = checksum >> 25
            checksum = (checksum & 0x1FFFFFF) << 5 ^ group
            for bit in range(5):
                terms = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]
                checksum ^= terms[bit] if top >> bit & 1 else 0
        return checksum

    codes = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = polymod(codes + values + [0] * 6) ^ 1
    values = values + [check >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join("qpzry9x8gf2tvdw0s3jn54khce6mua7l"[value] for value in values)


def test_a_key_has_one_spelling() -> None:
    seed = [0] * 51
    assert X25519Identity.from_string(_bech32("age-secret-key-", [*seed, 16])).seed[-1] == 1
    for values in ([*seed, 17], [*seed, 24], [*seed, 16, 0], seed):
        with pytest.raises(KeyTextError):
            X25519Identity.from_string(_bech32("age-secret-key-", values))


def test_recipients_of_the_wrong_length_are_refused() -> None:
    with pytest.raises(KeyTextError):
        X25519Recipient(X25519.recipient().public_bytes + b"\0")
    with pytest.raises(KeyTextError):
        HybridRecipient(b"\0" + HYBRID.recipient().public_bytes)
