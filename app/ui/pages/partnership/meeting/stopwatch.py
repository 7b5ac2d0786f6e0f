"""The time that a matter takes. It only tells; nothing happens when it runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.storage import Clock

_ASLEEP = timedelta(minutes=30)


class Stopwatch:
    """Counts the seconds of one matter while it runs."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._since: datetime | None = None

    @property
    def runs(self) -> bool:
        """Whether it counts."""
        return self._since is not None

    @property
    def seconds(self) -> int:
        """How many seconds it has counted."""
        self._count()
        return int(self._seconds)

    def begin(self, seconds: int, *, run: bool) -> None:
        """Begin with what a matter took so far."""
        self._seconds, self._since = float(seconds), self._clock() if run else None

    def run(self, on: bool) -> None:
        """Go on counting, or stop."""
        self._count()
        self._since = self._clock() if on else None

    def _count(self) -> None:
        if self._since is None:
            return
        now = self._clock()
        gone = now - self._since
        # A computer that slept, or whose clock was set, was not at the meeting.
        if timedelta() < gone < _ASLEEP:
            self._seconds += gone.total_seconds()
        self._since = now
