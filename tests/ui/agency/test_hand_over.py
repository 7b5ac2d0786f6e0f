"""Cases go from one desk of an agency to another, and back: who asks, who wrote what, what is
in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.returns import Auditor, ReturnState
from app.handover.files import read_file
from app.services.answer_case import form_of, start_form
from app.services.import_returns import Outcome
from app.services.seal_returns import seal_returns
from app.ui.messages import Sheet
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.done_page import DonePage
from app.ui.pages.agency.hand_over_pages import AskPage, HandOverPage, WordsCard
from app.ui.pages.agency.handed_page import HandedPage
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.look_page import LookPage
from app.ui.pages.agency.take_over_page import TakeOverPage
from app.ui.widgets.buttons import Button
from tests.builders import clock, full_form
from tests.flow.desks import Round, agency_desk
from tests.ui.agency.scene import Scene

ANNA = Auditor("Anna Muir", "Named Nurse")
SAM = Auditor("Sam Okoro", "Reviewing Officer")
BY_ANNA = "Written by Anna Muir, handed over on 1 February 2018"


@pytest.fixture
def colleague(qtbot: QtBot, started: Round, tmp_path: Path) -> Iterator[Scene]:
    """A second desk of the police, with the same pack opened."""
    scene = Scene(qtbot, agency_desk(tmp_path / "colleague"), tmp_path)
    scene.open_pack(started.pack("Police"))
    yield scene
    scene.close()


@pytest.fixture
def begun(opened: Scene) -> Scene:
    """The first desk, with case A written and the second not begun."""
    put(opened, "T-1")
    return opened


def put(scene: Scene, uin: str, who: Auditor = ANNA, comment: str = "") -> None:
    """Write a form."""
    form = full_form(comment) if comment else full_form()
    audit_id = scene.desk.views[0].audit.id
    start_form(scene.session.workspace, audit_id, uin, replace(form, completed_by=who))
    scene.desk.show_audit(audit_id)
    scene.settle()


def texts(widget: QWidget) -> list[str]:
    """Every text that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def give(scene: Scene, path: Path) -> None:
    """Open a file as if it was double-clicked."""
    scene.desk.open_file(path)
    scene.settle()


def told(scene: Scene, does: object) -> str:
    """The sentence of the message that a deed brings."""
    found: list[str] = []

    def read(sheet: Sheet) -> None:
        found.append(sheet.accessibleName() + " " + sheet.accessibleDescription())
        sheet.accept()

    assert callable(does)
    scene.in_dialog(Sheet, read, does)
    return found[0]


def ask(scene: Scene, to: Path, who: Auditor = SAM) -> Path:
    """Write a request by the menu of the audit: where it is."""
    page = scene.page(AuditPage)
    next(a for a in page.menu().actions() if "colleague" in a.text()).trigger()
    scene.settle()
    asking = scene.page(AskPage)
    assert asking.folder is not None
    asking.folder.set_path(to)
    asking.who.name.set_value(who.name)
    asking.who.title.set_value(who.title)
    scene.click(asking.go)
    return scene.page(DonePage).done.path


def hand_over(scene: Scene, request: Path, *uins: str, to: Path, note: str = "") -> Path:
    """Open a request and hand cases over: where the sealed file is."""
    give(scene, request)
    page = scene.page(HandOverPage)
    assert page.folder is not None
    page.folder.set_path(to)
    page.note.set_value(note)
    for uin in uins:
        page.ticks[uin].click()
    scene.click(page.go)
    return scene.page(DonePage).done.path


def take_over(scene: Scene, path: Path) -> None:
    """Open a hand-over and take everything that is ticked."""
    give(scene, path)
    scene.click(scene.page(TakeOverPage).go)


def test_a_colleague_goes_on(begun: Scene, colleague: Scene, tmp_path: Path) -> None:
    request = ask(colleague, tmp_path / "mail")
    done = colleague.page(DonePage)
    words = done.findChildren(WordsCard)[0].words.text()
    assert len(words.split()) == 6
    assert done.done.email.recipient == ""
    assert "To" not in done.copies
    assert words not in done.done.email.text  # a forged mail would have the forger's

    give(begun, request)
    page = begun.page(HandOverPage)
    assert page.words.words.text() == words
    assert any(text.startswith("Sam Okoro, Reviewing Officer, asks") for text in texts(page))
    assert not any(tick.isChecked() for tick in page.ticks.values())
    assert not page.go.isEnabled()
    page.ticks["T-1"].click()
    assert page.go.text() == "Hand over 1 case"

    file = hand_over(begun, request, "T-1", to=tmp_path / "mail", note="The minutes are missing.")
    assert begun.page(DonePage).done.heading == "1 case is handed over"
    begun.click(begun.page(DonePage).findChildren(Button)[-2])  # back to the cases
    row = begun.page(AuditPage).cases.row("T-1")
    assert row.row.row_task.status == "handed over"
    assert "to Sam Okoro, 1 February 2018" in row.row.row_task.hint
    assert "0 of 1 case ready" in begun.page(AuditPage).sentence.text()

    give(colleague, file)
    offer = colleague.page(TakeOverPage)
    assert "The minutes are missing." in texts(offer)
    assert offer.chosen() == ("T-1",)
    colleague.click(offer.go)
    assert colleague.page(AuditPage).news.isVisible()
    stored = colleague.stored("T-1")
    assert stored.completed_by == SAM
    assert stored.answers == full_form().answers


