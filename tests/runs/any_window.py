"""A window of any program on a display, found by its name: nothing is known of what is in it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from tests.runs.display import asked, take_picture, type_text, xdotool

_EVERY = 0.1


class NoWindowError(Exception):
    """The window did not come, or did not go."""


@dataclass(frozen=True)
class AnyWindow:
    """``name`` is in its title, as a regular expression; ``display`` is this process's if empty.

    What acts on it or looks at it raises NoWindowError where it is not there.
    """

    name: str
    display: str = ""

    def id(self) -> str:
        """The X server's number of the one that came last; empty where none can be seen."""
        told = asked("search", "--onlyvisible", "--name", self.name, display=self.display)
        return told.split()[-1] if told.split() else ""

    def title(self) -> str:
        """The whole title."""
        return asked("getwindowname", self._there(), display=self.display).strip()

    def wait(self, seconds: float = 30, *, gone: bool = False) -> None:
        """Wait until it can be seen, or until it is ``gone``.

        Raises:
            NoWindowError: in vain.
        """
        until = time.monotonic() + seconds
        while bool(self.id()) == gone:
            if time.monotonic() > until:
                went = "go" if gone else "come"
                raise NoWindowError(f"Waited {seconds:.0f} s for “{self.name}” to {went}.")
            time.sleep(_EVERY)

    def key(self, *keys: str) -> None:
        """Press keys, by the names that X has for them."""
        self._act("key", *keys)

    def write(self, text: str) -> None:
        """Type a text letter by letter, where the keyboard is in it."""
        self._act()
        type_text(text, display=self.display)

    def click(self, x: int, y: int) -> None:
        """Click at a place within the window."""
        self._act("mousemove", "--window", self._there(), str(x), str(y), "click", "1")

    def place(self, x: int, y: int, width: int, height: int) -> None:
        """Put it somewhere, in a size: there is no window manager."""
        number = self._there()
        self._act("windowmove", number, str(x), str(y))
        self._act("windowsize", number, str(width), str(height))

    def picture(self, path: Path) -> None:
        """The window as it is now, into a PNG."""
        take_picture(path, window=self._there(), display=self.display)

    def _act(self, *words: str) -> None:
        """Do something after the keyboard was given to it, as a window manager would."""
        xdotool("windowfocus", self._there(), *words, display=self.display)

    def _there(self) -> str:
        number = self.id()
        if not number:
            raise NoWindowError(f"“{self.name}” is not there.")
        return number
