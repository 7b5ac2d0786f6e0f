"""Queries and receipts: signed by the partnership, sealed for the desks of one agency."""

from __future__ import annotations

from collections.abc import Sequence

from app.sealing.age import Identity
from app.sealing.clear import QUERY, RECEIPT
from app.sealing.documents import v1_letters
from app.sealing.keys import SigningKey
from app.sealing.travelling import Kind, Travelled, open_sealed, seal

_INSTEAD = (
    "This Partnership Audit file is not {what}, so nothing was taken from it. "
    "Choose the file that the partnership team sent."
)
_QUERY = Kind(
    QUERY,
    "application/vnd.partnership-audit.query+json",
    v1_letters.decode_query,
    _INSTEAD.format(what="a query"),
)
_RECEIPT = Kind(
    RECEIPT,
    "application/vnd.partnership-audit.receipt+json",
    v1_letters.decode_receipt,
    _INSTEAD.format(what="a receipt"),
)


def seal_query(document: v1_letters.QueryV1, recipients: Sequence[str], key: SigningKey) -> bytes:
    """The bytes of a query; ``recipients`` are the desks of the agency."""
    return seal(document, _QUERY, recipients, key)


def open_query(data: bytes, identities: Sequence[Identity]) -> Travelled[v1_letters.QueryV1]:
    """Open a query and check its signature.

    Raises:
        SealedFileError: it is damaged, changed, newer, sealed for another, or no query.
    """
    return open_sealed(data, identities, _QUERY)


def seal_receipt(
    document: v1_letters.ReceiptV1, recipients: Sequence[str], key: SigningKey
) -> bytes:
    """The bytes of a receipt; ``recipients`` are the desks of the agency."""
    return seal(document, _RECEIPT, recipients, key)


def open_receipt(data: bytes, identities: Sequence[Identity]) -> Travelled[v1_letters.ReceiptV1]:
    """Open a receipt and check its signature.

    Raises:
        SealedFileError: it is damaged, changed, newer, sealed for another, or no receipt.
    """
    return open_sealed(data, identities, _RECEIPT)