def test_who_wrote_what_is_shown_and_kept(begun: Scene, colleague: Scene, tmp_path: Path) -> None:
    request = ask(colleague, tmp_path)
    take_over(colleague, hand_over(begun, request, "T-1", to=tmp_path))
    colleague.open_case("T-1", "Q1")
    block = colleague.question.blocks()[0]
    assert block.by.isVisible()
    assert block.by.text() == BY_ANNA
    block.comment.box.setFocus()
    colleague.write("And more. ")
    colleague.interview.flush()
    colleague.settle()
    assert block.by.text() == f"{BY_ANNA}, changed by you since"
    colleague.go("check")
    lines = texts(colleague.check)
    assert f"{BY_ANNA}, changed by you since" in lines
    assert lines.count(BY_ANNA) >= 3
    # The same after reading it again.
    colleague.interview.leave()
    colleague.settle()
    colleague.open_case("T-1", "Q1")
    assert colleague.question.blocks()[0].by.text() == f"{BY_ANNA}, changed by you since"

    # And back: the first auditor sees both names.
    colleague.interview.leave()
    colleague.settle()
    begun.desk.show_audit(begun.desk.views[0].audit.id)
    begun.settle()
    back = hand_over(colleague, ask(begun, tmp_path, ANNA), "T-1", to=tmp_path)
    take_over(begun, back)
    begun.open_case("T-1", "Q1")
    by = "Written by Anna Muir, changed by Sam Okoro, handed over on 1 February 2018"
    assert begun.question.blocks()[0].by.text() == by
    assert begun.stored("T-1").completed_by == ANNA


def test_what_was_handed_over_is_shut_until_it_is_taken_back(
    begun: Scene, colleague: Scene, tmp_path: Path
) -> None:
    hand_over(begun, ask(colleague, tmp_path), "T-1", to=tmp_path)
    audit_id = begun.desk.views[0].audit.id
    begun.desk.show_home()
    begun.settle()
    assert "1 case waits" in begun.page(HomePage).sentence.text()
    begun.desk.show_sealing(audit_id)
    begun.settle()
    page = begun.desk.sealing.page
    assert page is not None
    assert list(page.ticks) == ["T-2"]

    begun.desk.show_audit(audit_id)
    begun.settle()
    begun.click(begun.page(AuditPage).cases.row("T-1").row)
    handed = begun.page(HandedPage)
    assert "Handed over to Sam Okoro, 1 February 2018." in texts(handed)

    def agree(sheet: Sheet) -> None:
        assert "two different returns" in sheet.accessibleDescription()
        next(b for b in sheet.findChildren(Button) if b.text() == "Take it back").click()

    begun.in_dialog(Sheet, agree, lambda: begun.click(handed.action))
    assert begun.interview.case.uin == "T-1"
    found = form_of(begun.session.workspace, audit_id, "T-1")
    assert found.state is ReturnState.DRAFT


def test_what_was_written_here_is_replaced_only_when_said(
    begun: Scene, colleague: Scene, tmp_path: Path
) -> None:
    put(colleague, "T-1", SAM, "Something of my own that took long to find out.")
    put(begun, "T-2")
    file = hand_over(begun, ask(colleague, tmp_path), "T-1", "T-2", to=tmp_path)
    give(colleague, file)
    page = colleague.page(TakeOverPage)
    assert page.chosen() == ("T-2",)
    assert page.replaces["T-1"].accessibleName() == "Replace what I wrote in Case A · JS"
    colleague.click(page.go)
    assert "of my own" in colleague.stored("T-1").answer("Q1").comment
    assert colleague.stored("T-2").answers == full_form().answers

    give(colleague, file)  # once more: one is here, the other still in the way
    page = colleague.page(TakeOverPage)
    assert "It is on this desk already, as it was sent." in texts(page)
    assert not page.go.isEnabled()
    page.replaces["T-1"].click()
    assert page.go.text() == "Take over 1 case"
    colleague.click(page.go)
    assert colleague.stored("T-1").answers == full_form().answers


def test_what_is_sealed_already_stays(begun: Scene, colleague: Scene, tmp_path: Path) -> None:
    file = hand_over(begun, ask(colleague, tmp_path), "T-1", to=tmp_path)
    take_over(colleague, file)
    audit_id = colleague.desk.views[0].audit.id
    seal_returns(colleague.session.workspace, audit_id, ["T-1"], tmp_path / "out", clock=clock)
    give(colleague, file)
    page = colleague.page(TakeOverPage)
    assert "You have sealed it here. It stays as it is." in texts(page)
    assert not page.go.isEnabled()


