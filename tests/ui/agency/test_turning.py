"""Turning pages: the next one is ready, and shows what is true when it is turned to."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.returns import Answer, Auditor, Form
from app.services.answer_case import start_form
from app.ui.garbage import GarbageCollector
from app.ui.interview.editors import ChoiceEditor
from app.ui.widgets.labels import TextLabel, body_text
from app.ui.widgets.surfaces import ReadingColumn
from tests.builders import full_form, small_tool
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene, use_tool
from tests.ui.helpers import shown

ALT = Qt.KeyboardModifier.AltModifier
LONG = " ".join(["The records show what was done and said at home."] * 200)


def wait_for_next(scene: Scene, step: str) -> None:
    scene.qtbot.waitUntil(lambda: step in scene.interview._pages, timeout=5_000)


def test_the_next_page_is_made_meanwhile_and_takes_nothing(opened: Scene) -> None:
    interview = opened.open_case("T-1", "Q1")
    comment = opened.question.blocks()[0].comment
    comment.setFocus()
    page = interview.page()
    wait_for_next(opened, "Q2")
    assert interview.step == "Q1"
    assert interview.page() is page
    assert page.isVisible()
    assert not interview._pages["Q2"].isVisible()
    assert opened.focus() is comment.box
    opened.key(Qt.Key.Key_Right, ALT)
    first = opened.question.blocks()[0].editors[0]
    assert isinstance(first, ChoiceEditor)
    assert opened.focus() is first.cards.card("yes")
    assert opened.question._remarks.count() == 0, "nothing is missing that was not asked yet"


@pytest.fixture
def _guided(monkeypatch: pytest.MonkeyPatch) -> None:
    use_tool(monkeypatch, replace(small_tool(), guidance=("Look at all of the record.",)))


@pytest.mark.usefixtures("_guided")
def test_guidance_that_was_unfolded_is_unfolded_on_the_page_that_was_made(
    scene: Scene, started: Round
) -> None:
    scene.open_pack(started.pack("Police"))
    scene.open_case("T-1", "Q1")
    wait_for_next(scene, "Q2")
    scene.click(scene.question.guidance.button)
    scene.key(Qt.Key.Key_Right, ALT)
    assert scene.interview.step == "Q2"
    assert scene.question.guidance.note.isVisible()


def test_the_last_page_shows_what_was_changed_since(opened: Scene) -> None:
    opened.open_case("T-1", "check")
    opened.go("Q1")
    opened.question.blocks()[0].comment.setFocus()
    opened.write("Seen at home")
    opened.go("check")
    assert "Seen at home" in [label.text() for label in opened.check.findChildren(TextLabel)]


def test_a_long_text_takes_the_room_of_its_lines_and_no_more(opened: Scene) -> None:
    form = full_form()
    answer = replace(form.answer("Q1"), comment=LONG)
    form = replace(form, answers={**form.answers, "Q1": answer})
    audit_id = opened.desk.views[0].audit.id
    start_form(opened.session.workspace, audit_id, "T-1", form)
    opened.open_case("T-1", "check")
    [long] = [one for one in opened.check.findChildren(TextLabel) if one.text() == LONG]
    assert long.height() == long.heightForWidth(long.width())
    content = opened.check.widget()
    assert content is not None
    room = max(content.heightForWidth(content.width()), opened.check.viewport().height())
    assert content.height() == room


@pytest.mark.parametrize("width", [300, 500, 1_200])
def test_a_column_is_as_high_as_its_text_at_every_width(qtbot: QtBot, width: int) -> None:
    column = ReadingColumn()
    label = body_text(LONG)
    below = QWidget()
    column.add(label)
    column.add(below)
    column.end()
    shown(qtbot, column, width=width, height=400)
    for wide in (width, width + 150, width):
        column.window().resize(wide, 400)
        qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
        content = column.widget()
        assert content is not None
        assert content.height() >= label.height()


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:  # noqa: ARG001  there is an application
    collector = GarbageCollector()
    yield collector
    collector.stop()
    gc.enable()


def test_what_a_desk_is_made_of_is_not_looked_through_again(collector: GarbageCollector) -> None:
    collector.keep()
    assert gc.get_freeze_count() > 1_000
    collector.stop()
    assert gc.get_freeze_count() == 0


def very_long_form() -> Form:
    """Answers of which each fills more than a screen."""
    form = full_form()
    answers = {
        key: replace(answer, comment=f"{key}: {LONG} {LONG}") if answer.comment else answer
        for key, answer in form.answers.items()
    }
    answers["C1"] = Answer(text=f"C1: {LONG} {LONG}")
    return replace(form, answers=answers)


def put(scene: Scene, form: Form) -> None:
    start_form(scene.session.workspace, scene.desk.views[0].audit.id, "T-1", form)


def test_of_a_very_long_form_the_first_screenful_is_there_at_once(opened: Scene) -> None:
    put(opened, replace(very_long_form(), completed_by=Auditor()))
    opened.open_case("T-1", "Q1")
    interview = opened.interview
    interview.go("check")
    page = opened.check
    assert not page.is_complete
    assert page.stops.isVisible()
    assert len(page.stops.links()) == 2
    with opened.qtbot.waitSignal(page.completed):
        pass
    said = {label.text() for label in page.findChildren(TextLabel)}
    answers = very_long_form().answers.values()
    long = [words for answer in answers for words in (answer.comment, answer.text) if words]
    assert len(long) >= 3
    assert set(long) <= said


def test_the_keyboard_goes_through_what_came_later_too(opened: Scene) -> None:
    put(opened, very_long_form())
    opened.open_case("T-1", "check")
    page = opened.check
    if not page.is_complete:
        with opened.qtbot.waitSignal(page.completed):
            pass
    opened.settle()
    page.print.setFocus()
    names = []
    for _ in range(30):
        opened.key(Qt.Key.Key_Tab)
        if opened.focus() is opened.interview.cases:
            break
        names.append(opened.focus().accessibleName())
    changes = [name for name in names if name.startswith("Change: ")]
    assert names == changes
    assert changes[-1] == "Change: C1  Good practice"
    assert len(changes) == len(set(changes)) == 5
