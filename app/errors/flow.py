"""What the flow asks for and does not find ready."""

from __future__ import annotations

from app.errors.base import PartnershipAuditError


class FlowError(PartnershipAuditError):
    """A step was asked for that the audit is not ready for, or that does not fit it."""


class NotFoundError(FlowError):
    """An audit, case, agency or return was named that is not there."""

    def __init__(self, what: str, name: str, known: str = "") -> None:
        hint = f" There is: {known}." if known else ""
        super().__init__(f"There is no {what} “{name}” here.{hint} Nothing was changed.")


class NotReadyError(FlowError):
    """Returns were to be sealed that still have something missing."""


class EscrowNotTestedError(FlowError):
    """Packs were to be issued before the recovery sheet was tried."""

    sentence = (
        "The recovery sheet has not been tried yet, so no pack was issued. "
        "Open Settings, type the words from the sheet, and issue the packs then."
    )
