"""The recommendations' room and its pages, driven as a person does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.evidence import of_answer, of_note, of_question
from app.domain.meeting import THE_AUDIT, Matter, MeetingNote, NoteHeading, Scope
from app.domain.recommendations import Recommendation, RecommendationState
from app.reports.plan_lines import PlanLine
from app.services.define_audit import define_audit
from app.services.recommend import new_recommendation, write_recommendation
from app.ui.models.recommendations_model import Narrowed, RecommendationsModel
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.meeting.room import MeetingRoom
from app.ui.pages.partnership.recommendations.carry_page import CarryPage
from app.ui.pages.partnership.recommendations.edit_page import RecommendationPage
from app.ui.pages.partnership.recommendations.evidence_page import EvidencePage
from app.ui.pages.partnership.recommendations.room import RecommendationsRoom
from app.ui.pages.partnership.recommendations.to_dos_page import ToDosPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.widgets.banner import Banner
from app.ui.widgets.navigation import SideNav
from tests.builders import full_form
from tests.flow.desks import define
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.keys import Keys
from tests.ui.partnership.scene import package

ROOM = 7
ALT = Qt.KeyboardModifier.AltModifier
HOSTILE = "=1+1 <b>bold</b>\u202egnp.exe\nline 🙂" + "x" * 50_000


def room_of(driver: Driver) -> RecommendationsRoom:
    driver.desk.go("recommendations")
    driver.settle()
    return driver.page(RecommendationsRoom)


def add(driver: Driver, action: str, audit_id: str = "", **fields: object) -> str:
    found = new_recommendation(audit_id or driver.desk.audit_id)
    found = replace(found, **{"finding": "Found", "action": action, **fields})  # type: ignore[arg-type]
    session = driver.scene.session
    assert session is not None
    session.write(lambda: write_recommendation(driver.scene.workspace, found))
    driver.settle()
    return found.id


def kept(driver: Driver, key: str = "") -> Recommendation:
    with driver.scene.workspace.work() as work:
        everything = work.recommendations.all()
    return next(each for each in everything if key in {"", each.id})


def note(driver: Driver, key: str, matter: Matter, text: str) -> None:
    with driver.scene.workspace.work() as work:
        found = MeetingNote(key, matter, NoteHeading.TO_DO, text)
        work.meetings.keep_note(driver.desk.audit_id, found)
        work.commit()


def waiting(driver: Driver) -> int:
    nav = driver.desk.window.findChild(SideNav)
    assert nav is not None
    return driver.desk._counts.get("recommendations", 0)


def actions(room: RecommendationsRoom) -> list[str]:
    return [row.title for row in room.model.rows]


# --- the list -------------------------------------------------------------------------------------


def test_an_empty_room_says_what_to_do(issued: Driver) -> None:
    room = issued.go(ROOM, RecommendationsRoom)
    assert "This audit has no recommendations yet." in issued.words()
    assert "No recommendations yet" in issued.words()
    assert not room.export.isEnabled()
    assert not room.carry.isVisible()
    assert not room.from_meeting.isVisible()


def test_one_is_written_by_keys_alone(issued: Driver) -> None:
    issued.go(ROOM, RecommendationsRoom)
    keys = Keys(issued)
    keys.push("Add a recommendation")
    page = issued.page(RecommendationPage)
    assert page.finding.box.hasFocus()
    keys.write("Minutes come late.")
    keys.fill("Action", "Send minutes within a week.")
    keys.tab_to("All agencies")
    keys.tab_to("Police")
    keys.press(Qt.Key.Key_Space)
    keys.fill("Lead", "Chair")
    keys.fill("Date for completion: Day", "1")
    keys.fill("Date for completion: Month", "9")
    keys.fill("Date for completion: Year", "2018")
    keys.fill("Outcome", "Seen in the next audit.")
    keys.push("Recommendations")
    room = issued.page(RecommendationsRoom)
    found = kept(issued)
    assert replace(found, id="") == Recommendation(
        "",
        issued.desk.audit_id,
        "Minutes come late.",
        "Send minutes within a week.",
        ("police",),
        "Chair",
        date(2018, 9, 1),
        outcome="Seen in the next audit.",
    )
    assert actions(room) == ["Police", "Send minutes within a week."]
    assert room.list.hasFocus()
    keys.press(Qt.Key.Key_Return)
    page = issued.page(RecommendationPage)
    assert page.title.text() == "Recommendation 1"
    assert page.lead.value() == "Chair"


def test_nothing_is_kept_of_a_page_into_which_nothing_was_written(issued: Driver) -> None:
    room = room_of(issued)
    issued.click(room.new)
    issued.settle()
    issued.click(issued.page(RecommendationPage).back)
    issued.settle()
    assert room.model.rows == ()


def test_what_is_being_typed_is_kept_when_one_leaves_at_once(issued: Driver) -> None:
    room = room_of(issued)
    issued.click(room.new)
    issued.settle()
    page = issued.page(RecommendationPage)
    issued.qtbot.keyClicks(page.action.box, "Begin")
    issued.click(page.back)
    issued.settle()
    assert kept(issued).action == "Begin"


def test_rows_are_moved_and_removed_and_come_back(issued: Driver) -> None:
    first, second = add(issued, "one"), add(issued, "two")
    add(issued, "for the police", agency_ids=("police",))
    room = room_of(issued)
    room.list.setFocus()
    issued.qtbot.keyClick(room.list, Qt.Key.Key_Down)
    assert room.list.current() == second
    issued.qtbot.keyClick(room.list, Qt.Key.Key_Up, ALT)
    issued.settle()
    assert actions(room) == ["All agencies", "two", "one", "Police", "for the police"]
    assert room.list.current() == second
    issued.qtbot.keyClick(room.list, Qt.Key.Key_Down, ALT)
    issued.settle()
    issued.qtbot.keyClick(room.list, Qt.Key.Key_Down, ALT)
    issued.settle()
    assert actions(room)[1:3] == ["one", "two"]
    room.list.set_current(first)
    issued.qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    issued.settle()
    assert actions(room)[1:2] == ["two"]
    banner = room.note.first()
    assert isinstance(banner, Banner)
    assert banner.button is not None
    issued.click(banner.button)
    issued.settle()
    assert actions(room)[1:3] == ["one", "two"]
    assert room.list.current() == first


def test_overdue_is_counted_beside_the_room_and_said(issued: Driver) -> None:
    assert waiting(issued) == 0
    add(issued, "late", due=date(2018, 1, 20))
    add(issued, "soon", due=date(2018, 2, 20))
    assert waiting(issued) == 1
    room = room_of(issued)
    assert "1 overdue, the longest by 12 days; 1 due within 30 days" in room.sentence.text()
    assert [row.state for row in room.model.rows[1:]] == ["overdue 12 days", "due in 19 days"]


def test_all_audits_over_the_years_are_narrowed_down(issued: Driver) -> None:
    definition, tools = define(issued.scene.folder, "T-2017")
    text = definition.read_text(encoding="utf-8").replace("= 2018", "= 2017")
    definition.write_text(text, encoding="utf-8")
    before = define_audit(issued.scene.workspace, definition, tools).audit
    add(issued, "Long late", before.id, due=date(2017, 3, 1), lead="Chair")
    add(issued, "Late", due=date(2018, 1, 20), lead="Police", agency_ids=("police",))
    add(issued, "Open", before.id)
    room = room_of(issued)
    assert actions(room) == ["Police", "Late"]
    issued.click(room.pills.button("all"))
    assert actions(room) == ["Overdue, the longest first", "Long late", "Late", "Open", "Open"]
    assert room.model.rows[1].facts.startswith("T-2017, no. 1  ·  All agencies")
    issued.click(room.filters.counts.button("overdue"))
    assert actions(room)[1:] == ["Long late", "Late"]
    issued.qtbot.keyClicks(room.filters.words.box, "chair")
    room.filters.words.flush()
    assert actions(room)[1:] == ["Long late"]
    room.filters.words.set_value("")
    issued.click(room.filters.counts.button("overdue"))
    for key, value, seen in (
        ("audit", "T-2018", ["Late"]),
        ("agency", "Police", ["Late"]),
        ("lead", "Chair", ["Long late"]),
    ):
        field = room.filters.lists[key]
        field.set_value(value)
        field.chosen.emit(value)
        assert actions(room)[1:] == seen
        field.set_value("")
        field.chosen.emit("")
    issued.qtbot.keyClicks(room.filters.words.box, "zebra")
    room.filters.words.flush()
    assert "None of them is like this" in issued.words()


def test_the_search_has_its_key(issued: Driver) -> None:
    add(issued, "one")
    room = room_of(issued)
    room.focus_search()
    assert room.filters.words.box.hasFocus()


# --- a recommendation -----------------------------------------------------------------------------


def test_it_is_followed_up_closed_and_opened_again(issued: Driver) -> None:
    key = add(issued, "Do it")
    room_of(issued).open_one(key)
    issued.settle()
    page = issued.page(RecommendationPage)
    part = page.follow_up
    issued.click(part.tell)
    issued.click(part.add_note)
    assert part.text.error() == "Say what was reported."
    issued.qtbot.keyClicks(part.text.box, "Training is booked.")
    part.by.set_value("Police")
    issued.click(part.add_note)
    issued.settle()
    assert "1 February 2018  ·  Police\nTraining is booked." in issued.words()
    assert part.tell.hasFocus()
    issued.click(part.done)
    issued.click(part.close_it)
    assert part.result.error() == "Say what came of it."
    issued.qtbot.keyClicks(part.result.box, "All are trained.")
    issued.click(part.close_it)
    issued.settle()
    assert (kept(issued).state, kept(issued).result) == (
        RecommendationState.DONE,
        "All are trained.",
    )
    assert "Done, 1 February 2018" in issued.words()
    issued.click(part.reopen)
    issued.settle()
    assert kept(issued).state is RecommendationState.OPEN
    assert "It was done on 1 February 2018: All are trained." in issued.words()
    issued.click(part.withdraw)
    assert part.result.label.text() == "Why is it withdrawn?"


def test_typing_goes_on_while_it_is_kept(issued: Driver) -> None:
    key = add(issued, "Do")
    room_of(issued).open_one(key)
    issued.settle()
    page = issued.page(RecommendationPage)
    page.action.box.setFocus()
    issued.qtbot.keyClick(page.action.box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for letters in (" it", " well", " now"):
        issued.qtbot.keyClicks(page.action.box, letters)
        page.action.flush()
    issued.settle()
    assert page.action.value() == "Do it well now"
    assert kept(issued).action == "Do it well now"


def test_a_lead_is_chosen_from_those_before_and_the_agencies(issued: Driver) -> None:
    add(issued, "first", lead="Learning  and Improvement")
    key = add(issued, "second")
    room_of(issued).open_one(key)
    issued.settle()
    page = issued.page(RecommendationPage)
    page.leads.aboutToShow.connect(page.leads.hide)
    issued.click(page.suggest)
    offered = [action.text() for action in page.leads.actions()]
    assert offered == ["Learning and Improvement", "Police", "Health Visiting"]
    page.leads.actions()[0].trigger()
    issued.settle()
    assert kept(issued, key).lead == "Learning and Improvement"
    page.leads.close()


def test_names_are_marked_while_one_writes(issued: Driver) -> None:
    issued.go(ROOM, RecommendationsRoom)
    keys = Keys(issued)
    keys.push("Add a recommendation")
    page = issued.page(RecommendationPage)
    for name in ("Finding", "Action", "Outcome"):
        keys.fill(name, "Jane Smithson is to write.")
    boxes = [field.box for field in (page.finding, page.action, page.outcome)]
    issued.until(lambda: [[mark.length for mark in box._marks] for box in boxes] == [[13]] * 3)


def test_hostile_texts_are_kept_as_typed(issued: Driver) -> None:
    key = add(issued, HOSTILE, finding=HOSTILE, lead="=cmd()")
    room = room_of(issued)
    assert len(room.model.rows[1].title) < 500
    room.open_one(key)
    issued.settle()
    assert "<b>bold</b>[U+202E]" in issued.page(RecommendationPage).action.value()


@pytest.fixture
def answered(issued: Driver) -> Driver:
    """A desk with one return, and what the meeting noted."""
    scene = issued.scene
    issued.bring_in(package(scene, "Police", "police", [("T-1", full_form("No minutes came."))]))
    note(issued, "n1", Matter(Scope.CASE, "T-1"), "Meetings are quorate.")
    note(issued, "n2", Matter(Scope.CASE, "T-2"), "Meetings are quorate")
    note(issued, "n3", THE_AUDIT, "Review the policy.")
    return issued


def test_evidence_is_added_opened_and_taken_away(answered: Driver) -> None:
    key = add(answered, "Do it")
    room_of(answered).open_one(key)
    answered.settle()
    page = answered.page(RecommendationPage)
    answered.click(page.evidence.more)
    answered.settle()
    picker = answered.page(EvidencePage)
    assert not picker.take.isEnabled()
    answered.qtbot.keyClicks(picker.search.box, "policy")
    picker.search.flush()
    assert [each.isVisible() for each in picker.lists] == [False, True]
    for ticks, words in zip(picker.lists, ("Q1", "Review"), strict=True):
        picker.search.set_value("")
        picker.search.edited.emit("")
        assert ticks.cards is not None
        card = next(
            each for each in ticks.cards._cards.values()
            if words in each.choice.label + each.choice.definition
        )  # fmt: skip
        card.click()
    assert picker.take.text() == "Add 2 pieces"
    answered.click(picker.take)
    answered.settle()
    page = answered.page(RecommendationPage)
    assert kept(answered).evidence == (of_question("Q1"), of_note("n3"))
    assert "100% (1 of 1)" in answered.words()
    answered.click(page.evidence.opens[of_question("Q1")])
    answered.settle()
    comments = answered.page(CommentsPage)
    assert comments.back.text() == "The recommendation"
    answered.click(comments.back)
    answered.settle()
    page = answered.page(RecommendationPage)
    answered.click(page.evidence.takes[of_question("Q1")])
    answered.settle()
    assert kept(answered).evidence == (of_note("n3"),)
    with answered.scene.workspace.work() as work:
        work.meetings.drop_note(answered.desk.audit_id, "n3")
        work.commit()
    page.look()
    answered.settle()
    assert "It was taken away since." in answered.words()
    assert page.evidence.opens == {}


@pytest.mark.parametrize(
    ("evidence", "kind"),
    [(of_answer("T-1", "police", "Q1"), ReturnPage), (of_note("n3"), MeetingRoom)],
)
def test_what_is_behind_is_opened(
    answered: Driver, evidence: object, kind: type[ReturnPage] | type[MeetingRoom]
) -> None:
    found = new_recommendation(answered.desk.audit_id)
    with answered.scene.workspace.work() as work:
        work.recommendations.keep(replace(found, action="Do it", evidence=(evidence,)))  # type: ignore[arg-type]
        work.commit()
    room_of(answered).open_one(found.id)
    answered.settle()
    page = answered.page(RecommendationPage)
    answered.click(next(iter(page.evidence.opens.values())))
    answered.settle()
    answered.page(kind)


def test_to_dos_of_the_meeting_become_drafts(answered: Driver) -> None:
    room = room_of(answered)
    assert room.from_meeting.text() == "Take over 2 to-dos"
    answered.click(room.from_meeting)
    answered.settle()
    page = answered.page(ToDosPage)
    assert page.take.text() == "Make 2 recommendations"
    assert page.ticks is not None
    assert page.ticks.cards is not None
    page.ticks.cards.card("n3").click()
    answered.click(page.take)
    answered.settle()
    room = answered.page(RecommendationsRoom)
    assert actions(room) == ["All agencies", "Meetings are quorate."]
    assert room.model.rows[1].finding == "Noted at the meeting on cases A and B."
    assert room.list.hasFocus()
    assert room.list.current() == kept(answered).id
    assert kept(answered).evidence == (of_note("n1"), of_note("n2"))
    assert room.from_meeting.text() == "Take over 1 to-do"


def test_what_is_open_is_carried_on(issued: Driver) -> None:
    definition, tools = define(issued.scene.folder, "T-2017")
    text = definition.read_text(encoding="utf-8").replace("= 2018", "= 2017")
    definition.write_text(text, encoding="utf-8")
    before = define_audit(issued.scene.workspace, definition, tools).audit
    old = add(issued, "Still open", before.id, due=date(2017, 3, 1))
    room = room_of(issued)
    assert room.carry.text() == "Carry on earlier (1)"
    answered_before = waiting(issued)
    issued.click(room.carry)
    issued.settle()
    page = issued.page(CarryPage)
    assert not page.take.isEnabled()
    assert page.ticks is not None
    assert page.ticks.cards is not None
    page.ticks.cards.card(old).click()
    issued.click(page.take)
    issued.settle()
    room = issued.page(RecommendationsRoom)
    assert actions(room) == ["All agencies", "Still open"]
    assert "Carried from T-2017" in room.model.rows[1].facts
    assert room.list.hasFocus()
    assert waiting(issued) == answered_before == 1
    assert kept(issued, old).state is RecommendationState.CARRIED
    room.open_one(old)
    issued.settle()
    part = issued.page(RecommendationPage).follow_up
    assert not part.reopen.isVisible()
    assert "Carried into T-2018, where it goes on" in issued.words()


# --- files ----------------------------------------------------------------------------------------


def test_the_plan_is_exported(
    issued: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(issued, "=Do it", due=date(2018, 9, 1))
    room = room_of(issued)
    offered: list[str] = []
    for at, kind in enumerate(("ics", "xlsx")):
        to = tmp_path / f"plan.{kind}"

        def choose(*args: object, to: Path = to) -> tuple[str, str]:
            offered.append(Path(str(args[2])).name)
            return str(to), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
        room.menu.actions()[at].trigger()
        issued.settle()
    assert offered == ["T-2018 action plan.ics", "T-2018 action plan.xlsx"]
    assert "1 recommendation in “plan.xlsx”." in issued.words()
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Due: =Do it"]
    sheet = load_workbook(tmp_path / "plan.xlsx")["Action plan"]
    assert sheet["D2"].value == "=Do it"
    assert sheet["D2"].data_type == "s"


# --- the model ------------------------------------------------------------------------------------


def test_the_model_is_a_good_one(qtbot: QtBot) -> None:  # noqa: ARG001 - Qt must be there
    model = RecommendationsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.QtTest)
    today = date(2018, 6, 1)
    lines = [
        PlanLine(Recommendation(str(n), "a", "", f"Do {n}"), "T-1", "An audit", n) for n in range(3)
    ]
    model.show_audit(lines, today)
    model.show_audit([replace(lines[0], number=9), *lines[1:]], today)
    model.show_all(lines[1:], today)
    model.show_all([], today)
    assert model.rowCount() == 0
    del tester


def test_words_are_found_wherever_they_stand() -> None:
    found = Recommendation("1", "a", "Minutes", "Send them", ("p",), "Chair", outcome="Seen")
    line = PlanLine(found, "T-1", "An audit", 1, ("Police",))
    today = date(2018, 6, 1)
    for words in ("minutes SEND", "chair", "police", "seen t-1", ""):
        assert Narrowed(words=words).lets(line, today)
    assert not Narrowed(words="minutes zebra").lets(line, today)
    assert not Narrowed(state="done").lets(line, today)
