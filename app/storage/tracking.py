"""What the partnership does with what came in: accepts it, marks what to ask, chases the rest."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, insert, select

from app.domain.returns import ReturnRef
from app.storage.records import Acceptance, Chaser, HistoryEvent
from app.storage.tables import acceptances, chasers, marked
from app.storage.transaction import Transaction

_to_json = msgspec.json.Encoder()
_uins_from_json = msgspec.json.Decoder(tuple[str, ...])


class Acceptances:
    """Revisions that the partnership has read and takes as they are."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self, audit_id: str) -> tuple[Acceptance, ...]:
        """Every acceptance in an audit; one of an earlier revision says nothing of a later."""
        c = acceptances.c
        rows = self._transaction.connection.execute(
            select(acceptances).where(c.audit_id == audit_id).order_by(c.at)
        )
        return tuple(
            Acceptance(
                ReturnRef(row.audit_id, row.agency_id, row.uin, row.revision), row.by, row.at
            )
            for row in rows
        )

    def put(self, ref: ReturnRef, by: str) -> None:
        """Accept a revision."""
        values = {"by": by, "at": self._transaction.now()}
        self._transaction.put(acceptances, _name(ref), values)
        self._note(HistoryEvent.RETURN_ACCEPTED, ref)

    def drop(self, ref: ReturnRef) -> None:
        """Take that back."""
        name = _name(ref)
        here = (acceptances.c[column] == value for column, value in name.items())
        self._transaction.connection.execute(delete(acceptances).where(*here))
        self._note(HistoryEvent.ACCEPTANCE_DROPPED, ref)

    def _note(self, event: HistoryEvent, ref: ReturnRef) -> None:
        self._transaction.note(
            event,
            audit_id=ref.audit_id,
            agency_id=ref.agency_id,
            uin=ref.uin,
            revision=ref.revision,
        )


class Marked:
    """What is to be asked about a return, by place, until the query is written."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, audit_id: str, agency_id: str, uin: str) -> dict[str, str]:
        """What is to be asked about a return, by place; an empty place is the whole."""
        c = marked.c
        rows = self._transaction.connection.execute(
            select(c.key, c.text)
            .where(c.audit_id == audit_id, c.agency_id == agency_id, c.uin == uin)
            .order_by(c.key)
        )
        return {row.key: row.text for row in rows}

    def places(self, audit_id: str) -> frozenset[tuple[str, str]]:
        """The returns about which something is to be asked: (UIN, agency id)."""
        c = marked.c
        rows = self._transaction.connection.execute(
            select(c.uin, c.agency_id).where(c.audit_id == audit_id).distinct()
        )
        return frozenset((row.uin, row.agency_id) for row in rows)

    def put(self, audit_id: str, agency_id: str, uin: str, key: str, text: str) -> None:
        """Mark a place; what is asked may still be empty."""
        name = {"audit_id": audit_id, "agency_id": agency_id, "uin": uin, "key": key}
        self._transaction.put(marked, name, {"text": text})
        self._note(audit_id, agency_id, uin, key)

    def drop(self, audit_id: str, agency_id: str, uin: str, key: str | None = None) -> None:
        """Take one mark away, or all of a return."""
        c = marked.c
        here = [c.audit_id == audit_id, c.agency_id == agency_id, c.uin == uin]
        if key is not None:
            here.append(c.key == key)
        self._transaction.connection.execute(delete(marked).where(*here))
        self._note(audit_id, agency_id, uin, key or "")

    def _note(self, audit_id: str, agency_id: str, uin: str, key: str) -> None:
        self._transaction.note(
            HistoryEvent.QUESTION_MARKED,
            audit_id=audit_id,
            agency_id=agency_id,
            uin=uin,
            detail=key,
        )


class Chasers:
    """Reminders that were written."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self, audit_id: str) -> tuple[Chaser, ...]:
        """Every reminder of an audit, the earliest first."""
        c = chasers.c
        rows = self._transaction.connection.execute(
            select(chasers).where(c.audit_id == audit_id).order_by(c.number)
        )
        return tuple(
            Chaser(row.audit_id, row.agency_id, row.at, _uins_from_json.decode(row.uins))
            for row in rows
        )

    def add(self, audit_id: str, agency_id: str, uins: tuple[str, ...]) -> None:
        """Note that an agency was reminded of these cases."""
        row = {
            "audit_id": audit_id,
            "agency_id": agency_id,
            "at": self._transaction.now(),
            "uins": _to_json.encode(uins).decode(),
        }
        self._transaction.connection.execute(insert(chasers), [row])
        self._transaction.note(HistoryEvent.AGENCY_CHASED, audit_id=audit_id, agency_id=agency_id)


def _name(ref: ReturnRef) -> dict[str, str | int]:
    return {
        "audit_id": ref.audit_id,
        "agency_id": ref.agency_id,
        "uin": ref.uin,
        "revision": ref.revision,
    }
