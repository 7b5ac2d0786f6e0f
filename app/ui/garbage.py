"""Python's garbage is collected in the window's thread, and between two events.

A collection may destroy widgets. Left to itself it comes in any thread, a worker's too, and in
the middle of a layout: Qt then uses what is no longer there, and the process dies.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class GarbageCollector(QObject):
    """Collects once a second what has gathered since, as much as Python itself would have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def keep_soon(self) -> None:
        """When a desk was opened: keep what it is made of, once it is on the screen."""
        QTimer.singleShot(_EVERY_MS, self, self.keep)

    def keep(self) -> None:
        """Take what is there now for lasting: it is not looked through again. It is so much that
        to look through it would hold a key press up for as long as one notices.
        """
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
