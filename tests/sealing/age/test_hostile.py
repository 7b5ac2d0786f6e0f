"""Whatever bytes arrive, an expected error is all that comes of them."""

from __future__ import annotations

import base64
import hashlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.errors import ArmorError, HeaderError, KeyTextError, SealedFileError, WrongPassphraseError
from app.sealing.age import (
    MAX_HEADER_BYTES,
    MAX_STANZAS,
    HybridIdentity,
    HybridRecipient,
    Identity,
    ScryptIdentity,
    ScryptRecipient,
    Stanza,
    X25519Identity,
    X25519Recipient,
    armor,
    dearmor,
    decrypt,
    encrypt,
    is_armored,
    read_stanzas,
)

EXPECTED = (SealedFileError, WrongPassphraseError)
HYBRID = HybridIdentity.from_seed(b"h" * 32)
X25519 = X25519Identity.from_seed(b"x" * 32)
PASSPHRASE = ScryptIdentity("open sesame", max_work_factor=8)
EVERYONE: list[Identity] = [HYBRID, X25519, PASSPHRASE]

CLEAR = [Stanza("example.org/clear", ("one", "two"), bytes(48)), Stanza("a", (), b"")]
FILES = [
    encrypt(b"content", [HYBRID.recipient()], clear=CLEAR),
    encrypt(b"content", [X25519.recipient()], clear=CLEAR),
    encrypt(b"content", [ScryptRecipient("open sesame", work_factor=2)]),
]
FILES += [armor(file).encode() for file in FILES]

relaxed = settings(deadline=None, max_examples=300)


def _try(data: bytes) -> bytes | None:
    try:
        read_stanzas(data)
    except SealedFileError:
        with pytest.raises(SealedFileError):
            decrypt(data, EVERYONE)
        return None
    try:
        return decrypt(data, EVERYONE)
    except EXPECTED:
        return None


@relaxed
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=300).map(lambda data: b"age-encryption.org/v1\n" + data),
        st.binary(max_size=300).map(lambda data: b"age-encryption.org/v1\n-> " + data),
        st.binary(max_size=300).map(lambda data: armor(data).encode()),
        st.binary(max_size=300).map(lambda data: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + data),
    )
)
@example(b"")
@example(b"age-encryption.org/v1\n")
@example(b"age-encryption.org/v1\n--- " + b"A" * 43 + b"\n")
@example(b"age-encryption.org/v2\n-> X25519 a\n\n--- " + b"A" * 43 + b"\n")
def test_arbitrary_bytes(data: bytes) -> None:
    assert _try(data) is None


@relaxed
@given(st.sampled_from(FILES), st.data())
def test_mutations(file: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(file)))
    end = data.draw(st.integers(start, min(start + 40, len(file))))
    inserted = data.draw(
        st.one_of(st.binary(max_size=8), st.sampled_from([b"\n", b"\r\n", b"=", b" ", b"-> "]))
    )
    changed = file[:start] + inserted + file[end:]
    opened = _try(changed)
    if opened is not None:
        # Only white space around armor, and its kind of line ending, may differ unnoticed.
        assert opened == b"content"
        assert changed == file or dearmor(changed) == dearmor(file)


@pytest.mark.parametrize("file", FILES[:3], ids=["hybrid", "x25519", "scrypt"])
def test_every_truncation_is_noticed(file: bytes) -> None:
    for length in range(len(file)):
        with pytest.raises(SealedFileError):
            decrypt(file[:length], EVERYONE)


@pytest.mark.parametrize("file", FILES[3:], ids=["hybrid", "x25519", "scrypt"])
def test_every_truncation_of_armor_is_noticed(file: bytes) -> None:
    for length in range(len(file.rstrip())):
        with pytest.raises(SealedFileError):
            decrypt(file[:length], EVERYONE)


@pytest.mark.parametrize("file", FILES[:2], ids=["hybrid", "x25519"])
def test_every_changed_byte_is_noticed(file: bytes) -> None:
    for place in range(len(file)):
        changed = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        with pytest.raises(SealedFileError):
            decrypt(changed, EVERYONE)


def test_chunks_can_not_be_reordered_dropped_or_repeated() -> None:
    sealed = encrypt(bytes(3 * 65536), [X25519.recipient()])
    size = 65536 + 16
    head, chunks = sealed[: -3 * size], [sealed[-3 * size :][n * size :][:size] for n in range(3)]
    for order in ([1, 0, 2], [0, 2], [0, 1], [0, 1, 1, 2], [0, 1, 2, 2], [2], []):
        with pytest.raises(SealedFileError):
            decrypt(head + b"".join(chunks[index] for index in order), [X25519])


