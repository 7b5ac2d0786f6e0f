"""Tell an agency what has arrived from it, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.audits import Agency, Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.letters import Receipt, ReceiptLine
from app.domain.returns import ReturnState
from app.errors import NotFoundError
from app.handover.files import receipt_file_name, unused, write_file
from app.sealing.clear import RECEIPT
from app.sealing.documents import v1_letters
from app.sealing.letters import seal_receipt
from app.services.ask_agency import recipients_of_agency
from app.services.clear_part import clear_part
from app.services.set_up_desk import require_desk, signing_key
from app.storage import Clock, Desk, Work, Workspace


@dataclass(frozen=True)
class WrittenReceipt:
    """A receipt that was written, and where."""

    path: Path
    receipt: Receipt
    changes: Changes


def write_receipt(
    workspace: Workspace, audit_name: str, agency_id: str, to: Path, *, clock: Clock
) -> WrittenReceipt:
    """Write a receipt into a folder, sealed for the agency's desks. No file is written over.

    Raises:
        NotFoundError: there is no such audit or agency.
        FlowError: nothing has come from the agency yet.
        FileWriteError: the folder can't be written to.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        agency = audit.agency(agency_id)
        if agency is None:
            raise NotFoundError("agency", agency_id, ", ".join(one.id for one in audit.agencies))
        key, recipients = signing_key(work), recipients_of_agency(work, agency)
        clear = clear_part(RECEIPT, audit, agency, key, clock().date(), sealed_for=recipients)
        receipt = _receipt(work, audit, agency, clear.id, clear.made)
        content = seal_receipt(v1_letters.receipt_of(receipt, clear), recipients, key)
        path = unused(to / receipt_file_name(audit, agency))
        write_file(path, content)
        work.letters.add_receipt(receipt)
        work.commit()
    return WrittenReceipt(path, receipt, changed(Topic.LETTERS, audit_id=audit.id))


def _receipt(work: Work, audit: Audit, agency: Agency, letter_id: str, made: date) -> Receipt:
    marks = {
        mark.ref.uin: mark
        for mark in work.returns.marks(audit.id)
        if mark.state is ReturnState.RECEIVED and mark.ref.agency_id == agency.id
    }
    asked = audit.cases_of(agency.id)
    tests = [
        package.at.date()
        for package in work.packages.all(audit.id)
        if package.is_test and package.agency_id == agency.id and package.direction == "received"
    ]
    return Receipt(
        id=letter_id,
        audit_id=audit.id,
        agency_id=agency.id,
        made_on=made,
        arrived=tuple(
            ReceiptLine(case.uin, mark.revision, mark.kind, mark.saved_at.date())
            for case in asked
            if (mark := marks.get(case.uin)) is not None
        ),
        missing=tuple(case.uin for case in asked if case.uin not in marks),
        test_on=max(tests, default=None),
    )
