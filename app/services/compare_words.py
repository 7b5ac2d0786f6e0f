"""Compare a partnership's words once: they are remembered by its key, not by audit or pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.audits import Audit
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.sealing.keys import fingerprint, fingerprint_words
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Work, Workspace

_COMPARED = "words compared "


@dataclass(frozen=True)
class SenderKey:
    """The words by which the sender of a pack is known, and the day on which they were compared."""

    words: str = ""
    compared_on: date | None = None


def sender_of(workspace: Workspace, audit: Audit) -> SenderKey:
    """Who sent an audit's pack; without words where there is no pack."""
    with workspace.work() as work:
        key = _signing_key(work, audit)
        if key is None:
            return SenderKey()
        day = work.settings.get(_COMPARED + fingerprint(key))
    return SenderKey(fingerprint_words(key), date.fromisoformat(day) if day else None)


def keep_compared(workspace: Workspace, audit_id: str, *, clock: Clock) -> Changes:
    """Remember that the words were compared, for every audit and pack of the same key."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        key = _signing_key(work, work.audits.get(audit_id))
        if key is None:
            return NO_CHANGES
        work.settings.put(_COMPARED + fingerprint(key), clock().date().isoformat())
        work.commit()
    return changed(Topic.KEYS)


def _signing_key(work: Work, audit: Audit) -> bytes | None:
    pack = work.packs.of(audit.id, audit.agencies[0].id)
    return pack.signing_key if pack else None
