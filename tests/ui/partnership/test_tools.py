"""The library of audit tools and their editor, as a person uses them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.set_up import ToolName
from app.domain.tool import Asks, AuditTool, CommentRule, Condition, Meaning, Scale, Section
from app.services.choose_tool import get_tool
from app.ui.frame import SMALLEST
from app.ui.interview.about_page import AboutPage
from app.ui.interview.question_page import QuestionPage
from app.ui.pages.partnership.tools.brought_in_page import BroughtInPage
from app.ui.pages.partnership.tools.checks_form import ChecksForm, found_in
from app.ui.pages.partnership.tools.compare_page import ComparePage
from app.ui.pages.partnership.tools.editor import ToolEditor
from app.ui.pages.partnership.tools.library import ToolsRoom
from app.ui.pages.partnership.tools.question_form import QuestionForm
from app.ui.pages.partnership.tools.section_form import SectionForm
from app.ui.widgets.banner import Banner
from app.ui.widgets.fields import ChoiceField, LineField
from app.ui.widgets.growing_text import GrowingText
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots_tools import on_shelf
from tests.ui.partnership.tool_scene import (
    FIRST,
    SECOND,
    SHIPPED,
    library_scene,
    write_foreign_form,
)


@pytest.fixture
def desk(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    return open_desk(library_scene(tmp_path))


def library(desk: Driver) -> ToolsRoom:
    desk.desk.go("tools")
    desk.settle()
    return desk.page(ToolsRoom)


def editor(desk: Driver, name: ToolName = SECOND, place: str = "") -> ToolEditor:
    library(desk).deeds.open(name)
    desk.settle()
    page = desk.page(ToolEditor)
    desk.desk.window.activateWindow()
    desk.qtbot.waitActive(desk.desk.window)
    if place:
        page.go(place, into=True)
    return page


def doubtful_tool(tool: AuditTool) -> AuditTool:
    """The tool with a key taken twice, no reasons asked for, and no short names."""

    def scale(one: Scale) -> Scale:
        options = (replace(each, key="", definition="", asks=Asks.NOTHING) for each in one.options)
        first, second, *others = options
        return replace(one, options=(replace(first, key="K"), replace(second, key="K"), *others))

    def section(one: Section) -> Section:
        long = "Is there evidence of what was done, by whom, and of what came of it in the end?"
        questions = (replace(each, short="", text=long) for each in one.questions)
        return replace(one, questions=tuple(questions))

    return replace(
        tool,
        scales=tuple(scale(one) for one in tool.scales),
        sections=tuple(section(one) for one in tool.sections),
    )


def kept(desk: Driver, name: ToolName = SECOND) -> AuditTool:
    return get_tool(desk.scene.workspace, desk.scene.context.tools, name)


def saved(desk: Driver, page: ToolEditor) -> AuditTool:
    """What is in the library once everything is saved."""
    desk.until(lambda: page.bench.is_saved)
    return kept(desk)


def preview_words(page: ToolEditor) -> str:
    shown = page.preview.page()
    assert shown is not None
    return "\n".join(label.text() for label in shown.findChildren(QLabel))


def field(page: ToolEditor, name: str) -> QWidget:
    assert page.form is not None
    return page.form.fields[name]


def text(page: ToolEditor, name: str) -> GrowingText:
    found = field(page, name)
    assert isinstance(found, GrowingText)
    return found


def line(page: ToolEditor, name: str) -> LineField:
    found = field(page, name)
    assert isinstance(found, LineField)
    return found


def choose(page: ToolEditor, name: str, key: str) -> None:
    found = field(page, name)
    assert isinstance(found, ChoiceField)
    found.set_value(key)
    found.box.activated.emit(found.box.currentIndex())


def press(page: ToolEditor, name: str) -> None:
    button = field(page, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.qWait(1)


def type_over(desk: Driver, field: GrowingText | LineField, words: str) -> None:
    field.setFocus()
    field.box.selectAll()
    desk.qtbot.keyClicks(field.box, words)


def keys(desk: Driver, page: ToolEditor, sequence: str) -> None:
    focus = page.window().focusWidget()
    assert focus is not None
    QTest.keySequence(focus, QKeySequence(sequence))
    desk.qtbot.wait(5)


# --- the library ----------------------------------------------------------------------------------


def test_the_library_says_what_is_used_and_by_whom(desk: Driver) -> None:
    room = library(desk)
    rows = {row.shelf.name: row.row.row_task for row in room.rows}
    assert rows[FIRST].status == "frozen"
    assert rows[FIRST].hint == (
        "Neglect · version 1 · 34 questions · "
        "Copy of Child Sexual Abuse Partnership Audit, version 1 · used by CE-NEG-2019"
    )
    assert rows[SECOND].status == ""
    assert rows[SHIPPED].status == "frozen"
    words = [action.text() for action in room.menu(on_shelf(room, SECOND)).actions()]
    assert words[0] == "Open"
    assert words[-1] == "Remove…"
    assert "Remove…" not in [a.text() for a in room.menu(on_shelf(room, FIRST)).actions()]


def test_arrows_go_from_row_to_row_and_return_opens(desk: Driver) -> None:
    room = library(desk)
    desk.desk.window.activateWindow()
    desk.qtbot.waitActive(desk.desk.window)
    room.focus_first()
    desk.key(room.rows[0].row, Qt.Key.Key_Down)
    assert room.rows[1].row.hasFocus()
    desk.key(room.rows[1].row, Qt.Key.Key_Right)
    assert room.rows[1].more.hasFocus()
    desk.key(room.rows[1].row, Qt.Key.Key_Return)
    desk.settle()
    assert desk.page(ToolEditor).bench.tool.version == 1


def test_a_tool_is_copied_and_opened(desk: Driver, press: Callable[[str], None]) -> None:
    room = library(desk)
    press("Copy")
    room.deeds.copy(on_shelf(room, SHIPPED))
    desk.settle()
    page = desk.page(ToolEditor)
    assert page.bench.tool.id == "child-sexual-abuse-partnership-audit"
    assert not page.bench.read_only


def test_a_tool_that_is_used_can_not_be_removed(desk: Driver, press: Callable[[str], None]) -> None:
    room = library(desk)
    press("Remove")
    room.deeds.drop(on_shelf(room, SECOND))
    desk.settle()
    assert SECOND not in {row.shelf.name for row in room.rows}


# --- typing ---------------------------------------------------------------------------------------


def test_what_is_typed_is_seen_at_once_and_kept_without_asking(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    words = "Was the whole family asked, and in good time?"
    box = text(page, "text")
    type_over(desk, box, words[:-1])
    begun = time.perf_counter()
    desk.qtbot.keyClicks(box.box, words[-1])
    desk.until(lambda: words in preview_words(page))
    assert time.perf_counter() - begun < 0.3
    assert saved(desk, page).questions["Q5"].text == words
    assert text(page, "text") is box


def test_leaving_at_once_loses_nothing(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    type_over(desk, text(page, "text"), "Quickly left?")
    keys(desk, page, "Alt+Left")
    desk.settle()
    desk.page(ToolsRoom)
    assert kept(desk).questions["Q5"].text == "Quickly left?"


def test_undo_goes_through_everything_by_steps(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    before = page.bench.tool
    type_over(desk, text(page, "text"), "First words?")
    type_over(desk, line(page, "short"), "Words")
    choose(page, "comment", CommentRule.OPTIONAL.value)
    desk.qtbot.wait(5)
    after = page.bench.tool
    assert after.questions["Q5"].comment is CommentRule.OPTIONAL
    assert len(page.bench.history.done) == 3
    text(page, "text").setFocus()
    for _ in range(3):
        keys(desk, page, "Ctrl+Z")
    assert page.bench.tool == before
    assert text(page, "text").value() == before.questions["Q5"].text
    assert not page.undo.isEnabled()
    for _ in range(3):
        keys(desk, page, "Ctrl+Y")
    assert page.bench.tool == after
    assert saved(desk, page) == after


def test_undo_shows_where_it_was(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    type_over(desk, text(page, "text"), "Words?")
    page.go("section:closing")
    page.take_back()
    assert page.place == "question:Q5"


def test_what_can_not_be_is_said_beside_its_field(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    before = page.bench.tool
    box = text(page, "text")
    box.box.selectAll()
    desk.key(box.box, Qt.Key.Key_Delete)
    desk.until(lambda: box.error() == "A question needs its words.")
    assert page.bench.tool == before


# --- the outline ----------------------------------------------------------------------------------


def test_alt_and_arrows_move_what_is_chosen(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    page.outline.setFocus()
    keys(desk, page, "Alt+Down")
    assert list(page.bench.tool.questions)[4:6] == ["Q6", "Q5"]
    assert page.outline.current_key() == "question:Q5"
    keys(desk, page, "Alt+Up")
    assert list(page.bench.tool.questions)[4:6] == ["Q5", "Q6"]


def test_what_others_depend_on_stays_before_them(desk: Driver) -> None:
    page = editor(desk, place="section:interfamilial")
    page.outline.setFocus()
    before = page.bench.tool
    keys(desk, page, "Alt+Up")
    assert page.bench.tool == before
    assert "must come before it" in desk.words()


def test_a_question_is_dragged_to_another_place(desk: Driver) -> None:
    page = editor(desk, place="question:Q2")
    view = page.outline
    start = view.visualRect(view.index_of("question:Q2")).center()
    onto = view.visualRect(view.index_of("question:Q1"))
    to = QPoint(onto.center().x(), onto.top() + 4)
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for at in (start - QPoint(0, 20), to):
        QTest.mouseMove(port, at)
        desk.qtbot.wait(2)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=to)
    desk.qtbot.wait(5)
    assert list(page.bench.tool.questions)[:2] == ["Q2", "Q1"]
    assert page.place == "question:Q2"


def test_a_question_is_added_and_its_id_was_never_used(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    page.add_question.click()
    desk.qtbot.wait(5)
    assert page.place == "question:Q22"
    assert list(page.bench.tool.questions)[5] == "Q22"
    assert text(page, "text").box.hasFocus()
    press(page, "remove")
    page.add_question.click()
    assert page.place == "question:Q23"
    assert "Q22" not in saved(desk, page).questions


def test_a_follow_up_unfolds_in_the_preview(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    press(page, "add follow-up")
    assert page.place == "question:Q5a"
    type_over(desk, text(page, "text"), "Who was told?")
    desk.until(lambda: "Who was told?" in preview_words(page))
    shown = page.preview.page()
    assert isinstance(shown, QuestionPage)
    assert len(shown.blocks()) == 2


def test_a_question_is_retired_and_brought_back(desk: Driver) -> None:
    page = editor(desk, place="question:Q9")
    press(page, "retire")
    assert page.bench.tool.questions["Q9a"].retired
    assert field(page, "bring back").hasFocus()
    assert "remove" not in page.form.fields  # type: ignore[union-attr]
    press(page, "bring back")
    assert not page.bench.tool.questions["Q9"].retired


def test_what_was_asked_once_is_only_retired(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    assert "remove" not in page.form.fields  # type: ignore[union-attr]
    page.go("question:Q21")
    assert "remove" in page.form.fields  # type: ignore[union-attr]


# --- the forms ------------------------------------------------------------------------------------


def test_when_a_question_is_asked(desk: Driver) -> None:
    page = editor(desk, place="question:Q6")
    form = page.form
    assert isinstance(form, QuestionForm)
    form.when.question.set_value("Q4")
    form.when.question.box.activated.emit(form.when.question.box.currentIndex())
    desk.qtbot.wait(5)
    assert page.bench.tool.questions["Q6"].when == Condition("Q4", ("yes",))
    form = page.form
    assert isinstance(form, QuestionForm)
    form.when.options["no"].click()
    desk.qtbot.wait(5)
    form = page.form
    assert isinstance(form, QuestionForm)
    form.when.options["yes"].click()
    desk.qtbot.wait(5)
    assert page.bench.tool.questions["Q6"].when == Condition("Q4", ("no",))
    form = page.form
    assert isinstance(form, QuestionForm)
    form.when.options["no"].click()
    assert form.when.options["no"].isChecked()


def test_a_section_has_things_to_consider(desk: Driver) -> None:
    page = editor(desk, place="section:quality")
    assert isinstance(page.form, SectionForm)
    type_over(desk, text(page, "prompts"), "Read the file.")
    desk.until(lambda: page.bench.tool.sections[0].prompts == ("Read the file.",))


def test_a_scale_is_seen_where_it_is_used(desk: Driver) -> None:
    page = editor(desk, place="scale:ofsted")
    type_over(desk, line(page, "label good"), "Quite good")
    desk.until(lambda: "Quite good" in _cards(page))
    choose(page, "means inadequate", Meaning.NEUTRAL.value)
    press(page, "add option")
    desk.until(lambda: "New option" in _cards(page))
    assert [o.id for o in saved(desk, page).scales[2].options][-1] == "option_1"


def _cards(page: ToolEditor) -> str:
    shown = page.preview.page()
    assert isinstance(shown, QuestionPage)
    return " ".join(w.accessibleName() for w in shown.findChildren(QWidget))


def test_the_guidance_is_seen_unfolded(desk: Driver) -> None:
    page = editor(desk, place="guidance")
    type_over(desk, text(page, "note 0"), "Read this first.")
    desk.until(lambda: "Read this first." in preview_words(page))
    assert isinstance(page.preview.page(), AboutPage)


def test_what_the_checks_found_leads_to_its_field(desk: Driver) -> None:
    page = editor(desk, place="checks")
    form = page.form
    assert isinstance(form, ChecksForm)
    assert len(form.summary.links()) == 2
    form.summary.links()[1].click()
    desk.qtbot.wait(5)
    assert page.place == "scale:ofsted"
    assert text(page, "definition inadequate").box.hasFocus()
    type_over(desk, text(page, "definition inadequate"), "practice that fails")
    desk.until(lambda: len(page.found) == 1)


def test_whatever_the_checks_find_leads_to_a_field_that_is_there(desk: Driver) -> None:
    page = editor(desk)
    tool = doubtful_tool(page.bench.tool)
    assert page.bench.edit(lambda _tool: tool, "make it doubtful", "tool") == ""
    found = found_in(tool)
    assert {each.field.split(" ")[0] for each in found} >= {"key", "asks", "definition", "short"}
    for each in found:
        page.go(f"{each.place}#{each.field}")
        assert page.place == each.place
        assert page.form is not None
        assert each.field in page.form.fields, each.sentence


def test_the_preview_can_be_tried_and_keeps_nothing(desk: Driver) -> None:
    page = editor(desk, place="question:Q12")
    desk.until(lambda: isinstance(page.preview.page(), QuestionPage))
    shown = page.preview.page()
    assert isinstance(shown, QuestionPage)
    shown.edited.emit("Q12", {"options": ("no",)})
    assert len(shown.blocks()) == 2
    assert page.bench.is_saved


# --- frozen ---------------------------------------------------------------------------------------


def test_a_frozen_tool_is_only_looked_at(desk: Driver) -> None:
    page = editor(desk, FIRST, "question:Q5")
    assert text(page, "text").box.isReadOnly()
    banner = page.notice.first()
    assert isinstance(banner, Banner)
    assert banner.button is not None
    assert banner.button.accessibleName() == "Open version 2"
    desk.click(banner.button)
    desk.settle()
    assert desk.page(ToolEditor).bench.tool.version == 2


def test_a_frozen_tool_is_changed_as_its_next_version(
    desk: Driver, press: Callable[[str], None]
) -> None:
    room = library(desk)
    press("Remove")
    room.deeds.drop(on_shelf(room, SECOND))
    desk.settle()
    page = editor(desk, FIRST)
    banner = page.notice.first()
    assert isinstance(banner, Banner)
    assert banner.button is not None
    assert banner.button.accessibleName() == "Change it as version 2"
    desk.click(banner.button)
    desk.settle()
    page = desk.page(ToolEditor)
    assert (page.bench.tool.version, page.bench.read_only) == (2, False)


def test_a_tool_that_is_taken_into_use_meanwhile_goes_on_as_the_next_version(
    desk: Driver,
) -> None:
    page = editor(desk, place="question:Q5")
    with desk.scene.workspace.work() as work:
        audit = work.audits.find("CE-NEG-2019")
        second = kept(desk)
        work.audits.add(replace(audit, id="next", reference="CE-NEG-2020", tool=second))
        work.commit()
    type_over(desk, text(page, "text"), "Later words?")
    desk.until(lambda: page.bench.tool.version == 3)
    desk.until(lambda: page.bench.is_saved)
    assert kept(desk) == second
    assert kept(desk, ToolName(SECOND.id, 3)).questions["Q5"].text == "Later words?"
    page.take_back()
    assert page.bench.tool.version == 3


# --- comparing, files, room -----------------------------------------------------------------------


def test_versions_are_compared_in_words(desk: Driver) -> None:
    room = library(desk)
    room.deeds.show_changes(on_shelf(room, FIRST), on_shelf(room, SECOND))
    desk.settle()
    page = desk.page(ComparePage)
    words = desk.words()
    assert "Q13 “Case notes clear and up to date” was retired." in words
    assert "Was the assessment done in time, with the family?" in words
    page.pills.button("scale").click()
    assert "was retired" not in desk.words()


def test_what_has_changed_since_the_version_before_is_shown_as_it_stands(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    type_over(desk, text(page, "text"), "Not even saved yet?")
    desk.click(page.compare)
    desk.settle()
    desk.page(ComparePage)
    assert "Not even saved yet?" in desk.words()
    desk.desk.back()
    assert desk.page(ToolEditor) is page
    assert not editor(desk, FIRST).compare.isVisible()


def test_what_could_not_be_carried_over_is_listed(desk: Driver, tmp_path: Path) -> None:
    room = library(desk)
    room.deeds.bring_in_from(write_foreign_form(tmp_path / "Home visits.xlsx"))
    desk.settle()
    page = desk.page(BroughtInPage)
    assert "5 things could not be carried over." in desk.words()
    assert "“place” (geopoint)" in desk.words()
    desk.click(page.open)
    desk.settle()
    assert desk.page(ToolEditor).bench.tool.title == "Home visits"


def test_a_tool_is_written_out(desk: Driver, tmp_path: Path) -> None:
    room = library(desk)
    room.deeds.write_to(on_shelf(room, SECOND), tmp_path / "neglect.xlsx")
    desk.settle()
    assert (tmp_path / "neglect.xlsx").exists()


def test_a_small_window_shows_one_thing_at_a_time(desk: Driver) -> None:
    page = editor(desk, place="question:Q5")
    assert page.preview.isVisible()
    assert not page.pills.isVisible()
    desk.desk.window.resize(SMALLEST)
    desk.qtbot.wait(5)
    assert page.forms.isVisible()
    assert not page.preview.isVisible()
    page.pills.button("preview").click()
    desk.until(lambda: "Was the assessment done in time" in preview_words(page))
    assert not page.forms.isVisible()
