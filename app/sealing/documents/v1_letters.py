"""Documents of format 1 besides packs and returns: queries, receipts, and hand-overs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

import msgspec

from app.domain.letters import Query, QueryPoint, Receipt, ReceiptLine
from app.domain.returns import Auditor, ReturnKind, Written
from app.sealing.clear import ClearPart
from app.sealing.documents.v1 import (
    AuditorV1,
    EndorsementV1,
    Key,
    Name,
    Recipient,
    ReturnV1,
    Revision,
    Strict,
    Text,
    Token,
    Uin,
    decode,
)

Place = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][\w.@-]*$", max_length=200)]


class QueryPointV1(Strict, frozen=True):
    """What is asked about one question."""

    key: Key
    text: Text


class QueryV1(Strict, frozen=True):
    """What a query's envelope signs."""

    format: int
    clear: ClearPart
    uin: Uin
    revision: Revision
    points: Annotated[tuple[QueryPointV1, ...], msgspec.Meta(max_length=500)]
    text: Text = ""
    asked_by: Name = ""


class ReceiptLineV1(Strict, frozen=True):
    """A return that has arrived."""

    uin: Uin
    revision: Revision
    kind: Literal["full", "nil"]
    on: date


class ReceiptV1(Strict, frozen=True):
    """What a receipt's envelope signs."""

    format: int
    clear: ClearPart
    arrived: Annotated[tuple[ReceiptLineV1, ...], msgspec.Meta(max_length=5000)] = ()
    missing: Annotated[tuple[Uin, ...], msgspec.Meta(max_length=5000)] = ()
    test_on: date | None = None


class HandOverRequestV1(Strict, frozen=True):
    """What the envelope of a request to take cases over signs.

    ``proof`` shows that the asking desk has opened the agency's pack: a keyed hash of its
    ``recipient`` under the pack's token.
    """

    format: int
    clear: ClearPart
    who: AuditorV1
    recipient: Recipient
    proof: Token


class WrittenV1(Strict, frozen=True):
    """Who wrote an answer, and on which day it was handed on."""

    name: Name
    title: Name
    on: date


class DraftV1(Strict, frozen=True):
    """A form as it is handed over, with the authors of its answers by place.

    ``completed_on`` of the form is the day of the hand-over.
    """

    form: ReturnV1
    authors: Annotated[
        dict[Place, Annotated[tuple[WrittenV1, ...], msgspec.Meta(max_length=100)]],
        msgspec.Meta(max_length=5000),
    ] = msgspec.field(default_factory=dict)


class HandOverV1(Strict, frozen=True):
    """What the envelope of a hand-over signs: from whom, and who goes on with the forms."""

    format: int
    clear: ClearPart
    token: Token
    who: AuditorV1
    to: AuditorV1
    drafts: Annotated[tuple[DraftV1, ...], msgspec.Meta(min_length=1, max_length=5000)]
    endorsements: Annotated[tuple[EndorsementV1, ...], msgspec.Meta(max_length=16)]
    note: Text = ""


def decode_query(data: bytes) -> QueryV1:
    """Read what a query's envelope signs. Raises DocumentError."""
    return decode(data, QueryV1)


def decode_receipt(data: bytes) -> ReceiptV1:
    """Read what a receipt's envelope signs. Raises DocumentError."""
    return decode(data, ReceiptV1)


def decode_hand_over_request(data: bytes) -> HandOverRequestV1:
    """Read what the envelope of a request to take cases over signs. Raises DocumentError."""
    return decode(data, HandOverRequestV1)


def decode_hand_over(data: bytes) -> HandOverV1:
    """Read what the envelope of a hand-over signs. Raises DocumentError."""
    return decode(data, HandOverV1)


def query_of(query: Query, clear: ClearPart) -> QueryV1:
    """A query as it travels; the clear part bears its id, audit, agency and day."""
    return QueryV1(
        format=clear.format,
        clear=clear,
        uin=query.uin,
        revision=query.revision,
        points=tuple(QueryPointV1(point.key, point.text) for point in query.points),
        text=query.text,
        asked_by=query.asked_by,
    )


def query_from(document: QueryV1) -> Query:
    """A query as it arrived."""
    clear = document.clear
    return Query(
        id=clear.id,
        audit_id=clear.audit.id,
        agency_id=clear.agency.id,
        uin=document.uin,
        revision=document.revision,
        asked_on=clear.made,
        points=tuple(QueryPoint(point.key, point.text) for point in document.points),
        text=document.text,
        asked_by=document.asked_by,
    )


def receipt_of(receipt: Receipt, clear: ClearPart) -> ReceiptV1:
    """A receipt as it travels; the clear part bears its id, audit, agency and day."""
    return ReceiptV1(
        format=clear.format,
        clear=clear,
        arrived=tuple(
            ReceiptLineV1(
                line.uin,
                line.revision,
                "nil" if line.kind is ReturnKind.NIL else "full",
                line.on,
            )
            for line in receipt.arrived
        ),
        missing=receipt.missing,
        test_on=receipt.test_on,
    )


def receipt_from(document: ReceiptV1) -> Receipt:
    """A receipt as it arrived."""
    clear = document.clear
    return Receipt(
        id=clear.id,
        audit_id=clear.audit.id,
        agency_id=clear.agency.id,
        made_on=clear.made,
        arrived=tuple(
            ReceiptLine(line.uin, line.revision, ReturnKind(line.kind), line.on)
            for line in document.arrived
        ),
        missing=document.missing,
        test_on=document.test_on,
    )


def authors_of(authors: Mapping[str, Sequence[Written]]) -> dict[str, tuple[WrittenV1, ...]]:
    """Who wrote what, as it travels."""
    return {
        key: tuple(WrittenV1(each.by.name, each.by.title, each.on) for each in written)
        for key, written in authors.items()
    }


def authors_from(document: DraftV1) -> dict[str, tuple[Written, ...]]:
    """Who wrote what, as it arrived."""
    return {
        key: tuple(Written(Auditor(each.name, each.title), each.on) for each in written)
        for key, written in document.authors.items()
    }
