"""Look back at what an agency has sealed and sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.audits import Audit, Case
from app.domain.letters import Receipt, latest_receipt
from app.domain.returns import ReturnRef, ReturnState
from app.errors import NotFoundError
from app.services.answer_case import CaseForm
from app.services.set_up_desk import require_desk
from app.storage import Desk, PackageSummary, Workspace


@dataclass(frozen=True)
class SentReturn:
    """A return within a package. ``arrived`` is None where no receipt tells."""

    case: Case
    revision: int
    arrived: bool | None = None


@dataclass(frozen=True)
class SentPackage:
    """A package that was sealed here. ``digest`` names it within the workspace.

    ``arrived`` says how many of its returns have arrived, by the latest receipt, of the day
    ``receipt_on``; None where no receipt tells. A test package counts as one.
    """

    digest: str
    audit_id: str
    audit_title: str
    file_name: str
    count: int
    at: datetime
    returns: tuple[SentReturn, ...] = ()
    arrived: int | None = None
    receipt_on: date | None = None


def sent_returns(workspace: Workspace) -> tuple[SentPackage, ...]:
    """Every package that was sealed at this desk, the latest first."""
    require_desk(workspace, Desk.AGENCY)
    found: list[SentPackage] = []
    with workspace.work() as work:
        for summary in work.audits.all():
            audit = work.audits.get(summary.id)
            receipt = latest_receipt(work.letters.receipts(audit.id, audit.agencies[0].id))
            revisions = work.packages.revisions(audit.id)
            for package in work.packages.all(audit.id):
                if package.direction == "sent":
                    inside = revisions.get(package.digest, {})
                    found.append(_sent(package, audit, inside, receipt))
    return tuple(sorted(found, key=lambda package: package.at, reverse=True))


def sent_return(workspace: Workspace, audit_id: str, uin: str, revision: int) -> CaseForm:
    """A return as it was sealed, also where later revisions have followed.

    Raises:
        NotFoundError: nothing of that revision was sealed here.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        case = audit.case(uin)
        found = work.returns.get(ReturnRef(audit_id, audit.agencies[0].id, uin, revision))
    if case is None or found is None or found.state is not ReturnState.SEALED:
        raise NotFoundError("sealed return for the case", uin)
    return CaseForm(
        audit, case, found.ref, found.form, found.state, stored=True, reason=found.reason
    )


def _sent(
    package: PackageSummary, audit: Audit, inside: Mapping[str, int], receipt: Receipt | None
) -> SentPackage:
    sealed_on = package.at.date()
    returns = tuple(
        SentReturn(
            case,
            inside[case.uin],
            receipt.arrival(case.uin, inside[case.uin], sealed_on) if receipt else None,
        )
        for case in audit.cases
        if case.uin in inside
    )
    arrived = _arrived(package, returns, receipt) if receipt else None
    return SentPackage(
        digest=package.digest,
        audit_id=audit.id,
        audit_title=audit.title,
        file_name=package.file_name,
        count=package.returns,
        at=package.at,
        returns=returns,
        arrived=arrived,
        receipt_on=receipt.made_on if receipt and arrived is not None else None,
    )


def _arrived(
    package: PackageSummary, returns: Sequence[SentReturn], receipt: Receipt
) -> int | None:
    sealed_on = package.at.date()
    if package.is_test:
        count = int(receipt.test_on is not None and receipt.test_on >= sealed_on)
    elif len(returns) != package.returns:
        return None  # kept by an earlier version, which did not note what was in it
    else:
        count = sum(ret.arrived is True for ret in returns)
    # A receipt that was written before the package was sealed says nothing of it.
    return count if count or receipt.made_on >= sealed_on else None


def sent_content(workspace: Workspace, digest: str) -> bytes:
    """A sealed package as it was written, for a file that was lost on its way.

    Raises:
        NotFoundError: no package with that digest was sealed here.
    """
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        package = work.packages.by_digest(digest)
    if package is None or package.direction != "sent":
        raise NotFoundError("sealed package", digest[:12])
    return package.content
