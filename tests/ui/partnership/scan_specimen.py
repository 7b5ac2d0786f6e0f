"""An audit in which the guard finds something of every sort, for the pictures."""

from __future__ import annotations

from app.anonymity import (
    InForm,
    context_for_report,
    rare_combination,
    scan,
)
from app.domain.audits import Audit
from app.services.scan_audit import InPenPicture, InReturn, InText, Scanned

_METHOD = "The audit was led by Mrs Aldersley; questions to 01632 960123."
_PICTURE = (
    "A Sikh girl of 14 who speaks Punjabi, one of seven siblings, is deaf and lives in Audlem."
)
_COMMENT = "Mrs Brindlehurst said that PK would ring."


def scanned_specimen(audit: Audit) -> Scanned:
    """Something in a text, in a pen picture and in two returns."""
    known = context_for_report(audit)
    first, second = audit.cases[:2]
    found = tuple(InForm("Q1", finding) for finding in scan(_COMMENT, known))
    return Scanned(
        tuple(InText("The methodology", finding) for finding in scan(_METHOD, known)),
        (InPenPicture(first, scan(_PICTURE, known), rare_combination(_PICTURE, known)),),
        (
            InReturn(first, audit.agencies[0], found),
            InReturn(second, audit.agencies[1], found[:1]),
        ),
    )
