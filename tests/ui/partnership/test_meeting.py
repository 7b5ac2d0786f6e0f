"""The meeting in a real window, by keys: noted, agreed, moved, put back, and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from app.domain.meeting import (
    THE_AUDIT,
    THE_PROCESS,
    Agreed,
    Attendance,
    Matter,
    Meeting,
    NoteHeading,
    Presence,
    Scope,
)
from app.services.hold_meeting import meeting_in_hand
from app.services.import_returns import import_returns
from app.ui.pages.partnership.meeting.evidence import ANSWERS, JUDGEMENT, WORDS
from app.ui.pages.partnership.meeting.matter_page import MatterPage
from app.ui.pages.partnership.meeting.mode import MeetingMode
from app.ui.pages.partnership.meeting.room import MeetingRoom
from app.ui.pages.partnership.meeting.seen import RowKind
from tests.builders import clock, full_form, nil_form
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene, package, round_scene

ROOM = 6
CASE_A = Matter(Scope.CASE, "T-1")
CASE_B = Matter(Scope.CASE, "T-2")
WORRIED, WELL, TO_DO = NoteHeading


@pytest.fixture
def ready(issued: Driver) -> Driver:
    """The small audit: the police answered one case, and do not know the other."""
    scene = issued.scene
    path = package(scene, "Police", "police", [("T-1", full_form()), ("T-2", nil_form())])
    (result,) = import_returns(scene.workspace, [path], clock=clock)
    assert scene.session is not None
    scene.session.tell(result.changes)
    issued.settle()
    return issued


def press(driver: Driver, keys: str) -> None:
    """Press keys wherever the keyboard is, and wait for what follows."""
    QTest.keySequence(QApplication.focusWidget() or driver.desk.window, QKeySequence(keys))
    driver.settle()


def write(driver: Driver, text: str) -> None:
    """Write where the keyboard is."""
    here = QApplication.focusWidget()
    assert isinstance(here, QTextEdit)
    driver.qtbot.keyClicks(here, text)


def start(driver: Driver) -> MeetingMode:
    """Start the meeting, by its button."""
    room = driver.go(ROOM, MeetingRoom)
    driver.until(room.start.isEnabled)
    driver.click(room.start)
    driver.settle()
    page = driver.page(MeetingMode)
    driver.desk.window.activateWindow()
    driver.qtbot.waitActive(driver.desk.window)
    return page


def kept(driver: Driver) -> Meeting:
    """What is in the workspace."""
    driver.settle()
    found = meeting_in_hand(driver.scene.workspace, driver.desk.audit_id, clock=clock)
    return found.meeting


def texts(meeting: Meeting, matter: Matter, heading: NoteHeading) -> list[str]:
    return [note.text for note in meeting.notes_on(matter, heading)]


def shown(page: MeetingMode, heading: NoteHeading) -> list[str]:
    assert page.notes is not None
    return page.notes.texts()[heading]


def everything_said(window: QWidget, page: MeetingMode) -> str:
    """Every word of the window: labels, texts, names for screen readers, and rows."""
    words = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window):
            words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            words += [widget.text()] if isinstance(widget, QLabel) else []
            words += [widget.toPlainText()] if isinstance(widget, QTextEdit) else []
    for pane in (page.evidence.answers, page.evidence.words):
        model = pane.list.rows
        for at in range(len(model.rows)):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                words.append(str(model.index(at).data(role)))
    return "\n".join(words)


# --- a whole meeting ------------------------------------------------------------------------------


def test_a_whole_meeting_by_keys(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> None:
    scene, audit = round_scene(tmp_path, finished=True)
    driver = open_desk(scene)
    page = start(driver)
    for case in audit.cases:
        matter = Matter(Scope.CASE, case.uin)
        assert page.matter == matter
        press(driver, "Alt+1")
        write(driver, "Minutes do not reach every agency.")
        press(driver, "Return")
        write(driver, "Health was not invited.")
        press(driver, "Alt+2")
        write(driver, "Prompt referral.")
        press(driver, "Alt+4")
        assert page.evidence.answers.list.hasFocus()
        differing = [row for row in page.evidence.answers.list.rows.rows if row.differs]
        assert differing
        assert page.evidence.answers.list.rows.rows[1] == differing[0]
        press(driver, "Return")
        assert page.evidence.answers.list.rows.rows[2].kind is RowKind.WORDS
        press(driver, "Alt+5")
        press(driver, "3")
        press(driver, "Alt+6")
        press(driver, "Space")
        scene.clock.now += timedelta(minutes=5)
        press(driver, "Ctrl+Return")
        press(driver, "PgDown")
    assert page.matter == THE_AUDIT
    press(driver, "Alt+5")
    press(driver, "Return")
    press(driver, "Ctrl+Return")
    press(driver, "Alt+Right")
    assert page.matter == THE_PROCESS
    press(driver, "Alt+3")
    write(driver, "Half a day next time.")
    press(driver, "Ctrl+Return")
    assert "Everything was discussed" in page.time.line.label.text()
    press(driver, "Escape")
    driver.page(MeetingRoom)
    meeting = kept(driver)
    for case in audit.cases:
        matter = Matter(Scope.CASE, case.uin)
        assert texts(meeting, matter, WORRIED) == [
            "Minutes do not reach every agency.",
            "Health was not invited.",
        ]
        assert texts(meeting, matter, WELL) == ["Prompt referral."]
        (taken,) = meeting.notes_on(matter, TO_DO)
        assert taken.evidence[0].uin == case.uin
        assert meeting.agreed_on(case.uin) == Agreed(case.uin, "outstanding")
        assert meeting.discussion(matter).done
        assert meeting.discussion(matter).seconds == 300
    (weak,) = meeting.notes_on(THE_AUDIT)
    assert weak.text == "Origin, religion and culture: 67% (18 of 27)"
    assert weak.evidence[0].key == "Q6"
    assert "Everything on the agenda was discussed." in driver.words()


def test_nothing_on_the_screen_says_who_a_child_is(
    tmp_path: Path, open_desk: Callable[[Scene], Driver]
) -> None:
    scene, audit = round_scene(tmp_path, finished=True)
    driver = open_desk(scene)
    page = start(driver)
    window = driver.desk.window
    for matter in page.agenda:
        page.go(matter)
        for view in (ANSWERS, WORDS, JUDGEMENT):
            page.look_at(view)
            answers = page.evidence.answers.list
            for at in reversed(range(len(answers.rows.rows))):
                answers.act(at)
            driver.settle()
            said = everything_said(window, page)
            for case in audit.cases:
                assert case.uin not in said
                assert case.initials not in said.split()
    assert not window._bar.isVisible()
    assert not window._side.isVisible()
    press(driver, "Escape")
    assert window._bar.isVisible()
    assert window._side.isVisible()


# --- notes ----------------------------------------------------------------------------------------


def test_half_a_point_is_kept_without_a_key(ready: Driver) -> None:
    page = start(ready)
    write(ready, "Half a th")
    ready.until(lambda: bool(kept(ready).notes))
    assert texts(kept(ready), CASE_A, WORRIED) == ["Half a th"]
    write(ready, "ought")
    page.leave()
    assert texts(kept(ready), CASE_A, WORRIED) == ["Half a thought"]


def test_points_are_moved_taken_away_and_put_back(ready: Driver) -> None:
    page = start(ready)
    for text in ("one", "two", "three"):
        write(ready, text)
        press(ready, "Return")
    press(ready, "Up")
    press(ready, "Alt+Up")
    assert shown(page, WORRIED) == ["one", "three", "two"]
    press(ready, "Alt+Up")
    press(ready, "Alt+Up")
    assert shown(page, WORRIED) == ["three", "one", "two"]
    press(ready, "Alt+Shift+Right")
    assert shown(page, WELL) == ["three"]
    assert page.focusWidget().accessibleName() == "What’s going well? Point 1"
    press(ready, "Alt+Shift+Left")
    assert shown(page, WORRIED) == ["one", "two", "three"]
    press(ready, "Up")
    press(ready, "Ctrl+Del")
    assert shown(page, WORRIED) == ["one", "three"]
    assert texts(kept(ready), CASE_A, WORRIED) == ["one", "three"]
    press(ready, "Alt+Z")
    assert shown(page, WORRIED) == ["one", "two", "three"]
    assert texts(kept(ready), CASE_A, WORRIED) == ["one", "two", "three"]


def test_a_point_that_is_emptied_goes_when_it_is_left(ready: Driver) -> None:
    page = start(ready)
    write(ready, "one")
    press(ready, "Return")
    press(ready, "Up")
    press(ready, "Ctrl+A")
    press(ready, "Backspace")
    write(ready, "other words")
    press(ready, "Return")
    assert shown(page, WORRIED) == ["other words"]
    press(ready, "Up")
    press(ready, "Ctrl+A")
    press(ready, "Backspace")
    press(ready, "Return")
    assert shown(page, WORRIED) == []
    assert kept(ready).notes == ()


def test_whatever_is_typed_stands_as_it_was_typed(ready: Driver) -> None:
    page = start(ready)
    text = "<b>bold</b> =1+1 & 🧒🏽 " + "word " * 400
    QApplication.clipboard().setText(text)
    press(ready, "Ctrl+V")
    page.flush()
    assert texts(kept(ready), CASE_A, WORRIED) == [text]


def test_the_menu_of_a_point_does_the_same(ready: Driver) -> None:
    page = start(ready)
    write(ready, "one")
    press(ready, "Return")
    assert page.notes is not None
    line = page.notes.columns[WORRIED].lines[0]
    ready.click(line.bullet)
    assert line.menu is not None
    names = [action.text() for action in line.menu.actions() if action.text()]
    assert names == [
        "Move to “going well”",
        "Move to “to do”",
        "Move up",
        "Move down",
        "Take it away",
    ]
    line.menu.actions()[1].trigger()
    line.menu.close()
    ready.settle()
    assert shown(page, TO_DO) == ["one"]


def test_a_name_in_a_note_is_underlined(ready: Driver) -> None:
    page = start(ready)
    write(ready, "We asked Tom Baker about it.")
    press(ready, "Return")
    assert page.notes is not None
    box = page.notes.columns[WORRIED].lines[0].box
    ready.until(lambda: bool(box._marks))
    assert box._marks[0].about.startswith("Tom Baker")


def test_what_was_noted_is_there_on_the_way_back(ready: Driver) -> None:
    page = start(ready)
    write(ready, "one")
    press(ready, "PgDown")
    assert page.matter == CASE_B
    assert shown(page, WORRIED) == []
    press(ready, "PgUp")
    assert shown(page, WORRIED) == ["one"]
    press(ready, "Escape")
    room = ready.page(MeetingRoom)
    ready.settle()
    assert room.start.text() == "Start the meeting"  # nothing took any time yet
    assert "1 worried about" in room.tasks.row("0").row_task.hint


# --- time, and what is left -----------------------------------------------------------------------


def test_the_time_only_tells(ready: Driver) -> None:
    room = ready.go(ROOM, MeetingRoom)
    room.minutes.box.setFocus()
    ready.qtbot.keyClicks(room.minutes.box, "30")
    room.minutes.flush()
    page = start(ready)
    ready.scene.clock.now += timedelta(minutes=12)
    page.time.look()
    assert page.time.line.label.text() == "12 min here · 18 min left for 2 cases and 2 points"
    press(ready, "Alt+P")
    ready.scene.clock.now += timedelta(minutes=9)
    page.time.look()
    assert page.time.line.label.text().startswith("12 min here")
    press(ready, "Alt+P")
    ready.scene.clock.now += timedelta(minutes=20)
    page.time.look()
    words = page.time.line.label.text()
    assert words == "32 min here · 2 cases and 2 points to go, 2 min over the plan"
    press(ready, "Alt+T")
    assert not page.time.line.isVisible()
    page.floor.back()
    assert kept(ready).discussion(CASE_A).seconds == 32 * 60


def test_a_computer_that_slept_was_not_at_the_meeting(ready: Driver) -> None:
    page = start(ready)
    ready.scene.clock.now += timedelta(hours=9)
    page.floor.back()
    assert kept(ready).discussion(CASE_A).seconds == 0


def test_escape_leaves_full_screen_first(ready: Driver) -> None:
    page = start(ready)
    press(ready, "F11")
    assert ready.desk.window.isFullScreen()
    press(ready, "Escape")
    assert not ready.desk.window.isFullScreen()
    assert ready.page(MeetingMode) is page
    press(ready, "Escape")
    ready.page(MeetingRoom)


def test_the_keys_are_shown_on_a_sheet(ready: Driver) -> None:
    page = start(ready)
    page.nav.setFocus()
    ready.qtbot.keyClick(page.nav, Qt.Key.Key_Question)
    said = [label.text() for label in page.sheet.findChildren(QLabel)]
    assert "Put back what was taken away" in said
    page.sheet.close()


# --- the room -------------------------------------------------------------------------------------


def test_who_takes_part_by_role(ready: Driver) -> None:
    room = ready.go(ROOM, MeetingRoom)
    police, _health = room.attendance.rows
    police.who.box.setFocus()
    ready.qtbot.keyClicks(police.who.box, "Review Officer")
    police.who.flush()
    assert police.presence.value() == Presence.WHOLE.value
    ready.click(room.attendance.more)
    other = room.attendance.rows[-1]
    ready.qtbot.keyClicks(other.who.box, "Sarah Jones")
    other.who.flush()
    ready.until(other.warning.isVisible)
    other.who.box.selectAll()
    ready.qtbot.keyClicks(other.who.box, "Chair")
    other.who.flush()
    ready.until(lambda: not other.warning.isVisible())
    assert kept(ready).attendance == (
        Attendance("police", "Review Officer"),
        Attendance("", "Chair"),
    )
    ready.click(other.gone)
    assert kept(ready).attendance == (Attendance("police", "Review Officer"),)


def test_afterwards_a_matter_is_read_and_mended(ready: Driver) -> None:
    start(ready)
    write(ready, "one")
    press(ready, "Escape")
    ready.settle()
    ready.click(ready.page(MeetingRoom).tasks.row("0"))
    ready.settle()
    matter = ready.page(MatterPage)
    ready.click(matter.done)
    line = matter.notes.columns[WORRIED].lines[0]
    line.box.setFocus()
    line.box.selectAll()
    ready.qtbot.keyClicks(line.box, "one, and more")
    assert matter.judgement is not None
    assert matter.judgement.cards is not None
    ready.click(matter.judgement.cards.card("poor"))
    matter.judgement.dissent.box.setFocus()
    ready.qtbot.keyClicks(matter.judgement.dissent.box, "Police saw it as good")
    ready.key(matter, Qt.Key.Key_Escape)
    room = ready.page(MeetingRoom)
    meeting = kept(ready)
    assert [note.text for note in meeting.notes] == ["one, and more"]
    assert meeting.agreed == (Agreed("T-1", "poor", "", "Police saw it as good"),)
    row = room.tasks.row("0").row_task
    assert row.status == "discussed"
    assert "agreed: Poor" in row.hint


def test_a_nil_case_says_so(ready: Driver) -> None:
    page = start(ready)
    press(ready, "PgDown")
    note = page.evidence.answers.note.text()
    assert note == (
        "No full return is in for this case. Not known to Police. Not in from Health Visiting."
    )
    assert kept(ready).notes == ()
