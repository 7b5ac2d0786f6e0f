"""Forms on paper from the agency's desk: drafts, sealed and nil returns, and the blank form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.audits import Audit
from app.domain.returns import Answer, Auditor
from app.errors import FileWriteError, NotFoundError, WrongDeskError
from app.handover.files import form_file_name, read_file
from app.services.answer_case import form_of, mark_nil, reopen, save_answer, start_form
from app.services.hand_over import ask_for_cases, hand_over, read_request
from app.services.open_pack import open_pack
from app.services.print_form import print_blank_form, print_form
from app.services.seal_returns import seal_returns
from app.services.take_over import read_hand_over, take_over
from app.storage import Workspace
from tests.builders import clock, full_form
from tests.flow.desks import Round, agency_desk
from tests.pdf import text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    with closing(agency_desk(tmp_path / "agency")) as workspace:
        yield workspace


@pytest.fixture
def audit(started: Round, desk: Workspace) -> Audit:
    return open_pack(desk, read_file(started.pack("Police")), clock=clock).audit


def test_a_draft_then_sealed_then_reopened(desk: Workspace, audit: Audit, tmp_path: Path) -> None:
    to = tmp_path / "papers" / "form.pdf"
    start_form(desk, audit.id, "T-1", full_form())
    printed = print_form(desk, audit.id, "T-1", to, clock=clock)
    assert (printed.path, printed.blank) == (to, False)
    assert printed.pages == len(PdfReader(to).pages)
    text = text_of(to)
    assert "Draft, not sealed" in text
    assert "Invented Auditor, Reviewing Officer" in text
    assert "Good joint visits." in text
    assert "Agency completing the audit Police" in text
    assert "Printed 1 February 2018" in text

    seal_returns(desk, audit.id, ["T-1"], tmp_path / "out", clock=clock)
    print_form(desk, audit.id, "T-1", to, clock=clock)
    assert "Revision 1, sealed 1 February 2018" in text_of(to)
    assert "Draft" not in text_of(to)

    reopen(desk, audit.id, "T-1", "A mistake.")
    print_form(desk, audit.id, "T-1", to, clock=clock)
    assert "Draft of revision 2, not sealed" in text_of(to)


def test_a_nil_return(desk: Workspace, audit: Audit, tmp_path: Path) -> None:
    mark_nil(desk, audit.id, ["T-2"], Auditor("Invented Auditor", "Officer"))
    printed = print_form(desk, audit.id, "T-2", tmp_path / "nil.pdf", clock=clock)
    assert printed.pages == 1
    assert "Not known to us" in text_of(printed.path)


def test_a_form_that_was_never_begun_is_blank_for_its_case(
    desk: Workspace, audit: Audit, tmp_path: Path
) -> None:
    printed = print_form(desk, audit.id, "T-1", tmp_path / "form.pdf", clock=clock)
    assert printed.blank
    text = text_of(printed.path)
    assert "Case no (UIN) T-1" in text
    assert "☐ Yes" in text


def test_the_blank_form(desk: Workspace, audit: Audit, tmp_path: Path) -> None:
    start_form(desk, audit.id, "T-1", full_form())
    printed = print_blank_form(desk, audit.id, tmp_path / "blank.pdf")
    assert printed.blank
    text = text_of(printed.path)
    assert "Was the family involved?" in text
    assert "Good joint visits." not in text
    assert "T-1" not in text


def test_what_can_not_be_printed(
    desk: Workspace, audit: Audit, started: Round, tmp_path: Path
) -> None:
    to = tmp_path / "form.pdf"
    with pytest.raises(NotFoundError):
        print_form(desk, audit.id, "T-9", to, clock=clock)
    with pytest.raises(NotFoundError):
        print_blank_form(desk, "no audit", to)
    with pytest.raises(WrongDeskError):
        print_form(started.partnership, started.audit.id, "T-1", to, clock=clock)
    with pytest.raises(WrongDeskError):
        print_blank_form(started.partnership, started.audit.id, to)
    assert not to.exists()


def test_a_file_is_written_whole_or_not_at_all(
    desk: Workspace, audit: Audit, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileWriteError):
        print_blank_form(desk, audit.id, tmp_path / "file" / "form.pdf")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(FileWriteError):
        print_blank_form(desk, audit.id, tmp_path / "folder.pdf")
    assert not list(tmp_path.glob(".*")), "nothing is left beside it"


def test_names_of_files_say_nothing_of_the_child(audit: Audit) -> None:
    assert form_file_name(audit, audit.cases[0]) == "T-2018 audit form, case A.pdf"
    assert form_file_name(audit, None) == "T-2018 blank audit form.pdf"


def test_why_it_was_reopened_is_printed(desk: Workspace, audit: Audit, tmp_path: Path) -> None:
    start_form(desk, audit.id, "T-1", full_form())
    seal_returns(desk, audit.id, ["T-1"], tmp_path / "out", clock=clock)
    reopen(desk, audit.id, "T-1", "A mistake in <Q1> & more.")
    printed = print_form(desk, audit.id, "T-1", tmp_path / "form.pdf", clock=clock)
    assert "Why revision 2 A mistake in <Q1> & more." in text_of(printed.path)


def test_who_wrote_what_is_printed(
    desk: Workspace, audit: Audit, started: Round, tmp_path: Path
) -> None:
    anna, sam = Auditor("Anna Muir", "Named Nurse"), Auditor("Sam Okoro", "Reviewing Officer")
    start_form(desk, audit.id, "T-1", full_form())
    with closing(agency_desk(tmp_path / "colleague")) as colleague:
        open_pack(colleague, read_file(started.pack("Police")), clock=clock)
        asked = ask_for_cases(colleague, audit.id, sam, tmp_path, clock=clock)
        request = read_request(desk, read_file(asked.path))
        handed = hand_over(desk, request, ["T-1"], anna, tmp_path, clock=clock)
        left = print_form(desk, audit.id, "T-1", tmp_path / "left.pdf", clock=clock)
        assert "Handed over to a colleague, not sealed" in text_of(left.path)
        assert "Written by" not in text_of(left.path)

        offer = read_hand_over(colleague, read_file(handed.path))
        take_over(colleague, offer, ["T-1"], clock=clock)
        form = form_of(colleague, audit.id, "T-1")
        answer = Answer(options=("no",), comment="Not at all, as the later records show.")
        save_answer(colleague, form, "Q1", answer)
        printed = print_form(colleague, audit.id, "T-1", tmp_path / "form.pdf", clock=clock)
    text = text_of(printed.path)
    by = "Written by Anna Muir, handed over on 1 February 2018"
    assert f"{by}, changed by Sam Okoro since" in text
    assert text.count(by) == 4  # two choices, the judgement, the closing text
    assert "Audit completed by Sam Okoro, Reviewing Officer" in text
