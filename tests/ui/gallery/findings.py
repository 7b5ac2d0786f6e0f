"""The findings, in all their parts."""

from __future__ import annotations

from app.domain.audits import Audit
from app.ui.frame import DEFAULT
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, present
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import settle
from tests.ui.partnership.shots_findings import shots_of_findings


def findings(visit: Visit, scene: Scene, audit: Audit) -> None:
    """Every screen."""
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    for name, act in shots_of_findings(scene, desk, audit.id):
        act()
        settle(scene)
        present(visit, f"findings-{name}", desk.window)
    leave(scene)
