"""Watches a window, and says how long it took until it had nothing left to do."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

KEYS = 40
PACE = 0.05  # seconds from one key to the next: faster than anybody types


@dataclass(frozen=True)
class Times:
    """Some times of one kind, in milliseconds."""

    name: str
    taken: tuple[float, ...]

    @property
    def p95(self) -> float:
        """What 95 of 100 stay under."""
        return statistics.quantiles(self.taken, n=20, method="inclusive")[-1]

    def __str__(self) -> str:
        return (
            f"median {statistics.median(self.taken):.1f} ms, 95 of 100 under {self.p95:.1f} ms, "
            f"longest {max(self.taken):.1f} ms"
        )


def say(product: Times, floor: Times, aim: float) -> None:
    """Print one line."""
    held = "held" if product.p95 < aim else "MISSED"
    print(
        f"{product.name}: {product} ({len(product.taken)} times; aim {aim:.0f} ms, {held}); "
        f"{floor.name}: {floor}; ratio at 95 of 100 {product.p95 / floor.p95:.2f}",
        flush=True,
    )


def until_idle(act: Callable[[], object], shows: Callable[[], QWidget], due: float = 0.0) -> float:
    """Do something; the milliseconds until what shows it is painted and nothing is left to do."""
    from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QTimer

    class Watch(QObject):
        painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt names it
            if event.type() == QEvent.Type.Paint:
                self.painted = True
            return False

    watch, loop = Watch(), QEventLoop()
    ended: list[float] = []

    def idle() -> None:
        if watch.painted and not ended:
            ended.append(time.perf_counter())
            loop.quit()

    begun = max(due, 0.0) or time.perf_counter()
    act()
    shown = shows()
    shown.installEventFilter(watch)
    shown.update()  # also where what changed lies out of sight
    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.aboutToBlock.connect(idle)
    QTimer.singleShot(5_000, loop.quit)
    loop.exec()
    dispatcher.aboutToBlock.disconnect(idle)
    shown.removeEventFilter(watch)
    if not ended:
        raise RuntimeError("nothing was painted")
    return (ended[0] - begun) * 1_000


def typing(name: str, box: QPlainTextEdit | QTextEdit, place: float, keys: int = KEYS) -> Times:
    """Type a few words at a place in a text, at a typist's pace."""
    from PySide6.QtTest import QTest

    box.setFocus()
    cursor = box.textCursor()
    cursor.setPosition(round(place * (box.document().characterCount() - 1)))
    box.setTextCursor(cursor)
    text = ("the records show what was done and said at home " * 10)[:keys]
    taken = []
    start = time.perf_counter() + 0.3
    for number, letter in enumerate(text):
        due = start + number * PACE
        wait = due - time.perf_counter()
        if wait > 0:
            rest(wait)
        # A key that is due while the window works waits for it; one that is not, comes now.
        late = time.perf_counter() - due
        at = due if late > 0.001 else time.perf_counter()
        taken.append(until_idle(lambda key=letter: QTest.keyClick(box, key), box.viewport, at))  # type: ignore[misc]
    return Times(name, tuple(taken))


def rest(seconds: float) -> None:
    """Let the window do what it does while nobody presses anything."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, pause = QEventLoop(), QTimer()
    pause.setTimerType(Qt.TimerType.PreciseTimer)
    pause.setSingleShot(True)
    pause.timeout.connect(loop.quit)
    pause.start(int(seconds * 1_000))
    loop.exec()


def content_of(page: QWidget | None) -> QWidget:
    """What is painted of a page that scrolls."""
    from PySide6.QtWidgets import QScrollArea

    content = page.widget() if isinstance(page, QScrollArea) else None
    found = content or page
    if found is None:
        raise RuntimeError("there is no page")
    return found


def longest_pause(ended: SignalInstance) -> float:
    """Watch the window until a signal; the longest time, in milliseconds, that it heard nothing."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, tick = QEventLoop(), QTimer()
    tick.setTimerType(Qt.TimerType.PreciseTimer)
    heard = [time.perf_counter()]
    tick.timeout.connect(lambda: heard.append(time.perf_counter()))
    tick.start(1)
    ended.connect(lambda: QTimer.singleShot(50, loop.quit))
    loop.exec()
    return max(after - before for before, after in pairwise(heard)) * 1_000
