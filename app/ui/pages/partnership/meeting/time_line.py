"""The time, quietly: on this matter, and left of the whole. It can be stopped and hidden."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.meeting import Matter, Meeting
from app.ui.pages.partnership.meeting.stopwatch import Stopwatch
from app.ui.pages.partnership.meeting.words import short_minutes, spent, time_left
from app.ui.theme.tokens import Size, Space, Tone
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine

_LOOK_MS = 5_000
KEEP_EVERY = 30  # seconds that a sudden end would cost


class TimeLine(QWidget):
    """``passed(seconds)`` every now and then, to be kept."""

    passed = Signal(int)

    def __init__(self, watch: Stopwatch) -> None:
        super().__init__()
        self.watch = watch
        self.stopped = False
        self._kept = 0
        self._words: Callable[[], str] = str
        flow = FlowLayout(self, gap=Space.S, row_gap=0)
        self.line = IconLine("clock", "", Tone.SECONDARY, size=Size.LEAD, wrap=True)
        self.pause = quiet_button("Pause")
        self.pause.setAccessibleName("Pause the time")
        self.pause.setToolTip("Alt+P")
        self.pause.clicked.connect(self.turn)
        self.hide_it = quiet_button("Hide")
        self.hide_it.setAccessibleName("Hide the time")
        self.hide_it.setToolTip("Alt+T")
        self.hide_it.clicked.connect(self.turn_away)
        for part in (self.line, self.pause, self.hide_it):
            flow.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, seconds: int, words: Callable[[], str]) -> None:
        """Begin a matter that took so long before; ``words`` says what is to be shown."""
        self.watch.begin(seconds, run=self.isVisible() and not self.stopped)
        self._kept, self._words = seconds, words
        self.look()

    def run(self, on: bool) -> None:
        """Go on while the page is shown."""
        self.watch.run(on and not self.stopped)
        if on:
            self._timer.start()
        else:
            self._timer.stop()
        self.look()

    def turn(self) -> None:
        """Stop the time, or go on."""
        self.stopped = not self.stopped
        self.watch.run(not self.stopped)
        self.pause.set_text("Go on" if self.stopped else "Pause")
        self.pause.setAccessibleName("Go on with the time" if self.stopped else "Pause the time")
        self.look()

    def turn_away(self) -> None:
        """Hide the time, or show it. It goes on either way."""
        shown = self.line.isVisibleTo(self)
        self.line.setVisible(not shown)
        self.pause.setVisible(not shown)
        self.hide_it.set_text("Show the time" if shown else "Hide")
        self.hide_it.setAccessibleName("Show the time" if shown else "Hide the time")

    def look(self) -> None:
        """Say how it stands."""
        seconds = self.watch.seconds
        words = self._words()
        self.line.set("clock", f"{words} (paused)" if self.stopped else words, Tone.SECONDARY)
        if seconds - self._kept >= KEEP_EVERY:
            self.keep()

    def keep(self) -> None:
        """Have the time kept, if it went on."""
        seconds = self.watch.seconds
        if seconds != self._kept:
            self._kept = seconds
            self.passed.emit(seconds)


def time_words(
    planned: int, meeting: Meeting, matter: Matter, here: int, rest: tuple[Matter, ...]
) -> str:
    """ "6 min here · 18 min left for 3 cases". ``here`` may be more than what is kept."""
    whole = spent(meeting) - meeting.discussion(matter).seconds + here
    return f"{short_minutes(here)} here · {time_left(planned, whole, rest)}"
