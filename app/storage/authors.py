"""Who wrote what in a form that passed from colleague to colleague, and the passing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import delete, insert, select

from app.domain.returns import Auditor, Written
from app.storage.records import HandOver, HistoryEvent
from app.storage.tables import authors, hand_overs
from app.storage.transaction import Transaction


class Authors:
    """The authors of the answers of a case, by place: whoever wrote first stands first.

    Only what was handed on has authors here; what is written at this desk is its auditor's own.
    Where such an answer is changed here, a nameless author is added: the auditor of this desk.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, audit_id: str, uin: str) -> dict[str, tuple[Written, ...]]:
        """The authors of a case's answers, by place."""
        kept = select(authors).where(authors.c.audit_id == audit_id, authors.c.uin == uin)
        rows = self._transaction.connection.execute(
            kept.order_by(authors.c.key, authors.c.position)
        )
        found: dict[str, tuple[Written, ...]] = {}
        for row in rows:
            written = Written(Auditor(row.name, row.title), row.day)
            found[row.key] = (*found.get(row.key, ()), written)
        return found

    def touch(self, audit_id: str, uin: str, key: str, day: date) -> None:
        """Note that an answer which was handed on is changed at this desk."""
        here = (authors.c.audit_id == audit_id, authors.c.uin == uin, authors.c.key == key)
        last = select(authors.c.position, authors.c.name, authors.c.title).where(*here)
        connection = self._transaction.connection
        row = connection.execute(last.order_by(authors.c.position.desc()).limit(1)).one_or_none()
        if row is None or not (row.name or row.title):
            return
        own = {"audit_id": audit_id, "uin": uin, "key": key, "position": row.position + 1}
        connection.execute(insert(authors), [{**own, "name": "", "title": "", "day": day}])

    def put(self, audit_id: str, uin: str, written: Mapping[str, Sequence[Written]]) -> None:
        """Keep the authors of a case's answers in place of those kept before."""
        here = (authors.c.audit_id == audit_id, authors.c.uin == uin)
        connection = self._transaction.connection
        connection.execute(delete(authors).where(*here))
        rows = [
            {
                "audit_id": audit_id,
                "uin": uin,
                "key": key,
                "position": position,
                "name": each.by.name,
                "title": each.by.title,
                "day": each.on,
            }
            for key, all_of_them in written.items()
            for position, each in enumerate(all_of_them)
        ]
        if rows:
            connection.execute(insert(authors), rows)


class HandOvers:
    """The passing of drafts between the desks of an agency."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, hand_over: HandOver) -> None:
        """Note that a draft was handed over, or taken over."""
        row = {
            "audit_id": hand_over.audit_id,
            "uin": hand_over.uin,
            "direction": hand_over.direction,
            "name": hand_over.who.name,
            "title": hand_over.who.title,
            "at": hand_over.at,
        }
        self._transaction.connection.execute(insert(hand_overs), [row])
        given = hand_over.direction == "to"
        self._transaction.note(
            HistoryEvent.CASE_HANDED_OVER if given else HistoryEvent.CASE_TAKEN_OVER,
            audit_id=hand_over.audit_id,
            uin=hand_over.uin,
        )

    def latest(self, audit_id: str) -> dict[str, HandOver]:
        """The last passing of each case of an audit, by UIN."""
        kept = select(hand_overs).where(hand_overs.c.audit_id == audit_id)
        rows = self._transaction.connection.execute(kept.order_by(hand_overs.c.number))
        return {
            row.uin: HandOver(
                row.audit_id, row.uin, row.direction, Auditor(row.name, row.title), row.at
            )
            for row in rows
        }
