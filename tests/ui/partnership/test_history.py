"""The history in the window: found, narrowed down, taken along, and told where it is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from app.services.read_history import history_part
from app.storage import HistoryEvent
from app.ui.models.history_model import HistoryModel
from app.ui.pages.partnership.history import HistoryPage
from app.ui.pages.partnership.settings import SettingsRoom
from app.ui.widgets.banner import Banner
from tests.pdf import text_of
from tests.storage.test_chain import tamper
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.keys import Keys
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots_history import history_scene


@pytest.fixture
def desk(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    return open_desk(history_scene(tmp_path))


def _history(driver: Driver) -> HistoryPage:
    driver.desk.go("settings")
    driver.settle()
    driver.click(driver.page(SettingsRoom).history)
    driver.settle()
    return driver.page(HistoryPage)


def _said(page: HistoryPage) -> list[str]:
    return [line.words for line in page.panel.model.part.lines]


def test_it_opens_with_the_newest_and_says_that_it_is_whole(desk: Driver) -> None:
    page = _history(desk)
    assert _said(page)[0] == "Audit to be kept until 10 February 2018"
    banner = page.panel.state.first()
    assert isinstance(banner, Banner)
    assert banner.sentence.text().startswith("The history is whole: ")
    assert page.panel.filters.words.box.hasFocus()


def test_it_is_narrowed_down_and_shown_whole_again(desk: Driver) -> None:
    page = _history(desk)
    filters, every = page.panel.filters, len(_said(page))
    Keys(desk).write("case b")
    filters.words.flush()
    desk.settle()
    assert _said(page) == ["Return of Police on case B received, revision 1"]
    assert "1 line found" in page.panel.count.text()
    desk.click(filters.clear)
    desk.settle()
    assert len(_said(page)) == every
    assert not filters.case.isVisible()
    audit_id = desk.desk.audit_id
    filters.audit.set_value(audit_id)
    filters.audit.chosen.emit(audit_id)
    desk.settle()
    assert filters.case.isVisible()
    filters.case.set_value("T-1")
    filters.case.chosen.emit("T-1")
    desk.settle()
    assert _said(page) == ["Return of Police on case A received, revision 1"]
    Keys(desk).write("")
    filters.words.set_value("zebra")
    filters.words.edited.emit("zebra")
    desk.settle()
    assert page.panel.count.text() == "No line fits what is looked for."
    assert not page.panel.table.isVisible()


def test_it_is_written_as_pdf_and_for_a_spreadsheet(desk: Driver, tmp_path: Path) -> None:
    page = _history(desk)
    page.panel.write_pdf(tmp_path / "History.pdf")
    desk.settle()
    desk.until(lambda: "“History.pdf” is written." in desk.words())
    text = text_of(tmp_path / "History.pdf")
    assert "The history is whole" in text
    assert "Return of Police on case B received" in text
    page.panel.write_csv(tmp_path / "History.csv")
    desk.settle()
    assert "“History.csv” is written." in desk.words()
    assert "Pack for Police kept" in (tmp_path / "History.csv").read_text(encoding="utf-8-sig")


def test_tampering_shows(desk: Driver) -> None:
    tamper(desk.scene.workspace, "UPDATE history SET uin = 'T-1' WHERE uin = 'T-2'")
    page = _history(desk)
    banner = page.panel.state.first()
    assert isinstance(banner, Banner)
    assert banner.sentence.text().startswith("The history was changed: line ")
    assert "data protection officer" in banner.text.text()


def test_more_lines_come_as_one_scrolls(desk: Driver) -> None:
    with desk.scene.workspace.work() as work:
        for number in range(1200):
            work.history.note(HistoryEvent.SETTING_CHANGED, f"officer {number}")
        work.commit()
    page = _history(desk)
    table, model = page.panel.table, page.panel.model
    assert model.rowCount() == 500
    table.setCurrentIndex(model.index(499, 0))
    table.scrollToBottom()
    desk.settle()
    assert model.rowCount() >= 1000
    assert table.currentIndex().row() == 499
    table.scrollToBottom()
    desk.settle()
    assert model.part.is_all


def test_the_model_keeps_to_the_rules(desk: Driver) -> None:
    model = HistoryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    workspace = desk.scene.workspace
    model.show_part(history_part(workspace, most=2))
    model.fetchMore(model.index(-1, -1))
    model.show_part(history_part(workspace, most=6))
    assert model.rowCount() == 6
    model.show_part(history_part(workspace))
    assert not model.canFetchMore(model.index(-1, -1))
    del tester
