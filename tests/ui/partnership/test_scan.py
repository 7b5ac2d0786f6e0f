"""Before a report goes out: what may identify somebody, each place with the way to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.reports import ReportsRoom
from app.ui.pages.partnership.scan_page import ScanPage
from app.ui.widgets.task_list import TaskList
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene, round_scene

TELLING = (
    "A Sikh girl of 14 who speaks Punjabi, one of seven siblings, is deaf and lives in Audlem."
)


def test_the_reports_room_leads_to_what_may_identify_somebody(
    tmp_path: Path, open_desk: Callable[[Scene], Driver]
) -> None:
    scene, audit = round_scene(tmp_path, finished=False)
    with scene.workspace.work() as work:
        first = replace(audit.cases[0], pen_picture=TELLING)
        work.audits.replace(replace(audit, cases=(first, *audit.cases[1:])))
        work.commit()
    driver = open_desk(scene)
    driver.desk.go("reports")
    driver.settle()
    driver.click(driver.page(ReportsRoom).names)
    page = driver.page(ScanPage)
    driver.until(lambda: page.scanned is not None)
    assert page.scanned is not None
    assert [each.case.uin for each in page.scanned.pictures] == [first.uin]
    words = driver.words()
    assert "may identify somebody" in words
    assert "It may be said more broadly" in words
    rows = page.found.findChildren(TaskList)[0]
    driver.click(rows.row(first.uin))
    driver.page(CasePage)
    driver.desk.back()
    driver.settle()
    assert driver.page(ScanPage) is page
