"""What every way through the program does again and again, in the words of a person."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.runs import finders
from tests.runs.display import xdotool
from tests.runs.eyes import Eyes
from tests.runs.hands import Hands
from tests.runs.journal import Journal


class Way(ABC):
    """The way of a person through the program, gone with one pair of hands."""

    def __init__(self, eyes: Eyes, hands: Hands, journal: Journal) -> None:
        self._eyes, self._hands, self._journal = eyes, hands, journal

    @abstractmethod
    def go(self) -> None:
        """Go it."""

    def _picture(self, shows: str) -> None:
        self._hands.attend()
        self._journal.picture(shows)

    def _key(self, *keys: str) -> None:
        self._hands.attend()
        xdotool("key", *keys)
        self._hands.tally.keys += len(keys)

    def _press(self, name: str) -> None:
        self._hands.press(finders.button(name), name)

    def _write(self, name: str, text: str) -> None:
        box = finders.text_box(name)
        self._eyes.wait_for(box, name)
        self._hands.write(box, text, name)

    def _await(
        self, page: type[QWidget], what: str, ready: Callable[[], bool] | None = None
    ) -> None:
        self._eyes.wait(lambda: isinstance(finders.main_window().page(), page), what)
        if ready is not None:
            self._eyes.wait(ready, f"{what}, filled", 60)
