"""The watch list of a case: written in a sheet, kept in the workspace."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.anonymity import WatchEntry
from app.services.guard import Guarding, guard_of, wave_through
from app.ui.interview.guard_menu import REASONS
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.watch_list import WatchListSheet
from app.ui.widgets.labels import TextLabel
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


def test_words_that_identify_nobody_are_shown_and_marked_again(opened: Scene) -> None:
    page, workspace = opened.page(AuditPage), opened.session.workspace
    wave_through(workspace, page.audit_id, "T-1", "Rose", REASONS[1])
    wave_through(workspace, page.audit_id, "T-1", "PK", REASONS[0])

    def mark_again(sheet: WatchListSheet) -> None:
        texts = [label.text() for label in sheet.findChildren(TextLabel)]
        assert {"Words that identify nobody", *REASONS[:2]} <= set(texts)
        assert [tick.text() for tick in sheet.ticks.values()] == ["“pk”", "“rose”"]
        assert sheet.ticks["rose"].accessibleDescription() == REASONS[1]
        opened.qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.focusWidget() is sheet.ticks["pk"]
        opened.qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Space)
        assert sheet.marked_again() == ("pk",)
        sheet.save.click()

    opened.in_dialog(WatchListSheet, mark_again, lambda: page.cases.watch_asked.emit("T-1"))
    assert guard_of(workspace, page.audit_id, "T-1").waved == {"rose": REASONS[1]}
    assert "“pk” is marked again." in page.news.text.text()

    def look(sheet: WatchListSheet) -> None:
        assert list(sheet.ticks) == ["rose"]
        sheet.ticks["rose"].click()
        sheet.reject()

    opened.in_dialog(WatchListSheet, look, lambda: page.cases.watch_asked.emit("T-1"))
    assert guard_of(workspace, page.audit_id, "T-1").waved == {"rose": REASONS[1]}


def test_however_many_words_the_buttons_stay_on_the_screen(opened: Scene) -> None:
    waved = {f"word {at}": REASONS[0] for at in range(40)}
    sheet = WatchListSheet(opened.window, "Case A · JS", Guarding((), waved))
    opened.qtbot.addWidget(sheet)
    sheet.fit()
    sheet.show()
    assert sheet.height() <= sheet.screen().availableGeometry().height()
    assert sheet.save.geometry().bottom() < sheet.height()
    last = sheet.ticks["word 39"]
    for _ in waved:
        opened.qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
    assert sheet.focusWidget() is last
    assert not last.visibleRegion().isEmpty()
    sheet.box.box.insertPlainText("\n".join("abcdefgh"))
    assert sheet.save.geometry().bottom() < sheet.height()
    sheet.close()
