"""What the repositories of one unit of work share: a connection, the time, and the history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select, update

from app.storage import chain, mapping
from app.storage.chain import Chain
from app.storage.records import HistoryEntry, HistoryEvent
from app.storage.swift import Swift, Values
from app.storage.tables import history
from app.storage.unopened import Clock

_insert = Swift(
    insert(history), "at", "what", "audit_id", "agency_id", "uin", "revision", "detail", "link"
)


@dataclass
class Transaction:
    """One transaction. Lines of the history wait here and are written together."""

    connection: Connection
    clock: Clock
    _lines: list[Values] = field(default_factory=list)

    def now(self) -> datetime:
        """The time, aware and in UTC."""
        return self.clock()

    def note(
        self,
        what: HistoryEvent,
        *,
        audit_id: str = "",
        agency_id: str = "",
        uin: str = "",
        revision: int = 0,
        detail: str = "",
    ) -> None:
        """Add a line to the history. Never give it an answer, initials or a secret."""
        self._lines.append((self.now(), what.value, audit_id, agency_id, uin, revision, detail))

    def write_history(self) -> None:
        """Write the lines that wait."""
        if self._lines:
            lines = chain.linked(chain.end_of(self.connection), self._lines)
            _insert.run(self.connection, lines)
            chain.set_anchor(self.connection, len(lines), lines[-1][-1])
            self._lines = []

    def put(self, table: Table, name: dict[str, Any], values: dict[str, Any]) -> None:
        """Change the row of that name, or add it."""
        row = update(table).where(*(table.c[column] == value for column, value in name.items()))
        if self.connection.execute(row.values(values)).rowcount == 0:
            self.connection.execute(insert(table).values(**name, **values))


class History:
    """The append-only history. The repositories write it themselves on every write."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def note(self, what: HistoryEvent, detail: str = "", *, audit_id: str = "") -> None:
        """Add a line on something that no repository writes: keys, copies, destruction."""
        self._transaction.note(what, detail=detail, audit_id=audit_id)

    def all(self, limit: int) -> tuple[HistoryEntry, ...]:
        """The latest lines, newest first."""
        self._transaction.write_history()
        lines = select(history).order_by(history.c.id.desc()).limit(limit)
        rows = self._transaction.connection.execute(lines)
        return tuple(mapping.history_of(row) for row in rows)

    def fitting(
        self,
        most: int,
        *,
        audit_id: str = "",
        agency_id: str = "",
        uin: str = "",
        events: frozenset[HistoryEvent] = frozenset(),
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[tuple[HistoryEntry, ...], int]:
        """The newest lines that fit, newest first, and how many fit. Days are inclusive."""
        self._transaction.write_history()
        c = history.c
        wanted: list[ColumnElement[bool]] = []
        for column, value in ((c.audit_id, audit_id), (c.agency_id, agency_id), (c.uin, uin)):
            if value:
                wanted.append(column == value)
        if events:
            wanted.append(c.what.in_([event.value for event in events]))
        if first is not None:
            wanted.append(c.at >= datetime.combine(first, time.min, UTC))
        if last is not None:
            wanted.append(c.at < datetime.combine(last, time.min, UTC) + timedelta(days=1))
        connection = self._transaction.connection
        count = connection.execute(
            select(func.count()).select_from(history).where(*wanted)
        ).scalar_one()
        lines = select(history).where(*wanted).order_by(c.id.desc()).limit(most)
        return tuple(mapping.history_of(row) for row in connection.execute(lines)), int(count)

    def lines_after(self, moment: datetime) -> int:
        """How many lines are later than a moment."""
        self._transaction.write_history()
        later = select(func.count()).select_from(history).where(history.c.at > moment)
        return int(self._transaction.connection.execute(later).scalar_one())

    def chain(self) -> Chain:
        """Whether the whole history is as it was written."""
        self._transaction.write_history()
        return chain.look_over(self._transaction.connection)
