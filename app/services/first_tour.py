"""Whether the first tour of the desk was seen: kept in the workspace, so that it comes once."""

from __future__ import annotations

from app.domain.changes import Changes, Topic, changed
from app.storage import Workspace

_SEEN = "first tour"


def tour_was_seen(workspace: Workspace) -> bool:
    """Whether the tour was gone through or skipped on this desk."""
    with workspace.work() as work:
        return bool(work.settings.get(_SEEN))


def keep_tour_seen(workspace: Workspace) -> Changes:
    """Remember that the tour need not come again; nothing is written if that is known."""
    if tour_was_seen(workspace):
        return Changes()
    with workspace.work() as work:
        work.settings.put(_SEEN, "seen")
        work.commit()
    return changed(Topic.SETTINGS)
