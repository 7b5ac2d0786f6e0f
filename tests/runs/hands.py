"""Two pairs of hands that work the same window: one on the keyboard alone, one on the mouse.

They look where a control is, and act through the X server only.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod

from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.runs import finders
from tests.runs.display import type_text, xdotool
from tests.runs.eyes import Eyes, Finder
from tests.runs.journal import Tally


class Hands(ABC):
    """What a run asks for, whichever the hands are."""

    name: str

    def __init__(self, eyes: Eyes, tally: Tally) -> None:
        self.eyes, self.tally = eyes, tally

    @abstractmethod
    def press(self, control: Finder, what: str) -> None:
        """Press a button or open a row."""

    @abstractmethod
    def reach(self, control: Finder, what: str) -> None:
        """Bring the keyboard to a control."""

    @abstractmethod
    def pick(self, choice: Finder, what: str, *, letter: str = "", anywhere: bool = False) -> None:
        """Choose an option; its ``letter`` may work ``anywhere`` on the page."""

    @abstractmethod
    def pick_in_menu(self, text: str) -> None:
        """Take an entry of the menu that hangs open."""

    @abstractmethod
    def turn_page(self, way: str) -> None:
        """To the next page of the form, or ``Back``."""

    @abstractmethod
    def choose_file(self, name: str, agree: str = "Open") -> None:
        """Give the file dialog the name of a file; ``agree`` is its button."""

    @abstractmethod
    def skip_tour(self) -> None:
        """Send the tour away."""

    def write(self, box: Finder, text: str, what: str) -> None:
        """Type a text in place of what is in a box, and see that every letter arrived."""
        self.reach(box, what)
        if self.eyes.look(lambda: finders.content(box())):
            self.attend()
            xdotool("key", "ctrl+a")
            self.tally.keys += 1
        self.type(text)
        self.eyes.wait(lambda: finders.content(box()) == text, f"the whole text in {what}")

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        self.attend()
        began = time.monotonic()
        type_text(text)
        self.tally.letters += len(text)
        self.tally.typing += time.monotonic() - began

    def attend(self) -> None:
        """Give the keyboard to a window that has just appeared, as a window manager would."""
        wanted = self.eyes.look(_window_without_keyboard)
        if wanted:
            xdotool("windowfocus", str(wanted))
            self.eyes.wait(lambda: not _window_without_keyboard(), "the window to take keys")


def _window_without_keyboard() -> int:
    if QApplication.activePopupWidget() is not None:
        return 0
    wanted = finders.top().window()
    return 0 if QApplication.activeWindow() is wanted else int(wanted.winId())


def is_checked(choice: Finder) -> bool:
    """Whether an option is chosen."""
    control = choice()
    return isinstance(control, QAbstractButton) and control.isChecked()
