"""The meeting in a real window, by keys: noted, agreed, moved, put back, and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

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
from app.ui.pages.partnership.meeting.evidence import ANSWERS, JUDGEMENT, WORDS
from app.ui.pages.partnership.meeting.matter_page import MatterPage
from app.ui.pages.partnership.meeting.mode import MeetingMode
from app.ui.pages.partnership.meeting.room import MeetingRoom
from app.ui.pages.partnership.meeting.seen import RowKind
from tests.builders import clock
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene, round_scene

ROOM = 6
CASE_A = Matter(Scope.CASE, "T-1")
CASE_B = Matter(Scope.CASE, "T-2")
WORRIED, WELL, TO_DO = NoteHeading


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


def test_half_a_point_is_kept_without_a_key(answered: Driver) -> None:
    page = start(answered)
    write(answered, "Half a th")
    answered.until(lambda: bool(kept(answered).notes))
    assert texts(kept(answered), CASE_A, WORRIED) == ["Half a th"]
    write(answered, "ought")
    page.leave()
    assert texts(kept(answered), CASE_A, WORRIED) == ["Half a thought"]


def test_points_are_moved_taken_away_and_put_back(answered: Driver) -> None:
    page = start(answered)
    for text in ("one", "two", "three"):
        write(answered, text)
        press(answered, "Return")
    press(answered, "Up")
    press(answered, "Alt+Up")
    assert shown(page, WORRIED) == ["one", "three", "two"]
    press(answered, "Alt+Up")
    press(answered, "Alt+Up")
    assert shown(page, WORRIED) == ["three", "one", "two"]
    press(answered, "Alt+Shift+Right")
    assert shown(page, WELL) == ["three"]
    assert page.focusWidget().accessibleName() == "What’s going well? Point 1"
    press(answered, "Alt+Shift+Left")
    assert shown(page, WORRIED) == ["one", "two", "three"]
    press(answered, "Up")
    press(answered, "Ctrl+Del")
    assert shown(page, WORRIED) == ["one", "three"]
    assert texts(kept(answered), CASE_A, WORRIED) == ["one", "three"]
    press(answered, "Alt+Z")
    assert shown(page, WORRIED) == ["one", "two", "three"]
    assert texts(kept(answered), CASE_A, WORRIED) == ["one", "two", "three"]


def test_a_point_that_is_emptied_goes_when_it_is_left(answered: Driver) -> None:
    page = start(answered)
    write(answered, "one")
    press(answered, "Return")
    press(answered, "Up")
    press(answered, "Ctrl+A")
    press(answered, "Backspace")
    write(answered, "other words")
    press(answered, "Return")
    assert shown(page, WORRIED) == ["other words"]
    press(answered, "Up")
    press(answered, "Ctrl+A")
    press(answered, "Backspace")
    press(answered, "Return")
    assert shown(page, WORRIED) == []
    assert kept(answered).notes == ()


def test_whatever_is_typed_stands_as_it_was_typed(answered: Driver) -> None:
    page = start(answered)
    text = "<b>bold</b> =1+1 & 🧒🏽 " + "word " * 400
    QApplication.clipboard().setText(text)
    press(answered, "Ctrl+V")
    page.flush()
    assert texts(kept(answered), CASE_A, WORRIED) == [text]


def test_the_menu_of_a_point_does_the_same(answered: Driver) -> None:
    page = start(answered)
    write(answered, "one")
    press(answered, "Return")
    assert page.notes is not None
    line = page.notes.columns[WORRIED].lines[0]
    answered.click(line.bullet)
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
    answered.settle()
    assert shown(page, TO_DO) == ["one"]


def test_a_name_in_a_note_is_underlined(answered: Driver) -> None:
    page = start(answered)
    write(answered, "We asked Tom Baker about it.")
    press(answered, "Return")
    assert page.notes is not None
    box = page.notes.columns[WORRIED].lines[0].box
    answered.until(lambda: bool(box._marks))
    assert box._marks[0].about.startswith("Tom Baker")


def test_what_was_noted_is_there_on_the_way_back(answered: Driver) -> None:
    page = start(answered)
    write(answered, "one")
    press(answered, "PgDown")
    assert page.matter == CASE_B
    assert shown(page, WORRIED) == []
    press(answered, "PgUp")
    assert shown(page, WORRIED) == ["one"]
    press(answered, "Escape")
    room = answered.page(MeetingRoom)
    answered.settle()
    assert room.start.text() == "Start the meeting"  # nothing took any time yet
    assert "1 worried about" in room.tasks.row("0").row_task.hint


# --- time, and what is left -----------------------------------------------------------------------


def test_the_time_only_tells(answered: Driver) -> None:
    room = answered.go(ROOM, MeetingRoom)
    room.minutes.box.setFocus()
    answered.qtbot.keyClicks(room.minutes.box, "30")
    room.minutes.flush()
    page = start(answered)
    answered.scene.clock.now += timedelta(minutes=12)
    page.time.look()
    assert page.time.line.label.text() == "12 min here · 18 min left for 2 cases and 2 points"
    press(answered, "Alt+P")
    answered.scene.clock.now += timedelta(minutes=9)
    page.time.look()
    assert page.time.line.label.text().startswith("12 min here")
    press(answered, "Alt+P")
    answered.scene.clock.now += timedelta(minutes=20)
    page.time.look()
    words = page.time.line.label.text()
    assert words == "32 min here · 2 cases and 2 points to go, 2 min over the plan"
    press(answered, "Alt+T")
    assert not page.time.line.isVisible()
    page.floor.back()
    assert kept(answered).discussion(CASE_A).seconds == 32 * 60


def test_a_computer_that_slept_was_not_at_the_meeting(answered: Driver) -> None:
    page = start(answered)
    answered.scene.clock.now += timedelta(hours=9)
    page.floor.back()
    assert kept(answered).discussion(CASE_A).seconds == 0


def test_escape_leaves_full_screen_first(answered: Driver) -> None:
    page = start(answered)
    press(answered, "F11")
    assert answered.desk.window.isFullScreen()
    press(answered, "Escape")
    assert not answered.desk.window.isFullScreen()
    assert answered.page(MeetingMode) is page
    press(answered, "Escape")
    answered.page(MeetingRoom)


def test_the_keys_are_shown_on_a_sheet(answered: Driver) -> None:
    page = start(answered)
    page.nav.setFocus()
    answered.qtbot.keyClick(page.nav, Qt.Key.Key_Question)
    said = [label.text() for label in page.sheet.findChildren(QLabel)]
    assert "Put back what was taken away" in said
    page.sheet.close()


# --- the room -------------------------------------------------------------------------------------


def test_who_takes_part_by_role(answered: Driver) -> None:
    room = answered.go(ROOM, MeetingRoom)
    police, _health = room.attendance.rows
    police.who.box.setFocus()
    answered.qtbot.keyClicks(police.who.box, "Review Officer")
    police.who.flush()
    assert police.presence.value() == Presence.WHOLE.value
    answered.click(room.attendance.more)
    other = room.attendance.rows[-1]
    answered.qtbot.keyClicks(other.who.box, "Sarah Jones")
    other.who.flush()
    answered.until(other.warning.isVisible)
    other.who.box.selectAll()
    answered.qtbot.keyClicks(other.who.box, "Chair")
    other.who.flush()
    answered.until(lambda: not other.warning.isVisible())
    assert kept(answered).attendance == (
        Attendance("police", "Review Officer"),
        Attendance("", "Chair"),
    )
    answered.click(other.gone)
    assert kept(answered).attendance == (Attendance("police", "Review Officer"),)


def test_afterwards_a_matter_is_read_and_mended(answered: Driver) -> None:
    start(answered)
    write(answered, "one")
    press(answered, "Escape")
    answered.settle()
    answered.click(answered.page(MeetingRoom).tasks.row("0"))
    answered.settle()
    matter = answered.page(MatterPage)
    answered.click(matter.done)
    line = matter.notes.columns[WORRIED].lines[0]
    line.box.setFocus()
    line.box.selectAll()
    answered.qtbot.keyClicks(line.box, "one, and more")
    assert matter.judgement is not None
    assert matter.judgement.cards is not None
    answered.click(matter.judgement.cards.card("poor"))
    matter.judgement.dissent.box.setFocus()
    answered.qtbot.keyClicks(matter.judgement.dissent.box, "Police saw it as good")
    answered.key(matter, Qt.Key.Key_Escape)
    room = answered.page(MeetingRoom)
    meeting = kept(answered)
    assert [note.text for note in meeting.notes] == ["one, and more"]
    assert meeting.agreed == (Agreed("T-1", "poor", "", "Police saw it as good"),)
    row = room.tasks.row("0").row_task
    assert row.status == "discussed"
    assert "agreed: Poor" in row.hint


def test_a_nil_case_says_so(answered: Driver) -> None:
    page = start(answered)
    press(answered, "PgDown")
    note = page.evidence.answers.note.text()
    assert note == (
        "No full return is in for this case. Not known to Police. Not in from Health Visiting."
    )
    assert kept(answered).notes == ()
