"""The tracker, chasers, reading and accepting, in a real window."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.analysis.tracking import Stage
from app.services.answer_case import answer_whole
from app.services.ask_agency import ask_agency
from app.services.seal_returns import seal_returns
from app.services.track_audit import track_audit
from app.storage import open_workspace
from app.ui.pages.partnership.ask_page import AskPage
from app.ui.pages.partnership.chasers import ChasersPage
from app.ui.pages.partnership.receipts import ReceiptsPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.tracker import TrackerRoom
from app.ui.widgets.banner import Banner
from tests.builders import clock, full_form
from tests.flow.desks import PASSPHRASE
from tests.ui.partnership.driver import Driver

TRACKER = 4


def revise(driver: Driver, folder: Path) -> None:
    scene, audit_id = driver.scene, driver.desk.audit_id
    desk = open_workspace(scene.folder / "police", passphrase=PASSPHRASE, clock=clock)
    with closing(desk):
        answer_whole(desk, audit_id, "T-1", full_form("The plan came two weeks late."))
        again = seal_returns(desk, audit_id, ["T-1"], folder, clock=clock).path
    driver.hear_of(again)


def late(driver: Driver) -> TrackerRoom:
    driver.scene.clock.now = driver.scene.clock.now.replace(day=12)
    return driver.go(TRACKER, TrackerRoom)


def banner_of(room: TrackerRoom) -> Banner:
    banner = room.attention.first()
    assert isinstance(banner, Banner)
    return banner


def stage(driver: Driver, uin: str = "T-1") -> Stage:
    tracker = track_audit(driver.scene.workspace, driver.desk.audit_id, clock=clock)
    return tracker.cell(uin, "police").stage


def open_return(driver: Driver) -> ReturnPage:
    room = driver.go(TRACKER, TrackerRoom)
    room.table.setCurrentIndex(room.model.index(0, 0))
    driver.key(room.table, Qt.Key.Key_Return)
    driver.settle()
    return driver.page(ReturnPage)


def test_numbers_are_filters_and_words_find(answered: Driver) -> None:
    room = late(answered)
    assert room.counts.keys() == ("RECEIVED", "NIL", "OVERDUE")
    assert room.counts.button("OVERDUE").accessibleName() == "2 overdue"
    answered.click(room.counts.button("NIL"))
    assert (room.model.rowCount(), room.model.columnCount()) == (2, 2)
    assert room.model.index(0, 0).data() == "nil"
    answered.click(room.counts.button("NIL"))
    assert room.model.rowCount() == 3
    answered.key(room.counts.button("RECEIVED"), Qt.Key.Key_Return)
    assert [room.model.index(row, 0).data() for row in range(2)] == ["received", "1/1"]
    room.counts.clear()
    room.search.box.setFocus()
    answered.qtbot.keyClicks(room.search.box, "nobody")
    room.search.flush()
    assert room.nothing.isVisible()
    assert not room.table.isVisible()
    room.search.box.clear()
    answered.qtbot.keyClicks(room.search.box, "b police")
    room.search.flush()
    assert room.table.isVisible()
    assert room.model.index(0, 0).data() == "nil"


def test_chasers_from_the_tracker(
    answered: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = late(answered)
    assert banner_of(room).sentence.text() == "Health Visiting is 3 days late with 2 returns."
    assert room.model.index(0, 1).data() == "3 days late"
    assert banner_of(room).button is not None
    answered.click(banner_of(room).button)  # type: ignore[arg-type]
    answered.settle()
    page = answered.page(ChasersPage)
    assert list(page.rows) == ["health-visiting"]
    row = page.rows["health-visiting"]
    assert row.box.isChecked()
    answered.click(row.fold)
    assert "Case A (UIN T-1)" in answered.words()
    assert "JS" not in answered.words()
    row.box.click()
    assert not page.write.isEnabled()
    row.box.click()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    answered.click(page.write)
    answered.settle()
    assert "1 chaser is written" in answered.words()
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "T-2018 reminder letter to Health Visiting.pdf",
        "T-2018 reminder to Health Visiting.eml",
    ]
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.fileName())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    for button in page.result.findChildren(type(page.write)):
        answered.click(button)
    assert opened == ["out", names[1], names[0]]
    answered.click(page.back)
    answered.settle()
    tracker = answered.page(TrackerRoom)
    head = tracker.model.headerData(1, Qt.Orientation.Horizontal)
    assert "chased 12 Feb" in str(head)
    assert banner_of(tracker).sentence.text() == "2 returns wait to be read."
    answered.click(tracker.chase)
    answered.settle()
    again = answered.page(ChasersPage)
    assert not again.rows["health-visiting"].box.isChecked()
    assert "Chased today already" in answered.words()


def test_marks_are_kept_as_one_reads(answered: Driver) -> None:
    page = open_return(answered)
    row = page.rows["Q1"]
    row.mark.setFocus()
    answered.qtbot.keyClick(row.mark, Qt.Key.Key_M)
    assert row.is_marked
    assert row.text.box.hasFocus()
    answered.qtbot.keyClicks(row.text.box, "Whom did mum tell?")  # an M in it marks nothing
    row.text.flush()
    answered.settle()
    assert row.is_marked
    assert row.text.value() == "Whom did mum tell?"
    assert page.ask.text() == "Write the query"
    assert "Marked to ask: 1" in answered.words()
    answered.click(page.back)
    answered.settle()
    page = open_return(answered)
    again = page.rows["Q1"]
    assert again.text.value() == "Whom did mum tell?"
    answered.click(again.mark)
    answered.settle()
    assert not page.rows["Q1"].is_marked
    assert page.ask.text() == "Ask about this"
    assert "Marked to ask" not in answered.words()


def test_marks_become_the_query_and_the_answer_shows_what_changed(
    answered: Driver, tmp_path: Path
) -> None:
    page = open_return(answered)
    row = page.rows["Q1"]
    answered.click(row.mark)
    answered.qtbot.keyClicks(row.text.box, "When did the plan come?")
    answered.click(page.ask)
    answered.settle()
    asking = answered.page(AskPage)
    assert asking.points() == {"Q1": "When did the plan come?"}
    asking.who.set_value("An Officer")
    asking.write_query(tmp_path / "letters")
    answered.settle()
    assert stage(answered) is Stage.QUERIED
    with answered.scene.workspace.work() as work:
        assert work.marked.places(answered.desk.audit_id) == frozenset()
    revise(answered, tmp_path / "again")
    room = answered.go(TRACKER, TrackerRoom)
    assert room.model.index(0, 0).data() == "answered again rev 2"
    assert banner_of(room).sentence.text() == "1 answer to your queries came."
    answered.click(banner_of(room).button)  # type: ignore[arg-type]
    answered.settle()
    page = answered.page(ReturnPage)
    words = answered.words()
    assert "What you asked, and what changed" in words
    assert "Asked: “When did the plan come?”" in words
    assert "Now: “The plan came two weeks late.”" in words
    answered.click(page.accept)
    answered.settle()
    assert "Accepted on 1 February 2018 by An Officer" in answered.words()
    assert stage(answered) is Stage.ACCEPTED
    answered.click(page.take_back)
    answered.settle()
    assert stage(answered) is Stage.ANSWERED
    assert page.accept.isVisible()


def test_a_newer_revision_of_an_accepted_return_is_read_again(
    answered: Driver, tmp_path: Path
) -> None:
    answered.click(open_return(answered).accept)
    answered.settle()
    revise(answered, tmp_path / "again")
    room = answered.go(TRACKER, TrackerRoom)
    assert room.model.index(0, 0).data() == "revised rev 2"
    open_return(answered)
    assert "A newer revision came after revision 1" in answered.words()
    assert "Now: “The plan came two weeks late.”" in answered.words()


def test_on_to_the_next_by_keyboard(answered: Driver) -> None:
    page = open_return(answered)
    assert page.next.text() == "Next to read (1)"
    answered.qtbot.keyClick(page.accept, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    answered.settle()
    assert answered.page(ReturnPage) is page
    assert "Police on Case B" in page.title.text()
    answered.click(page.accept)
    answered.settle()
    assert stage(answered, "T-2") is Stage.ACCEPTED
    answered.click(page.next)
    answered.settle()
    answered.click(page.accept)
    answered.settle()
    assert page.next.text() == "Nothing else to read"
    assert not page.next.isEnabled()


def test_several_are_accepted_at_once_and_taken_back(answered: Driver) -> None:
    room = answered.go(TRACKER, TrackerRoom)
    answered.click(room.several)
    assert not room.accept.isEnabled()
    room.table.setCurrentIndex(room.model.index(0, 0))
    room.table.clearSelection()
    answered.key(room.table, Qt.Key.Key_Space)
    answered.key(room.table, Qt.Key.Key_Down)
    answered.key(room.table, Qt.Key.Key_Space)
    answered.page(TrackerRoom)  # nothing was opened
    assert room.accept.text() == "Accept 2 returns"
    answered.click(room.accept)
    answered.settle()
    assert stage(answered) is stage(answered, "T-2") is Stage.ACCEPTED
    assert room.model.index(1, 0).data() == "accepted nil"
    assert not room.table.picking
    note = room.note.first()
    assert isinstance(note, Banner) and note.button is not None
    answered.click(note.button)
    answered.settle()
    assert stage(answered) is Stage.RECEIVED


def test_receipts_for_all(
    answered: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = answered.go(TRACKER, TrackerRoom)
    assert room.deeds["receipts"].text() == "Write 1 receipt"
    answered.click(room.deeds["receipts"])
    answered.settle()
    page = answered.page(ReceiptsPage)
    assert "Police: 2 of 2 returns in" in answered.words()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    answered.click(page.write)
    answered.settle()
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["T-2018 receipt for Police e-mail.eml", "T-2018 receipt for Police.paudit"]
    answered.click(page.back)
    answered.settle()
    assert not answered.page(TrackerRoom).deeds["receipts"].isVisible()


def test_what_was_asked_by_another_way_is_seen_at_its_question(
    answered: Driver, tmp_path: Path
) -> None:
    ask_agency(
        answered.scene.workspace,
        answered.desk.audit_id,
        "police",
        "T-1",
        {"Q1": "Who was told?"},
        tmp_path,
        clock=clock,
    )
    page = open_return(answered)
    assert "Asked: “Who was told?”" in answered.words()
    assert page.accept.isEnabled()
