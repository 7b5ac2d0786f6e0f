"""Queries, receipts and hand-overs as they travel: what goes in comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.letters import Query, QueryPoint, Receipt, ReceiptLine
from app.domain.returns import ReturnKind
from app.errors import SealedFileError, SignatureError, WrongRecipientError
from app.sealing.age import HybridIdentity
from app.sealing.clear import (
    FORMAT,
    HAND_OVER_REQUEST,
    QUERY,
    RECEIPT,
    AgencyName,
    AuditName,
    ClearPart,
)
from app.sealing.description import describe
from app.sealing.documents import v1, v1_letters
from app.sealing.hand_over import (
    endorse,
    is_proof_of_pack,
    open_request,
    proof_of_pack,
    sign_request,
    vouched_from,
)
from app.sealing.keys import SigningKey, fingerprint
from app.sealing.letters import open_query, open_receipt, seal_query, seal_receipt

KEY = SigningKey.generate()
DESK = HybridIdentity.generate()
RECIPIENTS = (DESK.recipient().to_string(),)
TOKEN = "ab" * 32

texts = st.text(max_size=80)
uins = st.text("ABC123-", min_size=1, max_size=10)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
points = st.builds(QueryPoint, st.sampled_from(["Q1", "Q7.parents", "Q9@p1"]), texts)


def clear_part(document: str) -> ClearPart:
    return ClearPart(
        format=FORMAT,
        document=document,
        id="0123456789abcdef",
        needs="0.1.0",
        audit=AuditName("a1", "T-2018", "A small audit"),
        agency=AgencyName("police", "Police"),
        made=date(2018, 2, 1),
        signed_by=fingerprint(KEY.public),
    )


@settings(max_examples=25, deadline=None)
@given(uins, st.integers(1, 99), st.lists(points, max_size=5), texts, texts)
def test_a_query_comes_back(
    uin: str, revision: int, asked: list[QueryPoint], text: str, by: str
) -> None:
    clear = clear_part(QUERY)
    query = Query(
        clear.id, "a1", "police", uin, revision, clear.made, tuple(asked), text, asked_by=by
    )
    data = seal_query(v1_letters.query_of(query, clear), RECIPIENTS, KEY)
    opened = open_query(data, [DESK])
    assert v1_letters.query_from(opened.document) == query
    assert opened.signed_by == KEY.public
    assert describe(data) == clear
    with pytest.raises(WrongRecipientError):
        open_receipt(data, [DESK])


lines = st.builds(
    ReceiptLine, uins, st.integers(1, 99), st.sampled_from([ReturnKind.FULL, ReturnKind.NIL]), days
)


@settings(max_examples=25, deadline=None)
@given(st.lists(lines, max_size=5), st.lists(uins, max_size=5), st.none() | days)
def test_a_receipt_comes_back(
    arrived: list[ReceiptLine], missing: list[str], test_on: date | None
) -> None:
    clear = clear_part(RECEIPT)
    receipt = Receipt(clear.id, "a1", "police", clear.made, tuple(arrived), tuple(missing), test_on)
    data = seal_receipt(v1_letters.receipt_of(receipt, clear), RECIPIENTS, KEY)
    assert v1_letters.receipt_from(open_receipt(data, [DESK]).document) == receipt


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_byte_of_a_query_can_be_changed(data: st.DataObject) -> None:
    whole = SEALED_QUERY
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
    with pytest.raises(SealedFileError):
        open_query(changed, [DESK])


SEALED_QUERY = seal_query(
    v1_letters.QueryV1(
        FORMAT, clear_part(QUERY), "T-1", 1, (v1_letters.QueryPointV1("Q1", "Why?"),)
    ),
    RECIPIENTS,
    KEY,
)


def request(**changes: object) -> v1_letters.HandOverRequestV1:
    values: dict[str, object] = {
        "format": FORMAT,
        "clear": clear_part(HAND_OVER_REQUEST),
        "who": v1.AuditorV1("Invented Sam", "Officer"),
        "recipient": RECIPIENTS[0],
        "proof": proof_of_pack(TOKEN, RECIPIENTS[0]),
    }
    return v1_letters.HandOverRequestV1(**{**values, **changes})  # type: ignore[arg-type]


def test_a_request_is_signed_and_proves_the_pack() -> None:
    opened = open_request(sign_request(request(), KEY))
    assert opened.document == request()
    assert is_proof_of_pack(opened.document.proof, TOKEN, RECIPIENTS[0])
    assert not is_proof_of_pack(opened.document.proof, "cd" * 32, RECIPIENTS[0])
    assert not is_proof_of_pack(opened.document.proof, TOKEN, RECIPIENTS[0] + "x")
    with pytest.raises(SignatureError):  # signed by another than it says
        open_request(sign_request(request(), SigningKey.generate()))


def test_endorsements_lead_from_desk_to_desk() -> None:
    anne, sam, lee, stranger = (SigningKey.generate() for _ in range(4))
    sam_by_anne = endorse(anne, "a1", "police", sam.public)
    lee_by_sam = endorse(sam, "a1", "police", lee.public)
    chain = (lee_by_sam, sam_by_anne)
    assert vouched_from(chain, "a1", "police", lee.public) == (sam.public, anne.public)
    assert vouched_from(chain, "a1", "police", stranger.public) == ()
    assert vouched_from(chain, "a2", "police", lee.public) == ()
    assert vouched_from(chain, "a1", "health", lee.public) == ()
    circle = (*chain, endorse(lee, "a1", "police", anne.public))
    assert set(vouched_from(circle, "a1", "police", lee.public)) == {sam.public, anne.public}
    forged = v1.EndorsementV1(
        lee.public.hex(), anne.public.hex(), endorse(sam, "a1", "police", lee.public).signature
    )
    assert vouched_from((forged,), "a1", "police", lee.public) == ()


def test_an_open_query_is_one_that_no_later_revision_answers() -> None:
    query = Query("q", "a1", "police", "T-1", 2, date(2018, 2, 1))
    assert [query.is_open(revision) for revision in (1, 2, 3)] == [True, True, False]
    assert not replace(query, revision=1).is_open(2)
