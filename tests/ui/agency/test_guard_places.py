"""The guard wherever something is written: lines, the people's roles, a nil note, the last page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.anonymity import WatchEntry
from app.domain.audits import Audit
from app.domain.returns import Answer, Auditor, Person, ReturnState
from app.domain.tool import AuditTool, CommentRule
from app.services.answer_case import form_of, start_form
from app.services.guard import guard_of, keep_watch_list, wave_through
from app.services.seal_returns import seal_returns
from app.ui.interview.check_page import CheckPage
from app.ui.interview.editors import LineEditor
from app.ui.interview.guard_menu import REASONS, GuardMenu
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.nil_note_sheet import NilNoteSheet
from app.ui.pages.agency.reopen_sheet import ReopenSheet
from app.ui.pages.agency.seal_page import SealPage
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.marked_line import MarkedLine
from app.ui.widgets.text_marks import MarkLine
from tests.builders import clock, full_form, nil_form, small_tool
from tests.flow.desks import start_round
from tests.ui.agency.guarding import (
    ask,
    back,
    choose,
    comment,
    form_with,
    marks,
    places,
    remark,
    type_comment,
    wait_for,
    with_form,
)
from tests.ui.agency.scene import Scene, use_tool
from tests.ui.agency.tools import every_kind

NUMBER = "07700 900123"
WHO = Auditor("Invented Auditor", "Officer")


def open_with(scene: Scene, folder: Path, tool: AuditTool, monkeypatch: pytest.MonkeyPatch) -> None:
    use_tool(monkeypatch, tool)
    started = start_round(folder / "round")
    started.partnership.close()
    scene.open_pack(started.pack("Police"))


def challenged() -> AuditTool:
    """The small tool; its follow-up has a comment."""
    tool = small_tool()
    quality, closing = tool.sections
    q1, q2, j1 = quality.questions
    follow_up = replace(q2.follow_ups[0], comment=CommentRule.OPTIONAL)
    q2 = replace(q2, follow_ups=(follow_up,))
    return replace(tool, sections=(replace(quality, questions=(q1, q2, j1)), closing))


def audit_of(scene: Scene) -> Audit:
    return scene.desk.views[0].audit


def links(page: CheckPage, *, stops: bool) -> list[str]:
    return [link.accessibleName() for link in (page.stops if stops else page.asks).links()]


def follow(scene: Scene, page: CheckPage, words: str) -> None:
    """Follow an entry of the last page by the keyboard."""
    found = [*page.stops.links(), *page.asks.links()]
    link = next(each for each in found if words in each.accessibleName())
    link.setFocus()
    scene.qtbot.keyClick(link, Qt.Key.Key_Space)
    scene.settle()


# --- boxes that go --------------------------------------------------------------------------------


def test_a_follow_up_that_was_folded_is_forgotten(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_with(scene, tmp_path, challenged(), monkeypatch)
    with_form(scene, form_with(Q2="").with_answer("Q2", Answer(("no",))))
    scene.open_case("T-1", "Q2")
    follow_up = scene.question.blocks()[-1].comment
    follow_up.setFocus()
    scene.write("PK said no.")
    box = comment(scene)
    box.setFocus()
    scene.write("Seen at the corner house with PK.")
    wait_for(scene, follow_up, "PK")
    wait_for(scene, box, "PK")
    scene.interview.draft.edit("Q2", options=("yes",))
    scene.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ("Q2a", "comment") not in scene.interview.guard._texts
    choose(scene, ask(scene, box, "PK"), "Not identifying", REASONS[0])
    assert places(box) == []
    keep_watch_list_from_elsewhere(scene, "corner house")
    wait_for(scene, box, "corner house")


def test_one_that_took_the_place_of_another_is_kept(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_with(scene, tmp_path, challenged(), monkeypatch)
    with_form(scene, form_with(Q2="").with_answer("Q2", Answer(("no",))))
    scene.open_case("T-1", "Q2")
    draft = scene.interview.draft
    draft.edit("Q2", options=("yes",))
    draft.edit("Q2", options=("no",))  # made anew before the first one is gone
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    follow_up = scene.question.blocks()[-1].comment
    follow_up.setFocus()
    scene.write("PK said no.")
    wait_for(scene, follow_up, "PK")


# --- what is told later ---------------------------------------------------------------------------


def keep_watch_list_from_elsewhere(scene: Scene, *words: str) -> None:
    """As the sheet does it."""
    scene.session.write(
        lambda: keep_watch_list(
            scene.session.workspace, audit_of(scene).id, "T-1", [*map(WatchEntry, words)]
        )
    )
    scene.settle()


def test_a_watch_list_that_is_written_later_is_looked_for(opened: Scene) -> None:
    box = type_comment(opened, "They met at the corner house. Spoke to PK.")
    wait_for(opened, box, "PK")
    opened.desk.show_audit(audit_of(opened).id)
    opened.settle()
    keep_watch_list_from_elsewhere(opened, "Corner house")
    opened.open_case("T-1", "Q1")
    assert comment(opened) is box, "the form was kept"
    wait_for(opened, box, "corner house", "PK")


def test_what_is_let_pass_elsewhere_is_not_marked_here(opened: Scene) -> None:
    box = type_comment(opened, "Spoke to PK and Mrs Khan.")
    wait_for(opened, box, "PK", "Mrs Khan")
    workspace, audit_id = opened.session.workspace, audit_of(opened).id
    opened.session.write(lambda: wave_through(workspace, audit_id, "T-1", "PK", REASONS[1]))
    wait_for(opened, box, "Mrs Khan")
    opened.session.write(lambda: keep_watch_list(workspace, audit_id, "T-1", [], ["pk"]))
    wait_for(opened, box, "PK", "Mrs Khan")


# --- how sure it is -------------------------------------------------------------------------------


def test_how_sure_the_guard_is_shows_in_the_line(opened: Scene) -> None:
    keep_watch_list_from_elsewhere(opened, "Tizzy")
    box = type_comment(opened, "Tizzy was seen. PK rang. Seen at Thornbury.")
    opened.qtbot.waitUntil(lambda: len(marks(box)) == 3)
    lines = {words: mark.line for words, mark in zip(places(box), marks(box), strict=True)}
    assert lines["Tizzy"] is MarkLine.BAR
    assert lines["PK"] is MarkLine.WAVE
    assert lines["Thornbury"] is MarkLine.DOTS
    assert remark(box) == "2 places may identify someone, perhaps 1 more"


def test_what_may_well_be_harmless_is_said_quietly(opened: Scene) -> None:
    box = type_comment(opened, "Seen at Thornbury.")
    wait_for(opened, box, "Thornbury")
    assert remark(box) == "1 place perhaps identifies someone"


# --- lines and roles ------------------------------------------------------------------------------


def a_line(scene: Scene, text: str) -> MarkedLine:
    form = full_form().with_answer("K6", Answer(text=text))
    with_form(scene, replace(form, people=(Person("p1", "step-father"), Person("p2", "Mrs Khan"))))
    scene.open_case("T-1", "K6")
    editor = scene.question.blocks()[0].editors[0]
    assert isinstance(editor, LineEditor)
    return editor.field


@pytest.fixture
def every(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The desk with a tool of every kind of answer."""
    open_with(scene, tmp_path, every_kind(), monkeypatch)
    return scene


