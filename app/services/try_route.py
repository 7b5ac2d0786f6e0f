"""Try the way to the partnership with a test package, before there is anything to lose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.letters import latest_receipt
from app.domain.policy import NO_POLICY, Policy
from app.handover.files import test_file_name
from app.services.keep_to_policy import require_way
from app.services.return_package import write_package
from app.services.set_up_desk import require_desk
from app.services.taken_back import taken_back_if_full
from app.storage import Clock, Desk, Workspace


@dataclass(frozen=True)
class TestPackage:
    """A test package that was written."""

    __test__ = False  # not a class of tests, whatever its name begins with

    path: Path
    changes: Changes


@dataclass(frozen=True)
class Route:
    """How far the way was tried: the day a test package was made, and the day it arrived."""

    tried_on: date | None = None
    arrived_on: date | None = None


def make_test_package(
    workspace: Workspace,
    audit_id: str,
    to: Path,
    *,
    clock: Clock,
    armored: bool = False,
    policy: Policy = NO_POLICY,
) -> TestPackage:
    """Seal a package without returns and write it into a folder.

    It is sealed, signed and read exactly as one with returns.

    Raises:
        WayNotAllowedError: the organisation does not let it leave in this form.
        FileWriteError: the folder can't be written to.
        DiskFullError: the workspace has no room; the package was taken back.
    """
    require_desk(workspace, Desk.AGENCY)
    require_way(policy, as_text=armored)
    with taken_back_if_full() as files, workspace.work() as work:
        audit = work.audits.get(audit_id)
        place = to / test_file_name(audit, audit.agencies[0])
        path = write_package(work, audit, (), place, files, clock=clock, armored=armored)
        work.commit()
    return TestPackage(path, changed(Topic.PACKS, audit_id=audit_id))


def route_of(workspace: Workspace, audit: Audit) -> Route:
    """Whether the way was tried, and whether a receipt says that it is good."""
    with workspace.work() as work:
        tests = [p for p in work.packages.all(audit.id) if p.direction == "sent" and p.is_test]
        receipt = latest_receipt(work.letters.receipts(audit.id, audit.agencies[0].id))
    tried_on = max((test.at.date() for test in tests), default=None)
    return Route(tried_on, receipt.test_on if receipt else None)
