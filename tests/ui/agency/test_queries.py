"""A query from the partnership, from its file to the sealed answer."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.interview import CHECK
from app.domain.letters import QueryPoint
from app.domain.returns import Auditor
from app.handover.files import read_file, write_file
from app.sealing.age import HybridIdentity, armor
from app.sealing.keys import SigningKey
from app.services.answer_case import form_of
from app.services.hand_over import ask_for_cases, hand_over, read_request
from app.services.open_pack import open_pack
from app.services.receive_letter import correspondence
from app.services.seal_returns import seal_returns
from app.ui.messages import Sheet
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.query_page import QueryPage
from app.ui.pages.agency.sealed_page import SealedPage
from tests.builders import clock, nil_form
from tests.flow.desks import Round, agency_desk
from tests.ui.agency.letters import ask, drop, remade, send
from tests.ui.agency.scene import Scene
from tests.ui.agency.test_opening import press


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def told(scene: Scene, path: Path) -> str:
    """What is said when a file is dropped that is not taken."""
    texts: list[str] = []

    def look(sheet: Sheet) -> None:
        texts.append(f"{sheet.accessibleName()} {sheet.accessibleDescription()}")
        press(sheet, "Close")

    scene.in_dialog(Sheet, look, lambda: drop(scene, path))
    return texts[0]


def kept(scene: Scene) -> int:
    audit_id = scene.desk.views[-1].audit.id
    return len(correspondence(scene.session.workspace, audit_id).queries)


def test_a_query_leads_to_the_questions_asked(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started, text="Thank you. Two things.", asked_by="An Officer").path)
    page = opened.page(QueryPage)
    shown = words(page)
    assert "The partnership asks about Case A · JS" in shown
    for text in ("Who did it, and when?", "Why is it good?", "Thank you. Two things."):
        assert text in shown
    assert "by An Officer" in shown
    opened.click(page.answer)
    form = opened.interview
    assert form.step == "Q1"
    stored = form_of(opened.session.workspace, form.audit.id, "T-1")
    assert stored.ref.revision == 2
    assert "query" in stored.reason
    panel = form.queries.panel
    assert panel is not None
    assert panel.isVisible()
    assert "Who did it, and when?" in words(panel)
    assert "Why is it good?" not in words(panel)
    opened.click(panel.next)
    assert form.step == "J1"
    panel = form.queries.panel
    assert panel is not None
    assert panel.next.accessibleName() == "Check your answers"
    opened.click(panel.next)
    assert form.step == CHECK


def test_the_steps_name_what_is_asked_until_it_is_answered(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started).path)
    opened.click(opened.page(QueryPage).answer)
    form = opened.interview

    def said(step: str) -> str:
        marks = {one.key: one.mark for one in form.sections()}
        marks |= {each.key: each.mark for one in form.sections() for each in one.steps}
        return marks[step].value

    assert said("Q1") == said("J1") == "asked about by the partnership"
    assert said("Q2") == "done"
    opened.write("n")
    opened.settle()
    assert said("Q1") == "done"
    assert said("J1") == "asked about by the partnership"


def test_the_check_says_what_became_of_each_point(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started, text="Thank you.").path)
    opened.click(opened.page(QueryPage).answer)
    opened.write("n")
    opened.go(CHECK)
    check = opened.interview.queries.check
    assert check is not None
    assert "Thank you." in words(check)
    rows = check.lists[0][1]
    assert "answer changed" in rows.row("0.0").accessibleName()
    assert "as in revision 1" in rows.row("0.1").accessibleName()
    opened.click(rows.row("0.1"))
    assert opened.interview.step == "J1"


def test_what_is_asked_of_the_whole_stands_on_the_first_page(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started, points={}, text="Is this the right child?").path)
    opened.click(opened.page(QueryPage).answer)
    assert opened.interview.step == "about"
    panel = opened.interview.queries.panel
    assert panel is not None
    assert "Is this the right child?" in words(panel)


def test_sealed_again_the_query_is_answered_everywhere(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started).path)
    audit_id = opened.desk.views[-1].audit.id
    opened.desk.show_audit(audit_id)
    opened.settle()
    page = opened.page(AuditPage)
    assert "query of 1 February 2018" in page.cases.row("T-1").row.accessibleName()
    assert page.letters.query.isVisible()
    opened.desk.show_home()
    opened.settle()
    card = opened.page(HomePage).cards[audit_id]
    assert card.sentence.text().startswith("A query about Case A · JS waits")
    opened.click(card.next)
    opened.click(opened.page(QueryPage).answer)
    opened.write("n")
    opened.settle()
    opened.interview.leave()
    opened.settle()
    seal_returns(opened.session.workspace, audit_id, ["T-1"], started.folder / "out", clock=clock)
    opened.desk.show_audit(audit_id)
    opened.settle()
    page = opened.page(AuditPage)
    assert not page.letters.isVisible()
    assert "query" not in page.cases.row("T-1").row.accessibleName()
    opened.click(page.cases.row("T-1").row)
    sealed = opened.page(SealedPage)
    opened.click(sealed.queries)
    read = opened.page(QueryPage)
    assert "Answered." in words(read)
    assert "Who did it, and when?" in words(read)
    assert not read.answer.isVisible()


def test_with_everything_sealed_a_query_still_waits(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1", "T-2")
    drop(opened, ask(started).path)
    opened.desk.show_home()
    opened.settle()
    home = opened.page(HomePage)
    assert home.sentence.text().startswith("1 case waits")
    assert "Answer the query about Case A" in [card.next.text() for card in home.cards.values()]


def test_a_long_hostile_text_is_shown_as_it_is(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    text = "<b>Bold</b> \u202eback " + "A long question indeed. " * 400
    drop(opened, ask(started, points={"Q1": text}).path)
    opened.click(opened.page(QueryPage).answer)
    panel = opened.interview.queries.panel
    assert panel is not None
    assert "<b>Bold</b>" in words(panel)
    assert "\u202e" not in words(panel)
    opened.go(CHECK)
    check = opened.interview.queries.check
    assert check is not None
    assert check.lists[0][1].row("0.0").height() < 200


def test_the_sealed_answers_can_be_looked_at_first(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started).path)
    opened.click(opened.page(QueryPage).answers)
    opened.click(opened.page(SealedPage).queries)
    opened.page(QueryPage)


def test_a_draft_is_gone_on_with(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    path = ask(started).path
    drop(opened, path)
    opened.click(opened.page(QueryPage).answer)
    drop(opened, path)
    page = opened.page(QueryPage)
    assert page.answer.accessibleName() == "Go on answering"
    opened.click(page.answer)
    assert opened.interview.step == "Q1"
    assert form_of(opened.session.workspace, page.audit_id, "T-1").ref.revision == 2
    assert kept(opened) == 1


def test_narrow_the_text_stands_above_the_answer(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started).path)
    opened.window.resize(QSize(1320, 860))
    opened.click(opened.page(QueryPage).answer)
    form = opened.interview
    panel = form.queries.panel
    assert panel is not None
    assert not form.page().isAncestorOf(panel)
    opened.window.resize(QSize(900, 620))
    opened.settle()
    assert form.page().isAncestorOf(panel)
    assert panel.isVisible()
    block = opened.question.blocks()[0]
    assert (
        panel.mapTo(form, panel.rect().bottomLeft()).y()
        <= block.mapTo(form, block.rect().topLeft()).y()
    )
    opened.window.resize(QSize(1320, 860))
    opened.settle()
    assert not form.page().isAncestorOf(panel)


def test_the_next_question_asked_is_reached_by_keyboard(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, ask(started).path)
    opened.click(opened.page(QueryPage).answer)
    panel = opened.interview.queries.panel
    assert panel is not None
    for _ in range(20):
        opened.key(Qt.Key.Key_Tab)
        if opened.focus() is panel.next:
            break
    opened.key(Qt.Key.Key_Return)
    assert opened.interview.step == "J1"


def test_a_query_about_a_nil_return(opened: Scene, started: Round) -> None:
    send(opened, started, "T-2", form=nil_form())
    drop(opened, ask(started, "T-2", {}, text="Was the mother not known either?").path)
    opened.click(opened.page(QueryPage).answer)
    row = opened.page(AuditPage).cases.row("T-2").row
    assert "not known to us" in row.accessibleName()
    assert "query of 1 February 2018" in row.accessibleDescription()


def test_as_text_it_opens_too(opened: Scene, started: Round, tmp_path: Path) -> None:
    send(opened, started, "T-1")
    path = tmp_path / "query.paudit.txt"
    write_file(path, armor(read_file(ask(started).path)).encode())
    drop(opened, path)
    opened.page(QueryPage)


# --- what should not come ------------------------------------------------------------------------


def test_of_another_audit(opened: Scene, started: Round, tmp_path: Path) -> None:
    send(opened, started, "T-1")
    path = remade(opened, started, tmp_path, audit="another")
    assert "an audit that is not on this desk" in told(opened, path)
    opened.page(AuditPage)
    assert kept(opened) == 0


def test_to_another_agency(opened: Scene, started: Round, tmp_path: Path) -> None:
    send(opened, started, "T-1")
    path = remade(opened, started, tmp_path, agency="probation")
    assert "written to another agency" in told(opened, path)
    assert kept(opened) == 0


def test_sealed_for_another_desk(opened: Scene, started: Round, tmp_path: Path) -> None:
    send(opened, started, "T-1")
    elsewhere = HybridIdentity.generate().recipient().to_string()
    path = remade(opened, started, tmp_path, recipient=elsewhere)
    assert "sealed for somebody else" in told(opened, path)
    assert kept(opened) == 0


def test_signed_by_somebody_else(opened: Scene, started: Round, tmp_path: Path) -> None:
    send(opened, started, "T-1")
    path = remade(opened, started, tmp_path, key=SigningKey.generate())
    assert "not signed by the partnership" in told(opened, path)
    opened.page(AuditPage)
    assert kept(opened) == 0


def test_about_a_case_that_is_not_on_the_list(
    opened: Scene, started: Round, tmp_path: Path
) -> None:
    send(opened, started, "T-1")
    path = remade(opened, started, tmp_path, uin="T-99")
    assert "a case that your agency was not asked about" in told(opened, path)
    assert kept(opened) == 0


def test_a_return_package_belongs_to_the_partnership(opened: Scene, started: Round) -> None:
    path = send(opened, started, "T-1")
    assert "send it to them by e-mail" in told(opened, path)
    opened.page(AuditPage)


def test_a_question_that_the_tool_has_not(opened: Scene, started: Round, tmp_path: Path) -> None:
    send(opened, started, "T-1")
    points = (QueryPoint("Z99.part@p1", "Who?"), QueryPoint("about.name", "Is it you?"))
    drop(opened, remade(opened, started, tmp_path, points=points))
    page = opened.page(QueryPage)
    assert "A question that this form does not have" in words(page)
    opened.click(page.answer)
    assert opened.interview.step == "about"
    opened.go(CHECK)
    check = opened.interview.queries.check
    assert check is not None
    assert "not in this form" in check.lists[0][1].row("0.0").accessibleName()


def test_a_case_that_a_colleague_goes_on_with(
    opened: Scene, started: Round, tmp_path: Path
) -> None:
    send(opened, started, "T-1")
    path = ask(started).path
    drop(opened, path)
    opened.click(opened.page(QueryPage).answer)
    opened.interview.leave()
    opened.settle()
    audit_id = opened.desk.views[-1].audit.id
    with closing(agency_desk(tmp_path / "colleague")) as colleague:
        open_pack(colleague, read_file(started.pack("Police")), clock=clock)
        who = Auditor("Invented Colleague", "Sergeant")
        asked = ask_for_cases(colleague, audit_id, who, tmp_path, clock=clock)
    workspace = opened.session.workspace
    request = read_request(workspace, read_file(asked.path))
    hand_over(workspace, request, ["T-1"], who, tmp_path, clock=clock)
    drop(opened, path)
    page = opened.page(QueryPage)
    assert "A colleague goes on with this case." in words(page)
    assert not page.answer.isVisible()
