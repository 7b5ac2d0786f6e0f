"""Help: F1 on every page and back, topics, shortcuts, guidance notes, the guide, the first tour."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context
from app.domain.interview import ABOUT, CHECK
from app.domain.shortcuts import SHORTCUTS
from app.services.context import WindowRequest
from app.services.crash_log import write_crash_log
from app.services.first_tour import tour_was_seen
from app.services.help_texts import TROUBLE, help_topics
from app.ui.application import Program
from app.ui.interview.editors import ChoiceEditor
from app.ui.interview.guard_menu import GuardMenu
from app.ui.interview.interview import Interview
from app.ui.messages import Sheet
from app.ui.pages import agency
from app.ui.pages.agency import help_places
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.desk import AgencyDesk
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.sent_page import SentPage
from app.ui.pages.agency.surroundings import HELP
from app.ui.pages.help.pages import HelpListPage, HelpTopicPage
from app.ui.pages.pdf_file import FileSheet
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.picture_view import PictureView
from app.ui.widgets.tour import Tour
from tests.builders import clock, small_tool
from tests.flow.desks import PASSPHRASE, agency_desk, start_round
from tests.ui.agency.scene import Scene, use_tool


def f1(scene: Scene) -> None:
    scene.key(Qt.Key.Key_F1)


def topic(scene: Scene) -> str:
    return scene.page(HelpTopicPage).topic.id


def words(page: HelpListPage | HelpTopicPage) -> list[str]:
    return [label.text() for label in page.findChildren(TextLabel) if label.isVisibleTo(page)]


# --- there and back ---------------------------------------------------------------------------


def test_f1_on_an_empty_desk_and_back(scene: Scene) -> None:
    before = scene.focus()
    f1(scene)
    page = scene.page(HelpTopicPage)
    assert page.topic.id == "open-your-pack"
    assert scene.focus() is page.back
    assert page.back.text() == "Back to My audits"
    scene.key(Qt.Key.Key_Return)
    scene.page(HomePage)
    assert scene.focus() is before


@pytest.mark.parametrize(
    ("step", "expected"),
    [(ABOUT, "look-back"), ("Q1", "answer-the-questions"), (CHECK, "check-your-answers")],
)
def test_f1_in_a_form_loses_nothing(opened: Scene, step: str, expected: str) -> None:
    interview = opened.open_case("T-1", step)
    before = opened.focus()
    f1(opened)
    assert topic(opened) == expected
    assert opened.page(HelpTopicPage).back.text() == "Back to Case A · JS"
    opened.key(Qt.Key.Key_Escape)
    assert opened.page(Interview) is interview
    assert interview.step == step
    assert interview.nav.isVisible()
    assert opened.focus() is before


def test_what_was_being_written_goes_on_where_it_stopped(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    box = opened.question.blocks()[0].comment.box
    box.setFocus()
    opened.write("Half a sent")
    f1(opened)
    opened.key(Qt.Key.Key_Escape)
    assert opened.focus() is box
    opened.write("ence")
    opened.interview.flush()
    assert opened.stored("T-1").answer("Q1").comment == "Half a sentence"


def test_f1_fits_the_other_pages(opened: Scene) -> None:
    f1(opened)
    assert topic(opened) == "the-cases"
    opened.key(Qt.Key.Key_Escape)
    opened.page(AuditPage)
    opened.desk.show_sealing()
    opened.settle()
    f1(opened)
    assert topic(opened) == "seal-and-send"
    opened.key(Qt.Key.Key_Escape)
    assert opened.window.page() is opened.desk.sealing.page
    opened.desk.show_sent()
    opened.settle()
    f1(opened)
    assert topic(opened) == "after-sending"
    opened.key(Qt.Key.Key_Escape)
    opened.page(SentPage)


def test_every_topic_of_a_page_exists(opened: Scene) -> None:
    ids = {one.id for one in help_topics(opened.session.context.resources)}
    named = {place.topic for place in help_places._PLACES.values()}
    assert named | set(help_places._STEPS.values()) <= ids


def test_every_page_of_the_desk_has_its_topic() -> None:
    pages: set[str] = set()
    for module in pkgutil.iter_modules(agency.__path__, f"{agency.__name__}."):
        found = vars(import_module(module.name)).items()
        pages |= {
            name
            for name, one in found
            if name.endswith("Page") and isinstance(one, type) and one.__module__ == module.name
        }
    not_shown = {"DeskPage", "FilePage", "LookPage"}
    assert {name for name in pages - not_shown if name[0] != "_"} == set(help_places._PLACES)


def test_f1_within_help_leads_to_all_topics_and_escape_out_of_it(opened: Scene) -> None:
    f1(opened)
    f1(opened)
    page = opened.page(HelpListPage)
    opened.key(Qt.Key.Key_Escape)
    opened.page(AuditPage)
    opened.window.place_chosen.emit(HELP)
    opened.settle()
    assert opened.page(HelpListPage) is page


def test_help_from_its_button_leads_back_to_the_control_before(opened: Scene) -> None:
    row = opened.page(AuditPage).cases.row("T-2").row
    row.setFocus()
    opened.click(opened.window.help_button)
    opened.key(Qt.Key.Key_Escape)
    assert opened.focus() is row


def test_another_place_is_left_for_as_ever(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    f1(opened)
    opened.window.place_chosen.emit("audits")
    opened.settle()
    opened.page(HomePage)
    assert opened.desk.interview is None
    f1(opened)
    assert opened.page(HelpTopicPage).back.text() == "Back to My audits"


def test_f1_stays_when_something_asked_for_before_arrives(opened: Scene) -> None:
    opened.desk.show_home()
    opened.settle()
    opened.desk.show_audit(opened.desk.views[0].audit.id)
    opened.desk.help.show_list()
    opened.settle()
    opened.page(HelpListPage)


def test_a_locked_desk_has_no_help(opened: Scene) -> None:
    assert opened.window.help_button.isVisible()
    opened.close()
    assert not opened.window.help_button.isVisible()
    opened.window.help_asked.emit()


# --- topics -----------------------------------------------------------------------------------


def test_a_topic_is_found_by_its_words(scene: Scene) -> None:
    scene.desk.help.show_list()
    scene.settle()
    page = scene.page(HelpListPage)
    everything = set(page.rows)
    scene.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert scene.focus() is page.search.box
    scene.write("stop unknown files")
    page.search.flush()
    assert set(page.rows) == {"seal-and-send"}
    assert "1 topic with “stop unknown files”" in words(page)
    scene.key(Qt.Key.Key_Return)
    assert topic(scene) == "seal-and-send"
    scene.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    scene.write("zebra")
    page.search.flush()
    scene.settle()
    assert page.rows == {}
    assert any("No topic holds “zebra”" in text for text in words(page))
    scene.key(Qt.Key.Key_Escape)
    scene.desk.help.show_list()
    scene.settle()
    assert page.search.value() == ""
    assert set(page.rows) == everything, "the next visit begins with all of them"


def test_a_topic_shows_all_that_it_says(scene: Scene) -> None:
    for one in help_topics(scene.session.context.resources):
        scene.desk.help._read(lambda one=one: scene.desk.help.show_topic(one.id))  # type: ignore[misc]
        scene.settle()
        page = scene.page(HelpTopicPage)
        assert {text for text in one.texts() if text} <= set(words(page))
        pictures = [view.accessibleName() for view in page.findChildren(PictureView)]
        assert pictures == ([one.picture.alt] if one.picture else [])


def test_a_long_topic_is_read_to_its_end_by_keyboard(opened: Scene) -> None:
    f1(opened)
    bar = opened.page(HelpTopicPage).verticalScrollBar()
    assert bar.maximum() > 0
    for _ in range(9):
        opened.key(Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()


def test_tab_goes_through_the_list_from_top_to_bottom(scene: Scene) -> None:
    scene.desk.help.show_list()
    scene.settle()
    page = scene.page(HelpListPage)
    assert scene.focus() is page.back
    expected = [page.search.box, *page.rows.values(), page.guide]
    for control in expected:
        scene.key(Qt.Key.Key_Tab)
        assert scene.focus() is control


def test_the_guidance_notes_of_the_audit_are_whole(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = ("Look at the <b>child</b>.", "Grades:\nGood – well done")
    use_tool(monkeypatch, replace(small_tool(), guidance=notes))
    round_ = start_round(tmp_path / "round")
    scene.open_pack(round_.pack("Police"))
    round_.partnership.close()
    f1(scene)
    page = scene.page(HelpTopicPage)
    scene.click(page.near.row("guidance-notes0"))
    page = scene.page(HelpTopicPage)
    assert page.topic.title == "Guidance notes: A small audit"
    assert set(notes) <= set(words(page))
    labels = [label for label in page.findChildren(QLabel) if label.text() == notes[0]]
    assert labels[0].textFormat() is Qt.TextFormat.PlainText


def test_an_audit_without_guidance_notes_has_no_topic_for_them(opened: Scene) -> None:
    opened.desk.help.show_list()
    opened.settle()
    assert not [key for key in opened.page(HelpListPage).rows if key.startswith("guidance")]


def test_the_reports_of_failures_are_found_through_help(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[str] = []

    def take(url: QUrl) -> bool:
        urls.append(url.toLocalFile())
        return len(urls) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", take)

    def open_topic() -> HelpTopicPage:
        scene.desk.help._read(lambda: scene.desk.help.show_topic(TROUBLE))
        scene.settle()
        return scene.page(HelpTopicPage)

    assert "No report was written on this computer so far." in words(open_topic())
    log = write_crash_log(tmp_path / "logs", ValueError("invented"), clock())
    assert log is not None
    page = open_topic()
    assert "1 report was written on this computer." in words(page)
    found = [one for one in page.findChildren(Button) if one.text() == "Show the reports"]
    scene.click(found[0])
    assert urls == [str(log.parent)]
    said: list[str] = []

    def told(sheet: Sheet) -> None:
        said.append(sheet.accessibleName())
        sheet.accept()

    scene.in_dialog(Sheet, told, lambda: scene.click(found[0]))
    assert said == ["“logs” did not open."]


# --- shortcuts ----------------------------------------------------------------------------------


def press(scene: Scene, keys: str) -> None:
    QTest.keySequence(scene.focus(), QKeySequence(keys))
    scene.settle()


def _help(scene: Scene, keys: str) -> None:
    press(scene, keys)
    scene.page(HelpTopicPage)


def _back(scene: Scene, keys: str) -> None:
    f1(scene)
    press(scene, keys)
    scene.page(AuditPage)


def _search(scene: Scene, keys: str) -> None:
    f1(scene)
    press(scene, keys)
    assert scene.focus() is scene.page(HelpListPage).search.box


def _lock(scene: Scene, keys: str) -> None:
    with scene.qtbot.waitSignal(scene.window.lock_asked):
        press(scene, keys)


def _move(scene: Scene, keys: str) -> None:
    row = scene.page(AuditPage).cases.row("T-2").row
    row.setFocus()
    press(scene, keys)
    assert scene.focus() is not row


def _press_row(scene: Scene, keys: str) -> None:
    press(scene, keys)
    scene.page(Interview)


def _rows(scene: Scene, keys: str) -> None:
    cases = scene.page(AuditPage).cases
    start, end = ("T-1", "T-2") if keys == "Down" else ("T-2", "T-1")
    cases.row(start).row.setFocus()
    press(scene, keys)
    assert scene.focus() is cases.row(end).row


def _options(scene: Scene, keys: str) -> None:
    row = scene.page(AuditPage).cases.row("T-1")
    start, end = (row.row, row.more) if keys == "Right" else (row.more, row.row)
    start.setFocus()
    press(scene, keys)
    assert scene.focus() is end


def _turn(scene: Scene, keys: str, end: str) -> None:
    scene.open_case("T-1", "Q1")
    press(scene, keys)
    assert scene.interview.step == end


def _choice(scene: Scene) -> ChoiceEditor:
    scene.open_case("T-1", "Q1")
    editor = scene.question.blocks()[0].editors[0]
    assert isinstance(editor, ChoiceEditor)
    return editor


def _letter(scene: Scene, keys: str) -> None:
    editor = _choice(scene)
    press(scene, keys)
    assert editor.cards.value() == {"Y": "yes", "N": "no", "A": "na"}[keys]


def _clear(scene: Scene, keys: str) -> None:
    editor = _choice(scene)
    press(scene, "Y")
    press(scene, keys)
    assert editor.cards.value() == ""


def _undo(scene: Scene, keys: str, *, redo: str = "") -> None:
    scene.open_case("T-1", "Q1")
    box = scene.question.blocks()[0].comment.box
    box.setFocus()
    scene.write("x")
    press(scene, keys)
    assert box.toPlainText() == ""
    if redo:
        press(scene, redo)
        assert box.toPlainText() == "x"


def _mark(scene: Scene, keys: str) -> None:
    scene.open_case("T-1", "Q1")
    box = scene.question.blocks()[0].comment.box
    box.setFocus()
    scene.write("PK attended.")
    scene.qtbot.waitUntil(lambda: box.mark_at(1) is not None)
    cursor = box.textCursor()
    cursor.setPosition(1)
    box.setTextCursor(cursor)
    press(scene, keys)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, GuardMenu)
    menu.close()


PROBES: dict[str, Callable[[Scene, str], None]] = {
    "help": _help,
    "back from help": _back,
    "search": _search,
    "lock": _lock,
    "move": _move,
    "press": _press_row,
    "rows": _rows,
    "options": _options,
    "next": lambda scene, keys: _turn(scene, keys, "Q2"),
    "previous": lambda scene, keys: _turn(scene, keys, ABOUT),
    "letters": _letter,
    "clear": _clear,
    "undo": _undo,
    "mark": _mark,
    "redo": lambda scene, keys: _undo(scene, "Ctrl+Z", redo=keys),
}
LISTED = [(one.id, keys) for _title, some in SHORTCUTS for one in some for keys in one.keys]


@pytest.mark.parametrize(("shortcut", "keys"), LISTED)
def test_every_listed_shortcut_does_what_is_said(opened: Scene, shortcut: str, keys: str) -> None:
    PROBES[shortcut](opened, keys)


def test_the_table_lists_them_all(opened: Scene) -> None:
    opened.desk.help._read(lambda: opened.desk.help.show_topic("keyboard"))
    opened.settle()
    page = opened.page(HelpTopicPage)
    spoken = {label.accessibleName() for label in page.findChildren(TextLabel)}
    for _title, shortcuts in SHORTCUTS:
        assert {f"{one.words}: {one.does}" for one in shortcuts} <= spoken


# --- the guide ----------------------------------------------------------------------------------


def test_the_guide_is_saved_and_opened(
    opened: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, urls = tmp_path / "papers" / "guide.pdf", []

    def answer(_parent: object, _title: str, _path: str, _filter: str) -> tuple[str, str]:
        return str(path.with_suffix("")), ""

    def take(url: QUrl) -> bool:
        urls.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    opened.desk.help.show_list()
    opened.settle()

    def act(sheet: FileSheet) -> None:
        said = " ".join(label.text() for label in sheet.findChildren(TextLabel))
        assert "The user guide is saved as a PDF." in said
        assert f"“guide.pdf”, {len(PdfReader(path).pages)} pages" in said
        opened.qtbot.mouseClick(sheet.read, Qt.MouseButton.LeftButton)
        sheet.accept()

    opened.in_dialog(FileSheet, act, lambda: opened.click(opened.page(HelpListPage).guide))
    assert urls == [str(path)]


def test_a_guide_that_is_not_wanted_is_not_written(
    opened: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    opened.desk.help.show_list()
    opened.settle()
    opened.click(opened.page(HelpListPage).guide)
    opened.page(HelpListPage)


# --- the first tour -----------------------------------------------------------------------------


@pytest.fixture
def toured(scene: Scene, tmp_path: Path) -> Scene:
    """A desk on which a first pack was opened, as the program does it."""
    scene.desk.help.offer_tour()
    scene.settle()
    assert scene.desk.help.tour is None, "nothing to be shown before there is an audit"
    round_ = start_round(tmp_path / "round")
    scene.open_pack(round_.pack("Police"))
    round_.partnership.close()
    return scene


def tour(scene: Scene) -> Tour:
    scene.settle()
    found = scene.desk.help.tour
    assert found is not None, "no tour is shown"
    assert found.isVisible()
    return found


def seen(scene: Scene) -> bool:
    scene.settle()
    return tour_was_seen(scene.session.workspace)


def test_the_first_audit_brings_the_tour(toured: Scene) -> None:
    shown = tour(toured)
    titles: list[str] = []
    while toured.desk.help.tour is not None:
        assert toured.focus() is shown.next
        assert shown.count.text() == f"{len(titles) + 1} of 5"
        assert shown.title.text() in shown.accessibleName()
        assert shown.text.text() in shown.next.accessibleDescription()
        assert toured.window.rect().contains(shown.geometry())
        titles.append(shown.title.text())
        toured.key(Qt.Key.Key_Return)
    assert len(set(titles)) == 5
    assert toured.focus() is toured.page(AuditPage).cases.row("T-1").row
    assert seen(toured)


@pytest.mark.parametrize("way", ["escape", "button", "another page"])
def test_the_tour_is_skipped_and_does_not_come_again(toured: Scene, way: str) -> None:
    shown = tour(toured)
    if way == "escape":
        toured.key(Qt.Key.Key_Escape)
    elif way == "button":
        toured.key(Qt.Key.Key_Tab)
        assert toured.focus() is shown.skip
        toured.key(Qt.Key.Key_Space)
    else:
        toured.click(toured.page(AuditPage).cases.row("T-2").row)
        toured.page(Interview)
    assert toured.desk.help.tour is None
    assert seen(toured)
    toured.desk.help.offer_tour()
    toured.settle()
    toured.desk.show_audit(toured.desk.views[0].audit.id)
    toured.settle()
    assert toured.desk.help.tour is None


def test_one_can_work_while_the_tour_is_shown(toured: Scene) -> None:
    tour(toured)
    row = toured.page(AuditPage).cases.row("T-1").row
    row.setFocus()
    toured.key(Qt.Key.Key_Down)
    assert toured.focus() is toured.page(AuditPage).cases.row("T-2").row
    tour(toured).end()
    assert toured.focus() is toured.page(AuditPage).cases.row("T-2").row, "the keyboard stays"


def test_the_card_follows_its_control(toured: Scene) -> None:
    shown = tour(toured)
    toured.key(Qt.Key.Key_Return)
    page = toured.page(AuditPage)
    before = shown.y()
    toured.window.resize(900, 620)
    toured.settle()
    page.verticalScrollBar().setValue(60)
    QApplication.processEvents()
    toured.settle()
    anchor = page.cases.row("T-1").row
    bottom = anchor.mapTo(toured.window, anchor.rect().bottomLeft()).y()
    assert abs(shown.y() - bottom) < 12
    assert page.verticalScrollBar().value() == 0 or shown.y() != before


def test_the_program_shows_the_tour_with_the_first_pack(qtbot: QtBot, tmp_path: Path) -> None:
    round_ = start_round(tmp_path / "round")
    round_.partnership.close()
    agency_desk(tmp_path / "desk").close()
    context = replace(build_context(), data=lambda: tmp_path)
    request = WindowRequest(tmp_path / "desk", PASSPHRASE, (round_.pack("Police"),))
    program = Program(context, request)
    qtbot.addWidget(program.window)
    program.window.show()

    def shown() -> bool:
        desk = program.desk
        return isinstance(desk, AgencyDesk) and desk.help.tour is not None

    qtbot.waitUntil(shown)
    program.leave()


def test_the_tour_is_shown_again_from_help(opened: Scene) -> None:
    assert opened.desk.help.tour is None, "a desk by itself offers none"
    opened.desk.help.show_list()
    opened.settle()
    opened.click(opened.page(HelpListPage).tour)
    opened.page(AuditPage)
    tour(opened)
    opened.key(Qt.Key.Key_Escape)


def test_without_an_audit_there_is_no_tour_to_be_shown(scene: Scene) -> None:
    scene.desk.help.show_list()
    scene.settle()
    assert not scene.page(HelpListPage).tour.isEnabled()


def test_closing_the_desk_in_the_tour_leaves_it_for_the_next_time(toured: Scene) -> None:
    tour(toured)
    assert not seen(toured)
    toured.close()
    assert not [one for one in toured.window.findChildren(Tour) if one.isVisible()]
