"""Who reads the returns at this desk: the name that queries and acceptances carry."""

from __future__ import annotations

from app.domain.changes import Changes, Topic, changed
from app.storage import Work, Workspace

_NAME = "officer"


def officer_of(workspace: Workspace) -> str:
    """The name or role that was given last, or an empty string."""
    with workspace.work() as work:
        return officer_in(work)


def officer_in(work: Work) -> str:
    """The same within a unit of work."""
    return work.settings.get(_NAME)


def keep_officer(workspace: Workspace, name: str) -> Changes:
    """Keep the name for what is written next."""
    with workspace.work() as work:
        remember_officer(work, name)
        work.commit()
    return changed(Topic.SETTINGS)


def remember_officer(work: Work, name: str) -> None:
    """Keep a name within a unit of work; an empty one leaves what was kept."""
    if name.strip() and name.strip() != officer_in(work):
        work.settings.put(_NAME, name.strip())
