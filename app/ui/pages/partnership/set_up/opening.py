"""The ways into setting an audit up, from wherever one is on the desk."""

from __future__ import annotations

from collections.abc import Callable

from app.services.set_up_audit import Begun, begin_set_up, change_audit
from app.ui.pages.partnership.room import Room


def begin(room: Room, *, copy_of: str = "") -> None:
    """Set a new audit up, or a copy of one."""
    workspace, policy = room.session.workspace, room.session.context.policy
    _open(room, lambda: begin_set_up(workspace, copy_of=copy_of, policy=policy))


def change(room: Room, audit_id: str) -> None:
    """Change an audit that stands."""
    workspace = room.session.workspace
    _open(room, lambda: change_audit(workspace, audit_id))


def go_on(room: Room, set_up_id: str) -> None:
    """Go on with a set-up."""
    from app.ui.pages.partnership.set_up.task_page import SetUpPage

    room.floor.open(SetUpPage(room.floor, set_up_id, back=room.title.text()))


def _open(room: Room, begin_it: Callable[[], Begun]) -> None:
    room.session.write(
        begin_it, lambda begun: go_on(room, begun.set_up.id), failed=room.tell, owner=room
    )
