"""Help on the partnership's desk: F1 on every page and back, its topics, its search, its keys."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.bootstrap import resources_folder
from app.domain.shortcuts import PARTNERSHIP_SHORTCUTS
from app.services.help_texts import KEYBOARD, PARTNERSHIP, TROUBLE, help_topics
from app.ui.pages import partnership
from app.ui.pages.help.pages import HelpListPage, HelpTopicPage
from app.ui.pages.help.room import HELP
from app.ui.pages.partnership import help_room
from app.ui.pages.partnership.agencies import AgenciesRoom
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.cases import CasesRoom
from app.ui.pages.partnership.inbox import InboxRoom
from app.ui.pages.partnership.overview import OverviewRoom
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.tools.library import ToolsRoom
from app.ui.pages.partnership.tracker import TrackerRoom
from app.ui.pages.pdf_file import FileSheet
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.navigation import SideNav
from tests.ui.partnership.driver import Driver


@pytest.fixture(autouse=True)
def _with_help(tmp_path: Path) -> None:
    """The desks of these tests have no resources but the small tool."""
    shutil.copytree(resources_folder() / "help", tmp_path / "help")


def press(driver: Driver, keys: str) -> None:
    window = driver.desk.window
    window.activateWindow()
    driver.qtbot.waitActive(window)
    QTest.keySequence(window.focusWidget() or window, QKeySequence(keys))
    driver.settle()


def f1(driver: Driver) -> HelpTopicPage:
    press(driver, "F1")
    return driver.page(HelpTopicPage)


def words(page: HelpListPage | HelpTopicPage) -> list[str]:
    return [label.text() for label in page.findChildren(TextLabel) if label.isVisibleTo(page)]


def place(driver: Driver) -> str:
    nav = driver.desk.window.findChild(SideNav)
    assert nav is not None
    return nav.view.current_key()


# --- there and back -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "kind", "topic", "back"),
    [
        (1, OverviewRoom, "first-steps", "the overview"),
        (2, CasesRoom, "issue-packs", "cases and agencies"),
        (3, InboxRoom, "inbox", "the inbox"),
        (4, TrackerRoom, "tracker", "the tracker"),
        (9, ToolsRoom, "audit-tools", "the audit tools"),
    ],
)
def test_f1_in_a_room_and_back(
    issued: Driver, number: int, kind: type[Room], topic: str, back: str
) -> None:
    room = issued.go(number, kind)
    page = f1(issued)
    assert page.topic.id == topic
    assert page.back.text() == f"Back to {back}"
    assert place(issued) == HELP
    press(issued, "Esc")
    assert issued.page(kind) is room
    assert place(issued) == issued.desk.place


def test_f1_on_a_page_over_a_room_comes_back_to_the_page(issued: Driver) -> None:
    issued.click(issued.go(2, CasesRoom).cases.row("T-1"))
    issued.settle()
    page = issued.page(CasePage)
    page.back.setFocus()
    assert f1(issued).topic.id == "read-a-return"
    press(issued, "Esc")
    assert issued.page(CasePage) is page
    assert page.back.hasFocus()
    press(issued, "Esc")
    issued.page(CasesRoom)


def test_what_changed_meanwhile_is_shown_on_the_way_back(issued: Driver) -> None:
    room = issued.go(4, TrackerRoom)
    f1(issued)
    room.stale = True
    press(issued, "Esc")
    assert not room.stale


def test_f1_within_help_leads_to_all_topics_and_escape_out_of_it(issued: Driver) -> None:
    issued.go(3, InboxRoom)
    f1(issued)
    press(issued, "F1")
    page = issued.page(HelpListPage)
    press(issued, "Esc")
    issued.page(InboxRoom)
    issued.desk.window.place_chosen.emit(HELP)
    issued.settle()
    assert issued.page(HelpListPage) is page


def test_help_from_its_button_and_from_an_empty_desk(fresh: Driver) -> None:
    assert fresh.desk.window.help_button.isVisible()
    fresh.click(fresh.desk.window.help_button)
    fresh.settle()
    assert fresh.page(HelpTopicPage).topic.id == "first-steps"
    fresh.desk.go("tools")
    fresh.settle()
    assert place(fresh) == "tools"


def test_a_room_is_gone_to_from_help_as_ever(issued: Driver) -> None:
    issued.go(3, InboxRoom)
    f1(issued)
    issued.go(4, TrackerRoom)
    assert place(issued) == "tracker"
    assert f1(issued).topic.id == "tracker"


def test_a_locked_desk_has_no_help(issued: Driver) -> None:
    window = issued.desk.window
    issued.go(3, InboxRoom)
    f1(issued)
    issued.scene.close()
    assert not window.help_button.isVisible()
    window.help_asked.emit()


# --- topics ---------------------------------------------------------------------------------------


def test_every_page_of_the_desk_has_its_topic() -> None:
    pages: set[str] = set()
    for module in pkgutil.walk_packages(partnership.__path__, f"{partnership.__name__}."):
        pages |= {
            name
            for name, one in vars(importlib.import_module(module.name)).items()
            if isinstance(one, type) and issubclass(one, Room) and one.__module__ == module.name
        }
    of_no_page = {"Room", "StepPage", "TickPage"}
    assert {name for name in pages - of_no_page if name[0] != "_"} == set(help_room._PLACES)


def test_every_topic_of_a_page_exists(fresh: Driver) -> None:
    ids = {one.id for one in help_topics(fresh.scene.context.resources, PARTNERSHIP)}
    assert {one.topic for one in help_room._PLACES.values()} <= ids


def test_a_topic_is_found_by_its_words(fresh: Driver) -> None:
    press(fresh, "F1")
    press(fresh, "F1")
    page = fresh.page(HelpListPage)
    everything = set(page.rows)
    press(fresh, "Ctrl+F")
    assert page.search.box.hasFocus()
    fresh.qtbot.keyClicks(page.search.box, "legal hold")
    page.search.flush()
    assert set(page.rows) == {"many-audits"}
    press(fresh, "Return")
    assert fresh.page(HelpTopicPage).topic.id == "many-audits"
    press(fresh, "F1")
    fresh.qtbot.keyClicks(page.search.box, "zebra")
    page.search.flush()
    assert page.rows == {}
    press(fresh, "Esc")
    fresh.desk.help.show_list()
    fresh.settle()
    assert set(page.rows) == everything


def test_a_topic_shows_all_that_it_says(fresh: Driver) -> None:
    press(fresh, "F1")
    for one in help_topics(fresh.scene.context.resources, PARTNERSHIP):
        fresh.desk.help.show_topic(one.id)
        fresh.settle()
        page = fresh.page(HelpTopicPage)
        assert {text for text in one.texts() if text} <= set(words(page))


def test_the_keys_are_those_of_this_desk(fresh: Driver) -> None:
    press(fresh, "F1")
    fresh.desk.help.show_topic(KEYBOARD)
    page = fresh.page(HelpTopicPage)
    spoken = {label.accessibleName() for label in page.findChildren(TextLabel)}
    for _title, shortcuts in PARTNERSHIP_SHORTCUTS:
        assert {f"{one.words}: {one.does}" for one in shortcuts} <= spoken


def test_where_the_reports_of_failures_are_is_said(fresh: Driver) -> None:
    press(fresh, "F1")
    fresh.desk.help.show_topic(TROUBLE)
    page = fresh.page(HelpTopicPage)
    assert "No report was written on this computer so far." in words(page)


def test_there_is_no_tour_to_be_offered(fresh: Driver) -> None:
    press(fresh, "F1")
    press(fresh, "F1")
    page = fresh.page(HelpListPage)
    assert page.guide.isVisible()
    assert not page.tour.isVisible()


# --- the guide ------------------------------------------------------------------------------------


def test_the_guide_of_this_desk_is_saved(fresh: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fresh.scene.folder / "guide.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    told: list[str] = []
    monkeypatch.setattr(FileSheet, "tell", lambda sheet: told.append(sheet.accessibleName()))
    press(fresh, "F1")
    press(fresh, "F1")
    fresh.click(fresh.page(HelpListPage).guide)
    fresh.until(lambda: bool(told))
    assert told == ["The user guide is saved as a PDF."]
    first = PdfReader(path).pages[0].extract_text()
    assert "User guide for the partnership" in first
    assert "From setting an audit up to the report on it." in " ".join(first.split())


# --- keys -----------------------------------------------------------------------------------------


def test_the_keys_that_hold_everywhere_do_what_is_said(issued: Driver) -> None:
    with issued.qtbot.waitSignal(issued.desk.window.lock_asked):
        press(issued, "Ctrl+L")
    for keys, kind in (("Ctrl+1", OverviewRoom), ("Ctrl+9", ToolsRoom)):
        press(issued, keys)
        issued.page(kind)
    for keys in ("Alt+Left", "Esc"):
        issued.click(issued.go(2, CasesRoom).cases.row("T-1"))
        issued.settle()
        issued.page(CasePage)
        press(issued, keys)
        issued.page(CasesRoom)


@pytest.mark.parametrize(("place", "kind"), [("tracker", TrackerRoom), ("agencies", AgenciesRoom)])
def test_something_is_looked_for_by_its_key(
    issued: Driver, place: str, kind: type[TrackerRoom | AgenciesRoom]
) -> None:
    issued.desk.go(place)
    issued.settle()
    room = issued.page(kind)
    press(issued, "Ctrl+F")
    assert room.search.box.hasFocus()