def _header(*stanzas: str) -> bytes:
    lines = ["age-encryption.org/v1", *stanzas, "--- " + "A" * 43]
    return ("\n".join(lines) + "\n").encode() + bytes(40)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(_header(*["-> a\n"] * (MAX_STANZAS + 1)), id="too many stanzas"),
        pytest.param(_header("-> a\n" + ("A" * 64 + "\n") * 5000), id="too long a body"),
        pytest.param(_header("-> " + "a" * MAX_HEADER_BYTES + "\n"), id="too long an argument"),
        pytest.param(_header("-> " + "a " * MAX_HEADER_BYTES + "\n"), id="too many arguments"),
        pytest.param(b"age-encryption.org/v1\n" + b"-> a\n\n" * 500_000, id="no end"),
        pytest.param(b"age-encryption.org/v1\n-> " + b"a" * 20_000_000, id="one line"),
        pytest.param(b"age-encryption.org/" + b"1" * 20_000_000, id="long version"),
    ],
)
def test_bounds_come_before_work(file: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(HeaderError):
        decrypt(file, EVERYONE)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("work_factor", ["9", "21", "64", "99", "100", "9" * 5000, "٣", "1_0", ""])
def test_scrypt_work_is_bounded(work_factor: str) -> None:
    body = base64.b64encode(bytes(32)).decode().rstrip("=")
    file = _header(f"-> scrypt {'A' * 22} {work_factor}\n{body}")
    started = time.perf_counter()
    with pytest.raises(HeaderError):
        decrypt(file, [PASSPHRASE])
    assert time.perf_counter() - started < 1


def test_armor_takes_one_kind_of_line_ending() -> None:
    text = FILES[3]
    first, rest = text.split(b"\n", 1)
    with pytest.raises(ArmorError):
        dearmor(first + b"\r\n" + rest)
    with pytest.raises(ArmorError):
        dearmor(text.replace(b"\n", b"\r"))
    with pytest.raises(ArmorError):
        dearmor(text.replace(b"\n", b"\n\r"))


def test_armor_is_told_by_its_first_line() -> None:
    assert is_armored(FILES[3])
    assert is_armored(b"\r\n \t" + FILES[3])
    assert not is_armored(FILES[0])
    assert not is_armored(b"-----BEGIN CERTIFICATE-----\n")
    assert not is_armored(b"")


@relaxed
@given(st.one_of(st.text(max_size=100), st.text("age1pqAGEPQSECRTKY-qz", max_size=100)))
@example("age1")
@example("1qqqqqq")
@example("x" * 1_000_000)
def test_arbitrary_key_texts(text: str) -> None:
    for kind in (X25519Identity, HybridIdentity, X25519Recipient, HybridRecipient):
        with pytest.raises(KeyTextError):
            kind.from_string(text)


@relaxed
@given(st.integers(0, 2000), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio é"))
def test_a_changed_letter_in_a_key_is_noticed(place: int, letter: str) -> None:
    for text, kind in (
        (X25519.to_string(), X25519Identity),
        (HYBRID.to_string(), HybridIdentity),
        (X25519.recipient().to_string(), X25519Recipient),
        (HYBRID.recipient().to_string(), HybridRecipient),
    ):
        place %= len(text)
        letter = letter.upper() if text.isupper() else letter
        if text[place] != letter:
            with pytest.raises(KeyTextError):
                kind.from_string(text[:place] + letter + text[place + 1 :])


@relaxed
@given(st.one_of(st.binary(max_size=64), st.binary(min_size=32, max_size=32)))
def test_arbitrary_public_keys(data: bytes) -> None:
    padded = hashlib.shake_256(data).digest(1184) + data
    for make in (lambda: X25519Recipient(data), lambda: HybridRecipient(padded)):
        try:
            recipient = make()
        except KeyTextError:
            continue
        encrypt(b"x", [recipient])


def test_keys_of_low_order_are_refused() -> None:
    low = (bytes(32), b"\x01" + bytes(31), b"\xed" + b"\xff" * 30 + b"\x7f")
    for point in low:
        with pytest.raises(KeyTextError):
            X25519Recipient(point)
        with pytest.raises(KeyTextError):
            HybridRecipient(HYBRID.recipient().public_bytes[:-32] + point)