def test_a_line_is_marked_and_mended_by_keyboard(every: Scene) -> None:
    field = a_line(every, "Chaired by Mrs Khan 😀 and PK")
    wait_for(every, field, "Mrs Khan", "PK")
    assert remark(field) == "2 places may identify someone"
    choose(every, ask(every, field, "PK"), "Write a role", "teacher")
    assert field.value() == "Chaired by Mrs Khan 😀 and teacher"
    assert every.stored("T-1").answer("K6").text == field.value()
    wait_for(every, field, "Mrs Khan")
    field.box.undo()
    assert field.value() == "Chaired by Mrs Khan 😀 and PK"
    wait_for(every, field, "Mrs Khan", "PK")


def test_a_line_is_asked_about_with_the_mouse(every: Scene) -> None:
    field = a_line(every, "Chaired by Mrs Khan")
    wait_for(every, field, "Mrs Khan")
    (mark, left, right), *_ = field.box._runs()
    spot = field.box.rect().center()
    spot.setX(round((left + right) / 2))
    every.qtbot.mouseClick(field.box, Qt.MouseButton.LeftButton, pos=spot)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, GuardMenu)
    assert mark.about.startswith("Mrs Khan")
    menu.close()
    back(every)


def test_marks_in_a_line_move_with_what_is_typed(every: Scene) -> None:
    field = a_line(every, "Chaired by PK")
    wait_for(every, field, "PK")
    field.setFocus()
    field.box.setCursorPosition(0)
    every.write("Once ")
    assert places(field) == ["PK"]
    field.box.setCursorPosition(len(field.value()) - 1)
    every.write("x")
    assert places(field) == []


