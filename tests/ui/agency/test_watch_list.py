"""The watch list of a case: written in a sheet, kept in the workspace."""

from __future__ import annotations

from app.anonymity import WatchEntry
from app.services.guard import guard_of
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.watch_list import WatchListSheet
from tests.ui.agency.scene import Scene


def test_a_watch_list_is_written_and_changed(opened: Scene) -> None:
    page = opened.page(AuditPage)

    def write(sheet: WatchListSheet) -> None:
        assert sheet.box.value() == ""
        sheet.box.box.setPlainText("Tizzy\nschool: Hillside\n\nTizzy")
        sheet.save.click()

    opened.in_dialog(WatchListSheet, write, lambda: page.cases.watch_asked.emit("T-1"))
    known = (WatchEntry("Tizzy"), WatchEntry("Hillside", "school"))
    assert guard_of(opened.session.workspace, page.audit_id, "T-1").watch_list == known
    assert guard_of(opened.session.workspace, page.audit_id, "T-2").watch_list == ()

    def look(sheet: WatchListSheet) -> None:
        assert sheet.box.value() == "Tizzy\nschool: Hillside"
        sheet.box.box.clear()
        sheet.reject()

    opened.in_dialog(WatchListSheet, look, lambda: page.cases.watch_asked.emit("T-1"))
    assert guard_of(opened.session.workspace, page.audit_id, "T-1").watch_list == known
