"""Writing a form: follow-ups, reasons, keys, undo, and what is saved when."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.domain.rules import sealable
from app.errors import FileWriteError
from app.services import answer_case
from app.services.answer_case import form_of, start_form
from app.ui.interview import draft
from app.ui.interview.editors import ChoiceEditor
from app.ui.interview.interview import Interview
from app.ui.messages import Sheet
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.widgets.buttons import Button
from tests.builders import full_form
from tests.ui.agency.scene import Scene, reopened

ALT = Qt.KeyboardModifier.AltModifier


def test_a_follow_up_unfolds_folds_and_is_not_sealed(opened: Scene) -> None:
    opened.open_case("T-1", "Q2")
    opened.key(Qt.Key.Key_N)
    assert len(opened.question.blocks()) == 2
    follow_up = opened.question.blocks()[1]
    editor = follow_up.editors[0]
    assert isinstance(editor, ChoiceEditor)
    opened.click(editor.cards.card("no"))
    first = opened.question.blocks()[0].editors[0]
    assert isinstance(first, ChoiceEditor)
    opened.click(first.cards.card("yes"))
    assert [block.places[0] for block in opened.question.blocks()] == ["Q2"]
    form = opened.stored("T-1")
    assert form.answer("Q2a").options == ("no",), "kept in the draft"
    assert "Q2a" not in sealable(opened.interview.audit.tool, form).answers
    opened.click(first.cards.card("no"))
    again = opened.question.blocks()[1].editors[0]
    assert isinstance(again, ChoiceEditor)
    assert again.cards.value() == "no", "and shown again"


def test_not_applicable_asks_for_its_reason(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    comment = opened.question.blocks()[0].comment
    assert comment.label.text() == "What did you find? What could have been better?"
    opened.key(Qt.Key.Key_A)
    assert comment.label.text() == "Why is the answer “Not applicable”?"
    assert comment.box.accessibleName() == "Why is the answer “Not applicable”?"


def test_letters_in_a_text_are_text(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    opened.key(Qt.Key.Key_Y)
    opened.question.blocks()[0].comment.setFocus()
    opened.write("nany")
    opened.interview.flush()
    opened.settle()
    answer = opened.stored("T-1").answer("Q1")
    assert answer.options == ("yes",)
    assert answer.comment == "nany"


def test_letters_choose_from_anywhere_else(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    opened.interview.forward.setFocus()
    opened.key(Qt.Key.Key_N)
    assert opened.stored("T-1").answer("Q1").options == ("no",)


def test_typing_is_saved_within_a_second_without_asking(opened: Scene, tmp_path: Path) -> None:
    interview = opened.open_case("T-1", "Q1")
    opened.question.blocks()[0].comment.setFocus()
    with opened.qtbot.waitSignal(interview.saved, timeout=1_000):
        opened.write("Half a sente")
    copy = tmp_path / "copy"
    # What is on the disk when the program is killed: nothing was closed, nothing flushed again.
    shutil.copytree(tmp_path / "desk", copy)
    audit_id = opened.desk.views[0].audit.id
    assert reopened(copy, audit_id, "T-1").answer("Q1").comment == "Half a sente"
    assert interview.head().note == "saved " + local_time()


def local_time() -> str:
    return f"{datetime(2018, 2, 1, 9, 0, tzinfo=UTC).astimezone():%H:%M}"


def test_closing_the_desk_saves_what_was_typed_a_moment_ago(opened: Scene, tmp_path: Path) -> None:
    opened.open_case("T-1", "Q1")
    opened.question.blocks()[0].comment.setFocus()
    opened.write("Typed just now")
    audit_id = opened.desk.views[0].audit.id
    opened.close()
    assert reopened(tmp_path / "desk", audit_id, "T-1").answer("Q1").comment == "Typed just now"


def test_choosing_right_after_typing_loses_nothing(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    block = opened.question.blocks()[0]
    block.comment.setFocus()
    opened.write("Before the choice")
    editor = block.editors[0]
    assert isinstance(editor, ChoiceEditor)
    editor.cards.card("no").setChecked(True)  # without leaving the text first
    assert block.comment.value() == "Before the choice"
    opened.interview.flush()
    answer = opened.stored("T-1").answer("Q1")
    assert answer.options == ("no",)
    assert answer.comment == "Before the choice"


def test_undo_and_the_keyboards_place_survive_turning_pages(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    comment = opened.question.blocks()[0].comment
    comment.setFocus()
    opened.write("one")
    opened.key(Qt.Key.Key_Right, ALT)
    assert opened.interview.step == "Q2"
    first = opened.question.blocks()[0].editors[0]
    assert isinstance(first, ChoiceEditor)
    assert opened.focus() is first.cards.card("yes")
    opened.key(Qt.Key.Key_Left, ALT)
    assert opened.interview.step == "Q1"
    assert opened.focus() is comment.box
    opened.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.interview.flush()
    assert comment.value() == ""
    assert opened.stored("T-1").answer("Q1").comment == ""


def test_what_is_not_saved_is_told_stays_and_is_tried_again(
    opened: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise FileWriteError("workspace.db", "the disk is full")

    interview = opened.open_case("T-1", "Q1")
    monkeypatch.setattr(draft, "save_answer", refuse)
    opened.key(Qt.Key.Key_Y)
    assert interview.trouble.isVisible()
    assert "the disk is full" in interview.trouble.text.text()
    opened.go("Q2")
    opened.key(Qt.Key.Key_N)
    assert interview.trouble.isVisible()
    assert interview.form.answer("Q1").options == ("yes",)
    monkeypatch.setattr(draft, "save_answer", answer_case.save_answer)
    assert interview.trouble.button is not None
    opened.click(interview.trouble.button)
    assert not interview.trouble.isVisible()
    form = opened.stored("T-1")
    assert form.answer("Q1").options == ("yes",)
    assert form.answer("Q2").options == ("no",)


def test_a_form_that_was_left_unsaved_is_the_one_that_opens_again(
    opened: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise FileWriteError("workspace.db", "the disk is full")

    interview = opened.open_case("T-1", "Q1")
    monkeypatch.setattr(draft, "save_answer", refuse)
    opened.key(Qt.Key.Key_Y)
    opened.click(interview.cases)
    opened.page(AuditPage)

    def close(sheet: Sheet) -> None:
        assert sheet.accessibleName() == "Your last answers are not saved yet."
        sheet.findChildren(Button)[-1].click()

    opened.in_dialog(Sheet, close, lambda: opened.click(opened.page(AuditPage).seal))
    opened.click(opened.page(AuditPage).cases.row("T-1").row)
    assert opened.page(Interview) is interview
    monkeypatch.setattr(draft, "save_answer", answer_case.save_answer)
    interview.draft.save_again()
    opened.settle()
    assert opened.stored("T-1").answer("Q1").options == ("yes",)


def test_looking_at_a_form_writes_nothing(opened: Scene) -> None:
    audit_id = opened.desk.views[0].audit.id
    start_form(opened.session.workspace, audit_id, "T-2", full_form())
    opened.desk.show_audit(audit_id)
    opened.settle()
    opened.open_case("T-1")
    assert opened.about.name.value() == "Invented Auditor", "taken over from the other form"
    opened.go("Q1")
    opened.click(opened.interview.cases)
    assert not form_of(opened.session.workspace, audit_id, "T-1").stored
    assert opened.page(AuditPage).cases.row("T-1").row.row_task.status == "not started"


def test_the_desk_remembers_where_one_was(opened: Scene) -> None:
    interview = opened.open_case("T-1", "J1")
    opened.click(interview.cases)
    assert opened.focus() is opened.page(AuditPage).cases.row("T-1").row
    assert opened.open_case("T-1").step == "J1"


def test_losing_the_window_saves(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    opened.question.blocks()[0].comment.setFocus()
    opened.write("Then the phone rang")
    QApplication.sendEvent(opened.window, QEvent(QEvent.Type.WindowDeactivate))
    assert opened.stored("T-1").answer("Q1").comment == "Then the phone rang"


def test_marks_and_problems_of_a_page_that_is_seen_again(opened: Scene) -> None:
    opened.open_case("T-1", "Q2")
    opened.key(Qt.Key.Key_Y)
    opened.go("J1")
    opened.go("Q2")
    said = opened.question._remarks
    assert said.count() == 2, "the child's part is not answered, and there is no comment"
    parts = opened.question.blocks()[0].editors[1]
    parts.setFocus()
    opened.key(Qt.Key.Key_Y)
    assert said.count() == 1


def test_which_days_are_looked_at_stands_with_every_question(opened: Scene) -> None:
    opened.open_case("T-1", "Q1")
    said = opened.question.guidance.note.labels[0]
    assert said.text().startswith("You look back over the last 6 months")
    opened.interview.draft.edit_about(last_involvement=date(2018, 1, 10))
    opened.go("Q2")
    opened.go("Q1")
    assert said.text() == (
        "Look at the 6 months from 10 July 2017 to 10 January 2018: "
        "they end with your agency’s last involvement."
    )
    assert not said.isVisible()
    opened.click(opened.question.guidance.button)
    assert said.isVisible()
