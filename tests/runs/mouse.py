"""Hands on the mouse. Keys are only used to type texts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.runs import finders
from tests.runs.display import xdotool
from tests.runs.eyes import Finder, MissedError
from tests.runs.hands import Hands, is_checked

_MOST_NOTCHES = 200
_ENOUGH = 30  # so many pixels of a control must be in sight to be clicked


@dataclass(frozen=True)
class Spot:
    """A place on the screen: to be clicked, or where the wheel is to be turned, and which way."""

    x: int
    y: int
    wheel: int = 0


class Mouse(Hands):
    """Point, click, turn the wheel."""

    name = "mouse"

    def reach(self, control: Finder, what: str) -> None:
        def is_there() -> bool:
            box = control()
            return box is not None and QApplication.focusWidget() is box

        if not self.eyes.look(is_there):
            self._click(control, what)
        self.eyes.wait(is_there, f"the keyboard in {what}")

    def press(self, control: Finder, what: str) -> None:
        self._click(control, what)

    def pick(self, choice: Finder, what: str, *, letter: str = "", anywhere: bool = False) -> None:
        del letter, anywhere  # those are for the keyboard
        self._click(choice, what)
        self.eyes.wait(lambda: is_checked(choice), f"{what} to be chosen")

    def pick_in_menu(self, text: str) -> None:
        self.eyes.wait(finders.menu, "the menu")
        spot = self.eyes.look(lambda: _entry(text))
        if spot is None:
            raise MissedError(f"“{text}” is not in the menu.")
        self._click_at(spot)

    def turn_page(self, way: str) -> None:
        names = ("Back",) if way == "Back" else ("Continue", "Next case")
        self._click(finders.button(*names), names[0])

    def choose_file(self, name: str, agree: str = "Open") -> None:
        self.write(finders.path_box, name, "the box for the file’s name")
        self._click(finders.button(agree), agree)
        if not self.eyes.sees(lambda: finders.path_box() is None, 1):
            # The first click only closed the list of what could be meant.
            self._click(finders.button(agree), agree)

    def skip_tour(self) -> None:
        self._click(finders.button("Skip tour", "Done"), "Skip tour")

    def _click(self, control: Finder, what: str) -> None:
        self.attend()
        self.eyes.wait_for(control, what)
        for _ in range(_MOST_NOTCHES):
            spot = self.eyes.look(lambda: _spot(control()))
            if spot is None:
                raise MissedError(f"{what} is covered, or can't be scrolled to.")
            if not spot.wheel:
                self._click_at(spot)
                return
            self._turn_wheel(spot, control)
        raise MissedError(f"{what} was not in sight after {_MOST_NOTCHES} turns of the wheel.")

    def _turn_wheel(self, spot: Spot, control: Finder) -> None:
        button = "5" if spot.wheel > 0 else "4"
        xdotool("mousemove", str(spot.x), str(spot.y), "click", button)
        self.tally.notches += 1
        self.eyes.sees(lambda: _spot(control()) != spot, 0.2)

    def _click_at(self, spot: Spot) -> None:
        xdotool("mousemove", str(spot.x), str(spot.y), "click", "1")
        self.tally.clicks += 1


def _spot(control: QWidget | None) -> Spot | None:
    if control is None:
        return None
    seen = control.visibleRegion().boundingRect()
    if seen.height() >= min(control.height(), _ENOUGH):
        at = control.mapToGlobal(seen.center())
        there = QApplication.widgetAt(at)
        if there is not None and (there is control or control.isAncestorOf(there)):
            return Spot(at.x(), at.y())
    area = _area(control)
    if area is None:
        return None
    port = area.viewport()
    place = QRect(control.mapTo(port, QPoint(0, 0)), control.size())
    middle = port.mapToGlobal(port.rect().center())
    way = 1 if place.center().y() > port.rect().center().y() else -1
    return Spot(middle.x(), middle.y(), way * (1 + abs(place.center().y())))


def _area(control: QWidget) -> QScrollArea | None:
    step = control.parentWidget()
    while step is not None and not isinstance(step, QScrollArea):
        step = step.parentWidget()
    return step


def _entry(text: str) -> Spot | None:
    shown = finders.menu()
    for action in shown.actions() if shown is not None else ():
        if shown is not None and action.text().replace("&", "") == text:
            at = shown.mapToGlobal(shown.actionGeometry(action).center())
            return Spot(at.x(), at.y())
    return None
