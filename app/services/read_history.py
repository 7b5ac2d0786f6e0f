"""Read the history: who changed what and when, and whether anybody tampered with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.storage import Chain, HistoryEntry, HistoryEvent, Workspace


@dataclass(frozen=True)
class HistoryFilter:
    """What is looked for. Empty fields let everything pass; days are inclusive."""

    audit_id: str = ""
    agency_id: str = ""
    uin: str = ""
    events: frozenset[HistoryEvent] = frozenset()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class HistoryRead:
    """Lines, newest first; how many there are in all that fit; and the state of the chain."""

    entries: tuple[HistoryEntry, ...]
    count: int
    chain: Chain


def read_history(
    workspace: Workspace, wanted: HistoryFilter | None = None, *, most: int = 1000
) -> HistoryRead:
    """The newest lines that fit, ``most`` at most, and the state of the whole chain."""
    wanted = wanted or HistoryFilter()
    with workspace.work() as work:
        entries, count = work.history.fitting(
            most,
            audit_id=wanted.audit_id,
            agency_id=wanted.agency_id,
            uin=wanted.uin,
            events=wanted.events,
            first=wanted.first,
            last=wanted.last,
        )
        return HistoryRead(entries, count, work.history.chain())
