"""The screens of the library of audit tools and of their editor, and the way to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.set_up import ToolName
from app.services.tool_library import OnShelf
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.tools.editor import ToolEditor
from app.ui.pages.partnership.tools.library import ToolsRoom
from app.ui.pages.partnership.tools.preview import BEHIND_MS
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import Shot, settle
from tests.ui.partnership.tool_scene import FIRST, SECOND, SHIPPED, write_foreign_form

PLACES = {
    "title": "tool",
    "guidance": "guidance",
    "section": "section:interfamilial",
    "question": "question:Q5",
    "parts": "question:Q7",
    "follow-up": "question:Q21a",
    "judgement": "question:J1",
    "retired": "question:Q13",
    "text": "question:C1",
    "scales": "scales",
    "scale": "scale:yes_no",
    "checks": "checks",
}


def library(scene: Scene, desk: PartnershipDesk) -> ToolsRoom:
    """The library."""
    desk.go("tools")
    settle(scene)
    room = desk.window.page()
    assert isinstance(room, ToolsRoom)
    return room


def editor(scene: Scene, desk: PartnershipDesk, name: ToolName, place: str = "") -> ToolEditor:
    """The editor at a place."""
    library(scene, desk).deeds.open(name)
    settle(scene)
    page = desk.window.page()
    assert isinstance(page, ToolEditor)
    if place:
        page.go(place)
    seen(scene, page)
    return page


def seen(scene: Scene, page: ToolEditor) -> None:
    """Wait until the preview shows what is edited, where there is room for it."""
    settle(scene)
    QTest.qWait(3 * BEHIND_MS)
    settle(scene)
    assert page.preview.page() is not None or not page.preview.isVisible()


def on_shelf(room: ToolsRoom, name: ToolName) -> OnShelf:
    """A tool as the library shows it."""
    return next(each for each in room.shelf if each.name == name)


def shots_of_tools(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens."""
    yield "library", lambda: library(scene, desk).focus_first()
    for name, place in PLACES.items():
        yield f"editor-{name}", _at(scene, desk, place)

    def preview() -> None:
        page = editor(scene, desk, SECOND, "question:Q5")
        page.pills.button("preview").click()
        seen(scene, page)

    def refused() -> None:
        page = editor(scene, desk, SECOND, "question:areas")
        assert page.form is not None
        button = page.form.fields["retire"]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()  # type: ignore[attr-defined]

    def frozen() -> None:
        editor(scene, desk, FIRST, "question:Q7")

    def shipped() -> None:
        editor(scene, desk, SHIPPED)

    def compare() -> None:
        room = library(scene, desk)
        room.deeds.show_changes(on_shelf(room, FIRST), on_shelf(room, SECOND))

    def same() -> None:
        room = library(scene, desk)
        room.deeds.show_changes(on_shelf(room, FIRST), on_shelf(room, FIRST))

    def brought_in() -> None:
        with scene.workspace.work() as work:
            for line in work.library.all():
                if line.title == "Home visits":  # of the look before
                    work.library.drop(line.id, line.version)
            work.commit()
        room = library(scene, desk)
        room.deeds.bring_in_from(write_foreign_form(scene.folder / "Home visits.xlsx"))

    yield "editor-preview", preview
    yield "editor-refused", refused
    yield "editor-frozen", frozen
    yield "editor-shipped", shipped
    yield "compare", compare
    yield "compare-same", same
    yield "brought-in", brought_in


def _at(scene: Scene, desk: PartnershipDesk, place: str) -> Callable[[], None]:
    def act() -> None:
        editor(scene, desk, SECOND, place)

    return act
