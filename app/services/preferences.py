"""How a person likes to see the program, and where they were: kept in the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.changes import Changes, Topic, changed
from app.domain.policy import NO_POLICY, Policy

if TYPE_CHECKING:  # the window takes a number from here before its first page
    from app.storage import Workspace

_SCHEME = "look scheme"
_TEXT_PERCENT = "look text percent"
_PLACE = "last place"
_AUDIT = "last audit"
_CASE = "last case"
_STEP = "last step"
_LOCK_AFTER = "lock after minutes"
_PERCENTS = range(100, 201)

LOCK_AFTER_MINUTES = 10
"""After how many minutes without a touch a desk locks itself, unless somebody chose otherwise."""
MOST_MINUTES = 120


@dataclass(frozen=True)
class Look:
    """Light, dark or as the system; and how large the text is, from 100 to 200 percent."""

    scheme: str = "system"
    text_percent: int = 100


@dataclass(frozen=True)
class Whereabouts:
    """The room one was in, of which audit, in which case's form and on which page of it."""

    place: str = ""
    audit_id: str = ""
    uin: str = ""
    step: str = ""


def look_of(workspace: Workspace) -> Look:
    """The look that was chosen; what can't be read is as if it had never been chosen."""
    with workspace.work() as work:
        scheme, percent = work.settings.get(_SCHEME), work.settings.get(_TEXT_PERCENT)
    number = int(percent) if percent.isdecimal() else 100
    return Look(scheme or "system", number if number in _PERCENTS else 100)


def keep_look(workspace: Workspace, look: Look) -> Changes:
    """Keep the look that was chosen."""
    with workspace.work() as work:
        work.settings.put(_SCHEME, look.scheme)
        work.settings.put(_TEXT_PERCENT, str(look.text_percent))
        work.commit()
    return changed(Topic.SETTINGS)


def lock_after(workspace: Workspace, policy: Policy = NO_POLICY) -> int:
    """After how many minutes without a touch the desk locks itself; 0 for never."""
    if policy.lock_minutes is not None:
        return policy.lock_minutes
    with workspace.work() as work:
        kept = work.settings.get(_LOCK_AFTER)
    minutes = int(kept) if kept.isdecimal() else LOCK_AFTER_MINUTES
    return min(minutes, MOST_MINUTES)


def keep_lock_after(workspace: Workspace, minutes: int) -> Changes:
    """Keep how long; from 0 (never) to two hours."""
    with workspace.work() as work:
        work.settings.put(_LOCK_AFTER, str(max(0, min(minutes, MOST_MINUTES))))
        work.commit()
    return changed(Topic.SETTINGS)


def whereabouts_of(workspace: Workspace) -> Whereabouts:
    """Where one was when the desk was last open."""
    with workspace.work() as work:
        get = work.settings.get
        return Whereabouts(get(_PLACE), get(_AUDIT), get(_CASE), get(_STEP))


def keep_whereabouts(workspace: Workspace, where: Whereabouts) -> None:
    """Keep where one is; nothing is written if it is as before."""
    if whereabouts_of(workspace) == where:
        return
    with workspace.work() as work:
        work.settings.mark(_PLACE, where.place)
        work.settings.mark(_AUDIT, where.audit_id)
        work.settings.mark(_CASE, where.uin)
        work.settings.mark(_STEP, where.step)
        work.commit()