def test_the_partnership_takes_the_return_of_the_second_desk(
    begun: Scene, colleague: Scene, started: Round, tmp_path: Path
) -> None:
    put(begun, "T-2")
    audit_id = begun.desk.views[0].audit.id
    workspace = begun.session.workspace
    first = seal_returns(workspace, audit_id, ["T-2"], tmp_path / "a", clock=clock).path
    begun.desk.show_audit(audit_id)
    begun.settle()
    take_over(colleague, hand_over(begun, ask(colleague, tmp_path), "T-1", to=tmp_path))
    second = seal_returns(
        colleague.session.workspace, audit_id, ["T-1"], tmp_path / "b", clock=clock
    ).path
    assert [one.outcome for one in started.bring_in(first, second)] == [Outcome.IMPORTED] * 2
    # What was sealed is looked at with the names still under the answers.
    colleague.desk.show_audit(audit_id)
    colleague.settle()
    colleague.click(colleague.page(AuditPage).cases.row("T-1").row)
    assert BY_ANNA in texts(colleague.page(LookPage))


def test_a_request_of_a_strange_desk_is_refused(
    begun: Scene, qtbot: QtBot, started: Round, tmp_path: Path
) -> None:
    stranger = Scene(qtbot, agency_desk(tmp_path / "stranger"), tmp_path)
    try:
        stranger.open_pack(started.pack("Health Visiting"))
        request = ask(stranger, tmp_path / "mail")
    finally:
        stranger.close()
    assert "does not come from a desk of your agency" in told(begun, lambda: give(begun, request))
    begun.page(AuditPage)


def test_my_own_request_is_refused(begun: Scene, tmp_path: Path) -> None:
    request = ask(begun, tmp_path, ANNA)
    assert "your own request" in told(begun, lambda: give(begun, request))


def test_a_request_about_an_unknown_audit_is_refused(
    scene: Scene, colleague: Scene, tmp_path: Path
) -> None:
    request = ask(colleague, tmp_path)
    assert "not on this desk" in told(scene, lambda: give(scene, request))


def test_a_hand_over_for_another_desk_and_a_damaged_one_are_refused(
    begun: Scene, colleague: Scene, tmp_path: Path
) -> None:
    file = hand_over(begun, ask(colleague, tmp_path), "T-1", to=tmp_path)
    told(begun, lambda: give(begun, file))  # the desk that wrote it can't open it either
    begun.page(DonePage)
    data = bytearray(read_file(file))
    data[-20] ^= 1
    damaged = tmp_path / "damaged.paudit"
    damaged.write_bytes(bytes(data))
    told(colleague, lambda: give(colleague, damaged))
    assert form_of(colleague.session.workspace, colleague.desk.views[0].audit.id, "T-1").form == (
        form_of(colleague.session.workspace, colleague.desk.views[0].audit.id, "T-2").form
    )


def test_when_every_case_is_with_a_colleague_nothing_waits(
    begun: Scene, colleague: Scene, tmp_path: Path
) -> None:
    request = ask(colleague, tmp_path)
    hand_over(begun, request, "T-1", "T-2", to=tmp_path)
    audit_id = begun.desk.views[0].audit.id
    begun.desk.show_audit(audit_id)
    begun.settle()
    page = begun.page(AuditPage)
    assert page.sentence.text() == "All cases are handed over, due by 9 February 2018."
    begun.desk.show_home()
    begun.settle()
    home = begun.page(HomePage)
    assert home.sentence.text().endswith("Nothing waits for you here.")
    card = home.cards[audit_id]
    assert card.sentence.text() == "Colleagues go on with these cases."
    # Asked once more, nothing is left to be chosen.
    give(begun, request)
    again = begun.page(HandOverPage)
    assert not again.ticks
    assert again.remark.text() == "Every case is sealed, or handed over already."
    begun.click(again.back)
    begun.page(AuditPage)


def test_the_email_leaves_the_address_to_the_person(
    opened: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(_url: QUrl) -> bool:
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    request = ask(opened, tmp_path)
    done = opened.page(DonePage)
    opened.click(done.email)
    assert "Put in the address yourself" in done.notice.text.text()
    [draft] = tmp_path.glob("*.eml")
    message = message_from_bytes(draft.read_bytes())
    assert not message["To"]
    [attached] = [part for part in message.walk() if part.get_filename()]
    assert attached.get_filename() == request.name
    assert attached.get_payload(decode=True) == read_file(request)


def test_a_name_is_shown_as_it_is_written(begun: Scene, colleague: Scene, tmp_path: Path) -> None:
    request = ask(colleague, tmp_path, Auditor("<b>Sam</b> & Co\u202e", "Officer"))
    give(begun, request)
    shown = texts(begun.page(HandOverPage))
    assert any(text.startswith("<b>Sam</b> & Co") for text in shown)
    assert not any("\u202e" in text for text in shown)


def test_nobody_is_asked_for_without_a_name(opened: Scene) -> None:
    page = opened.page(AuditPage)
    next(a for a in page.menu().actions() if "colleague" in a.text()).trigger()
    opened.settle()
    asking = opened.page(AskPage)
    assert opened.focus() is asking.who.name.box
    opened.click(asking.go)
    assert asking.who.name.error() == "Enter your name"
    opened.click(asking.back)
    opened.page(AuditPage)
