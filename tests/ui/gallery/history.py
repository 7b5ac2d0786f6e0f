"""The history, and the destruction of an audit."""

from __future__ import annotations

from pathlib import Path

from app.ui.frame import DEFAULT
from tests.ui.agency import sample
from tests.ui.agency.shots import Camera
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, present
from tests.ui.partnership.shots import settle
from tests.ui.partnership.shots_history import history_scene, shots_of_history


def history(visit: Visit, folder: Path) -> None:
    """From the lines of the history to an audit that is gone."""
    _agency(visit, folder)
    scene = history_scene(folder / "partnership history")
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    for name, act in shots_of_history(scene, desk):
        act()
        settle(scene)
        present(visit, f"partnership-{name}", desk.window)
    leave(scene)
    scene.workspace.close()


def _agency(visit: Visit, folder: Path) -> None:
    camera = Camera(
        sample.sample_desk(folder / "agency history"),
        DEFAULT,
        lambda name, widget: present(visit, f"agency-{name}", widget),
    )
    camera.desk.show_history()
    camera.take("history")
    camera.close()
