"""Packs and return packages: what goes in comes out, and nothing else is believed."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import (
    DocumentError,
    NewerFormatError,
    NoMatchingKeyError,
    NotASealedFileError,
    PackLockedError,
    PartnershipAuditError,
    SealedFileError,
    SignatureError,
    WrongPassphraseError,
    WrongRecipientError,
)
from app.sealing.age import HybridIdentity, decrypt, encrypt
from app.sealing.clear import (
    AUDIT_PACK,
    FORMAT,
    RETURN_PACKAGE,
    AgencyName,
    AuditName,
    ClearPart,
    to_stanza,
)
from app.sealing.description import describe
from app.sealing.documents import v1
from app.sealing.envelope import open_envelope, pre_authentication_encoding, sign_envelope
from app.sealing.keys import (
    SigningKey,
    fingerprint,
    fingerprint_words,
    secret_from_words,
    secret_to_words,
)
from app.sealing.packages import open_package, seal_package
from app.sealing.packs import PACK_TYPE, make_pack, open_pack
from tests.builders import full_form, nil_form, small_audit

KEY = SigningKey.generate()
PARTNERSHIP = HybridIdentity.generate()
ESCROW = HybridIdentity.generate()
RECIPIENTS = tuple(one.recipient().to_string() for one in (PARTNERSHIP, ESCROW))
CANARY = "The canary sang in the nursery"


def clear_part(document: str, **other: object) -> ClearPart:
    values: dict[str, object] = {
        "format": FORMAT,
        "document": document,
        "id": "p1",
        "needs": "0.1.0",
        "audit": AuditName("a1", "T-2018", "A small audit"),
        "agency": AgencyName("police", "Police"),
        "made": date(2018, 2, 1),
        "signed_by": fingerprint(KEY.public),
    }
    return ClearPart(**{**values, **other})  # type: ignore[arg-type]


def pack() -> v1.PackV1:
    audit = small_audit()
    return v1.pack_of(audit, audit.agencies[0], b'{"id":"small"}', "ab" * 32, RECIPIENTS)


def package() -> v1.ReturnPackageV1:
    returns = (
        v1.return_of("T-1", 1, full_form(CANARY), date(2018, 2, 1)),
        v1.return_of("T-2", 2, nil_form(), date(2018, 2, 1)),
    )
    return v1.ReturnPackageV1(FORMAT, clear_part(RETURN_PACKAGE), "ab" * 32, "age1pq1x", returns)


SEALED = seal_package(package(), RECIPIENTS, KEY)
PACK = make_pack(pack(), clear_part(AUDIT_PACK), KEY)


def test_a_pack_opens_as_it_was_made() -> None:
    opened = open_pack(PACK)
    assert opened.pack == pack()
    assert opened.signed_by == KEY.public
    assert opened.clear == describe(PACK)


def test_a_locked_pack_wants_its_passphrase_and_shows_no_child() -> None:
    locked = make_pack(pack(), clear_part(AUDIT_PACK), KEY, "six words told by telephone")
    with pytest.raises(PackLockedError):
        open_pack(locked)
    with pytest.raises(WrongPassphraseError):
        open_pack(locked, "six other words")
    assert open_pack(locked, "six words told by telephone").pack == pack()
    payload = b64decode(json.loads(locked)["payload"])
    assert b"T-1" not in payload
    assert b"JS" not in b64encode(
        json.dumps(msgspec.to_builtins(describe(locked)), default=str).encode()
    )


def test_a_package_opens_for_the_partnership_and_for_the_escrow_key() -> None:
    for identity in (PARTNERSHIP, ESCROW):
        opened = open_package(SEALED, [identity])
        assert [v1.form_from(one) for one in opened.document.returns] == [
            full_form(CANARY),
            nil_form(),
        ]
        assert opened.signed_by == KEY.public


def test_a_package_as_text_is_the_same_package() -> None:
    armored = seal_package(package(), RECIPIENTS, KEY, armored=True)
    assert armored.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    assert open_package(armored, [PARTNERSHIP]).document == package()
    assert describe(armored) == describe(SEALED)


def test_a_package_says_who_and_which_audit_without_a_key_and_nothing_of_a_child() -> None:
    clear = describe(SEALED)
    assert (clear.document, clear.audit.reference, clear.agency.name) == (
        RETURN_PACKAGE,
        "T-2018",
        "Police",
    )
    for secret in (b"T-1", b"JS", CANARY.encode(), b"Invented Auditor", b"Reviewing"):
        assert secret not in msgspec.json.encode(clear)
        # Two letters stand somewhere in random bytes often enough.
        assert len(secret) < 3 or secret not in SEALED


def test_files_start_with_nothing_that_a_gateway_takes_for_an_archive() -> None:
    assert not SEALED.startswith(b"PK")
    assert not PACK.startswith(b"PK")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(NoMatchingKeyError):
        open_package(SEALED, [HybridIdentity.generate()])


def test_a_pack_is_no_package_and_a_package_no_pack() -> None:
    with pytest.raises(WrongRecipientError):
        open_package(PACK, [PARTNERSHIP])
    with pytest.raises(NotASealedFileError):
        open_pack(SEALED)
    with pytest.raises(WrongRecipientError):
        open_package(encrypt(b"text", [PARTNERSHIP.recipient()]), [PARTNERSHIP])


def test_the_clear_part_outside_must_be_the_signed_one() -> None:
    inner = decrypt(SEALED, [PARTNERSHIP])
    other = clear_part(RETURN_PACKAGE, audit=AuditName("a2", "T-2019", "Another audit"))
    moved = encrypt(inner, [PARTNERSHIP.recipient()], clear=[to_stanza(other)])
    with pytest.raises(SignatureError):
        open_package(moved, [PARTNERSHIP])


def test_signed_by_another_than_it_says() -> None:
    thief = SigningKey.generate()
    forged = seal_package(package(), RECIPIENTS, thief)
    with pytest.raises(SignatureError):
        open_package(forged, [PARTNERSHIP])
    with pytest.raises(SignatureError):
        open_pack(make_pack(pack(), clear_part(AUDIT_PACK), thief))


def test_a_newer_file_names_the_version_that_it_needs() -> None:
    newer = clear_part(RETURN_PACKAGE, format=FORMAT + 1, needs="3.0")
    sealed = encrypt(b"whatever", [PARTNERSHIP.recipient()], clear=[to_stanza(newer)])
    with pytest.raises(NewerFormatError, match=r"3\.0 or later"):
        describe(sealed)
    document = {"format": FORMAT + 1, "needs": "3.0", "unheard-of": True}
    with pytest.raises(NewerFormatError):
        open_pack(sign_envelope(PACK_TYPE, json.dumps(document).encode(), KEY))


@pytest.mark.parametrize(
    "change",
    [
        {"token": "short"},
        {"returns": [{"uin": ""}]},
        {"unknown": 1},
        {"returns": "text"},
    ],
)
def test_a_document_of_another_shape_is_refused(change: dict[str, object]) -> None:
    good = msgspec.to_builtins(package(), builtin_types=(date,))
    envelope = sign_envelope(
        "application/vnd.partnership-audit.return+json",
        msgspec.json.encode({**good, **change}),
        KEY,
    )
    sealed = encrypt(envelope, [PARTNERSHIP.recipient()], clear=[to_stanza(package().clear)])
    with pytest.raises(DocumentError):
        open_package(sealed, [PARTNERSHIP])


def test_deep_nesting_is_refused_without_a_crash() -> None:
    deep = b'{"format": 1, "body": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    with pytest.raises(SealedFileError):
        open_pack(sign_envelope(PACK_TYPE, deep, KEY))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    for read in (describe, open_pack, lambda given: open_package(given, [PARTNERSHIP])):
        with pytest.raises(PartnershipAuditError):
            read(data)


@given(place=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_noticed(place: int, bit: int) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= 1 << bit
    with pytest.raises(SealedFileError):
        open_package(bytes(changed), [PARTNERSHIP])


@given(place=st.integers(0, len(PACK) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_in_a_pack_changes_nothing_that_is_read(place: int, bit: int) -> None:
    changed = bytearray(PACK)
    changed[place] ^= 1 << bit
    try:
        opened = open_pack(bytes(changed))
    except PartnershipAuditError:
        return
    assert opened.pack == pack()
    assert opened.signed_by == KEY.public


@given(kind=st.text(max_size=30), payload=st.binary(max_size=200))
def test_envelopes_hold_any_payload(kind: str, payload: bytes) -> None:
    opened = open_envelope(sign_envelope(kind, payload, KEY))
    assert (opened.payload_type, opened.payload) == (kind, payload)


def test_what_is_signed_is_the_encoding_of_the_dsse_protocol() -> None:
    # The example of the protocol's own text.
    assert (
        pre_authentication_encoding("http://example.com/HelloWorld", b"hello world")
        == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


@given(st.binary(min_size=32, max_size=32))
def test_recovery_words_hold_the_secret(secret: bytes) -> None:
    words = secret_to_words(secret)
    assert len(words) == 24
    assert secret_from_words(" ".join(words).upper()) == secret


def test_a_wrong_recovery_word_is_noticed() -> None:
    words = list(secret_to_words(bytes(32)))
    assert secret_from_words(" ".join([*words[:-1], "zebra"])) is None
    assert secret_from_words("no such words") is None


def test_fingerprints_are_six_words_and_differ() -> None:
    assert len(fingerprint_words(KEY.public).split()) == 6
    assert fingerprint_words(KEY.public) != fingerprint_words(SigningKey.generate().public)
    assert "seed" not in repr(KEY)