def test_the_people_s_roles_are_marked_and_renamed_everywhere(every: Scene) -> None:
    a_line(every, "Chaired by Mrs Khan")
    every.go("K9")
    every.go("about")
    people = every.about.people
    assert people is not None
    role = people.fields()[1]
    wait_for(every, role, "Mrs Khan")
    assert remark(role) == "1 place may identify someone"
    menu = ask(every, role, "Mrs Khan")
    choose(every, menu, "Replace everywhere in this return (2 places)", "grandmother")
    stored = every.stored("T-1")
    assert [person.role for person in stored.people] == ["step-father", "Grandmother"]
    assert stored.answer("K6").text == "Chaired by grandmother"
    every.go("K9")
    assert len(every.question.blocks()) == 2


# --- the note of a nil return ---------------------------------------------------------------------


def test_the_note_of_a_nil_return_is_read_along(opened: Scene) -> None:
    note = f"Looked up by Mrs Khan, {NUMBER}."
    with_form(opened, replace(nil_form(), completed_by=WHO, note=note))
    opened.desk.show_audit(audit_of(opened).id)
    opened.settle()
    page = opened.page(AuditPage)

    def mend(sheet: NilNoteSheet) -> None:
        wait_for(opened, sheet.note, "Mrs Khan", NUMBER)
        menu = ask(opened, sheet.note, NUMBER)
        opened.qtbot.keyClick(menu, Qt.Key.Key_Return)  # the suggested words
        wait_for(opened, sheet.note, "Mrs Khan")
        wave(opened, sheet.note, "Mrs Khan")
        sheet.save.click()

    opened.in_dialog(NilNoteSheet, mend, lambda: page.cases.opened.emit("T-1"))
    assert opened.stored("T-1").note == "Looked up by Mrs Khan, a phone number on file."
    known = guard_of(opened.session.workspace, audit_of(opened).id, "T-1")
    assert known.waved == {"mrs khan": REASONS[0]}


def test_why_a_return_is_reopened_is_read_along(opened: Scene, tmp_path: Path) -> None:
    with_form(opened, form_with(Q1=""))
    audit_id = audit_of(opened).id
    seal_returns(opened.session.workspace, audit_id, ["T-1"], tmp_path, clock=clock)
    opened.desk.show_audit(audit_id)
    opened.settle()
    page = opened.page(AuditPage)

    def mend(sheet: ReopenSheet) -> None:
        opened.qtbot.keyClicks(sheet.reason.box, "Asked by Mrs Khan")
        wait_for(opened, sheet.reason, "Mrs Khan")
        assert remark(sheet.reason) == "1 place may identify someone"
        menu = ask(opened, sheet.reason, "Mrs Khan")
        menu.chosen.emit("the social worker")
        menu.close()
        sheet.action.click()

    opened.in_dialog(ReopenSheet, mend, lambda: page.cases.reopen_asked.emit("T-1"))
    reopened = form_of(opened.session.workspace, audit_id, "T-1")
    assert reopened.reason == "Asked by the social worker"


def wave(scene: Scene, box: GrowingText | MarkedLine, words: str) -> None:
    """Say that some words identify nobody, without giving the window the keyboard."""
    menu = ask(scene, box, words)
    menu.waved.emit(REASONS[0])
    menu.close()
    assert words not in places(box)


def wait_until_ready(scene: Scene) -> None:
    """The look at the form is slow work, which a scene that settles may have put off."""

    def is_ready() -> bool:
        assert scene.interview is not None
        scene.interview.found.look()
        return scene.check.ready.isVisible() and not scene.tasks.is_busy

    scene.qtbot.waitUntil(is_ready)


# --- the last page --------------------------------------------------------------------------------


