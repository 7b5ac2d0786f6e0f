"""What the guard looks for in a case beyond its own lists, and what it was told to let pass."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from app.anonymity import WatchEntry
from app.storage.records import HistoryEvent
from app.storage.tables import watch_entries, waved_through
from app.storage.transaction import Transaction


class Guard:
    """Watch lists and waved words by case. They stay in the workspace: no package holds them."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def watch_list(self, audit_id: str, uin: str) -> tuple[WatchEntry, ...]:
        """The watch list of a case, in the order in which it was written."""
        c = watch_entries.c
        rows = self._transaction.connection.execute(
            select(c.value, c.kind).where(c.audit_id == audit_id, c.uin == uin).order_by(c.position)
        )
        return tuple(WatchEntry(row.value, row.kind) for row in rows)

    def keep_watch_list(self, audit_id: str, uin: str, entries: Sequence[WatchEntry]) -> None:
        """Keep a watch list in place of the one kept before."""
        c = watch_entries.c
        connection = self._transaction.connection
        connection.execute(delete(watch_entries).where(c.audit_id == audit_id, c.uin == uin))
        rows = [
            {
                "audit_id": audit_id,
                "uin": uin,
                "position": position,
                "kind": entry.kind,
                "value": entry.value,
            }
            for position, entry in enumerate(entries)
        ]
        if rows:
            connection.execute(insert(watch_entries), rows)
        self._transaction.note(HistoryEvent.WATCH_LIST_KEPT, audit_id=audit_id, uin=uin)

    def waved(self, audit_id: str, uin: str) -> dict[str, str]:
        """The words that identify nobody in a case, with the reasons."""
        c = waved_through.c
        rows = self._transaction.connection.execute(
            select(c.words, c.reason).where(c.audit_id == audit_id, c.uin == uin).order_by(c.words)
        )
        return {row.words: row.reason for row in rows}

    def wave(self, audit_id: str, uin: str, words: str, reason: str) -> None:
        """Note that some words identify nobody, and why."""
        name = {"audit_id": audit_id, "uin": uin, "words": words}
        self._transaction.put(waved_through, name, {"reason": reason})
        self._transaction.note(HistoryEvent.WAVED_THROUGH, audit_id=audit_id, uin=uin)

    def stop_waving(self, audit_id: str, uin: str, words: str) -> None:
        """Take that back."""
        c = waved_through.c
        self._transaction.connection.execute(
            delete(waved_through).where(c.audit_id == audit_id, c.uin == uin, c.words == words)
        )
        self._transaction.note(HistoryEvent.WAVED_THROUGH, audit_id=audit_id, uin=uin)
