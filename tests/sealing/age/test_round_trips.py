"""What is sealed opens again, for everyone it was sealed for and nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import HeaderMacError, NoMatchingKeyError, WrongPassphraseError
from app.sealing.age import (
    MAX_HEADER_BYTES,
    MAX_STANZAS,
    HybridIdentity,
    Identity,
    ScryptIdentity,
    ScryptRecipient,
    Stanza,
    X25519Identity,
    armor,
    dearmor,
    decrypt,
    encrypt,
    is_armored,
    read_stanzas,
)

CHUNK = 65536
HYBRID = [HybridIdentity.from_seed(bytes([number]) * 32) for number in range(4)]
X25519 = [X25519Identity.from_seed(bytes([number]) * 32) for number in range(4)]
PASSPHRASE = ScryptRecipient("open sesame", work_factor=1)

around_chunks = st.builds(
    lambda chunks, offset: max(chunks * CHUNK + offset, 0), st.integers(0, 3), st.integers(-17, 17)
)
lengths = st.one_of(st.integers(0, 300), around_chunks)
families = st.sampled_from([HYBRID, X25519])
arguments = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=80)
clear_stanzas = st.builds(
    Stanza,
    arguments.map(lambda text: "example.org/" + text),
    st.lists(arguments, max_size=4).map(tuple),
    st.one_of(st.binary(max_size=200), st.integers(46, 50).map(bytes)),
)
relaxed = settings(deadline=None, max_examples=60)


@relaxed
@given(lengths, families, st.integers(1, 4), st.lists(clear_stanzas, max_size=3), st.booleans())
def test_every_recipient_opens(
    length: int,
    family: list[HybridIdentity] | list[X25519Identity],
    count: int,
    clear: list[Stanza],
    armored: bool,
) -> None:
    plaintext = b"\xa5" * length
    sealed = encrypt(plaintext, [one.recipient() for one in family[:count]], clear=clear)
    file = armor(sealed).encode() if armored else sealed
    assert is_armored(file) == armored
    assert read_stanzas(file)[: len(clear)] == tuple(clear)
    assert len(read_stanzas(file)) == len(clear) + count
    for identity in family[:count]:
        assert decrypt(file, [identity]) == plaintext
    for outsider in family[count:]:
        with pytest.raises(NoMatchingKeyError):
            decrypt(file, [outsider])


@relaxed
@given(st.text(min_size=1), st.integers(1, 4), st.binary(max_size=100))
def test_passphrase_opens(passphrase: str, work_factor: int, plaintext: bytes) -> None:
    sealed = encrypt(plaintext, [ScryptRecipient(passphrase, work_factor=work_factor)])
    assert decrypt(sealed, [ScryptIdentity(passphrase)]) == plaintext
    with pytest.raises(WrongPassphraseError):
        decrypt(sealed, [ScryptIdentity(passphrase + "!")])


def test_half_a_surrogate_pair_is_a_passphrase() -> None:
    sealed = encrypt(b"x", [ScryptRecipient("\ud83d", work_factor=1)])
    assert decrypt(sealed, [ScryptIdentity("\ud83d")]) == b"x"
    with pytest.raises(WrongPassphraseError):
        decrypt(sealed, [ScryptIdentity("\udc00")])


@relaxed
@given(st.binary(max_size=500))
def test_armor_is_reversible(data: bytes) -> None:
    text = armor(data)
    assert dearmor(text.encode()) == data
    assert dearmor(text.replace("\n", "\r\n").encode()) == data
    assert dearmor(b" \r\n\t" + text.rstrip().encode()) == data
    assert max(map(len, text.splitlines())) <= 64


def test_same_content_never_gives_the_same_file() -> None:
    recipient = HYBRID[0].recipient()
    files = [encrypt(b"x", [recipient]) for _ in range(3)]
    assert len({file[-17:] for file in files}) == 3
    assert len({read_stanzas(file) for file in files}) == 3


def test_identities_are_tried_in_turn() -> None:
    sealed = encrypt(b"x", [HYBRID[1].recipient()])
    tried: list[Identity] = [X25519[0], ScryptIdentity("no"), HYBRID[0], HYBRID[1]]
    assert decrypt(sealed, tried) == b"x"
    with pytest.raises(NoMatchingKeyError):
        decrypt(sealed, [])


def test_wrong_passphrase_is_told_from_a_file_for_others() -> None:
    locked = encrypt(b"x", [PASSPHRASE])
    with pytest.raises(WrongPassphraseError):
        decrypt(locked, [HYBRID[0], ScryptIdentity("wrong")])
    with pytest.raises(NoMatchingKeyError):
        decrypt(locked, [HYBRID[0]])
    with pytest.raises(NoMatchingKeyError):
        decrypt(encrypt(b"x", [HYBRID[0].recipient()]), [ScryptIdentity("open sesame")])


def test_a_changed_clear_stanza_is_noticed() -> None:
    sealed = encrypt(
        b"x", [HYBRID[0].recipient()], clear=[Stanza("example.org/a", ("police",), b"")]
    )
    changed = sealed.replace(b" police\n", b" health\n")
    assert read_stanzas(changed)[0].arguments == ("health",)
    with pytest.raises(HeaderMacError):
        decrypt(changed, [HYBRID[0]])


@pytest.mark.parametrize(
    "misuse",
    [
        pytest.param(lambda: encrypt(b"", []), id="nobody"),
        pytest.param(
            lambda: encrypt(b"", [PASSPHRASE], clear=[Stanza("a", (), b"")]), id="scrypt-clear"
        ),
        pytest.param(lambda: encrypt(b"", [PASSPHRASE, PASSPHRASE]), id="scrypt-twice"),
        pytest.param(lambda: encrypt(b"", [PASSPHRASE, X25519[0].recipient()]), id="scrypt-x25519"),
        pytest.param(lambda: encrypt(b"", [HYBRID[0].recipient(), PASSPHRASE]), id="hybrid-scrypt"),
        pytest.param(
            lambda: encrypt(b"", [HYBRID[0].recipient(), X25519[0].recipient()]), id="hybrid-x25519"
        ),
        pytest.param(lambda: ScryptRecipient(""), id="empty-passphrase"),
        pytest.param(lambda: ScryptRecipient("x", work_factor=0), id="no-work"),
        pytest.param(lambda: ScryptRecipient("x", work_factor=21), id="too-much-work"),
    ],
)
def test_misuse_is_refused(misuse: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"recipient|passphrase|work factor"):
        misuse()


@pytest.mark.parametrize(
    "stanza",
    [
        Stanza("", (), b""),
        Stanza("example.org/a", ("",), b""),
        Stanza("example.org/a", ("two words",), b""),
        Stanza("example.org/a", ("line\nbreak",), b""),
        Stanza("example.org/a", ("naïve",), b""),
        *(
            Stanza(kind, ("x",), bytes(32))
            for kind in ("X25519", "scrypt", "mlkem768x25519", "p256tag", "mlkem768p256tag")
        ),
        Stanza("example.org/a", (), bytes(MAX_HEADER_BYTES)),
    ],
    ids=lambda stanza: f"{stanza.type} {stanza.arguments} {len(stanza.body)}",
)
def test_unwritable_clear_stanzas_are_refused(stanza: Stanza) -> None:
    with pytest.raises(ValueError, match=r"stanza|header"):
        encrypt(b"", [HYBRID[0].recipient()], clear=[stanza])


def test_as_many_stanzas_as_are_read_can_be_written() -> None:
    clear = [Stanza("example.org/a", (str(number),), b"") for number in range(MAX_STANZAS - 1)]
    sealed = encrypt(b"x", [X25519[0].recipient()], clear=clear)
    assert decrypt(sealed, [X25519[0]]) == b"x"
    with pytest.raises(ValueError, match="stanzas"):
        encrypt(b"x", [X25519[0].recipient()], clear=[*clear, clear[0]])
