"""Asking an agency about its return, and writing it a receipt."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.analysis.tracking import CellState
from app.domain.letters import Query, Receipt
from app.handover.files import read_file
from app.services.answer_case import answer_whole
from app.services.ask_agency import queries_of
from app.services.receive_letter import receive_letter
from app.services.seal_returns import seal_returns
from app.services.track_audit import track_audit
from app.storage import open_workspace
from app.ui.pages.partnership.ask_page import AskPage
from app.ui.pages.partnership.case_page import AgencyPage
from app.ui.pages.partnership.cases import CasesRoom
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.send_page import SendPage
from app.ui.pages.partnership.tracker import TrackerRoom
from tests.builders import clock, full_form
from tests.flow.desks import PASSPHRASE
from tests.ui.partnership.driver import Driver

TRACKER, CASES = 4, 2


def open_return(driver: Driver, row: int = 0) -> ReturnPage:
    room = driver.go(TRACKER, TrackerRoom)
    room.table.opened.emit(room.model.index(row, 0))
    driver.settle()
    return driver.page(ReturnPage)


def open_asking(driver: Driver, row: int = 0) -> AskPage:
    driver.click(open_return(driver, row).ask)
    driver.settle()
    return driver.page(AskPage)


def at_the_police(driver: Driver, path: Path) -> Query | Receipt:
    desk = open_workspace(driver.scene.folder / "police", passphrase=PASSPHRASE, clock=clock)
    with closing(desk):
        return receive_letter(desk, read_file(path)).letter


def test_a_query_is_written_and_marked(answered: Driver, tmp_path: Path) -> None:
    page = open_asking(answered)
    assert "Ask Police about Case A · JS" in answered.words()
    page.who.set_value("An Officer")
    page.whole.set_value("Thank you.")
    row = page.rows["Q1"]
    assert not row.text.isVisible()
    row.box.click()
    assert row.text.isVisible()
    answered.qtbot.keyClicks(row.text.box, "Who was told?")
    page.write_query(tmp_path / "letters")
    answered.settle()
    done = answered.page(SendPage)
    (path,) = (tmp_path / "letters").iterdir()
    assert path.name == "T-2018 query to Police, case A.paudit"
    assert path.name in answered.words()
    assert "police@example.org" in answered.words()
    letter = at_the_police(answered, path)
    assert isinstance(letter, Query)
    assert [(point.key, point.text) for point in letter.points] == [("Q1", "Who was told?")]
    assert (letter.text, letter.asked_by) == ("Thank you.", "An Officer")
    answered.click(done.back)
    answered.settle()
    answered.page(ReturnPage)
    assert "Queried on 1 February 2018 by An Officer: waits for the answer" in answered.words()
    room = answered.go(TRACKER, TrackerRoom)
    assert "queried" in str(room.model.index(0, 0).data())
    tracker = track_audit(answered.scene.workspace, "T-2018", clock=clock)
    cell = tracker.cell("T-1", "police")
    assert (cell.state, cell.queried) == (CellState.RECEIVED, True)
    assert tracker.returns.full == 1


def test_the_answer_takes_the_mark_away(answered: Driver, tmp_path: Path) -> None:
    page = open_asking(answered)
    page.whole.set_value("Is that so?")
    page.write_query(tmp_path / "letters")
    answered.settle()

    audit_id = answered.desk.audit_id
    desk = open_workspace(answered.scene.folder / "police", passphrase=PASSPHRASE, clock=clock)
    with closing(desk):
        answer_whole(desk, audit_id, "T-1", full_form("It is: the plan came two weeks late."))
        again = seal_returns(desk, audit_id, ["T-1"], tmp_path / "again", clock=clock).path
    answered.hear_of(again)
    open_return(answered)
    assert "Queried on 1 February 2018: answered" in answered.words()
    room = answered.go(TRACKER, TrackerRoom)
    assert "queried" not in str(room.model.index(0, 0).data())


def test_nothing_asked_is_said_and_nothing_is_written(answered: Driver) -> None:
    page = open_asking(answered)
    answered.click(page.write)
    assert "Nothing is asked yet." in answered.words()
    page.rows["Q1"].box.click()
    answered.click(page.write)
    assert page.rows["Q1"].text.error() == "Write what you ask, or take the tick away"
    assert queries_of(answered.scene.workspace, answered.desk.audit_id) == ()


def test_what_was_written_is_there_when_one_comes_back(answered: Driver) -> None:
    page = open_asking(answered)
    page.who.set_value("An Officer")
    page.rows["Q1"].box.click()
    answered.qtbot.keyClicks(page.rows["Q1"].text.box, "Who was told?")
    answered.click(page.back)
    answered.settle()
    answered.click(answered.page(ReturnPage).ask)
    again = answered.page(AskPage)
    assert again is not page
    assert again.who.value() == "An Officer"
    assert again.points() == {"Q1": "Who was told?"}


def test_a_nil_return_is_asked_about_as_a_whole(answered: Driver, tmp_path: Path) -> None:
    page = open_asking(answered, row=1)
    assert page.rows == {}
    page.whole.set_value("Was the mother not known either?")
    page.write_query(tmp_path / "letters")
    answered.settle()
    answered.page(SendPage)


def test_a_folder_that_can_not_be_written_to(answered: Driver, tmp_path: Path) -> None:
    page = open_asking(answered)
    page.whole.set_value("Is that so?")
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    page.write_query(tmp_path / "taken")
    answered.settle()
    assert answered.page(AskPage).problem.isVisible()
    assert page.whole.value() == "Is that so?"
    assert queries_of(answered.scene.workspace, answered.desk.audit_id) == ()


def test_a_receipt(answered: Driver, tmp_path: Path) -> None:
    room = answered.go(CASES, CasesRoom)
    answered.click(room.agencies.row("police"))
    answered.settle()
    answered.page(AgencyPage).write_receipt(tmp_path / "letters")
    answered.settle()
    answered.page(SendPage)
    (path,) = (tmp_path / "letters").iterdir()
    assert path.name == "T-2018 receipt for Police.paudit"
    letter = at_the_police(answered, path)
    assert isinstance(letter, Receipt)
    assert [line.uin for line in letter.arrived] == ["T-1", "T-2"]


def test_no_receipt_before_anything_has_come(
    answered: Driver, tmp_path: Path, press: Callable[[str], None]
) -> None:
    room = answered.go(CASES, CasesRoom)
    answered.click(room.agencies.row("health-visiting"))
    answered.settle()
    press("Close")
    answered.page(AgencyPage).write_receipt(tmp_path / "letters")
    answered.settle()
    answered.page(AgencyPage)
    assert not (tmp_path / "letters").exists()
