"""Every key of the auditor's desk that does something by itself: the one list of them.

The window takes its keys from here, and Help and the user guide show them from here.
"""

from __future__ import annotations

from dataclasses import dataclass

_SIGNS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}
_NAMES = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up", ".": "Full stop"}


@dataclass(frozen=True)
class Shortcut:
    """Keys that do the same, written as Qt writes them ("Alt+Right"), and what they do."""

    id: str
    keys: tuple[str, ...]
    does: str

    @property
    def words(self) -> str:
        """The keys as they are printed and spoken: "Alt + → or Ctrl + Page Down"."""
        return " or ".join(" + ".join(caps(keys)) for keys in self.keys)


def caps(keys: str) -> tuple[str, ...]:
    """What stands on the caps of keys that are pressed together."""
    return tuple({**_SIGNS, **_NAMES}.get(key, key) for key in keys.split("+"))


HELP = Shortcut("help", ("F1",), "Help for the page where you are")
BACK_FROM_HELP = Shortcut("back from help", ("Esc",), "From Help, back to where you were")
SEARCH = Shortcut("search", ("Ctrl+F",), "In Help: find a topic")
LOCK = Shortcut("lock", ("Ctrl+L",), "Lock the desk")
MOVE = Shortcut("move", ("Tab", "Shift+Tab"), "Go to the next control, or to the one before")
PRESS = Shortcut("press", ("Return", "Space"), "Press the button, or open the row, with the ring")
ROWS = Shortcut("rows", ("Up", "Down"), "Go to the case above or below")
OPTIONS = Shortcut("options", ("Right", "Left"), "Go from a case to its options, and back")
NEXT = Shortcut("next", ("Alt+Right", "Ctrl+PgDown"), "Go to the next page of the form")
PREVIOUS = Shortcut("previous", ("Alt+Left", "Ctrl+PgUp"), "Go to the page before")
LETTERS = Shortcut("letters", ("Y", "N", "A"), "Choose the answer that shows this letter")
CLEAR = Shortcut("clear", ("Del", "Backspace"), "Take the answer that has the ring away")
UNDO = Shortcut("undo", ("Ctrl+Z",), "Take back the last change in a text")
REDO = Shortcut("redo", ("Ctrl+Shift+Z",), "Make the change again")
MARK = Shortcut("mark", ("Ctrl+.",), "Beside an underlined word: what to write instead")

SHORTCUTS = (
    ("Everywhere", (HELP, BACK_FROM_HELP, SEARCH, LOCK, MOVE, PRESS)),
    ("In the list of cases", (ROWS, OPTIONS)),
    ("In a form", (NEXT, PREVIOUS, LETTERS, CLEAR, UNDO, REDO, MARK)),
)
"""The shortcuts under the place where they hold."""
