"""Hands on the keyboard alone. The pointer never moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.runs import finders
from tests.runs.display import xdotool
from tests.runs.eyes import Finder, MissedError
from tests.runs.hands import Hands, is_checked

_MOST_TABS = 80
_MOST_ARROWS = 12
_BACKWARDS = {"All cases"}  # what stands just before where the keyboard usually is


class Keyboard(Hands):
    """Tab, letters, arrows, Space, Enter."""

    name = "keyboard"

    def key(self, name: str) -> None:
        """Press and let go one key, with what is held with it."""
        self.attend()
        xdotool("key", name)
        self.tally.keys += 1

    def reach(self, control: Finder, what: str) -> None:
        self._walk(
            lambda: _has_focus(control()), "shift+Tab" if what in _BACKWARDS else "Tab", what
        )

    def press(self, control: Finder, what: str) -> None:
        self.eyes.wait_for(control, what)
        self.reach(control, what)
        self.key("Return")

    def pick(self, choice: Finder, what: str, *, letter: str = "", anywhere: bool = False) -> None:
        self.eyes.wait_for(choice, what)
        if not (letter and anywhere):
            self._walk(lambda: _is_in_group(choice()), "Tab", what)
        if letter:
            self.key(letter.lower())
        else:
            self._go_within(choice, what)
            if not self.eyes.look(lambda: is_checked(choice)):
                self.key("space")
        self.eyes.wait(lambda: is_checked(choice), f"{what} to be chosen")

    def pick_in_menu(self, text: str) -> None:
        self.eyes.wait(finders.menu, "the menu")
        for _ in range(_MOST_ARROWS):
            if self.eyes.look(_active_entry) == text:
                self.key("Return")
                return
            self._key_that_moves("Down")
        raise MissedError(f"“{text}” is not in the menu.")

    def turn_page(self, way: str) -> None:
        self.key("alt+Left" if way == "Back" else "alt+Right")

    def choose_file(self, name: str, agree: str = "Open") -> None:
        del agree  # Enter is enough
        self.write(finders.path_box, name, "the box for the file’s name")
        self.key("Return")

    def skip_tour(self) -> None:
        self.key("Escape")

    def _walk(self, arrived: Callable[[], bool], key: str, what: str) -> None:
        self.attend()
        for _ in range(_MOST_TABS):
            if self.eyes.look(arrived):
                return
            self._key_that_moves(key)
        raise MissedError(
            f"{what} was not reached with {_MOST_TABS} times {key}. "
            f"The keyboard is at {self.eyes.focus()}."
        )

    def _key_that_moves(self, key: str) -> None:
        def where() -> tuple[int, str]:
            return id(QApplication.focusWidget()), _active_entry()

        before = self.eyes.look(where)
        self.key(key)
        self.eyes.sees(lambda: where() != before, 2)

    def _go_within(self, choice: Finder, what: str) -> None:
        for _ in range(_MOST_ARROWS):
            arrow = self.eyes.look(lambda: _arrow_to(choice()))
            if not arrow:
                return
            self._key_that_moves(arrow)
        raise MissedError(f"{what} was not reached with arrows.")


def _has_focus(control: QWidget | None) -> bool:
    while control is not None and control.focusProxy() is not None:
        control = control.focusProxy()
    return control is not None and QApplication.focusWidget() is control


def _is_in_group(choice: QWidget | None) -> bool:
    """Whether the keyboard is at the option, or at another of the same question."""
    focus = QApplication.focusWidget()
    if focus is choice:
        return choice is not None
    if not isinstance(focus, QAbstractButton) or not isinstance(choice, QAbstractButton):
        return False
    group = choice.group()
    return group is not None and group.exclusive() and focus.group() is group


def _arrow_to(choice: QWidget | None) -> str:
    focus = QApplication.focusWidget()
    if focus is choice or focus is None or choice is None:
        return ""
    here, there = (
        focus.mapToGlobal(focus.rect().center()),
        choice.mapToGlobal(choice.rect().center()),
    )
    if abs(here.y() - there.y()) > min(focus.height(), choice.height()) // 2:
        return "Down" if there.y() > here.y() else "Up"
    return "Right" if there.x() > here.x() else "Left"


def _active_entry() -> str:
    shown = finders.menu()
    action = shown.activeAction() if shown is not None else None
    return action.text().replace("&", "") if action is not None else ""
