"""Sees that nobody is at the desk any more: nothing was touched, or the system locks or sleeps."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.storage import Clock

LOOK_EVERY_SECONDS = 15
_SLEPT = timedelta(seconds=60)
_Bytes = QByteArray | bytes | bytearray | memoryview
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Watchman(QObject):
    """``left`` when nobody touched anything for a while, or the computer was locked or slept.

    Not the system's own idle time: somebody who works in another program leaves this one open.
    """

    left = Signal()

    def __init__(self, clock: Clock, minutes: int, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._minutes = minutes
        self._touched = self._looked = clock()
        self._timer = QTimer(self, interval=1000 * LOOK_EVERY_SECONDS)
        self._timer.timeout.connect(self.look)
        self._native: _SessionFilter | None = None

    def begin(self) -> None:
        """Watch from now on."""
        self._touched = self._looked = self._clock()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
            if sys.platform == "win32" and self._native is None:
                self._native = _SessionFilter(self)
                app.installNativeEventFilter(self._native)
                _hear_of_the_session(int(self._window.winId()))
        self._timer.start()

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if self._native is not None:
                app.removeNativeEventFilter(self._native)
                self._native = None

    def set_minutes(self, minutes: int) -> None:
        """How long nothing may be touched; 0 for as long as one likes."""
        self._minutes = minutes

    def look(self) -> None:
        """Tell if nobody is there any more. A clock that stood still or jumped was a sleep."""
        now = self._clock()
        slept = not timedelta(0) <= now - self._looked < _SLEPT
        idle = self._minutes > 0 and now - self._touched >= timedelta(minutes=self._minutes)
        self._looked = now
        if slept or idle:
            self._touched = now
            self.left.emit()

    @property
    def touched(self) -> datetime:
        """When something was last touched."""
        return self._touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _TOUCHES:
            self._touched = self._clock()
        return super().eventFilter(watched, event)


class _SessionFilter(QAbstractNativeEventFilter):
    """What Windows says before it locks the session or goes to sleep."""

    _POWER, _SUSPEND = 0x0218, 0x0004  # WM_POWERBROADCAST, PBT_APMSUSPEND
    _SESSION, _LOCK = 0x02B1, 0x0007  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK

    def __init__(self, watchman: Watchman) -> None:
        super().__init__()
        self._watchman = watchman

    def nativeEventFilter(self, kind: _Bytes, message: int) -> object:
        """Look at a message; every one goes on to its window."""
        if sys.platform == "win32" and kind == b"windows_generic_MSG":
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in {
                (self._POWER, self._SUSPEND),
                (self._SESSION, self._LOCK),
            }:
                self._watchman.left.emit()
        return False, 0


def _hear_of_the_session(window: int) -> None:
    """Windows tells of its lock only to windows that ask for it."""
    if sys.platform == "win32":
        import ctypes

        this_session = 0
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, this_session)
