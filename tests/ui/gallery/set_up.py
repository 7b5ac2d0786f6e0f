"""Setting audits up, the address book, and the list of all audits, with their dialogs and menus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.set_up import SetUp
from app.ui.frame import DEFAULT
from app.ui.pages.partnership.audits import AuditsPage
from app.ui.pages.partnership.set_up.cases_page import CasesPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, dialogs, popup, present
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.set_up_scene import many_audits_scene, setting_up_scene
from tests.ui.partnership.set_up_shots import many_shots, set_up_shots
from tests.ui.partnership.shots import settle
from tests.ui.partnership.shots_cases import case_shots


@dataclass(frozen=True)
class Prepared:
    """The workspaces; every look opens them in a window of its own."""

    setting_up: Scene
    half: SetUp
    whole: SetUp
    many: Scene

    def close(self) -> None:
        """Close the workspaces."""
        self.setting_up.close()
        self.many.close()


def prepare(folder: Path) -> Prepared:
    """Set the desks up."""
    return Prepared(*setting_up_scene(folder / "setting up"), many_audits_scene(folder / "many"))


def setting_up(visit: Visit, prepared: Prepared) -> None:
    """One set-up half done, one whole."""
    scene = prepared.setting_up
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    shots = list(set_up_shots(desk, lambda: settle(scene), prepared.half, prepared.whole))
    for name, act in shots:
        act()
        settle(scene)
        present(visit, f"set-up-{name}", desk.window)
    for name, act in case_shots(desk, lambda: settle(scene), prepared.half, scene.folder):
        act()
        settle(scene)
        present(visit, f"set-up-cases-{name}", desk.window)
        page = desk.window.page()
        if name == "removed" and isinstance(page, CasesPage):
            page.table._menu_at(page.table.visualRect(page.model.index(1, 1)).center())
            popup(visit, "menu-case")
    next(act for name, act in shots if name == "tasks")()
    page = desk.window.page()
    assert isinstance(page, SetUpPage)
    with dialogs(visit, "dialog-drop-set-up"):
        page.drop.click()
    leave(scene)


def many_audits(visit: Visit, prepared: Prepared) -> None:
    """A dozen audits, and the address book."""
    scene = prepared.many
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    shots = list(many_shots(scene, desk, lambda: settle(scene)))
    for name, act in shots:
        act()
        settle(scene)
        present(visit, f"many-{name}", desk.window)
    next(act for name, act in shots if name == "audits")()
    page = desk.window.page()
    assert isinstance(page, AuditsPage)
    line = page.model.lines[0]
    with dialogs(visit, "dialog-retention"):
        page._retain(line)
    with dialogs(visit, "dialog-hold"):
        page._hold(line)
    page._menu_at(page.table.visualRect(page.model.index(0, 0)).center())
    popup(visit, "menu-audit")
    leave(scene)
