"""The partnership's desk from the definition of an audit to its report, in a real window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.reporting import ReportKind
from app.services.analyse_audit import analyse_audit, findings_document
from app.services.preferences import look_of, whereabouts_of
from app.ui.messages import Sheet
from app.ui.models.findings_model import FINDING_ROLE
from app.ui.pages.partnership.cases import CasesRoom
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.overview import OverviewRoom
from app.ui.pages.partnership.report.preview_page import PreviewPage
from app.ui.pages.partnership.report.publish_page import PublishPage
from app.ui.pages.partnership.reports import ReportsRoom
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.settings import SettingsRoom
from app.ui.pages.partnership.tracker import TrackerRoom
from app.ui.theme.current import theme
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button
from app.ui.widgets.navigation import SideNav
from tests.builders import full_form, nil_form
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene, package


def _save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_whole_way(fresh: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = fresh.scene
    overview = fresh.page(OverviewRoom)
    definition = scene.folder / "T-2018.toml"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(definition), ""))
    fresh.click(overview.choose)
    fresh.until(lambda: bool(fresh.desk.audit_id))
    fresh.settle()
    overview = fresh.page(OverviewRoom)
    assert overview.tasks.row("packs").row_task.status == "Waits for the sheet"

    # Packs are refused until the sheet was tried, and the refusal leads to where that is done.
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(scene.folder / "packs"))
    fresh.click(fresh.go(2, CasesRoom).packs.first().button)  # type: ignore[union-attr]
    fresh.click(fresh.page(IssuePage).issue)
    fresh.settle()
    banner = fresh.page(IssuePage).result.first()
    assert isinstance(banner, Banner)
    assert "recovery sheet has not been tried" in banner.sentence.text()
    fresh.click(banner.button)  # type: ignore[arg-type]
    fresh.settle()

    settings = fresh.page(SettingsRoom)
    settings.recovery.typed.set_value("not the words")
    fresh.click(settings.recovery.attempt)
    fresh.settle()
    assert "do not open the test package" in settings.recovery.typed.error()
    settings.recovery.typed.set_value("\n".join(scene.sheet.words))
    fresh.click(settings.recovery.attempt)
    fresh.until(lambda: not settings.recovery.typed.isVisible())
    fresh.settle()
    assert settings.recovery.typed.value() == ""

    fresh.go(2, CasesRoom).issue()
    fresh.click(fresh.page(IssuePage).issue)
    fresh.settle()
    assert fresh.page(IssuePage).title.text() == "2 packs are written"
    kinds = sorted(path.suffix for path in (scene.folder / "packs").iterdir())
    assert kinds == [".eml", ".eml", ".paudit", ".paudit", ".pdf", ".pdf"]

    both = package(scene, "Police", "police", [("T-1", full_form()), ("T-2", nil_form())])
    bad = scene.folder / "not a return.paudit"
    bad.write_bytes(b"not a return")
    inbox = fresh.bring_in(both, bad)
    assert [row.word for row in inbox.model.rows if row.word] == ["in", "damaged"]
    assert "2 returns in 1 package brought in." in fresh.words()

    tracker = fresh.go(4, TrackerRoom)
    assert [tracker.model.index(row, 0).data() for row in range(3)] == ["received", "nil", "2/2"]
    assert [tracker.model.index(row, 1).data() for row in range(3)] == ["not yet", "not yet", "0/2"]
    tracker.table.setCurrentIndex(tracker.model.index(0, 0))
    fresh.key(tracker.table, Qt.Key.Key_Return)
    fresh.settle()
    fresh.page(ReturnPage)
    assert "Invented Auditor, Reviewing Officer" in fresh.words()
    assert "The records show that this was done in good time." in fresh.words()
    fresh.key(fresh.page(ReturnPage).back, Qt.Key.Key_Escape)
    fresh.page(TrackerRoom)

    _findings_are_those_of_the_document(fresh)

    reports = fresh.go(8, ReportsRoom)
    fresh.click(reports.check)
    publish = fresh.page(PublishPage)
    fresh.until(lambda: publish.checked is not None)
    assert publish.checked is not None
    told = " ".join(point.sentence for point in publish.checked.points)
    assert "No judgement of the partnership is agreed" in told
    assert "2 returns from Health Visiting not in yet" in told
    fresh.desk.back()
    fresh.settle()
    fresh.click(reports.rows[ReportKind.AUDIT].open)
    preview = fresh.page(PreviewPage)
    fresh.until(lambda: preview.content is not None)
    report = scene.folder / "report.pdf"
    _save_as(monkeypatch, report)
    fresh.click(preview.save)
    fresh.settle()
    assert report.read_bytes().startswith(b"%PDF")
    done = preview.result.first()
    assert isinstance(done, Banner)
    assert "It is saved as a PDF" in done.sentence.text()


def _findings_are_those_of_the_document(driver: Driver) -> None:
    room = driver.go(5, FindingsRoom)
    for key in [row.key for row in room.model.rows if row.folds]:
        room.model.toggle(key)
    scene = driver.scene
    analysed = analyse_audit(scene.workspace, driver.desk.audit_id, clock=scene.clock)
    expected = {
        (one["id"], one["n"], one["of"]) for one in findings_document(analysed)["questions"]
    }
    shown = set()
    for row in room.model.rows:
        share = row.share
        assert share is not None
        part = f".{share.part.id}" if share.part else ""
        shown.add((f"{share.question.id}{part}", share.n, share.of))
    assert shown == expected


def test_a_folder_that_does_not_open_is_named(
    issued: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "again"))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    issued.go(2, CasesRoom).issue()
    assert not issued.page(IssuePage).issue.isEnabled(), "every pack is up to date"
    issued.click(issued.page(IssuePage).all)
    issued.click(issued.page(IssuePage).issue)
    issued.settle()
    said: list[str] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, Sheet):
            said.extend((sheet.accessibleName(), sheet.accessibleDescription()))
            sheet.accept()
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
    buttons = issued.page(IssuePage).findChildren(Button)
    issued.click(next(each for each in buttons if each.text() == "Show in folder"))
    assert said[0] == "“again” did not open."
    assert f"It is in {tmp_path}" in said[1]


def test_hostile_texts_are_shown_as_they_are(issued: Driver) -> None:
    hostile = "<b>bold</b> & <img src='x'> \u202etxt"
    path = package(issued.scene, "Police", "one", [("T-1", full_form(hostile))])
    issued.bring_in(path)
    findings = issued.go(5, FindingsRoom)
    findings.list.setFocus()
    issued.key(findings.list, Qt.Key.Key_Return)
    issued.settle()
    comments = issued.page(CommentsPage)
    spoken = comments.model.spoken(comments.model.rows[0])
    assert "<b>bold</b> & <img src='x'> [U+202E]txt" in spoken
    issued.desk.back()
    assert issued.page(FindingsRoom) is findings
    tracker = issued.go(4, TrackerRoom)
    tracker.table.opened.emit(tracker.model.index(0, 0))
    issued.settle()
    assert "<b>bold</b> & <img src='x'> [U+202E]txt" in issued.words()


def test_findings_by_keyboard(issued: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    path = package(issued.scene, "Police", "one", [("T-1", full_form())])
    issued.bring_in(path)
    room = issued.go(5, FindingsRoom)
    issued.click(room.pills.button("question"))
    rows = [index.data(FINDING_ROLE).name for index in map(room.model.index, range(3))]
    assert rows == ["Quality", "Was it done?", "Was the family involved?"]
    room.list.setFocus()
    assert room.list.currentIndex().row() == 1  # a title is nowhere to stand
    issued.key(room.list, Qt.Key.Key_Down)
    issued.key(room.list, Qt.Key.Key_Right)
    assert room.model.rows[3].name == "Child"
    issued.key(room.list, Qt.Key.Key_Left)
    assert len(room.model.rows) == 3
    for kind in ("csv", "json"):
        target = issued.scene.folder / f"findings.{kind}"
        _save_as(monkeypatch, target)
        room._export(kind)
        issued.settle()
        assert target.exists()
    document = json.loads((issued.scene.folder / "findings.json").read_text(encoding="utf-8"))
    assert document["returns"] == {"full": 1, "nil": 0, "missing": 3}


def test_the_look_is_kept_and_one_comes_back_to_where_one_was(
    issued: Driver, open_desk: Callable[[Scene], Driver]
) -> None:
    issued.desk.go("settings")
    issued.settle()
    settings = issued.page(SettingsRoom)
    issued.click(settings.text_size.button("150"))
    issued.settle()
    assert theme().scale == 1.5
    workspace = issued.scene.workspace
    assert look_of(workspace).text_percent == 150
    issued.go(4, TrackerRoom)
    scene = issued.scene
    assert scene.desk is not None and scene.tasks is not None
    scene.desk.close()
    scene.tasks.finish()
    assert whereabouts_of(workspace).place == "tracker"
    again = open_desk(scene)
    again.page(TrackerRoom)


def test_the_places_are_there_again_after_locking(issued: Driver) -> None:
    scene = issued.scene
    window, session = scene.window, scene.session
    assert scene.desk is not None and window is not None and session is not None
    scene.desk.close()
    window.hide_side()
    scene.desk = issued.desk = PartnershipDesk(window, session)
    scene.desk.start()
    issued.settle()
    side = window.findChild(SideNav)
    assert isinstance(side, SideNav)
    assert side.isVisible()


def test_a_new_sheet_counts_only_once_it_was_tried(
    issued: Driver, press: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    issued.desk.go("settings")
    issued.settle()
    settings = issued.page(SettingsRoom)
    target = issued.scene.folder / "sheet.pdf"
    _save_as(monkeypatch, target)
    press("Make a new sheet")
    issued.click(settings.recovery.renew)
    issued.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert settings.recovery.typed.isVisible()
    assert "has not been tried yet" in issued.words()


def test_a_definition_with_a_mistake_is_refused_in_a_sentence(
    fresh: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = fresh.scene.folder / "wrong.toml"
    wrong.write_text("format = 1\nreference = 3\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    overview = fresh.page(OverviewRoom)
    fresh.click(overview.choose)
    fresh.settle()
    assert isinstance(overview.failure.first(), Banner)
    assert not fresh.desk.audit_id
    assert overview.choose.isEnabled()
