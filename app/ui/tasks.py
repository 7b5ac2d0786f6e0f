"""Work beside the window: one worker for the database, another for what is slow.

The window never waits. A piece of work runs on one of two threads, in the order in which it was
given; what it brings back, how far it is and what went wrong arrive in the window's thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

from app.errors import PartnershipAuditError

T = TypeVar("T")
_REPORT_EVERY = 0.05


class CancelledError(Exception):
    """Raised inside a piece of work by ``Work.check`` after the person has stopped it."""


class Work:
    """What a piece of work is given: a way to say how far it is, and to hear that it shall stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()
        self._last = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the person has stopped it."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Leave here if it was stopped. Call it where nothing is half done."""
        if self.cancelled:
            raise CancelledError

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far it is; a report too soon after another is left out, the last one never."""
        now = time.monotonic()
        if done >= total or now - self._last >= _REPORT_EVERY:
            self._last = now
            self._report(done, total, text)

    def _stop(self) -> None:
        self._cancelled.set()


class Task(Generic[T]):
    """A piece of work that was given away."""

    def __init__(self, work: Work, *, slow: bool = False) -> None:
        self._work = work
        self.slow = slow
        self._future: Future[None] | None = None
        self.is_over = False

    def cancel(self) -> None:
        """Stop it: at once where it has not begun, else at its next ``check``.

        ``cancelled`` is called then. Work that had finished by that time, or that has no more
        ``check`` on its way, is done and says so.
        """
        self._work._stop()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was stopped."""
        return self._work.cancelled


class TaskRunner(QObject):
    """Owns the two workers. One for the whole program, made and shut down at its entrance.

    ``busy(bool)`` when the first piece of work begins and when the last has ended.
    """

    busy = Signal(bool)
    _arrived = Signal(object)

    def __init__(
        self,
        crashed: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._crashed = crashed
        self._fast = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="slow work")
        self._open: list[Task[object]] = []
        self._closed = False
        # Always through the event loop, so that callbacks come in order and in the window's thread.
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        fn: Callable[[Work], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[PartnershipAuditError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        progress: Callable[[int, int, str], object] | None = None,
        slow: bool = False,
        owner: QObject | None = None,
    ) -> Task[T]:
        """Run ``fn(work)`` on a worker. All callbacks come in the window's thread.

        ``failed`` gets the failures that are expected; any other goes to the crash handler, as
        does an expected one that nobody listens to. With ``owner``, nothing is called once that
        page or dialog is gone.
        """
        if self._closed:
            raise RuntimeError("The task runner was shut down.")

        def wanted() -> bool:
            return owner is None or isValid(owner)

        def report(at: int, total: int, text: str) -> None:
            if progress is not None and not work.cancelled:
                self._arrived.emit(
                    lambda: progress(at, total, text) if wanted() and not task.is_over else None
                )

        work = Work(report)
        task: Task[T] = Task(work, slow=slow)

        def finish(callback: Callable[[], object] | None) -> None:
            self._arrived.emit(lambda: self._end(task, callback if wanted() else None))

        def in_worker() -> None:
            try:
                work.check()
                result = fn(work)
            except CancelledError:
                finish(cancelled)
            except PartnershipAuditError as error:
                expected = error  # "error" is unbound after this block
                if failed is None:
                    finish(lambda: self._crashed(expected))
                else:
                    finish(lambda: failed(expected))
            except BaseException as error:
                unexpected = error
                finish(lambda: self._crashed(unexpected))
            else:
                finish((lambda: done(result)) if done is not None else None)

        if not self._open:
            self.busy.emit(True)
        self._open.append(task)  # type: ignore[arg-type]
        task._future = (self._slow if slow else self._fast).submit(in_worker)
        return task

    def finish(self) -> None:
        """Wait until all that was given has run, as before a desk closes: what was typed is saved.

        Slow work is stopped at its next ``check``. The callbacks are called before this returns.
        """
        for task in self._open:
            if task.slow:
                task.cancel()
        wait_for([task._future for task in self._open if task._future is not None])
        QCoreApplication.sendPostedEvents(self)

    def shutdown(self, *, wait: bool = True) -> None:
        """Stop what runs, forget what waits; callbacks that are on their way are not called."""
        self._closed = True
        for task in self._open:
            task.cancel()
        self._fast.shutdown(wait=wait, cancel_futures=True)
        self._slow.shutdown(wait=wait, cancel_futures=True)

    @property
    def is_busy(self) -> bool:
        """Whether any work is waiting or running."""
        return bool(self._open)

    def _call(self, call: Callable[[], object]) -> None:
        if not self._closed:
            call()

    def _end(self, task: Task[T], callback: Callable[[], object] | None) -> None:
        task.is_over = True
        try:
            if callback is not None:
                callback()
        finally:
            # Busy until the callback is through: it may be the one that gives the next work.
            self._open.remove(task)  # type: ignore[arg-type]
            if not self._open:
                self.busy.emit(False)
