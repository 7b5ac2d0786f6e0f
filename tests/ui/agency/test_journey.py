"""From the pack to the sealed package, as an auditor does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.domain.returns import Auditor, ReturnKind, ReturnState
from app.handover.files import read_file
from app.services.answer_case import form_of, start_form
from app.services.import_returns import Outcome
from app.ui.interview.interview import Interview
from app.ui.messages import Sheet
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.done_page import DonePage
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.nil_sheet import NilSheet
from app.ui.pages.agency.reopen_sheet import ReopenSheet
from app.ui.pages.agency.seal_page import SealPage
from app.ui.pages.agency.sealed_page import SealedPage
from app.ui.pages.agency.sent_page import SentPage
from app.ui.widgets.buttons import Button
from tests.builders import full_form
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene

ALT = Qt.KeyboardModifier.AltModifier


def press(sheet: Sheet, text: str) -> None:
    """Press a button of a dialog."""
    button = next(b for b in sheet.findChildren(Button) if b.accessibleName() == text)
    button.click()


def nil(scene: Scene, uin: str) -> None:
    """Two clicks: options, "Not known to us"."""
    menu = scene.page(AuditPage).cases.row(uin).menu()
    next(a for a in menu.actions() if a.text() == "Not known to us").trigger()
    scene.settle()


def test_an_empty_desk_says_what_to_do(scene: Scene) -> None:
    home = scene.page(HomePage)
    assert "Begin with the pack" in home.sentence.text()
    assert home.zone.button.text() == "Open pack"
    assert scene.focus() is home.zone.button


def test_the_home_page_says_what_waits_and_by_when(opened: Scene) -> None:
    opened.desk.show_home()
    opened.settle()
    home = opened.page(HomePage)
    texts = [label.text() for label in home.findChildren(type(home.sentence))]
    assert "Due in 8 days, 9 February 2018" in texts
    assert "0 of 2 cases ready" in texts
    assert opened.desk.views[0].sender.words in texts
    card = home.cards[opened.desk.views[0].audit.id]
    assert (
        card.sentence.text() == "Next: Case A · JS, not started yet. One more case is not started."
    )
    assert opened.focus() is card.next
    assert card.next.text() == "Begin with Case A"
    opened.key(Qt.Key.Key_Return)
    assert opened.interview.case.uin == "T-1"


def test_a_form_is_filled_in_by_keyboard_and_seals(
    opened: Scene, started: Round, tmp_path: Path
) -> None:
    scene = opened
    cases = scene.page(AuditPage).cases
    assert scene.focus() is cases.row("T-1").row
    scene.key(Qt.Key.Key_Return)
    assert scene.focus() is scene.about.name.box
    scene.write("Invented Auditor")
    scene.key(Qt.Key.Key_Tab)
    scene.write("Reviewing Officer")
    scene.key(Qt.Key.Key_Tab)
    scene.key(Qt.Key.Key_Tab)
    scene.write("10 January 2018")
    scene.key(Qt.Key.Key_Right, ALT)
    assert scene.interview.step == "Q1"
    assert "10 July 2017 to 10 January 2018" not in scene.interview.head().subtitle
    assert scene.interview.head().subtitle == "UIN T-1 · 6 months to 10 Jan 2018"

    scene.key(Qt.Key.Key_Y)
    scene.key(Qt.Key.Key_Tab)
    scene.write("The records show that it was done.")
    scene.key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert scene.interview.step == "Q2"
    scene.key(Qt.Key.Key_N)
    assert [block.places[0] for block in scene.question.blocks()] == ["Q2", "Q2a"]
    scene.question.blocks()[1].setFocus()
    scene.key(Qt.Key.Key_Y)
    scene.question.blocks()[0].editors[1].setFocus()
    scene.key(Qt.Key.Key_N)
    scene.question.blocks()[0].comment.setFocus()
    scene.write("Only the mother was asked.")
    scene.key(Qt.Key.Key_Right, ALT)
    assert scene.interview.step == "J1"
    scene.key(Qt.Key.Key_Right)
    scene.key(Qt.Key.Key_Space)
    scene.question.blocks()[0].comment.setFocus()
    scene.write("The family was left out of the plan.")
    scene.key(Qt.Key.Key_Right, ALT)
    scene.key(Qt.Key.Key_Right, ALT)
    assert scene.interview.step == "check"
    assert scene.check.ready.isVisible()

    form = scene.stored("T-1")
    assert form.completed_by == Auditor("Invented Auditor", "Reviewing Officer")
    assert form.last_involvement == date(2018, 1, 10)
    assert form.answer("Q1").comment == "The records show that it was done."
    assert form.answer("Q2").options == ("no",)
    assert form.answer("Q2.child").options == ("no",)
    assert form.answer("Q2a").options == ("yes",)
    assert form.answer("J1").options == ("poor",)

    assert scene.interview.forward.text() == "Next case: Case B"
    scene.click(scene.interview.cases)
    scene.click(scene.page(AuditPage).seal)
    page = scene.page(SealPage)
    assert page.chosen() == ("T-1",)
    page.set_folder(tmp_path / "out")
    scene.click(page.seal)
    done = scene.page(DonePage)
    package = next((tmp_path / "out").iterdir())
    assert done.file.text() == package.name
    [imported] = started.bring_in(package)
    assert imported.outcome is Outcome.IMPORTED


def test_arrows_go_through_the_cases(opened: Scene) -> None:
    cases = opened.page(AuditPage).cases
    opened.key(Qt.Key.Key_Down)
    assert opened.focus() is cases.row("T-2").row
    opened.key(Qt.Key.Key_Right)
    assert opened.focus() is cases.row("T-2").more
    opened.key(Qt.Key.Key_Up)
    assert opened.focus() is cases.row("T-1").more
    opened.key(Qt.Key.Key_Left)
    assert opened.focus() is cases.row("T-1").row


def test_nil_takes_two_clicks_once_the_name_is_known(opened: Scene) -> None:
    def fill(sheet: NilSheet) -> None:
        sheet.action.click()
        assert sheet.name.error() == "Enter your name"
        opened.qtbot.keyClicks(sheet.name.box, "Invented Auditor")
        opened.qtbot.keyClicks(sheet.title.box, "Officer")
        sheet.action.click()

    opened.in_dialog(NilSheet, fill, lambda: nil(opened, "T-1"))
    assert opened.stored("T-1").kind is ReturnKind.NIL
    nil(opened, "T-2")
    assert opened.stored("T-2").completed_by == Auditor("Invented Auditor", "Officer")
    page = opened.page(AuditPage)
    assert page.cases.row("T-2").row.row_task.status == "not known to us"

    assert page.notice.button is not None
    opened.click(page.notice.button)
    assert opened.stored("T-2").kind is ReturnKind.FULL
    assert not page.notice.isVisible()

    opened.in_dialog(
        Sheet,
        lambda sheet: press(sheet, "Known after all"),
        lambda: opened.click(page.cases.row("T-1").row),
    )
    assert opened.stored("T-1").kind is ReturnKind.FULL
    assert opened.interview.case.uin == "T-1"


def test_the_check_page_lists_problems_and_leads_to_the_field(opened: Scene) -> None:
    interview = opened.open_case("T-1")
    opened.go("Q1")
    opened.key(Qt.Key.Key_A)
    block = opened.question.blocks()[0]
    assert block.comment.label.text() == "Why is the answer “Not applicable”?"
    opened.go("check")
    check = opened.check
    sentences = [link.text() for link in check.stops.links()]
    assert sentences[0] == "Enter your name"
    assert "Q1: explain why the answer is “Not applicable”" in sentences
    assert any(link.text().startswith("Answer Q2") for link in check.stops.links())
    assert opened.focus() is check.stops
    assert not check.ready.isVisible()
    assert interview.forward.text() == "Back to the cases"

    opened.click(
        check.stops.links()[sentences.index("Q1: explain why the answer is “Not applicable”")]
    )
    assert interview.step == "Q1"
    assert opened.focus() is block.comment.box
    assert block.comment.error() == "Q1: explain why the answer is “Not applicable”"
    opened.write("It was done by another agency.")
    assert block.comment.error() == ""
    opened.go("check")
    assert "Q1: explain" not in " ".join(link.text() for link in check.stops.links())
    opened.click(check.stops.links()[0])
    assert opened.focus() is opened.about.name.box
    assert opened.about.name.error() == "Enter your name"


def test_change_links_and_second_looks(opened: Scene) -> None:
    audit_id = opened.desk.views[0].audit.id
    form = full_form("Yes")  # too short to be used, but nothing stops
    start_form(opened.session.workspace, audit_id, "T-1", form)
    opened.open_case("T-1", "check")
    check = opened.check
    assert check.ready.isVisible()
    assert not check.stops.isVisible()
    assert "Q1: the comment says too little to be used" in check.asks.links()[0].text()
    change = next(
        b for b in check.findChildren(Button) if b.accessibleName() == "Change: Q1  Was it done?"
    )
    opened.click(change)
    assert opened.interview.step == "Q1"


def test_sealed_is_looked_at_and_reopened(opened: Scene, started: Round, tmp_path: Path) -> None:
    audit_id = opened.desk.views[0].audit.id
    workspace = opened.session.workspace
    start_form(workspace, audit_id, "T-1", full_form())
    opened.desk.show_audit(audit_id)
    opened.settle()
    opened.click(opened.page(AuditPage).seal)
    page = opened.page(SealPage)
    assert page.links["T-2"].text() == "Not started. Open the form"
    page.set_folder(tmp_path / "out")
    page.armored.click()
    opened.click(page.seal)
    package = next((tmp_path / "out").iterdir())
    assert package.suffix == ".txt"
    [imported] = started.bring_in(package)
    assert imported.outcome is Outcome.IMPORTED

    opened.desk.show_audit(audit_id)
    opened.settle()
    row = opened.page(AuditPage).cases.row("T-1").row
    assert row.row_task.status == "sealed"
    assert row.row_task.hint == "UIN T-1 · 1 February 2018 · revision 1"
    opened.click(row)
    sealed = opened.page(SealedPage)

    def give_a_reason(sheet: ReopenSheet) -> None:
        sheet.suggested["New information"].click()
        press(sheet, "Reopen as revision 2")

    opened.in_dialog(ReopenSheet, give_a_reason, lambda: opened.click(sealed.reopen))
    opened.page(Interview)
    found = form_of(workspace, audit_id, "T-1")
    assert found.state is ReturnState.DRAFT
    assert found.ref.revision == 2


def test_the_email_is_prepared_and_can_be_copied(
    opened: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[str] = []

    def take(url: QUrl) -> bool:
        urls.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    audit_id = opened.desk.views[0].audit.id
    start_form(opened.session.workspace, audit_id, "T-1", full_form())
    opened.desk.show_sealing()
    opened.settle()
    page = opened.page(SealPage)
    page.set_folder(tmp_path / "out")
    opened.click(page.seal)
    done = opened.page(DonePage)
    opened.click(done.copies["To"])
    assert QApplication.clipboard().text() == "audit@example.org"
    assert done.copies["To"].text() == "Copied"
    opened.click(done.email)
    draft = next((tmp_path / "out").glob("*.eml"))
    assert urls == [str(draft)]
    message = message_from_bytes(draft.read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["To"] == "audit@example.org"
    package = next((tmp_path / "out").glob("*.paudit"))
    attached = [part for part in message.walk() if part.get_filename()]
    assert attached[0].get_payload(decode=True) == read_file(package)
    assert done.notice.isVisible()
    opened.click(done.folder)
    assert urls[-1] == str(tmp_path / "out")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    opened.click(done.folder)
    assert done.failure.isVisible()
    assert done.failure.sentence.text() == "“out” did not open."
    assert str(tmp_path) in done.failure.text.text()

    opened.desk.show_sent()
    opened.settle()
    texts = [w.text() for w in opened.page(SentPage).findChildren(type(done.file))]
    assert package.name in texts
    assert any("1 return" in text for text in texts)


def test_a_folder_that_cannot_be_written_is_told(opened: Scene, tmp_path: Path) -> None:
    audit_id = opened.desk.views[0].audit.id
    start_form(opened.session.workspace, audit_id, "T-1", full_form())
    opened.desk.show_sealing()
    opened.settle()
    page = opened.page(SealPage)
    (tmp_path / "file").write_text("in the way")
    page.set_folder(tmp_path / "file")
    opened.click(page.seal)
    assert opened.page(SealPage) is page
    assert page.failure.isVisible()
    assert page.seal.isEnabled()
    assert form_of(opened.session.workspace, audit_id, "T-1").state is ReturnState.DRAFT


def test_a_window_that_looks_wrong_is_asked_about_at_its_field(opened: Scene) -> None:
    audit_id = opened.desk.views[0].audit.id
    form = replace(full_form(), last_involvement=date(2014, 1, 10))
    start_form(opened.session.workspace, audit_id, "T-1", form)
    opened.open_case("T-1", "check")
    check = opened.check
    assert check.ready.isVisible(), "it asks, and does not forbid"
    [link] = check.asks.links()
    said = "The last involvement is 4 years before the audit was opened: check the year"
    assert link.text() == said
    opened.click(link)
    assert opened.interview.step == "about"
    assert opened.about.involved.isAncestorOf(opened.focus())
    assert opened.about.involved.error() == said
