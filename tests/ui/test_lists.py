"""Side panes, tables, task lists, summaries, dropped files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui.theme import Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.drop_zone import DropZone
from app.ui.widgets.error_summary import Entry, ErrorSummary
from app.ui.widgets.fields import LineField
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import body_text
from app.ui.widgets.navigation import Mark, NavHead, NavSection, NavStep, SideNav, StepNav
from app.ui.widgets.surfaces import Page, Popover, ReadingColumn
from app.ui.widgets.task_list import Task, TaskList
from tests.ui.helpers import shown
from tests.ui.specimens import PLACES, TrackerModel, sections


def test_arrows_look_around_and_return_goes_there(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    nav = SideNav(PLACES, "tracker")
    shown(qtbot, nav)
    qtmodeltester.check(nav.view.model())
    nav.setFocus()
    with qtbot.assertNotEmitted(nav.chosen, wait=20):
        QTest.keyClick(nav.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(nav.chosen) as sent:
        QTest.keyClick(nav.view, Qt.Key.Key_Return)
    assert sent.args == ["findings"]
    spot = nav.view.visualRect(nav.view.index_of("inbox")).center()
    with qtbot.waitSignal(nav.chosen) as sent:
        QTest.mouseClick(nav.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert sent.args == ["inbox"]


def test_the_side_pane_is_heard(qtbot: QtBot) -> None:
    nav = SideNav(PLACES, "tracker")
    shown(qtbot, nav)
    heard = QAccessible.queryAccessibleInterface(nav.view)
    assert heard.text(QAccessible.Text.Name) == "Places"
    names = [heard.child(n).text(QAccessible.Text.Name) for n in range(heard.childCount())]
    assert "Inbox, 2 waiting" in names


def test_the_current_step_is_marked_and_in_sight(qtbot: QtBot) -> None:
    steps = tuple(NavStep(f"Q{n}", f"Question {n}", f"Q{n}", Mark.NOT_YET) for n in range(1, 61))
    way = [NavSection("qa", "QA", steps=steps)]
    nav = StepNav(NavHead("Case B · JS", done=9, total=60), way)
    nav.setFixedHeight(400)
    shown(qtbot, nav)
    nav.set_current("Q55")
    rect = nav.view.visualRect(nav.view.index_of("Q55"))
    qtbot.waitUntil(
        lambda: nav.view.viewport().rect().contains(nav.view.visualRect(nav.view.index_of("Q55")))
    )
    assert rect.height() >= 30
    row = next(row for row in nav.view.rows() if row.key == "Q55")
    assert row.icon == "dot"
    assert row.spoken == "Q55 Question 55, not yet, here"
    nav.set_sections(way, "Q3")
    assert [row.key for row in nav.view.rows() if row.icon == "dot"] == ["Q3"]


def test_moving_on_gives_a_step_its_own_mark_back(qtbot: QtBot) -> None:
    nav = StepNav(NavHead("Case B · JS"), sections(), "Q4")
    shown(qtbot, nav)
    nav.set_current("Q5")
    marks = {row.key: row.icon for row in nav.view.rows()}
    assert marks["Q5"] == "dot"
    assert marks["Q4"] == "exclamation"


def test_a_section_leads_to_its_first_step(qtbot: QtBot) -> None:
    nav = StepNav(NavHead("Case B · JS"), sections(), "Q6")
    shown(qtbot, nav, height=800)
    spot = nav.view.visualRect(nav.view.index_of("qa")).center()
    with qtbot.waitSignal(nav.chosen) as sent:
        QTest.mouseClick(nav.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert sent.args == ["Q1"]


def test_a_cell_is_opened_by_click_and_by_return(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    table = GridTable("Returns", row_headers=True, corner="Case")
    model = TrackerModel(table)
    qtmodeltester.check(model)
    table.setModel(model)
    shown(qtbot, table, width=1100)
    spot = table.visualRect(model.index(1, 1)).center()
    with qtbot.waitSignal(table.opened) as sent:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    opened: QModelIndex = sent.args[0]
    assert (opened.row(), opened.column()) == (1, 1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right)
    with qtbot.waitSignal(table.opened) as sent:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert sent.args[0].column() == 2


def test_columns_share_the_room_or_scroll(qtbot: QtBot) -> None:
    table = GridTable("Returns", row_headers=True, corner="Case")
    table.setModel(TrackerModel(table))
    page = shown(qtbot, table, width=1300)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
    page.resize(600, 600)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    assert table.height() >= 6 * 46


def test_a_task_is_opened_and_arrows_pass_what_is_off(qtbot: QtBot) -> None:
    tasks = TaskList(
        [Task("a", "A"), Task("b", "B", enabled=False), Task("c", "C", status="Done")], "Forms"
    )
    shown(qtbot, tasks)
    tasks.row("a").setFocus()
    QTest.keyClick(tasks.row("a"), Qt.Key.Key_Down)
    assert tasks.row("c").hasFocus()
    with qtbot.waitSignal(tasks.opened) as sent:
        QTest.keyClick(tasks.row("c"), Qt.Key.Key_Return)
    assert sent.args == ["c"]
    kept = tasks.row("c")
    tasks.set_tasks([Task("a", "A"), Task("b", "B"), Task("c", "C", status="Sealed")])
    assert tasks.row("c") is kept
    assert kept.hasFocus()
    assert kept.accessibleName() == "C, Sealed"


def test_an_entry_of_the_summary_leads_to_its_place(qtbot: QtBot) -> None:
    summary = ErrorSummary([Entry("name", "Enter your name."), Entry("q6", "Answer question 6.")])
    shown(qtbot, summary)
    assert summary.accessibleName() == "There is a problem. Enter your name. Answer question 6."
    with qtbot.waitSignal(summary.entry_chosen) as sent:
        QTest.mouseClick(summary.links()[1], Qt.MouseButton.LeftButton)
    assert sent.args == ["q6"]
    summary.links()[0].setFocus()
    with qtbot.waitSignal(summary.entry_chosen) as sent:
        QTest.keyClick(summary.links()[0], Qt.Key.Key_Space)
    assert sent.args == ["name"]
    summary.set_entries([])
    assert not summary.isVisible()


def test_a_banner_is_acted_on(qtbot: QtBot) -> None:
    banner = Banner(Tone.ATTENTION, "3 returns are late.", action="Prepare chasers")
    shown(qtbot, banner)
    assert banner.accessibleName() == "Needs a look: 3 returns are late."
    assert banner.button is not None
    with qtbot.waitSignal(banner.acted):
        QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)


def test_dropped_files_arrive_and_folders_do_not(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone("Drop the returns here")
    shown(qtbot, zone)
    one = tmp_path / "a return.paudit"
    one.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (one, tmp_path)])
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(zone.files_dropped) as sent:
        zone.dropEvent(drop)
    assert sent.args == [[one]]


def test_files_are_chosen_where_they_are_saved_from_an_email(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[str] = []
    one = tmp_path / "post" / "a return.paudit"

    def choose(_parent: object, _title: str, begin: str, _kinds: str) -> tuple[list[str], str]:
        began.append(begin)
        return [str(one)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "Downloads").mkdir()
    zone = DropZone("Drop the returns here")
    shown(qtbot, zone)
    for _ in range(2):
        with qtbot.waitSignal(zone.files_dropped) as sent:
            QTest.mouseClick(zone.button, Qt.MouseButton.LeftButton)
        assert sent.args == [[one]]
    downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    first = downloads if Path(downloads).is_dir() else str(Path.home())
    assert began == [first, str(one.parent)]


def test_the_focus_is_scrolled_into_sight(qtbot: QtBot) -> None:
    column = ReadingColumn()
    fields = [LineField(f"Field {n}") for n in range(20)]
    for field in fields:
        column.add(field)
    page = shown(qtbot, column, height=400)
    column.setFixedHeight(300)
    fields[19].setFocus()
    box = fields[19].box
    qtbot.waitUntil(
        lambda: column.viewport().rect().contains(box.mapTo(column.viewport(), box.rect().center()))
    )
    assert page.isVisible()


def test_a_box_for_long_texts_is_scrolled_into_sight_as_a_whole(qtbot: QtBot) -> None:
    column = ReadingColumn()
    field, text = LineField("Before it"), GrowingText("What did you find?", least_lines=5)
    for widget in (body_text("Much to read. " * 60), field, text, body_text("More. " * 400)):
        column.add(widget)
    shown(qtbot, column, height=400)
    column.setFixedHeight(300)
    field.setFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Tab)
    assert text.box.hasFocus()
    qtbot.waitUntil(lambda: text.box.visibleRegion().boundingRect() == text.box.rect())


def test_nothing_moves_from_under_the_pointer_that_presses_it(qtbot: QtBot) -> None:
    column = ReadingColumn()
    buttons = [secondary_button(f"Button {n}") for n in range(20)]
    for button in buttons:
        column.add(button)
    page = shown(qtbot, column, height=400)
    column.setFixedHeight(300)
    QApplication.processEvents()
    seen = [b for b in buttons if not b.visibleRegion().isEmpty()]
    last = seen[-1]  # at the lower edge, where the keyboard would scroll further
    window = page.window().windowHandle()
    at = last.mapTo(page.window(), last.visibleRegion().boundingRect().center())
    with qtbot.waitSignal(last.clicked):
        QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
        QApplication.processEvents()
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=at)
    assert last.hasFocus()
    assert column.verticalScrollBar().value() == 0


def test_text_is_plain_selected_and_copied(qtbot: QtBot) -> None:
    label = body_text("<b>not bold</b> & more\u202e", selectable=True)
    shown(qtbot, label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>not bold</b> & more[U+202E]"
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == label.text()
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=label.lines_rect().topLeft())
    QTest.mouseMove(label, label.lines_rect().center())
    assert label.heightForWidth(60) > label.heightForWidth(600)


def test_a_popover_stays_on_the_screen_and_escape_closes_it(qtbot: QtBot) -> None:
    label = body_text("Use the role instead.")
    page = shown(qtbot, label)
    popover = Popover(page, "A name")
    popover.body.addWidget(body_text("“Mrs Okonkwo” looks like a person’s name."))
    popover.open_at(page.screen().availableGeometry().bottomRight())
    assert page.screen().availableGeometry().contains(popover.geometry())
    gone = popover.destroyed
    with qtbot.waitSignal(gone):
        QTest.keyClick(popover, Qt.Key.Key_Escape)


def test_the_buttons_of_a_page_stay_in_sight(qtbot: QtBot) -> None:
    page = Page()
    for number in range(40):
        page.add(body_text(f"Paragraph {number}"))
    page.end()
    go = primary_button("Continue")
    page.set_buttons(secondary_button("Back"), go)
    page.resize(700, 400)
    qtbot.addWidget(page)
    page.show()
    assert page.rect().contains(go.mapTo(page, go.rect().bottomRight()))
    page.set_buttons(go)
    assert go.isVisible()
