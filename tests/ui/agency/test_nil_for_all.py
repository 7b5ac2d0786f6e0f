"""None of them is known to us: all cases in one go, and exactly back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.returns import Answer, Auditor, Form, ReturnKind, ReturnState
from app.services.answer_case import form_of, forms_of, mark_nil, start_form, take_back_nil
from app.services.seal_returns import seal_returns
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.nil_sheet import NilSheet
from tests.builders import clock, full_form
from tests.ui.agency.scene import Scene

WHO = Auditor("Invented Auditor", "Officer")
BEGUN = Form(answers={"Q1": Answer(options=("yes",), comment="It stands in the records")})


def page_of(scene: Scene) -> AuditPage:
    """The audit's page, read anew."""
    scene.desk.show_audit(scene.desk.views[0].audit.id)
    scene.settle()
    return scene.page(AuditPage)


def kinds(scene: Scene) -> list[ReturnKind]:
    """What every case is answered with."""
    scene.settle()
    audit_id = scene.desk.views[0].audit.id
    return [form.form.kind for form in forms_of(scene.session.workspace, audit_id)]


def test_all_are_marked_and_taken_back_exactly(opened: Scene) -> None:
    page = opened.page(AuditPage)
    before = forms_of(opened.session.workspace, opened.desk.views[0].audit.id)

    def fill(sheet: NilSheet) -> None:
        assert sheet.accessibleName() == "None of these 2 cases is known to your agency?"
        assert sheet.ticks == {}
        sheet.action.click()
        assert sheet.name.error() == "Enter your name"
        opened.qtbot.keyClicks(sheet.name.box, WHO.name)
        opened.qtbot.keyClicks(sheet.title.box, WHO.title)
        sheet.action.click()

    opened.in_dialog(NilSheet, fill, lambda: opened.click(page.nil_for_all))
    assert kinds(opened) == [ReturnKind.NIL, ReturnKind.NIL]
    assert page.notice.sentence.text() == "2 cases are not known to your agency."
    assert not page.nil_for_all.isVisible(), "there is nothing left for it"
    assert page.cases.row("T-2").row.row_task.status == "not known to us"
    assert page.notice.button is not None
    opened.click(page.notice.button)
    assert forms_of(opened.session.workspace, opened.desk.views[0].audit.id) == before
    assert page.nil_for_all.isVisible()


def test_once_the_name_is_known_two_clicks_do(opened: Scene) -> None:
    audit_id = opened.desk.views[0].audit.id
    start_form(opened.session.workspace, audit_id, "T-1", Form(completed_by=WHO))
    page = page_of(opened)

    def agree(sheet: NilSheet) -> None:
        assert not sheet.name.isVisible()
        opened.qtbot.keyClick(sheet, Qt.Key.Key_Return)

    opened.in_dialog(NilSheet, agree, lambda: opened.click(page.nil_for_all))
    assert kinds(opened) == [ReturnKind.NIL, ReturnKind.NIL]


@pytest.mark.parametrize("ticked", [False, True])
def test_what_is_written_is_left_out_unless_it_is_ticked(opened: Scene, ticked: bool) -> None:
    audit_id = opened.desk.views[0].audit.id
    workspace = opened.session.workspace
    start_form(workspace, audit_id, "T-1", Form(completed_by=WHO, answers=BEGUN.answers))
    page = page_of(opened)

    def agree(sheet: NilSheet) -> None:
        assert list(sheet.ticks) == ["T-1"]
        assert not sheet.ticks["T-1"].isChecked()
        if ticked:
            sheet.ticks["T-1"].click()
        sheet.action.click()

    opened.in_dialog(NilSheet, agree, lambda: opened.click(page.nil_for_all))
    first = ReturnKind.NIL if ticked else ReturnKind.FULL
    assert kinds(opened) == [first, ReturnKind.NIL]
    assert form_of(workspace, audit_id, "T-1").form.answers == BEGUN.answers, "kept"
    assert page.notice.button is not None
    opened.click(page.notice.button)
    assert kinds(opened) == [ReturnKind.FULL, ReturnKind.FULL]
    assert not form_of(workspace, audit_id, "T-2").stored


def test_cancelling_changes_nothing(opened: Scene) -> None:
    page = opened.page(AuditPage)
    opened.in_dialog(NilSheet, lambda sheet: sheet.reject(), lambda: opened.click(page.nil_for_all))
    assert kinds(opened) == [ReturnKind.FULL, ReturnKind.FULL]
    assert not page.notice.isVisible()


def test_sealed_returns_and_later_writing_are_left_alone(opened: Scene) -> None:
    audit_id = opened.desk.views[0].audit.id
    workspace = opened.session.workspace
    start_form(workspace, audit_id, "T-1", full_form())
    seal_returns(workspace, audit_id, ["T-1"], workspace.folder / "out", clock=clock)
    marked = mark_nil(workspace, audit_id, ["T-1", "T-2"], WHO)
    assert [form.case.uin for form in marked.before] == ["T-2"]
    assert form_of(workspace, audit_id, "T-1").state is ReturnState.SEALED
    seal_returns(workspace, audit_id, ["T-2"], workspace.folder / "out", clock=clock)
    take_back_nil(workspace, marked.before)
    again = form_of(workspace, audit_id, "T-2")
    assert again.state is ReturnState.SEALED
    assert again.form.kind is ReturnKind.NIL


def test_a_single_case_is_marked_by_keyboard(opened: Scene) -> None:
    audit_id = opened.desk.views[0].audit.id
    mark_nil(opened.session.workspace, audit_id, ["T-2"], WHO)
    page = page_of(opened)
    page.cases.row("T-1").row.setFocus()
    opened.key(Qt.Key.Key_Right)
    opened.key(Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    at = [action.text() for action in menu.actions()].index("Not known to us")
    for _ in range(at + 1):
        opened.qtbot.keyClick(menu, Qt.Key.Key_Down)
    opened.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert kinds(opened) == [ReturnKind.NIL, ReturnKind.NIL]


def test_the_menu_key_opens_the_same_menu(opened: Scene) -> None:
    row = opened.page(AuditPage).cases.row("T-1").row
    at = row.rect().center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, at, row.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(row, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Not known to us" in [action.text() for action in menu.actions()]
    menu.close()
