"""All audits and the address book: found, put away, copied, kept, held; and taken back again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.services.keep_agencies import book_of
from app.services.keep_audits import all_audits
from app.services.set_up_audit import set_up_in_hand
from app.storage import AuditSummary
from app.ui.models.asked_model import AskedModel
from app.ui.models.audits_model import AuditsModel, lines_of
from app.ui.pages.partnership.agencies import AgenciesRoom
from app.ui.pages.partnership.audit_sheets import HoldSheet, RetentionSheet
from app.ui.pages.partnership.audits import AuditsPage
from app.ui.pages.partnership.overview import OverviewRoom
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.keys import Keys
from tests.ui.partnership.scene import Scene, new_scene
from tests.ui.partnership.set_up_scene import many_audits_scene, sample_set_up


@pytest.fixture
def many(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    return open_desk(many_audits_scene(tmp_path))


def _audits(driver: Driver) -> AuditsPage:
    driver.desk.show_all_audits()
    driver.settle()
    return driver.page(AuditsPage)


def _summary(driver: Driver, audit_id: str) -> AuditSummary:
    found = all_audits(driver.scene.workspace, driver.scene.clock)
    return next(line.summary for line in found.audits if line.summary.id == audit_id)


def _choose(driver: Driver, page: AuditsPage, audit_id: str) -> None:
    page.table.setCurrentIndex(page.model.index(page.model.row_of(audit_id), 0))
    driver.settle()


def _deed(driver: Driver, page: AuditsPage, name: str) -> None:
    button = next(b for b in page.deeds.findChildren(Button) if b.accessibleName() == name)
    driver.click(button)
    driver.settle()


def _undo(driver: Driver, page: AuditsPage | AgenciesRoom) -> None:
    banner = page.note.first()
    assert isinstance(banner, Banner)
    assert banner.button is not None
    driver.click(banner.button)
    driver.settle()


def test_found_by_words_and_sorted(many: Driver) -> None:
    page = _audits(many)
    assert page.sentence.text() == "4 audits, 8 archived."
    page.search.box.setFocus()
    Keys(many).write("abuse 2017")
    page.search.flush()
    assert {line.title for line in page.model.lines} == {
        "Domestic abuse audit, October 2017",
        "Child sexual abuse audit, April 2017",
    }
    Keys(many).write("nothing of the kind")
    page.search.flush()
    assert not page.table.isVisible()
    assert "No audit has these words" in many.words()
    Keys(many).write("")
    page.search.flush()
    page.model.ask(which="all", sort="title")
    titles = [line.title.casefold() for line in page.model.lines]
    assert len(titles) == 12
    assert titles == sorted(titles)


def test_put_away_and_brought_back(many: Driver) -> None:
    page = _audits(many)
    _choose(many, page, "other-3")
    _deed(many, page, "Archive")
    assert _summary(many, "other-3").archived == date(2018, 1, 22)
    assert page.model.row_of("other-3") == -1
    _undo(many, page)
    assert _summary(many, "other-3").archived is None
    assert page.model.row_of("other-3") >= 0


def test_an_archived_audit_can_be_opened(many: Driver) -> None:
    page = _audits(many)
    many.click(page.which.button("archived"))
    _choose(many, page, "other-7")
    many.key(page.table, Qt.Key.Key_Return)
    many.settle()
    overview = many.page(OverviewRoom)
    assert many.desk.audit_id == "other-7"
    banner = overview.notes.first()
    assert isinstance(banner, Banner)
    assert "was archived on 22 January 2018" in banner.sentence.text()
    assert banner.button is not None
    many.click(banner.button)
    many.settle()
    assert _summary(many, "other-7").archived is None


def test_last_years_audit_is_copied(many: Driver) -> None:
    page = _audits(many)
    _choose(many, page, "other-1")
    _deed(many, page, "Copy as a new audit")
    tasks = many.page(SetUpPage)
    scene = many.scene
    found = set_up_in_hand(scene.workspace, tasks.set_up_id, scene.context.tools)
    assert found.tool is not None
    assert len(found.set_up.agencies) == 6
    assert found.set_up.cases == ()


def test_kept_until_a_day_and_held(many: Driver) -> None:
    page = _audits(many)
    _choose(many, page, "other-3")
    _in_sheet(RetentionSheet, lambda sheet: sheet.day.set_value(date(2030, 1, 1)))
    _deed(many, page, "How long it is kept")
    assert _summary(many, "other-3").retain_until == date(2030, 1, 1)
    _undo(many, page)
    assert _summary(many, "other-3").retain_until == date(2024, 3, 31)
    _in_sheet(HoldSheet, lambda sheet: sheet.reason.set_value("A review"))
    _deed(many, page, "Legal hold")
    assert _summary(many, "other-3").legal_hold == "A review"
    assert "Held: A review" in many.words()
    _deed(many, page, "End the legal hold")
    assert _summary(many, "other-3").legal_hold == ""
    _undo(many, page)
    assert _summary(many, "other-3").legal_hold == "A review"


def _in_sheet(kind: type[RetentionSheet] | type[HoldSheet], fill: Callable[..., object]) -> None:
    def look() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, kind)
        fill(sheet)
        sheet._agree()

    QTimer.singleShot(0, look)


def test_one_is_reminded_before_the_day_comes(many: Driver) -> None:
    many.desk.show_audit("other-2")
    many.settle()
    banner = many.page(OverviewRoom).notes.first()
    assert isinstance(banner, Banner)
    assert banner.sentence.text() == "This audit is kept until 3 February 2018."


def test_two_hundred_audits(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> None:
    driver = open_desk(many_audits_scene(tmp_path, 200))
    page = _audits(driver)
    page.model.ask(which="all")
    assert len(page.model.lines) == 200
    assert page.table.height() < driver.desk.window.height()


def test_the_models_keep_qts_rules(tmp_path: Path) -> None:
    scene = many_audits_scene(tmp_path)
    audits = AuditsModel()
    QAbstractItemModelTester(audits, QAbstractItemModelTester.FailureReportingMode.Fatal)
    audits.set_all(lines_of(all_audits(scene.workspace, scene.clock)))
    audits.ask(which="all", sort="kept")
    audits.ask(words="nothing")
    sample = sample_set_up(scene)
    asked = AskedModel()
    QAbstractItemModelTester(asked, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked.set_all(sample.cases, sample.agencies, frozenset())
    for row, column, count in ((1, 1, 29), (1, 0, 30), (1, 0, 24), (0, 0, 30), (0, 0, 0)):
        asked.set_out(asked.toggled(asked.index(row, column)))
        assert asked.asked() == count
    asked.set_all((), (), frozenset())
    scene.workspace.close()


# --- the address book -----------------------------------------------------------------------------


@pytest.fixture
def empty(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    return open_desk(new_scene(tmp_path))


def test_an_agency_is_added_changed_and_removed_and_each_taken_back(empty: Driver) -> None:
    workspace = empty.scene.workspace
    empty.desk.go("agencies")
    empty.settle()
    room = empty.page(AgenciesRoom)
    keys = Keys(empty)
    keys.push("Add an agency")
    keys.write("Youth Justice")
    keys.fill("Telephone", "01632 960000")
    keys.press(Qt.Key.Key_Return)
    (line,) = book_of(workspace)
    assert (line.agency.id, line.agency.phone) == ("youth-justice", "01632 960000")
    _undo(empty, room)
    assert book_of(workspace) == ()

    keys.push("Add an agency")
    keys.write("Youth Justice")
    keys.press(Qt.Key.Key_Return)
    keys.push("Change Youth Justice")
    keys.write("Youth Justice Service")
    keys.press(Qt.Key.Key_Return)
    (line,) = book_of(workspace)
    assert (line.agency.id, line.agency.name) == ("youth-justice", "Youth Justice Service")
    _undo(empty, room)
    assert [line.agency.name for line in book_of(workspace)] == ["Youth Justice"]

    keys.push("Remove Youth Justice")
    assert book_of(workspace) == ()
    _undo(empty, room)
    assert [line.agency.name for line in book_of(workspace)] == ["Youth Justice"]


def test_an_agency_is_found(many: Driver) -> None:
    many.desk.go("agencies")
    many.settle()
    room = many.page(AgenciesRoom)
    room.search.box.setFocus()
    Keys(many).write("named nurse")
    room.search.flush()
    shown = [key for key, card in room.cards.items() if card.isVisible()]
    assert shown == ["health-visiting"]
    Keys(many).write("nobody like that")
    room.search.flush()
    assert "No agency has these words." in many.words()
