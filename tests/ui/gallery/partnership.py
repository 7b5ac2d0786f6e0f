"""The partnership's desk: just set up, in mid-round, with everything in, its dialogs and menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from app.sealing.age import ScryptRecipient
from app.ui.frame import DEFAULT
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.inbox import InboxRoom
from app.ui.pages.partnership.settings import SettingsRoom
from tests.ui.gallery.showing import Visit, crashed, dialogs, popup, present
from tests.ui.partnership.scene import Scene, new_scene, round_scene
from tests.ui.partnership.shots import settle, shots_of


@dataclass(frozen=True)
class Scenes:
    """The workspaces; every look opens them in a window of its own."""

    new: Scene
    mid: Scene
    done: Scene

    def close(self) -> None:
        """Close the workspaces."""
        for scene in (self.new, self.mid, self.done):
            scene.close()


def make_scenes(folder: Path) -> Scenes:
    """Set the desks up and bring the sample's returns in."""
    return Scenes(
        new_scene(folder / "new"),
        round_scene(folder / "mid", finished=False)[0],
        round_scene(folder / "done", finished=True)[0],
    )


def new_desk(visit: Visit, scenes: Scenes) -> None:
    """A desk that was just set up."""
    _tour(visit, scenes.new, "new", lambda _desk: None)


def mid_round(visit: Visit, scenes: Scenes) -> None:
    """The sample audit three days after its returns were due."""
    scene = scenes.mid

    def more(desk: PartnershipDesk) -> None:
        desk.go("inbox")
        settle(scene)
        inbox = desk.window.page()
        assert isinstance(inbox, InboxRoom)
        assert inbox.summary.keys is not None
        with dialogs(visit, "dialog-new-key"):
            next(iter(inbox.summary.keys.cards.values())).click()
        desk.go("settings")
        settle(scene)
        settings = desk.window.page()
        assert isinstance(settings, SettingsRoom)
        with dialogs(visit, "dialog-new-sheet"):
            settings.recovery._renew()

    _tour(visit, scene, "mid", more)


def all_in(visit: Visit, scenes: Scenes) -> None:
    """The sample audit with every return."""
    scene = scenes.done

    def more(desk: PartnershipDesk) -> None:
        desk.go("findings")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, FindingsRoom)
        room.export.click()
        popup(visit, "menu-export")

    # Locking a pack takes a second on purpose; here it need not.
    with patch("app.sealing.packs.ScryptRecipient", partial(ScryptRecipient, work_factor=1)):
        _tour(visit, scene, "done", more)


def _tour(visit: Visit, scene: Scene, kind: str, more: Callable[[PartnershipDesk], object]) -> None:
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    for name, act in shots_of(scene, desk, kind):
        act()
        settle(scene)
        present(visit, f"partnership-{kind}-{name}", desk.window)
    more(desk)
    leave(scene)


def leave(scene: Scene) -> None:
    """Close the window; the workspace stays open for the next look."""
    assert scene.desk is not None
    assert scene.tasks is not None
    assert scene.window is not None
    scene.desk.close()
    scene.tasks.finish()
    scene.tasks.shutdown()
    scene.window.close()
    scene.window.deleteLater()
    scene.desk = None
