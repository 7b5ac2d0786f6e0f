"""Tell an agency what has arrived from it, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.audits import Agency, Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.letters import Receipt, ReceiptLine
from app.domain.policy import NO_POLICY, HandOver, Policy
from app.domain.returns import ReturnState
from app.errors import NotFoundError
from app.handover.email_draft import draft_file, receipt_email
from app.handover.files import read_file, receipt_file_name, unused, write_file
from app.sealing.clear import RECEIPT
from app.sealing.documents import v1_letters
from app.sealing.letters import seal_receipt
from app.services.ask_agency import recipients_of_agency
from app.services.clear_part import clear_part
from app.services.keep_to_policy import require_way
from app.services.set_up_desk import require_desk, signing_key
from app.services.taken_back import taken_back_if_full
from app.storage import Clock, Desk, ReturnMark, Work, Workspace


@dataclass(frozen=True)
class WrittenReceipt:
    """A receipt that was written, and where."""

    path: Path
    receipt: Receipt
    changes: Changes


def write_receipt(
    workspace: Workspace,
    audit_name: str,
    agency_id: str,
    to: Path,
    *,
    clock: Clock,
    policy: Policy = NO_POLICY,
) -> WrittenReceipt:
    """Write a receipt into a folder, sealed for the agency's desks. No file is written over.

    Raises:
        WayNotAllowedError: the organisation does not let files leave but as text.
        NotFoundError: there is no such audit or agency.
        FlowError: nothing has come from the agency yet.
        FileWriteError: the folder can't be written to.
        DiskFullError: the workspace has no room; the receipt was taken back.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    require_way(policy)
    with taken_back_if_full() as files, workspace.work() as work:
        audit = work.audits.find(audit_name)
        agency = audit.agency(agency_id)
        if agency is None:
            raise NotFoundError("agency", agency_id, ", ".join(one.id for one in audit.agencies))
        key, recipients = signing_key(work), recipients_of_agency(work, agency)
        clear = clear_part(RECEIPT, audit, agency, key, clock().date(), sealed_for=recipients)
        receipt = _Here.of(work, audit).receipt(agency, clear.id, clear.made)
        content = seal_receipt(v1_letters.receipt_of(receipt, clear), recipients, key)
        path = unused(to / receipt_file_name(audit, agency))
        files.write(path, content)
        work.letters.add_receipt(receipt)
        work.commit()
    return WrittenReceipt(path, receipt, changed(Topic.LETTERS, audit_id=audit.id))


@dataclass(frozen=True)
class WrittenReceipts:
    """Receipts of one audit that were written together, each with the draft of its e-mail.

    ``drafts`` are None where files do not leave by e-mail.
    """

    receipts: tuple[WrittenReceipt, ...]
    drafts: tuple[Path | None, ...]
    changes: Changes


def write_receipts(
    workspace: Workspace,
    audit_name: str,
    to: Path,
    *,
    clock: Clock,
    policy: Policy = NO_POLICY,
) -> WrittenReceipts:
    """A receipt with its draft for every agency from which something came since its last one.

    Raises:
        WayNotAllowedError: the organisation does not let files leave but as text.
        NotFoundError: there is no such audit.
        FileWriteError: the folder can't be written to; receipts written before that stay.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        due = receipts_due(work, audit)
    written: list[WrittenReceipt] = []
    drafts: list[Path | None] = []
    for agency in due:
        one = write_receipt(workspace, audit.id, agency.id, to, clock=clock, policy=policy)
        written.append(one)
        drafts.append(_draft(audit, agency, one) if policy.allows(HandOver.EMAIL) else None)
    changes = changed(Topic.LETTERS, audit_id=audit.id)
    return WrittenReceipts(tuple(written), tuple(drafts), changes)


def _draft(audit: Audit, agency: Agency, one: WrittenReceipt) -> Path:
    email = receipt_email(audit, agency, one.receipt)
    draft = unused(one.path.with_name(f"{one.path.stem} e-mail.eml"))
    write_file(draft, draft_file(email, one.path.name, read_file(one.path)))
    return draft


def receipts_due(work: Work, audit: Audit) -> tuple[Agency, ...]:
    """The agencies from which something came that no receipt has told them of."""
    here = _Here.of(work, audit)
    due = []
    for agency in audit.agencies:
        now = here.receipt(agency, "", audit.opened)
        if not now.arrived and now.test_on is None:
            continue
        told = work.letters.receipts(audit.id, agency.id)
        said = (told[-1].arrived, told[-1].test_on) if told else None
        if said != (now.arrived, now.test_on):
            due.append(agency)
    return tuple(due)


@dataclass(frozen=True)
class _Here:
    """What is in from every agency, read once for all receipts."""

    audit: Audit
    marks: Mapping[tuple[str, str], ReturnMark]
    tests: Mapping[str, date]

    @classmethod
    def of(cls, work: Work, audit: Audit) -> _Here:
        marks = {
            (mark.ref.agency_id, mark.ref.uin): mark
            for mark in work.returns.marks(audit.id)
            if mark.state is ReturnState.RECEIVED
        }
        tests: dict[str, date] = {}
        for package in work.packages.all(audit.id):
            if package.is_test and package.direction == "received":
                day = package.at.date()
                tests[package.agency_id] = max(day, tests.get(package.agency_id, day))
        return cls(audit, marks, tests)

    def receipt(self, agency: Agency, letter_id: str, made: date) -> Receipt:
        """What an agency is told."""
        asked = self.audit.cases_of(agency.id)
        arrived = [self.marks.get((agency.id, case.uin)) for case in asked]
        return Receipt(
            id=letter_id,
            audit_id=self.audit.id,
            agency_id=agency.id,
            made_on=made,
            arrived=tuple(
                ReceiptLine(mark.ref.uin, mark.revision, mark.kind, mark.saved_at.date())
                for mark in arrived
                if mark is not None
            ),
            missing=tuple(
                case.uin for case, mark in zip(asked, arrived, strict=True) if mark is None
            ),
            test_on=self.tests.get(agency.id),
        )
