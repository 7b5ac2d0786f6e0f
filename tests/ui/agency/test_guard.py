"""The guard in a form: what may identify someone is marked while it is typed, and replaced."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from app.anonymity import WatchEntry
from app.domain.returns import Answer
from app.services.guard import guard_of, keep_watch_list
from app.ui.interview.editors import LineEditor
from app.ui.interview.guard_menu import REASONS, GuardMenu
from app.ui.widgets.text_marks import TextMark
from tests.builders import full_form
from tests.flow.desks import start_round
from tests.ui.agency.guarding import (
    CTRL,
    TYPED,
    ask,
    back,
    choose,
    comment,
    entries,
    form_with,
    inner,
    marks,
    places,
    type_comment,
    wait_for,
    with_form,
)
from tests.ui.agency.scene import Scene, use_tool
from tests.ui.agency.tools import every_kind


def test_what_is_typed_is_marked_and_counted(opened: Scene) -> None:
    box = type_comment(opened)
    wait_for(opened, box, "PK", "Mrs Khan")
    assert box._remark.isVisible()
    assert box._remark.label.text() == "2 places may identify someone"
    assert marks(box)[1].about == "Mrs Khan: A title stands before it."


def test_the_work_s_own_words_and_the_child_s_initials_are_not_marked(opened: Scene) -> None:
    box = type_comment(opened, "JS and the social worker met PK.")
    wait_for(opened, box, "PK")
    assert box._remark.label.text() == "1 place may identify someone"


def test_a_role_is_written_instead_saved_and_undone(opened: Scene) -> None:
    with_form(opened, form_with(Q1=""))
    box = type_comment(opened)
    wait_for(opened, box, "PK", "Mrs Khan")
    menu = ask(opened, box, "Mrs Khan")
    assert entries(menu) == ["Write a role instead", "Not identifying"]
    assert entries(inner(menu, "Write a role"))[:3] == ["step-father", "mum", "dad"]
    choose(opened, menu, "Write a role", "health visitor")
    assert box.value() == "Spoke to PK and health visitor."
    assert opened.stored("T-1").answer("Q1").comment == "Spoke to PK and health visitor."
    wait_for(opened, box, "PK")
    assert opened.focus() is box.box
    opened.key(Qt.Key.Key_Z, CTRL)
    assert box.value() == TYPED
    wait_for(opened, box, "PK", "Mrs Khan")
    opened.interview.flush()
    assert opened.stored("T-1").answer("Q1").comment == TYPED


def test_the_suggested_role_comes_first(opened: Scene) -> None:
    box = type_comment(opened, "The social worker Jane Smith visited. 07700 900123")
    wait_for(opened, box, "Jane Smith", "07700 900123")
    menu = ask(opened, box, "Jane Smith")
    assert entries(menu)[:2] == ["Write “social worker” instead", "Write another role"]
    opened.qtbot.keyClick(menu, Qt.Key.Key_Return)
    back(opened)
    assert box.value() == "The social worker visited. 07700 900123"
    wait_for(opened, box, "07700 900123")
    menu = ask(opened, box, "07700 900123")
    assert entries(menu) == ["Write “a phone number on file” instead", "Not identifying"]
    menu.close()


def test_a_role_at_the_start_of_a_sentence_has_a_capital(opened: Scene) -> None:
    box = type_comment(opened, "Seen. Mrs Khan was in.")
    wait_for(opened, box, "Mrs Khan")
    choose(opened, ask(opened, box, "Mrs Khan"), "Write a role", "mum")
    assert box.value() == "Seen. Mum was in."


def test_the_menu_is_left_with_escape_and_nothing_is_changed(opened: Scene) -> None:
    box = type_comment(opened)
    wait_for(opened, box, "PK", "Mrs Khan")
    menu = ask(opened, box, "PK")
    assert menu.accessibleName().startswith("“PK”. Initials of a person")
    opened.qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    back(opened)
    assert opened.focus() is box.box
    assert box.value() == TYPED


def test_it_is_replaced_everywhere_in_the_return(opened: Scene) -> None:
    with_form(opened, form_with(Q1="PK came. PKW did not.", Q2="Seen with PK.", J1="PK"))
    opened.open_case("T-1", "J1")
    judged = comment(opened)
    opened.go("Q1")
    first = comment(opened)
    opened.qtbot.waitUntil(lambda: "PK" in places(first))
    menu = ask(opened, first, "PK")
    assert "Replace everywhere in this return (3 places)" in entries(menu)
    choose(opened, menu, "Replace everywhere", "step-father")
    assert first.value() == "Step-father came. PKW did not."
    assert judged.value() == "Step-father"
    stored = opened.stored("T-1")
    texts = [stored.answer(place).comment for place in ("Q1", "Q2", "J1")]
    assert texts == ["Step-father came. PKW did not.", "Seen with step-father.", "Step-father"]
    opened.go("Q2")
    assert comment(opened).value() == "Seen with step-father."
    opened.go("J1")
    opened.key(Qt.Key.Key_Z, CTRL)
    judged.setFocus()
    opened.key(Qt.Key.Key_Z, CTRL)
    assert judged.value() == "PK"


def test_what_identifies_nobody_is_not_marked_again(opened: Scene) -> None:
    box = type_comment(opened)
    wait_for(opened, box, "PK", "Mrs Khan")
    choose(opened, ask(opened, box, "PK"), "Not identifying", REASONS[0])
    assert places(box) == ["Mrs Khan"]
    audit_id = opened.desk.views[0].audit.id
    known = guard_of(opened.session.workspace, audit_id, "T-1")
    assert known.waved == {"pk": REASONS[0]}
    assert box._remark.label.text() == "1 place may identify someone"
    box.box.moveCursor(QTextCursor.MoveOperation.End)
    box.setFocus()
    opened.write(" Rang Mr Oyelaran.")
    wait_for(opened, box, "Mrs Khan", "Mr Oyelaran")
    opened.interview.flush()
    with_form(opened, opened.stored("T-1").with_answer("Q2", Answer(("yes",))))
    opened.desk.show_audit(audit_id)
    opened.settle()
    opened.open_case("T-1", "Q1")
    assert comment(opened) is not box
    wait_for(opened, comment(opened), "Mrs Khan", "Mr Oyelaran")


@pytest.mark.parametrize("before", ["😀 ", "😀😀\n🏠 é "])
def test_characters_that_qt_counts_twice(opened: Scene, before: str) -> None:
    with_form(opened, form_with(Q1=f"{before}Mrs Khan 😀 rang."))
    opened.open_case("T-1", "Q1")
    box = comment(opened)
    wait_for(opened, box, "Mrs Khan")
    choose(opened, ask(opened, box, "Mrs Khan"), "Write a role", "mum")
    assert box.value().casefold() == f"{before}mum 😀 rang.".casefold()


def test_marks_move_with_the_text_and_go_where_it_is_changed(opened: Scene) -> None:
    box = type_comment(opened)
    wait_for(opened, box, "PK", "Mrs Khan")
    box.box.moveCursor(QTextCursor.MoveOperation.Start)
    box.box.insertPlainText("Today 😀\n")
    assert places(box) == ["PK", "Mrs Khan"]
    cursor = box.box.textCursor()
    cursor.setPosition(marks(box)[1].start + 6)
    box.box.setTextCursor(cursor)
    opened.write("x")
    assert places(box) == ["PK"]
    assert box._remark.label.text() == "1 place may identify someone"


def test_what_was_read_before_is_never_drawn_over_newer_text(opened: Scene) -> None:
    box = type_comment(opened)
    guarded = opened.interview.guard._texts["Q1", "comment"]
    guarded.read()  # on its way to the worker
    box.box.moveCursor(QTextCursor.MoveOperation.Start)
    opened.write("Mr Oyelaran came. ")
    seen: list[list[str]] = []
    marked = box.box.set_marks

    def watch(marks: Sequence[TextMark]) -> None:
        marked(marks)
        seen.append(places(box))

    box.box.set_marks = watch  # type: ignore[method-assign]
    wait_for(opened, box, "Mr Oyelaran", "PK", "Mrs Khan")
    assert [each for each in seen if each] == [["Mr Oyelaran", "PK", "Mrs Khan"]]


def test_long_texts_that_are_answers_are_read_as_well(opened: Scene) -> None:
    with_form(opened, full_form().with_answer("C1", Answer(text="Good work by Mrs Khan.")))
    opened.open_case("T-1", "C1")
    box = opened.question.texts()[0].box
    wait_for(opened, box, "Mrs Khan")
    choose(opened, ask(opened, box, "Mrs Khan"), "Write a role", "social worker")
    assert opened.stored("T-1").answer("C1").text == "Good work by social worker."


def test_a_click_into_a_mark_asks(opened: Scene) -> None:
    box = type_comment(opened)
    wait_for(opened, box, "PK", "Mrs Khan")
    cursor = QTextCursor(box.box.document())
    cursor.setPosition(marks(box)[0].start + 1)
    spot = box.box.cursorRect(cursor).center()
    opened.qtbot.mouseClick(box.box.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, GuardMenu)
    active = menu.activeAction()
    assert active is not None
    assert active.text() == "Write a role instead"
    menu.close()
    back(opened)


def test_a_line_and_a_page_that_was_shown_are_replaced_with_the_rest(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_tool(monkeypatch, every_kind())
    started = start_round(tmp_path / "round")
    started.partnership.close()
    scene.open_pack(started.pack("Police"))
    form = full_form().with_answer("K6", Answer(text="Chaired by PK"))
    with_form(scene, form.with_answer("K1", Answer(("yes",), comment="PK was told.")))
    scene.open_case("T-1", "K6")
    line = scene.question.blocks()[0].editors[0]
    assert isinstance(line, LineEditor)
    scene.go("K1")
    box = comment(scene)
    wait_for(scene, box, "PK")
    choose(scene, ask(scene, box, "PK"), "Replace everywhere", "teacher")
    assert box.value() == "Teacher was told."
    assert line.field.value() == "Chaired by teacher"
    assert scene.stored("T-1").answer("K6").text == "Chaired by teacher"


def test_a_form_is_opened_without_the_word_lists() -> None:
    seen = "import sys, app.ui.interview.interview; print('app.anonymity.scanning' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", seen], capture_output=True, check=True)
    assert said.stdout.strip() == b"False"


def test_the_watch_list_is_looked_for(opened: Scene) -> None:
    audit_id = opened.desk.views[0].audit.id
    keep_watch_list(opened.session.workspace, audit_id, "T-1", [WatchEntry("Tizzy", "nickname")])
    with_form(opened, form_with(Q1="He goes by Tizzy among his friends."))
    opened.open_case("T-1", "Q1")
    box = comment(opened)
    wait_for(opened, box, "Tizzy")
