"""An open desk: its workspace, and the one signal that says what a write has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes
from app.errors import PartnershipAuditError
from app.services.context import Context
from app.ui.tasks import Task, TaskRunner, Work

if TYPE_CHECKING:
    from app.storage import Workspace

T = TypeVar("T")
Failed = Callable[[PartnershipAuditError], object]


class Written(Protocol):
    """What a service gives back that says what it changed."""

    @property
    def changes(self) -> Changes:
        """What was changed."""


W = TypeVar("W", bound="Written | Changes")


class Session(QObject):
    """Services run on the database's worker, one after the other; the window never waits.

    ``changed(Changes)`` after each write that changed something, so that a page looks again
    only if it is concerned. ``mending_asked(KeptCopy or None)`` to close the desk and put a copy
    back, or to rescue what can be read.
    """

    changed = Signal(object)
    mending_asked = Signal(object)

    def __init__(self, workspace: Workspace, context: Context, tasks: TaskRunner) -> None:
        super().__init__()
        self.workspace = workspace
        self.context = context
        self.tasks = tasks

    def read(
        self,
        fn: Callable[[], T],
        done: Callable[[T], object],
        *,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task[T]:
        """Read something and show it."""
        return self.tasks.run(lambda _work: fn(), done=done, failed=failed, owner=owner)

    def write(
        self,
        fn: Callable[[], W],
        done: Callable[[W], object] | None = None,
        *,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task[W]:
        """Write something; tell everyone what changed, then ``done``.

        The signal is sent even when ``owner`` is gone by then: others may be concerned.
        """

        def finished(result: W) -> None:
            self.tell(result if isinstance(result, Changes) else result.changes)
            if done is not None:
                done(result)

        return self.tasks.run(lambda _work: fn(), done=finished, failed=failed, owner=owner)

    def work(
        self,
        fn: Callable[[Work], T],
        *,
        done: Callable[[T], object],
        failed: Failed | None = None,
        cancelled: Callable[[], object] | None = None,
        progress: Callable[[int, int, str], object] | None = None,
        owner: QObject | None = None,
    ) -> Task[T]:
        """Longer work that says how far it is and can be stopped. Call ``tell`` when it is done."""
        return self.tasks.run(
            fn,
            done=done,
            failed=failed,
            cancelled=cancelled,
            progress=progress,
            slow=True,
            owner=owner,
        )

    def tell(self, changes: Changes) -> None:
        """Tell everyone what was changed."""
        if changes.topics:
            self.changed.emit(changes)
