"""Undo and redo: across pages, across the list of cases, across a change of theme; and saved."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from app.domain.letters import Query
from app.domain.returns import ReturnKind
from app.services.answer_case import form_of, mark_full, mark_nil, start_form
from app.ui.interview.asked import Asked
from app.ui.interview.interview import Interview
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.growing_text import GrowingText
from tests.builders import full_form
from tests.ui.agency.scene import Scene

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def comment(scene: Scene) -> GrowingText:
    return scene.question.blocks()[0].comment


def write_comment(scene: Scene, text: str) -> Interview:
    interview = scene.open_case("T-1", "Q1")
    comment(scene).setFocus()
    scene.write(text)
    return interview


def back_to_the_cases(scene: Scene) -> None:
    scene.click(scene.interview.cases)
    scene.page(AuditPage)


def test_a_text_is_undone_and_redone_by_all_the_usual_keys_and_saved(opened: Scene) -> None:
    interview = write_comment(opened, "Seen at home")
    opened.key(Qt.Key.Key_Z, CTRL)
    assert comment(opened).value() == ""
    interview.flush()
    assert opened.stored("T-1").answer("Q1").comment == ""
    for redo, modifiers in ((Qt.Key.Key_Z, CTRL | SHIFT), (Qt.Key.Key_Y, CTRL)):
        opened.key(redo, modifiers)
        assert comment(opened).value() == "Seen at home"
        interview.flush()
        assert opened.stored("T-1").answer("Q1").comment == "Seen at home"
        opened.key(Qt.Key.Key_Z, CTRL)
        assert comment(opened).value() == ""


def test_a_line_is_undone_after_another_page_and_redone_by_both_keys(opened: Scene) -> None:
    opened.open_case("T-1", "about")
    opened.about.name.setFocus()
    opened.write("Invented Auditor")
    opened.go("Q1")
    opened.go("about")
    opened.about.name.setFocus()
    opened.key(Qt.Key.Key_Z, CTRL)
    opened.interview.flush()
    assert opened.about.name.value() == ""
    assert opened.stored("T-1").completed_by.name == ""
    for redo, modifiers in ((Qt.Key.Key_Z, CTRL | SHIFT), (Qt.Key.Key_Y, CTRL)):
        opened.key(redo, modifiers)
        opened.interview.flush()
        assert opened.stored("T-1").completed_by.name == "Invented Auditor"
        opened.key(Qt.Key.Key_Z, CTRL)


def test_undo_survives_larger_text_and_another_theme(opened: Scene, qapp: QApplication) -> None:
    write_comment(opened, "third")
    box = comment(opened).box
    for word in ("second ", "first "):  # not beside each other: what is, is one step
        box.moveCursor(QTextCursor.MoveOperation.Start)
        box.insertPlainText(word)
    opened.key(Qt.Key.Key_Z, CTRL)
    text, at = comment(opened).value(), box.textCursor().position()
    assert box.document().isUndoAvailable()
    assert box.document().isRedoAvailable()
    apply_theme(qapp, Scheme.DARK, 1.5)
    opened.settle()
    assert (comment(opened).value(), box.textCursor().position()) == (text, at)
    opened.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert comment(opened).value() == "first second third"
    for _ in range(3):
        opened.key(Qt.Key.Key_Z, CTRL)
    assert comment(opened).value() == ""
    opened.interview.flush()
    assert opened.stored("T-1").answer("Q1").comment == ""


def test_undo_survives_the_list_of_cases_and_another_case(opened: Scene) -> None:
    interview = write_comment(opened, "Seen at home")
    back_to_the_cases(opened)
    opened.open_case("T-2")
    back_to_the_cases(opened)
    assert opened.open_case("T-1") is interview
    assert interview.step == "Q1"
    assert opened.focus() is comment(opened).box
    opened.key(Qt.Key.Key_Z, CTRL)
    interview.flush()
    assert opened.stored("T-1").answer("Q1").comment == ""


def test_a_form_that_was_changed_elsewhere_is_shown_anew(opened: Scene) -> None:
    interview = write_comment(opened, "Seen at home")
    back_to_the_cases(opened)
    audit_id = opened.desk.views[0].audit.id
    start_form(opened.session.workspace, audit_id, "T-1", full_form())
    again = opened.open_case("T-1", "Q1")
    assert again is not interview
    assert comment(opened).value() == full_form().answer("Q1").comment


def test_a_form_that_was_nil_meanwhile_opens_as_it_is_stored(opened: Scene) -> None:
    write_comment(opened, "Seen at home")
    back_to_the_cases(opened)
    audit_id, workspace = opened.desk.views[0].audit.id, opened.session.workspace
    mark_nil(workspace, audit_id, ["T-1"], full_form().completed_by)
    mark_full(workspace, audit_id, "T-1")
    opened.open_case("T-1", "about")
    assert opened.interview.form.kind is ReturnKind.FULL
    assert opened.about.name.value() == full_form().completed_by.name
    assert opened.interview.form.answer("Q1").comment == "Seen at home"


def test_a_form_about_which_something_is_asked_meanwhile_is_shown_anew(opened: Scene) -> None:
    interview = write_comment(opened, "Seen at home")
    back_to_the_cases(opened)
    form = form_of(opened.session.workspace, interview.audit.id, "T-1")
    asked = Query("q1", interview.audit.id, "police", "T-1", 1, date(2018, 1, 30), text="Who?")
    opened.desk.forms.enter(form, asked=Asked((asked,)))
    opened.settle()
    assert opened.interview is not interview
    assert opened.interview.asked.queries == (asked,)


def test_a_form_that_is_kept_asks_for_its_paper_once(opened: Scene) -> None:
    first = opened.open_case("T-1", "check")
    back_to_the_cases(opened)
    opened.open_case("T-2", "check")
    back_to_the_cases(opened)
    assert opened.open_case("T-1", "check") is first
    asked: list[str] = []
    opened.desk.forms.print_asked.disconnect(opened.desk.print_case)
    opened.desk.forms.print_asked.connect(asked.append)
    opened.check.print_asked.emit()
    assert asked == ["T-1"]


def test_only_the_last_forms_are_kept(opened: Scene) -> None:
    forms = opened.desk.forms
    for _ in range(3):
        for uin in ("T-1", "T-2"):
            opened.open_case(uin)
            back_to_the_cases(opened)
    assert len(forms.pages()) == 2