def test_the_last_page_lists_what_was_found_and_leads_there(opened: Scene) -> None:
    with_form(
        opened,
        form_with(Q1=f"Ring {NUMBER} or {NUMBER}.", Q2="Spoke to PK, at length and more than once.")
        .with_answer("C1", Answer(text="Thanks to PK.")),
    )  # fmt: skip
    opened.open_case("T-1", "check")
    page = opened.check
    assert links(page, stops=True) == [f"Q1: “{NUMBER}” identifies somebody"]
    assert [each for each in links(page, stops=False) if "“" in each] == [
        "Q2: “PK” may identify somebody",
        "C1: “PK” may identify somebody",
    ]
    assert not page.ready.isVisible()
    assert opened.interview.forward.text() == "Back to the cases"
    follow(opened, page, "Q1")
    box = comment(opened)
    opened.qtbot.waitUntil(lambda: box.box.hasFocus())
    wait_for(opened, box, NUMBER, NUMBER)
    assert box.box.textCursor().position() == len("Ring ")
    menu_of = ask(opened, box, NUMBER)
    choose(opened, menu_of, "Not identifying", REASONS[2])
    opened.go("check")
    wait_until_ready(opened)
    assert links(opened.check, stops=True) == []
    assert opened.interview.forward.text() != "Back to the cases"
    follow(opened, opened.check, "C1")
    opened.qtbot.waitUntil(lambda: opened.question.texts()[0].box.box.hasFocus())
    opened.go("Q2")
    box = comment(opened)
    wait_for(opened, box, "PK")
    choose(opened, ask(opened, box, "PK"), "Write a role", "dad")
    opened.go("check")
    wait_until_ready(opened)

    def left() -> list[str]:
        return [each for each in links(opened.check, stops=False) if "“" in each]

    opened.qtbot.waitUntil(lambda: left() == ["C1: “PK” may identify somebody"])


def test_the_last_page_leads_to_a_role_and_to_a_line(every: Scene) -> None:
    a_line(every, f"Ring {NUMBER}")
    every.go("check")
    shown = [*links(every.check, stops=True), *links(every.check, stops=False)]
    assert f"K6: “{NUMBER}” identifies somebody" in shown
    role = next(each for each in shown if each.startswith("The people: “Mrs Khan”"))
    follow(every, every.check, role)
    people = every.about.people
    assert people is not None
    every.qtbot.waitUntil(lambda: people.fields()[1].box.hasFocus())
    every.go("check")
    follow(every, every.check, "K6")
    editor = every.question.blocks()[0].editors[0]
    assert isinstance(editor, LineEditor)
    every.qtbot.waitUntil(lambda: editor.field.box.hasFocus())
    assert editor.field.box.cursorPosition() == len("Ring ")


def test_answers_that_are_not_asked_are_not_listed(opened: Scene) -> None:
    form = full_form().with_answer("Q2a", Answer(("yes",), comment=f"Ring {NUMBER}."))
    with_form(opened, form)
    opened.open_case("T-1", "check")
    assert links(opened.check, stops=True) == []
    assert opened.check.ready.isVisible()


# --- the sealing ----------------------------------------------------------------------------------


def test_the_sealing_that_is_stopped_leads_to_the_words(opened: Scene, tmp_path: Path) -> None:
    with_form(opened, form_with(Q1=f"Ring {NUMBER}."))
    opened.desk.show_sealing(audit_of(opened).id)
    opened.settle()
    page = opened.page(SealPage)
    page.set_folder(tmp_path / "out")
    opened.click(page.seal)
    assert page.identifies.isVisible()
    assert page.identifies.sentence.text() == (
        "Case A has words in it that identify somebody (Q1)."
    )
    assert "leads to each" in page.identifies.text.text()
    assert not page.failure.isVisible()
    assert opened.focus() is page.identifies.button
    opened.key(Qt.Key.Key_Return)
    assert links(opened.check, stops=True) == [f"Q1: “{NUMBER}” identifies somebody"]
    assert form_of(opened.session.workspace, audit_of(opened).id, "T-1").state is ReturnState.DRAFT


def test_a_nil_note_that_stops_the_sealing_is_opened_from_there(
    opened: Scene, tmp_path: Path
) -> None:
    form = replace(nil_form(), completed_by=WHO, note=f"Ring {NUMBER}.")
    start_form(opened.session.workspace, audit_of(opened).id, "T-1", form)
    opened.desk.show_sealing(audit_of(opened).id)
    opened.settle()
    page = opened.page(SealPage)
    page.set_folder(tmp_path / "out")
    opened.click(page.seal)
    assert "in its note" in page.identifies.sentence.text()

    def look(sheet: NilNoteSheet) -> None:
        wait_for(opened, sheet.note, NUMBER)
        sheet.reject()

    button = page.identifies.button
    assert button is not None
    opened.in_dialog(NilNoteSheet, look, lambda: opened.click(button))
