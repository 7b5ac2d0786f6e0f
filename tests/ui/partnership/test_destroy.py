"""Destroying an audit in the window: said before, confirmed, certified, and off the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.reporting import ReportKind
from app.services.destroy_audit import certificate_of
from app.services.keep_audits import hold_audit
from app.services.publish_report import publish_report
from app.ui.pages.partnership.audits import AuditsPage
from app.ui.pages.partnership.destroy import DestroyPage
from app.ui.pages.partnership.overview import OverviewRoom
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button
from tests.pdf import text_of
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.set_up_scene import many_audits_scene
from tests.ui.partnership.shots_history import history_scene


@pytest.fixture
def one(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    return open_desk(history_scene(tmp_path))


@pytest.fixture
def many(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    return open_desk(many_audits_scene(tmp_path, 4))


def _asked(driver: Driver, row: int = 0) -> DestroyPage:
    driver.desk.show_all_audits()
    driver.settle()
    page = driver.page(AuditsPage)
    page.table.setCurrentIndex(page.model.index(row, 0))
    button = next(b for b in page.deeds.findChildren(Button) if b.accessibleName() == "Destroy")
    driver.click(button)
    driver.settle()
    return driver.page(DestroyPage)


def _fill(page: DestroyPage, reference: str) -> None:
    page.form.by.set_value("Business manager")
    page.form.reason.set_value("Its time is up")
    page.form.typed.set_value(reference)


def test_it_says_what_goes_and_what_stays(one: Driver) -> None:
    page = _asked(one)
    words = one.words()
    for said in ("2 cases", "2 returns", "1 return package", "1 recommendation", "can’t be taken"):
        assert said in words
    assert not page.form.published.isVisible()


def test_nothing_goes_until_all_is_typed(one: Driver) -> None:
    page = _asked(one)
    one.click(page.form.go)
    assert page.form.by.error() == "Say who destroys it."
    assert page.form.by.box.hasFocus()
    _fill(page, "T-2017")
    one.click(page.form.go)
    assert page.form.typed.error() == "Type the reference “T-2018”."
    assert page.form.by.error() == ""
    with one.scene.workspace.work() as work:
        assert work.audits.all()[0].destroyed is None


def test_destroyed_and_certified(one: Driver, tmp_path: Path) -> None:
    page = _asked(one)
    _fill(page, "t-2018")
    one.click(page.form.go)
    one.settle()
    assert one.page(DestroyPage) is page
    assert page.title.text() == "Certificate of destruction"
    made = certificate_of(one.scene.workspace, "T-2018")
    assert made.cleared is not None
    words = one.words()
    assert "Its time is up" in words
    assert "Business manager" in words
    assert page.certificate is not None
    assert page.certificate.save.hasFocus()
    one.click(page.certificate.copy)
    assert "Please destroy what you still keep" in QApplication.clipboard().text()
    page.save(tmp_path / "certificate.pdf")
    one.settle()
    assert "The certificate is written." in one.words()
    assert made.end in text_of(tmp_path / "certificate.pdf")

    assert one.desk.audit_id == ""
    one.click(page.back)
    one.settle()
    listed = one.page(AuditsPage)
    assert "1 destroyed" in listed.sentence.text()
    one.click(listed.which.button("archived"))
    assert listed.model.lines[0].destroyed is not None
    assert [words for words, *_ in listed.deeds_of(listed.model.lines[0])] == [
        "Certificate of destruction"
    ]
    listed.table.setCurrentIndex(listed.model.index(0, 0))
    one.key(listed.table, Qt.Key.Key_Return)
    one.settle()
    assert "Its time is up" in one.words()
    one.click(one.page(DestroyPage).back)
    one.click(one.page(AuditsPage).back)
    one.settle()
    assert "Every audit of this desk was destroyed" in one.page(OverviewRoom).sentence.text()


def test_another_audit_comes_onto_the_desk(many: Driver) -> None:
    gone = many.desk.audit_id
    with many.scene.workspace.work() as work:
        reference = work.audits.get(gone).reference
    page = _asked(many)
    page.audit_id = gone
    page.look()
    many.settle()
    _fill(page, reference)
    many.click(page.form.go)
    many.settle()
    assert many.desk.audit_id not in {"", gone}
    menu = many.desk._audit_menu()
    assert not any(reference in action.text() for action in menu.actions())
    menu.deleteLater()
    many.desk.show_audit(gone)
    many.settle()
    assert many.desk.audit_id != gone
    for place in ("overview", "cases", "tracker", "findings", "meeting", "reports"):
        many.desk.go(place)
        many.settle()


def test_published_reports_that_stay_can_be_saved(one: Driver, tmp_path: Path) -> None:
    workspace, clock = one.scene.workspace, one.scene.clock
    publish_report(
        workspace, "T-2018", ReportKind.GUIDE, by="Officer", reason="It may", clock=clock
    )
    page = _asked(one)
    assert page.form.published.isVisible()
    assert "1 published report" in one.words()
    _fill(page, "T-2018")
    one.click(page.form.go)
    one.settle()
    assert page.certificate is not None
    (report,) = page.certificate.reports
    assert report.accessibleName() == "Save: One-minute guide, version 1"
    assert page.found is not None
    page.save_report(page.found.published[0].number, tmp_path / "guide.pdf")
    one.settle()
    assert "The report is written." in one.words()
    assert text_of(tmp_path / "guide.pdf")


def test_a_held_audit_is_not_destroyed(one: Driver) -> None:
    with one.scene.workspace.work() as work:
        audit_id = work.audits.all()[0].id
    hold_audit(one.scene.workspace, audit_id, "A review")
    page = _asked(one)
    assert not page.form.isVisible()
    assert "under a legal hold" in one.words()


def test_without_room_the_files_are_cleared_later(one: Driver) -> None:
    page = _asked(one)
    folder = one.scene.workspace.folder / "backups"
    for path in folder.iterdir() if folder.exists() else ():
        path.unlink()
    if folder.exists():
        folder.rmdir()
    folder.write_bytes(b"")  # a file where the copies go
    _fill(page, "T-2018")
    one.click(page.form.go)
    one.settle()
    assert "not cleared yet" in one.words()
    folder.unlink()
    banner = page.certificate.findChild(Banner) if page.certificate else None
    assert banner is not None
    assert banner.button is not None
    one.click(banner.button)
    one.settle()
    assert "This audit was destroyed on" in one.words()
    assert certificate_of(one.scene.workspace, "T-2018").cleared is not None
