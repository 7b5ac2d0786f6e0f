"""The history of an agency's desk, and the way there and back."""

from __future__ import annotations

from app.ui.pages.agency.history_page import HistoryPage
from app.ui.pages.agency.home import HomePage
from tests.ui.agency.scene import Scene


def test_it_is_read_anew_each_time(scene: Scene) -> None:
    scene.desk.show_history()
    scene.settle()
    page = scene.window.page()
    assert isinstance(page, HistoryPage)
    lines = page.panel.model.part.lines
    assert lines[-1].words == "This desk was set up"
    page.back.click()
    scene.settle()
    assert isinstance(scene.window.page(), HomePage)
    with scene.session.workspace.work() as work:
        work.settings.put("look scheme", "dark")
        work.commit()
    scene.desk.show_history()
    scene.settle()
    assert page.panel.model.part.lines[0].words == "Colours of the window changed"
