"""The library of audit tools and their editor, with its dialogs and menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from app.ui.frame import DEFAULT
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, dialogs, popup, present
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import settle
from tests.ui.partnership.shots_tools import (
    editor,
    library,
    on_shelf,
    shots_of_tools,
)
from tests.ui.partnership.tool_scene import FIRST, SECOND, SHIPPED


def audit_tools(visit: Visit, scene: Scene) -> None:
    """Every screen."""
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    for name, act in shots_of_tools(scene, desk):
        act()
        settle(scene)
        present(visit, f"tools-{name}", desk.window)
    room = library(scene, desk)
    with dialogs(visit, "dialog-new-tool"):
        room.new.click()
    with dialogs(visit, "dialog-copy-tool"):
        room.deeds.copy(on_shelf(room, SHIPPED))
    with dialogs(visit, "dialog-compare-tool"):
        room.deeds.compare(on_shelf(room, SECOND), room.shelf)
    with dialogs(visit, "dialog-remove-tool"):
        room.deeds.drop(on_shelf(room, SECOND))
    row = next(row for row in room.rows if row.shelf.name == FIRST)
    row.more.click()
    popup(visit, "menu-tool")
    page = editor(scene, desk, SECOND, "question:Q5")
    page.outline.menu_asked.emit("question:Q5", page.mapToGlobal(QPoint(100, 200)))
    popup(visit, "menu-outline")
    leave(scene)
