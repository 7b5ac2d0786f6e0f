"""The one list of everything that is to be seen, as tours through the two desks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from tests.ui.gallery import agency, partnership
from tests.ui.gallery.entrance import entrance
from tests.ui.gallery.showing import Visit, no_other_dialogs
from tests.ui.gallery.widgets import widgets

TOURS = (
    "entrance",
    "agency",
    "handing over",
    "letters",
    "other tools",
    "new partnership",
    "mid-round",
    "all in",
    "widgets",
)


class Studio:
    """Makes the sample data once, and leads through its screens as often as is wished."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tours = 0

    @cached_property
    def _packs(self) -> agency.Packs:
        return agency.make_packs(self._folder / "packs")

    @cached_property
    def _scenes(self) -> partnership.Scenes:
        return partnership.make_scenes(self._folder / "scenes")

    def tour(self, name: str, visit: Visit) -> None:
        """Show every screen of one tour to the visitor, in the theme that is in force."""
        self._tours += 1
        fresh = self._folder / f"{self._tours}"
        tours: dict[str, Callable[[], None]] = {
            "entrance": lambda: entrance(visit, self._scenes.new.sheet),
            "agency": lambda: agency.agency(visit, self._packs, fresh),
            "handing over": lambda: agency.handing(visit, self._packs, fresh),
            "letters": lambda: agency.letters(visit, self._packs, fresh),
            "other tools": lambda: agency.other_tools(visit, self._packs, fresh),
            "new partnership": lambda: partnership.new_desk(visit, self._scenes),
            "mid-round": lambda: partnership.mid_round(visit, self._scenes),
            "all in": lambda: partnership.all_in(visit, self._scenes),
            "widgets": lambda: widgets(visit),
        }
        with no_other_dialogs():
            tours[name]()

    def close(self) -> None:
        """Let go of the sample data."""
        if "_scenes" in self.__dict__:
            self._scenes.close()
