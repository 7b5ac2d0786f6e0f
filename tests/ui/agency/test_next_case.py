"""From one finished case to the next: the rule, the button of the form, and the list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.audits import Audit
from app.domain.returns import Answer, Auditor, Form
from app.services.answer_case import mark_nil, start_form
from app.ui.interview.ahead import CaseAhead
from app.ui.interview.foot import Foot
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.next_case import case_ahead, case_to_rest_on
from app.ui.pages.agency.seal_page import SealPage
from tests.builders import full_form, nil_form
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene
from tests.ui.agency.views import audit_of, view_of

WHO = Auditor("Invented Auditor", "Reviewing Officer")
BEGUN = replace(
    full_form(), answers={"Q1": Answer(options=("yes",), comment="It stands in the records")}
)
WRONG = replace(full_form(), completed_by=Auditor())
ALT = Qt.KeyboardModifier.AltModifier


# --- the rule -------------------------------------------------------------------------------------


def test_the_next_case_is_the_first_open_one_below() -> None:
    view = view_of(audit_of(4), {"T-2": full_form(), "T-3": BEGUN})
    assert case_ahead(view, "T-1") == CaseAhead("T-3", "Case 3", "Q2")
    assert case_ahead(view, "T-3") == CaseAhead("T-4", "Case 4", "about")


def test_after_the_last_it_goes_on_from_the_top() -> None:
    view = view_of(audit_of(3), {"T-1": WRONG, "T-2": full_form(), "T-3": full_form()})
    assert case_ahead(view, "T-3") == CaseAhead("T-1", "Case 1", "about")


def test_a_case_without_a_letter_has_its_initials() -> None:
    audit = audit_of(2)
    cases = tuple(replace(case, label="") for case in audit.cases)
    ahead = case_ahead(view_of(replace(audit, cases=cases), {}), "T-1")
    assert ahead is not None
    assert ahead.words == "Next case: JS"


def test_only_the_sealing_is_left_when_every_other_case_is_finished() -> None:
    forms = {"T-1": BEGUN, "T-2": full_form(), "T-3": nil_form(), "T-4": full_form()}
    view = view_of(audit_of(4), forms, sealed=frozenset({"T-4"}))
    assert case_ahead(view, "T-1") is None
    assert case_ahead(view, "T-2") is not None


def test_an_open_case_keeps_the_keyboard() -> None:
    view = view_of(audit_of(3), {"T-1": full_form(), "T-2": BEGUN})
    assert case_to_rest_on(view, "T-2") == "T-2"
    assert case_to_rest_on(view, "T-1") == "T-2"
    assert case_to_rest_on(view) == "T-2"
    done = view_of(audit_of(1), {"T-1": full_form()})
    assert case_to_rest_on(done, "T-1") == ""


# --- the form -------------------------------------------------------------------------------------


def audit_in(scene: Scene) -> Audit:
    """The audit of the desk."""
    return scene.desk.views[0].audit


def put(scene: Scene, uin: str, form: Form) -> None:
    """Put a form down, and read the list anew."""
    start_form(scene.session.workspace, audit_in(scene).id, uin, form)
    scene.desk.show_audit(audit_in(scene).id)
    scene.settle()


def test_a_finished_form_leads_to_the_next_case(opened: Scene) -> None:
    put(opened, "T-1", full_form())
    opened.open_case("T-1", "check")
    forward = opened.interview.forward
    assert forward.text() == "Next case: Case B"
    assert not opened.interview.next_case.isVisible(), "one button is enough"
    opened.key(Qt.Key.Key_Right, ALT)
    assert (opened.interview.case.uin, opened.interview.step) == ("T-2", "about")


def test_the_last_finished_form_leads_to_the_sealing(opened: Scene) -> None:
    put(opened, "T-1", full_form())
    put(opened, "T-2", BEGUN)
    opened.open_case("T-2", "J1")
    assert opened.interview.forward.text() == "Continue"
    opened.interview.draft.edit("Q2", **vars(full_form().answer("Q2")))
    for place, answer in full_form().answers.items():
        opened.interview.draft.edit(place, **vars(answer))
    opened.go("check")
    assert opened.interview.forward.text() == "Go to sealing"
    opened.click(opened.interview.forward)
    opened.page(SealPage)


def test_what_was_finished_a_moment_ago_is_not_ahead(opened: Scene) -> None:
    put(opened, "T-2", full_form())
    put(opened, "T-1", WRONG)
    opened.open_case("T-1", "about")
    opened.about.name.setFocus()
    opened.write(WHO.name)
    opened.key(Qt.Key.Key_Tab)
    opened.write(WHO.title)
    opened.go("check")
    assert opened.interview.forward.text() == "Go to sealing"
    opened.desk.open_case("T-2", "check")
    opened.settle()
    assert opened.interview.forward.text() == "Go to sealing"


def test_with_something_missing_the_next_case_is_offered_beside(opened: Scene) -> None:
    put(opened, "T-2", WRONG)
    opened.open_case("T-1", "check")
    assert opened.interview.forward.text() == "Back to the cases"
    assert opened.interview.next_case.text() == "Next case: Case B"
    opened.click(opened.interview.next_case)
    assert (opened.interview.case.uin, opened.interview.step) == ("T-2", "about")
    opened.go("Q1")
    assert not opened.interview.next_case.isVisible()


def test_it_is_not_offered_where_it_would_be_cut_off(opened: Scene) -> None:
    opened.open_case("T-1", "check")
    foot = opened.interview.next_case.parentWidget()
    assert isinstance(foot, Foot)
    assert foot.next_case.isVisible()
    for width, offered in ((420, False), (900, True)):
        foot.resize(width, foot.height())
        assert foot.next_case.isVisible() is offered


# --- the list -------------------------------------------------------------------------------------


@pytest.mark.parametrize("left_by", ["All cases", "nil"])
def test_the_keyboard_is_on_the_next_open_case(opened: Scene, left_by: str) -> None:
    if left_by == "nil":
        put(opened, "T-1", Form(completed_by=WHO))
        page = opened.page(AuditPage)
        page.cases.row("T-1").more.setFocus()
        menu = page.cases.row("T-1").menu()
        next(a for a in menu.actions() if a.text() == "Not known to us").trigger()
        opened.settle()
    else:
        put(opened, "T-1", full_form())
        page = opened.page(AuditPage)
        opened.open_case("T-1", "check")
        opened.click(opened.interview.cases)
    assert opened.focus() is page.cases.row("T-2").row


def test_an_open_case_is_come_back_to(opened: Scene) -> None:
    opened.open_case("T-2", "Q1")
    opened.click(opened.interview.cases)
    assert opened.focus() is opened.page(AuditPage).cases.row("T-2").row


def test_when_all_are_ready_the_keyboard_is_on_sealing(opened: Scene) -> None:
    put(opened, "T-1", full_form())
    put(opened, "T-2", full_form())
    page = opened.page(AuditPage)
    opened.open_case("T-2", "check")
    opened.click(opened.interview.cases)
    assert opened.focus() is page.seal


def test_it_is_on_the_case_that_was_gone_on_to(opened: Scene) -> None:
    put(opened, "T-1", full_form())
    opened.open_case("T-1", "check")
    opened.click(opened.interview.forward)
    opened.click(opened.interview.cases)
    assert opened.focus() is opened.page(AuditPage).cases.row("T-2").row


def test_after_the_last_nil_it_is_on_sealing(opened: Scene) -> None:
    mark_nil(opened.session.workspace, audit_in(opened).id, ["T-1"], WHO)
    put(opened, "T-2", Form(completed_by=WHO))
    page = opened.page(AuditPage)
    page.cases.row("T-2").more.setFocus()
    menu = page.cases.row("T-2").menu()
    next(a for a in menu.actions() if a.text() == "Not known to us").trigger()
    opened.settle()
    assert opened.focus() is page.seal


def test_after_sealing_it_is_on_the_next_open_case(opened: Scene, started: Round) -> None:
    put(opened, "T-1", full_form())
    opened.click(opened.page(AuditPage).seal)
    opened.page(SealPage).set_folder(started.folder / "out")
    opened.click(opened.page(SealPage).seal)
    opened.desk.show_audit(audit_in(opened).id)
    opened.settle()
    assert opened.focus() is opened.page(AuditPage).cases.row("T-2").row
