"""Look back at what an agency has sealed and sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.letters import Receipt
from app.domain.returns import ReturnRef, ReturnState
from app.errors import NotFoundError
from app.services.receive_letter import correspondence
from app.services.set_up_desk import require_desk
from app.storage import Desk, PackageSummary, ReturnMark, Workspace


@dataclass(frozen=True)
class SentPackage:
    """A package that was sealed here. ``digest`` names it within the workspace.

    ``arrived`` says how many of its returns have arrived, by the latest receipt, of the day
    ``receipt_on``; None where no receipt tells. A test package counts as one.
    """

    digest: str
    audit_title: str
    file_name: str
    returns: int
    at: datetime
    arrived: int | None = None
    receipt_on: date | None = None


def sent_returns(workspace: Workspace) -> tuple[SentPackage, ...]:
    """Every package that was sealed at this desk, the latest first."""
    require_desk(workspace, Desk.AGENCY)
    found: list[SentPackage] = []
    with workspace.work() as work:
        audits = work.audits.all()
    for audit in audits:
        receipt = correspondence(workspace, audit.id).receipt
        with workspace.work() as work:
            sent = [one for one in work.packages.all(audit.id) if one.direction == "sent"]
            contents = _contents(sent, work.returns.marks(audit.id))
        for package in sent:
            arrived = _arrived(package, contents[package.digest], receipt)
            found.append(
                SentPackage(
                    package.digest,
                    audit.title,
                    package.file_name,
                    package.returns,
                    package.at,
                    arrived,
                    receipt.made_on if receipt and arrived is not None else None,
                )
            )
    return tuple(sorted(found, key=lambda package: package.at, reverse=True))


def _contents(
    sent: Sequence[PackageSummary], marks: Iterable[ReturnMark]
) -> dict[str, tuple[ReturnRef, ...]]:
    """The returns in each package, by its digest.

    They were marked as sealed right before their package was kept, and not touched since.
    """
    found: dict[str, list[ReturnRef]] = {package.digest: [] for package in sent}
    full = sorted((one for one in sent if not one.is_test), key=lambda one: one.at)
    for mark in marks:
        package = next((one for one in full if one.at >= mark.saved_at), None)
        if mark.state is ReturnState.SEALED and package is not None:
            found[package.digest].append(mark.ref)
    return {digest: tuple(refs) for digest, refs in found.items()}


def _arrived(
    package: PackageSummary, refs: Sequence[ReturnRef], receipt: Receipt | None
) -> int | None:
    if receipt is None:
        return None
    if package.is_test:
        came = receipt.test_on is not None and receipt.test_on >= package.at.date()
        count = int(came)
    elif len(refs) != package.returns:
        return None  # two were sealed at the same moment: it can't be told which is which
    else:
        count = sum(receipt.has(ref.uin, ref.revision) for ref in refs)
    # A receipt that was written before the package was sealed says nothing of it.
    return None if not count and receipt.made_on < package.at.date() else count


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
