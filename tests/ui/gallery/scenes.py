"""The one list of everything that is to be seen, as tours through the two desks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from app.domain.audits import Audit
from tests.ui.gallery import agency, partnership
from tests.ui.gallery.copies import copies
from tests.ui.gallery.entrance import entrance
from tests.ui.gallery.findings import findings
from tests.ui.gallery.history import history
from tests.ui.gallery.keys import keys
from tests.ui.gallery.policy import policy
from tests.ui.gallery.recommendations import recommendations
from tests.ui.gallery.set_up import Prepared, many_audits, prepare, setting_up
from tests.ui.gallery.showing import Visit, no_other_dialogs
from tests.ui.gallery.tools import audit_tools
from tests.ui.gallery.widgets import widgets
from tests.ui.partnership.findings_scene import findings_scene
from tests.ui.partnership.scene import Scene, round_scene
from tests.ui.partnership.tool_scene import library_scene

TOURS = (
    "entrance",
    "agency",
    "handing over",
    "letters",
    "other tools",
    "new partnership",
    "mid-round",
    "all in",
    "findings",
    "recommendations",
    "audit tools",
    "setting up",
    "many audits",
    "keys",
    "history",
    "copies",
    "policy",
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

    @cached_property
    def _counted(self) -> tuple[Scene, Audit]:
        return findings_scene(self._folder / "counted")

    @cached_property
    def _recommended(self) -> tuple[Scene, Audit]:
        return round_scene(self._folder / "recommended", finished=True)

    @cached_property
    def _library(self) -> Scene:
        return library_scene(self._folder / "library")

    @cached_property
    def _prepared(self) -> Prepared:
        return prepare(self._folder / "prepared")

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
            "findings": lambda: findings(visit, *self._counted),
            "recommendations": lambda: recommendations(visit, *self._recommended),
            "setting up": lambda: setting_up(visit, self._prepared),
            "many audits": lambda: many_audits(visit, self._prepared),
            "audit tools": lambda: audit_tools(visit, self._library),
            "keys": lambda: keys(visit, fresh),
            "history": lambda: history(visit, fresh),
            "copies": lambda: copies(visit, fresh),
            "policy": lambda: policy(visit, self._packs.sample, fresh),
            "widgets": lambda: widgets(visit),
        }
        with no_other_dialogs():
            tours[name]()

    def close(self) -> None:
        """Let go of the sample data."""
        if "_scenes" in self.__dict__:
            self._scenes.close()
        if "_prepared" in self.__dict__:
            self._prepared.close()
        if "_counted" in self.__dict__:
            self._counted[0].close()
        if "_recommended" in self.__dict__:
            self._recommended[0].close()
        if "_library" in self.__dict__:
            self._library.close()
