"""Queries and receipts: kept by the partnership that wrote them and the agency that got them."""

from __future__ import annotations

from typing import Final

import msgspec
from sqlalchemy import exists, insert, select

from app.domain.letters import Query, Receipt
from app.storage.records import HistoryEvent
from app.storage.tables import letters
from app.storage.transaction import Transaction

_QUERY: Final = "query"
_RECEIPT: Final = "receipt"
_to_json = msgspec.json.Encoder()
_query_from_json = msgspec.json.Decoder(Query)
_receipt_from_json = msgspec.json.Decoder(Receipt)


class Letters:
    """The letters of an audit, in the order in which they came."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_query(self, query: Query) -> bool:
        """Keep a query. False where it is kept already.

        Raises:
            sqlalchemy.exc.IntegrityError: its audit has no such agency.
        """
        return self._add(_QUERY, query, HistoryEvent.QUERY_KEPT)

    def add_receipt(self, receipt: Receipt) -> bool:
        """Keep a receipt. False where it is kept already.

        Raises:
            sqlalchemy.exc.IntegrityError: its audit has no such agency.
        """
        return self._add(_RECEIPT, receipt, HistoryEvent.RECEIPT_KEPT)

    def queries(self, audit_id: str) -> tuple[Query, ...]:
        """Every query of an audit, the earliest first."""
        return tuple(
            _query_from_json.decode(content) for content in self._contents(_QUERY, audit_id)
        )

    def receipts(self, audit_id: str, agency_id: str) -> tuple[Receipt, ...]:
        """Every receipt for an agency, the earliest first."""
        return tuple(
            receipt
            for content in self._contents(_RECEIPT, audit_id)
            if (receipt := _receipt_from_json.decode(content)).agency_id == agency_id
        )

    def _add(self, kind: str, letter: Query | Receipt, event: HistoryEvent) -> bool:
        connection = self._transaction.connection
        if connection.execute(select(exists().where(letters.c.id == letter.id))).scalar_one():
            return False
        row = {
            "id": letter.id,
            "kind": kind,
            "audit_id": letter.audit_id,
            "agency_id": letter.agency_id,
            "at": self._transaction.now(),
            "content": _to_json.encode(letter).decode(),
        }
        connection.execute(insert(letters), [row])
        self._transaction.note(
            event, audit_id=letter.audit_id, agency_id=letter.agency_id, detail=letter.id
        )
        return True

    def _contents(self, kind: str, audit_id: str) -> list[str]:
        kept = select(letters.c.content).where(
            letters.c.audit_id == audit_id, letters.c.kind == kind
        )
        rows = self._transaction.connection.execute(kept.order_by(letters.c.number))
        return list(rows.scalars())
