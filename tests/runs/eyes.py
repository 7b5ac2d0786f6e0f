"""The eyes of a run: they look at the window while its own loop runs, and never act on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.accessibility.finding import called

T = TypeVar("T")
Finder = Callable[[], QWidget | None]
"""Looks a control up in the window's thread; None while it can't be seen."""

PATIENCE = 15.0
_EVERY = 0.004


class MissedError(Exception):
    """What was waited for did not come, or a control could not be reached."""


class Eyes(QObject):
    """Made in the window's thread, used from the thread that drives."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def look(self, question: Callable[[], T]) -> T:
        """What the window's thread answers, as plain data: no widget comes over to the driver."""
        answer: Future[T] = Future()
        self._asked.emit((question, answer))
        return answer.result(60)

    def _answer(self, asked: tuple[Callable[[], object], Future[object]]) -> None:
        question, answer = asked
        try:
            answer.set_result(question())
        except Exception as error:  # told in the thread that asked
            answer.set_exception(error)

    def sees(self, question: Callable[[], T], seconds: float) -> bool:
        """Whether something becomes true in that time."""
        until = time.monotonic() + seconds
        while not self.look(question):
            if time.monotonic() > until:
                return False
            time.sleep(_EVERY)
        return True

    def wait(self, question: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something is true.

        Raises:
            MissedError: it did not become true; says what had the keyboard instead.
        """
        if not self.sees(question, seconds):
            raise MissedError(f"Waited for {what} in vain. The keyboard is at {self.focus()}.")

    def wait_for(self, control: Finder, what: str) -> None:
        """Wait until a control can be seen."""
        self.wait(lambda: control() is not None, what)

    def focus(self) -> str:
        """What has the keyboard, in words."""
        return self.look(lambda: _words(QApplication.focusWidget()))


def _words(widget: QWidget | None) -> str:
    return called(widget) if widget is not None else "nothing"
