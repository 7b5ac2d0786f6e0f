"""The recommendations of the sample audit, and those of the years before."""

from __future__ import annotations

from app.domain.audits import Audit
from app.ui.frame import DEFAULT
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, popup, present
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import settle
from tests.ui.partnership.shots_recommendations import Tour, shots_of_recommendations


def recommendations(visit: Visit, scene: Scene, audit: Audit) -> None:
    """Empty, this audit, all audits, a recommendation, and the ways to make some."""
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    for name, act in shots_of_recommendations(scene, audit, desk):
        act()
        settle(scene)
        present(visit, f"partnership-{name}", desk.window)
    room = Tour(scene, audit, desk).room()
    room.export.click()
    popup(visit, "menu-export-plan")
    leave(scene)
