"""My audits: what is next, each child's progress, and the words of the sender."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.returns import NO_ANSWER
from app.services.answer_case import mark_nil, start_form
from app.services.compare_words import sender_of
from app.services.issue_packs import issue_packs
from app.services.seal_returns import seal_returns
from app.ui.pages.agency.audit_card import AuditCard
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.seal_page import SealPage
from app.ui.pages.agency.sealed_page import SealedPage
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, start_round
from tests.ui.agency.scene import Scene


def home(scene: Scene) -> HomePage:
    """Go home."""
    scene.desk.show_home()
    scene.settle()
    return scene.page(HomePage)


def card(scene: Scene) -> AuditCard:
    """The card of the one audit."""
    [only] = home(scene).cards.values()
    return only


def test_the_button_leads_to_the_very_question(opened: Scene) -> None:
    interview = opened.open_case("T-2", "about")
    opened.write("Invented Auditor")
    opened.go("Q1")
    opened.key(Qt.Key.Key_Y)
    shown = card(opened)
    assert shown.next.text() == "Continue with Case B"
    assert shown.sentence.text() == "Next: Case B · unborn baby. About this case."
    workspace, audit_id = opened.session.workspace, interview.audit.id
    start_form(workspace, audit_id, "T-2", full_form())
    some = full_form().with_answer("Q2", NO_ANSWER).with_answer("Q2.child", NO_ANSWER)
    start_form(workspace, audit_id, "T-1", some)
    shown = card(opened)
    assert shown.sentence.text() == "Next: Case A · JS. Quality, question 2 of 2."
    opened.click(shown.next)
    assert (opened.interview.case.uin, opened.interview.step) == ("T-1", "Q2")


def test_it_ends_with_the_sealing(opened: Scene, tmp_path: Path) -> None:
    audit = opened.desk.views[0].audit
    workspace = opened.session.workspace
    start_form(workspace, audit.id, "T-1", full_form())
    mark_nil(workspace, audit.id, ["T-2"], nil_form().completed_by)
    shown = card(opened)
    rows = [shown.cases.row(uin).row_task.status for uin in ("T-1", "T-2")]
    assert rows == ["ready to seal", "not known to us"]
    opened.click(shown.next)
    assert opened.page(SealPage).chosen() == ("T-1", "T-2")
    seal_returns(workspace, audit.id, ["T-1", "T-2"], tmp_path / "out", clock=clock)
    shown = card(opened)
    assert shown.sentence.text() == "Everything is sealed."
    assert opened.focus() is shown.next
    opened.key(Qt.Key.Key_Return)
    opened.page(AuditPage)


def test_a_row_opens_its_case(opened: Scene, tmp_path: Path) -> None:
    audit = opened.desk.views[0].audit
    shown = card(opened)
    assert shown.cases.row("T-2").accessibleName() == "Case B · unborn baby, not started"
    shown.cases.row("T-1").setFocus()
    opened.key(Qt.Key.Key_Down)
    assert opened.focus() is shown.cases.row("T-2")
    opened.key(Qt.Key.Key_Return)
    assert opened.interview.case.uin == "T-2"

    workspace = opened.session.workspace
    mark_nil(workspace, audit.id, ["T-2"], nil_form().completed_by)
    opened.click(card(opened).cases.row("T-2"))
    opened.page(AuditPage)
    seal_returns(workspace, audit.id, ["T-2"], tmp_path / "out", clock=clock)
    opened.click(card(opened).cases.row("T-2"))
    opened.page(SealedPage)


def test_only_the_first_audit_that_waits_is_loud(opened: Scene, tmp_path: Path) -> None:
    other = start_round(tmp_path / "other", "T-2019")
    with_two = opened.open_pack(other.pack("Police"))
    other.partnership.close()
    cards = home(opened).cards
    assert len(cards) == 2
    assert [each.is_loud for each in cards.values()] == [True, False]
    first = next(iter(cards))
    for uin in ("T-1", "T-2"):
        mark_nil(opened.session.workspace, first, [uin], nil_form().completed_by)
    seal_returns(opened.session.workspace, first, ["T-1", "T-2"], tmp_path / "out", clock=clock)
    assert [each.is_loud for each in home(opened).cards.values()] == [False, True]
    assert with_two.id in cards


# --- the words ---------------------------------------------------------------------------------


def test_the_words_are_compared_once(opened: Scene, started: Round, tmp_path: Path) -> None:
    workspace, audit = opened.session.workspace, opened.desk.views[0].audit
    words = card(opened).words
    assert "Compare these six words once" in words.why.text()
    assert "Telephone the team on a number that you know already" in words.differ.text()
    assert not words.again.isVisible()
    words.same.setFocus()
    opened.key(Qt.Key.Key_Return)
    assert words.done.label.text() == "Words compared on 1 February 2018"
    assert not words.words.isVisible()
    assert not words.same.isVisible()
    assert opened.focus() is words.again, "the keyboard stays where it was"

    opened.key(Qt.Key.Key_Return)
    assert words.words.isVisible()
    assert words.words.text() == sender_of(workspace, audit).words
    assert words.differ.isVisible()
    opened.click(words.again)
    assert not words.words.isVisible()

    opened.desk.show_audit(audit.id)
    opened.settle()
    assert opened.page(AuditPage).words.done.isVisible(), "and so it is on the audit's own page"

    [issued] = [
        pack
        for pack in issue_packs(
            started.partnership, started.audit.id, tmp_path / "again", clock=clock
        ).packs
        if pack.agency.id == "police"
    ]
    opened.desk.open_file(issued.path)
    opened.settle()
    assert sender_of(workspace, audit).compared_on == clock().date(), "another pack, the same key"


def test_another_key_is_compared_anew(opened: Scene, tmp_path: Path) -> None:
    opened.click(opened.page(AuditPage).words.same)
    assert opened.page(AuditPage).words.done.isVisible()
    focus = QApplication.focusWidget()
    assert focus is opened.page(AuditPage).words.again
    other = start_round(tmp_path / "other", "T-2019")
    opened.open_pack(other.pack("Police"))
    other.partnership.close()
    assert opened.page(AuditPage).words.same.isVisible()
    days = {view.audit.reference: view.sender.compared_on for view in opened.desk.views}
    assert days == {"T-2018": clock().date(), "T-2019": None}
