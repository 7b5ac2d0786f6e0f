"""What a travelling file says of itself, made the same way for all of them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date

from app import __version__
from app.domain.audits import Agency, Audit
from app.sealing.clear import FORMAT, AgencyName, AuditName, ClearPart
from app.sealing.keys import SigningKey, fingerprint


def clear_part(
    document: str,
    audit: Audit,
    agency: Agency,
    key: SigningKey,
    made: date,
    *,
    sealed_for: Collection[str] = (),
    test: bool = False,
) -> ClearPart:
    """The clear part of a new file; ``sealed_for`` are age recipients as text."""
    return ClearPart(
        format=FORMAT,
        document=document,
        id=secrets.token_hex(8),
        needs=__version__,
        audit=AuditName(audit.id, audit.reference, audit.title),
        agency=AgencyName(agency.id, agency.name),
        made=made,
        signed_by=fingerprint(key.public),
        sealed_for=tuple(fingerprint(recipient) for recipient in sealed_for),
        test=test,
    )
