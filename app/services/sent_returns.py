"""Look back at what an agency has sealed and sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.errors import NotFoundError
from app.services.set_up_desk import require_desk
from app.storage import Desk, Workspace


@dataclass(frozen=True)
class SentPackage:
    """A package that was sealed here. ``digest`` names it within the workspace."""

    digest: str
    audit_title: str
    file_name: str
    returns: int
    at: datetime


def sent_returns(workspace: Workspace) -> tuple[SentPackage, ...]:
    """Every package that was sealed at this desk, the latest first."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        found = [
            SentPackage(package.digest, audit.title, package.file_name, package.returns, package.at)
            for audit in work.audits.all()
            for package in work.packages.all(audit.id)
            if package.direction == "sent"
        ]
    return tuple(sorted(found, key=lambda package: package.at, reverse=True))


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
