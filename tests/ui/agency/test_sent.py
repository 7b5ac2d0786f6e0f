"""Sent: what was sealed is kept, read and printed, revision by revision."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.domain.returns import Answer
from app.services.answer_case import form_of, reopen, save_answer
from app.services.seal_returns import seal_returns
from app.services.sent_returns import sent_return, sent_returns
from app.ui.pages.agency.printing import PrintedSheet
from app.ui.pages.agency.sent_page import SentPage
from app.ui.pages.agency.sent_return_page import SentReturnPage
from tests.builders import clock, nil_form
from tests.flow.desks import Round
from tests.pdf import text_of
from tests.ui.agency.letters import send
from tests.ui.agency.scene import Scene

AGAIN = "Seen again: it was a week late, as the duty book shows."


@pytest.fixture
def sent(opened: Scene, started: Round) -> Scene:
    """Two revisions of one case, and a nil return of another."""
    send(opened, started, "T-1")
    workspace, audit_id = opened.session.workspace, opened.desk.views[-1].audit.id
    reopen(workspace, audit_id, "T-1", "A mistake.")
    form = form_of(workspace, audit_id, "T-1")
    save_answer(workspace, form, "Q1", Answer(("no",), comment=AGAIN))
    send(opened, started, "T-2", form=nil_form())
    seal_returns(workspace, audit_id, ["T-1"], started.folder / "again", clock=clock)
    opened.desk.show_sent()
    opened.settle()
    return opened


def test_every_package_says_what_is_in_it(sent: Scene) -> None:
    packages = sent_returns(sent.session.workspace)
    inside = [[(ret.case.uin, ret.revision) for ret in one.returns] for one in packages]
    assert sorted(inside) == [[("T-1", 1)], [("T-1", 2)], [("T-2", 1)]]
    names = [button.accessibleName() for button in sent.page(SentPage).buttons]
    assert "Read Case A · JS, revision 1" in names
    assert "Read Case A · JS, revision 2" in names
    assert "Read Case B · unborn baby, revision 1" in names
    assert sent.focus() in sent.page(SentPage).buttons


def test_an_earlier_revision_is_read_as_it_was(sent: Scene) -> None:
    audit_id = sent.desk.views[-1].audit.id
    first = sent_return(sent.session.workspace, audit_id, "T-1", 1).form
    second = sent_return(sent.session.workspace, audit_id, "T-1", 2).form
    assert (first.answer("Q1").option, second.answer("Q1").option) == ("yes", "no")
    for revision, shown in ((1, False), (2, True)):
        name = f"Read Case A · JS, revision {revision}"
        buttons = sent.page(SentPage).buttons
        sent.click(next(button for button in buttons if button.accessibleName() == name))
        page = sent.page(SentReturnPage)
        texts = [label.text() for label in page.findChildren(type(page.answers.title))]
        assert any(AGAIN in text for text in texts) is shown
        sent.click(page.back)


def test_it_is_printed_as_it_was(
    sent: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "first.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(to), ""))
    buttons = sent.page(SentPage).buttons
    name = "Read Case A · JS, revision 1"
    sent.click(next(button for button in buttons if button.accessibleName() == name))
    page = sent.page(SentReturnPage)
    sent.in_dialog(
        PrintedSheet, lambda sheet: sheet.accept(), lambda: sent.click(page.answers.print)
    )
    text = text_of(to)
    assert "Revision 1, sealed 1 February 2018" in text
    assert AGAIN not in text
