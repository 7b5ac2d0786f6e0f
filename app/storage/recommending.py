"""The recommendations of all audits, and what was reported on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import delete, func, insert, select, update

from app.domain.evidence import Evidence
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.errors import NotFoundError
from app.storage.records import HistoryEvent
from app.storage.tables import audits
from app.storage.tables_reporting import progress_notes, recommendations
from app.storage.transaction import Transaction

_to_json = msgspec.json.Encoder()
_evidence_from_json = msgspec.json.Decoder(tuple[Evidence, ...])
_ids_from_json = msgspec.json.Decoder(tuple[str, ...])


class Recommendations:
    """Recommendations by id; they are followed up beyond their audit."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def all(self, audit_id: str | None = None) -> tuple[Recommendation, ...]:
        """Those of one audit in their order, or of all audits, the latest opened audit first."""
        c = recommendations.c
        rows = select(recommendations).join_from(recommendations, audits)
        rows = rows.order_by(audits.c.opened.desc(), c.audit_id, c.position)
        if audit_id is not None:
            rows = rows.where(c.audit_id == audit_id)
        return tuple(_recommendation_of(row) for row in self._connection.execute(rows))

    def get(self, recommendation_id: str) -> Recommendation:
        """The recommendation of that id.

        Raises:
            NotFoundError: there is none.
        """
        one = select(recommendations).where(recommendations.c.id == recommendation_id)
        row = self._connection.execute(one).one_or_none()
        if row is None:
            raise NotFoundError("recommendation", recommendation_id)
        return _recommendation_of(row)

    def keep(self, found: Recommendation) -> None:
        """Keep a recommendation in place of the one of its id; a new one comes last."""
        c = recommendations.c
        values = {
            "finding": found.finding,
            "action": found.action,
            "agency_ids": _to_json.encode(found.agency_ids).decode(),
            "lead": found.lead,
            "due": found.due,
            "set_by": found.set_by,
            "outcome": found.outcome,
            "state": found.state.value,
            "closed": found.closed,
            "result": found.result,
            "evidence": _to_json.encode(found.evidence).decode(),
            "carried_from": found.carried_from,
        }
        change = update(recommendations).where(c.id == found.id, c.audit_id == found.audit_id)
        if self._connection.execute(change.values(values)).rowcount == 0:
            last = select(func.max(c.position)).where(c.audit_id == found.audit_id)
            position = (self._connection.execute(last).scalar_one() or 0) + 1
            row = {"id": found.id, "audit_id": found.audit_id, "position": position, **values}
            self._connection.execute(insert(recommendations), [row])
        self._note(HistoryEvent.RECOMMENDATION_KEPT, found, found.state.value)

    def drop(self, found: Recommendation) -> None:
        """Take a recommendation away, with what was reported on it."""
        self._connection.execute(delete(recommendations).where(recommendations.c.id == found.id))
        self._note(HistoryEvent.RECOMMENDATION_DROPPED, found, found.id)

    def order(self, audit_id: str, ids: Iterable[str]) -> None:
        """Give the recommendations of an audit this order; ``ids`` names all of them."""
        c = recommendations.c
        for position, each in enumerate(ids, start=1):
            change = update(recommendations).where(c.audit_id == audit_id, c.id == each)
            self._connection.execute(change.values(position=position))
        self._transaction.note(HistoryEvent.RECOMMENDATION_KEPT, audit_id=audit_id, detail="order")

    def progress(self, audit_id: str | None = None) -> tuple[ProgressNote, ...]:
        """What was reported, the earliest day first; of one audit's, or of all."""
        p = progress_notes.c
        rows = select(progress_notes).join_from(progress_notes, recommendations)
        if audit_id is not None:
            rows = rows.where(recommendations.c.audit_id == audit_id)
        rows = rows.order_by(p.day, p.number)
        return tuple(
            ProgressNote(row.recommendation_id, row.day, row.by, row.text)
            for row in self._connection.execute(rows)
        )

    def report(self, found: Recommendation, note: ProgressNote) -> None:
        """Add what was reported on a recommendation."""
        row = {
            "recommendation_id": note.recommendation_id,
            "day": note.on,
            "by": note.by,
            "text": note.text,
        }
        self._connection.execute(insert(progress_notes), [row])
        self._note(HistoryEvent.PROGRESS_NOTED, found, found.id)

    def _note(self, event: HistoryEvent, found: Recommendation, detail: str) -> None:
        self._transaction.note(event, audit_id=found.audit_id, detail=detail)


def _recommendation_of(row: Any) -> Recommendation:
    return Recommendation(
        id=row.id,
        audit_id=row.audit_id,
        finding=row.finding,
        action=row.action,
        agency_ids=_ids_from_json.decode(row.agency_ids),
        lead=row.lead,
        due=row.due,
        set_by=row.set_by,
        outcome=row.outcome,
        state=RecommendationState(row.state),
        closed=row.closed,
        result=row.result,
        evidence=_evidence_from_json.decode(row.evidence),
        carried_from=row.carried_from,
    )
