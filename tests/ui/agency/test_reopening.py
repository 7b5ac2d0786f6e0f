"""A sealed return is reopened with a reason, which goes with it to the partnership."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.returns import ReturnState
from app.services.answer_case import form_of, start_form
from app.services.seal_returns import seal_returns
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.reopen_sheet import SUGGESTED, ReopenSheet
from app.ui.pages.agency.sealed_page import SealedPage
from app.ui.widgets.buttons import Button
from tests.builders import clock, full_form
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene


@pytest.fixture
def sealed(opened: Scene, tmp_path: Path) -> Scene:
    """The desk with case A sealed."""
    workspace, audit_id = opened.session.workspace, opened.desk.views[0].audit.id
    start_form(workspace, audit_id, "T-1", full_form())
    seal_returns(workspace, audit_id, ["T-1"], tmp_path / "out", clock=clock)
    opened.desk.show_audit(audit_id)
    opened.settle()
    return opened


def texts(widget: QWidget) -> list[str]:
    """Every text that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(sheet: ReopenSheet, text: str) -> None:
    """Press a button of the sheet."""
    next(b for b in sheet.findChildren(Button) if b.text() == text).click()


def reopen(scene: Scene, act: object) -> None:
    """Choose it in the menu of case A."""
    assert callable(act)
    menu = scene.page(AuditPage).cases.row("T-1").menu()
    entry = next(a for a in menu.actions() if a.text().startswith("Reopen"))
    scene.in_dialog(ReopenSheet, act, entry.trigger)


def test_without_a_reason_it_stays_sealed(sealed: Scene) -> None:
    def refuse_then_leave(sheet: ReopenSheet) -> None:
        assert sheet.focusWidget() is sheet.reason.box
        sheet.reason.set_value("   ")
        press(sheet, "Reopen as revision 2")
        assert sheet.reason.error() == "Say in a few words why it is reopened"
        assert sheet.isVisible()
        press(sheet, "Cancel")

    reopen(sealed, refuse_then_leave)
    audit_id = sealed.desk.views[0].audit.id
    assert form_of(sealed.session.workspace, audit_id, "T-1").state is ReturnState.SEALED


def test_a_quick_choice_can_be_gone_on_with(sealed: Scene) -> None:
    def choose(sheet: ReopenSheet) -> None:
        assert tuple(sheet.suggested) == SUGGESTED
        sheet.suggested["New information"].click()
        sealed.qtbot.keyClicks(sheet.reason.box, " from the hospital")
        press(sheet, "Reopen as revision 2")

    reopen(sealed, choose)
    assert sealed.interview.case.uin == "T-1"
    sealed.go("about")
    why = "Revision 2: New information from the hospital"
    assert why in texts(sealed.about)
    sealed.go("check")
    assert why in texts(sealed.check)


def test_the_reason_goes_with_the_return(sealed: Scene, started: Round, tmp_path: Path) -> None:
    def give(sheet: ReopenSheet) -> None:
        sheet.reason.set_value("A date was <b>wrong</b>.")
        press(sheet, "Reopen as revision 2")

    reopen(sealed, give)
    audit_id = sealed.desk.views[0].audit.id
    sealed.interview.leave()
    sealed.settle()
    path = seal_returns(
        sealed.session.workspace, audit_id, ["T-1"], tmp_path / "again", clock=clock
    ).path
    started.bring_in(path)
    with started.partnership.work() as work:
        [received] = work.returns.all(audit_id, states=[ReturnState.RECEIVED])
    assert received.reason == "A date was <b>wrong</b>."
    sealed.desk.show_audit(audit_id)
    sealed.settle()
    sealed.click(sealed.page(AuditPage).cases.row("T-1").row)
    assert "Revision 2: A date was <b>wrong</b>." in texts(sealed.page(SealedPage))


def test_escape_leaves_it_sealed(sealed: Scene) -> None:
    def leave(sheet: ReopenSheet) -> None:
        sheet.suggested["New information"].click()
        sealed.qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    reopen(sealed, leave)
    audit_id = sealed.desk.views[0].audit.id
    assert form_of(sealed.session.workspace, audit_id, "T-1").state is ReturnState.SEALED
