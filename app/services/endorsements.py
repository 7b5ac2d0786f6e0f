"""The endorsements that this desk was given: they go with its returns."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.sealing.documents.v1 import EndorsementV1
from app.storage import Work

_decode = msgspec.json.Decoder(tuple[EndorsementV1, ...])


def endorsements_of(work: Work, audit_id: str) -> tuple[EndorsementV1, ...]:
    """What other desks of the agency have said for this one, in one audit."""
    kept = work.settings.get(_name(audit_id))
    return _decode.decode(kept) if kept else ()


def add_endorsements(work: Work, audit_id: str, given: Iterable[EndorsementV1]) -> None:
    """Keep further ones beside those kept before."""
    kept = dict.fromkeys((*endorsements_of(work, audit_id), *given))
    work.settings.put(_name(audit_id), msgspec.json.encode(tuple(kept)).decode())


def _name(audit_id: str) -> str:
    return f"endorsements {audit_id}"
