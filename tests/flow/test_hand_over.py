"""A colleague goes on: drafts between two desks of one agency."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.domain.returns import Answer, Auditor, Person, ReturnState, Written
from app.errors import (
    AgencyKeyChangedError,
    FlowError,
    NoMatchingKeyError,
    SealedFileError,
    WrongRecipientError,
)
from app.handover.files import read_file
from app.sealing.description import describe
from app.sealing.hand_over import open_request, sign_request
from app.sealing.keys import SigningKey, fingerprint
from app.services.answer_case import (
    HandedOverError,
    form_of,
    forms_of,
    save_about,
    save_answer,
    start_form,
)
from app.services.hand_over import (
    Request,
    ask_for_cases,
    hand_over,
    handed_over,
    read_request,
    take_back,
)
from app.services.import_returns import Outcome
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import own_fingerprint
from app.services.take_over import InTheWayError, Offer, authors_of, read_hand_over, take_over
from app.storage import Workspace
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, agency_desk

ANNE = Auditor("Invented Anne", "Detective Sergeant")
SAM = Auditor("Invented Sam", "Reviewing Officer")
TODAY = date(2018, 2, 1)


def police_desk(round_: Round, name: str) -> Workspace:
    desk = agency_desk(round_.folder / name)
    open_pack(desk, read_file(round_.pack("Police")), clock=clock)
    return desk


@pytest.fixture
def anne(started: Round) -> Iterator[Workspace]:
    desk = police_desk(started, "anne")
    start_form(desk, started.audit.id, "T-1", replace(full_form(), completed_by=ANNE))
    yield desk
    desk.close()


@pytest.fixture
def sam(started: Round) -> Iterator[Workspace]:
    desk = police_desk(started, "sam")
    yield desk
    desk.close()


def request_of(round_: Round, desk: Workspace, who: Auditor, to: Workspace) -> Request:
    written = ask_for_cases(desk, round_.audit.id, who, round_.folder / "asked", clock=clock)
    request = read_request(to, read_file(written.path))
    assert request.words == written.words == own_fingerprint(desk)
    assert request.who == who
    return request


def pass_on(
    round_: Round, given: Workspace, by: Auditor, taken: Workspace, to: Auditor, uin: str = "T-1"
) -> Offer:
    request = request_of(round_, taken, to, given)
    passed = hand_over(
        given, request, [uin], by, round_.folder / "passed", clock=clock, note="Ask me."
    )
    return read_hand_over(taken, read_file(passed.path))


def take(offer: Offer, desk: Workspace, **more: object) -> None:
    uins = [case.mine.case.uin for case in offer.cases]
    take_over(desk, offer, uins, clock=clock, **more)  # type: ignore[arg-type]


def test_a_draft_passes_with_who_wrote_what(
    started: Round, anne: Workspace, sam: Workspace
) -> None:
    offer = pass_on(started, anne, ANNE, sam, SAM)
    assert (offer.who, offer.to, offer.note) == (ANNE, SAM, "Ask me.")
    (case,) = offer.cases
    assert not case.is_in_the_way
    assert not case.is_sealed
    take(offer, sam)
    form = form_of(sam, started.audit.id, "T-1")
    assert form.form == replace(full_form(), completed_by=SAM)
    by_anne = Written(ANNE, TODAY)
    authors = authors_of(sam, started.audit.id, "T-1")
    assert authors == dict.fromkeys(("about", *full_form().answers), (by_anne,))
    assert handed_over(anne, started.audit.id)["T-1"].who == SAM
    assert handed_over(sam, started.audit.id)["T-1"].who == ANNE

    # Sam changes one answer and the first page; Anne's name stays on both, his own is added.
    save_answer(sam, form, "Q1", Answer(("no",), comment="It was a week late, as I read it."))
    save_answer(sam, form, "Q1", Answer(("no",), comment="It was two weeks late, as I read it."))
    save_about(sam, form, replace(form_of(sam, started.audit.id, "T-1").form, note="Seen."))
    own = Written(Auditor(), TODAY)
    authors = authors_of(sam, started.audit.id, "T-1")
    assert authors["Q1"] == authors["about"] == (by_anne, own)
    assert authors["Q2"] == (by_anne,)

    # And back again: now Sam has a name as well.
    back = pass_on(started, sam, SAM, anne, ANNE)
    take(back, anne)
    authors = authors_of(anne, started.audit.id, "T-1")
    assert authors["Q1"] == (by_anne, Written(SAM, TODAY))
    assert form_of(anne, started.audit.id, "T-1").form.answer("Q1").option == "no"


def test_what_was_handed_over_is_shut_until_it_is_taken_back(
    started: Round, anne: Workspace, sam: Workspace, tmp_path: Path
) -> None:
    pass_on(started, anne, ANNE, sam, SAM)
    form = form_of(anne, started.audit.id, "T-1")
    assert form.state is ReturnState.HANDED_OVER
    assert not form.can_be_sealed
    with pytest.raises(HandedOverError):
        save_answer(anne, form, "Q1", Answer(("no",)))
    with pytest.raises(HandedOverError):
        start_form(anne, started.audit.id, "T-1", full_form())
    with pytest.raises(FlowError):
        seal_returns(anne, started.audit.id, ["T-1"], tmp_path, clock=clock)
    with pytest.raises(FlowError, match="handed over"):
        hand_over(anne, request_of(started, sam, SAM, anne), ["T-1"], ANNE, tmp_path, clock=clock)
    take_back(anne, started.audit.id, "T-1")
    again = form_of(anne, started.audit.id, "T-1")
    assert again.state is ReturnState.DRAFT
    assert again.form == replace(full_form(), completed_by=ANNE)


def test_nothing_that_was_written_is_replaced_unasked(
    started: Round, anne: Workspace, sam: Workspace, tmp_path: Path
) -> None:
    mine = form_of(sam, started.audit.id, "T-1")
    save_answer(sam, mine, "Q1", Answer(("na",), comment="Nobody was asked at that time."))
    offer = pass_on(started, anne, ANNE, sam, SAM)
    assert [case.is_in_the_way for case in offer.cases] == [True]
    with pytest.raises(InTheWayError, match="case A"):
        take(offer, sam)
    assert form_of(sam, started.audit.id, "T-1").form.answer("Q1").option == "na"
    take(offer, sam, replacing=["T-1"])
    assert form_of(sam, started.audit.id, "T-1").form.answer("Q1").option == "yes"
    with pytest.raises(InTheWayError):  # the same file once more
        take(offer, sam)
    seal_returns(sam, started.audit.id, ["T-1"], tmp_path, clock=clock)
    with pytest.raises(FlowError, match="sealed on this desk already"):
        take(offer, sam, replacing=["T-1"])


def test_drafts_pass_as_they_are(started: Round, anne: Workspace, sam: Workspace) -> None:
    """Not begun, with answers that a nil return hides, and of a person taken off the list."""
    odd = replace(
        full_form(),
        kind=nil_form().kind,
        completed_by=ANNE,
        people=(Person("p1", "mum"),),
        answers={**full_form().answers, "Q1@p2": Answer(("yes",))},
    )
    start_form(anne, started.audit.id, "T-1", odd)
    request = request_of(started, sam, SAM, anne)
    passed = hand_over(anne, request, ["T-1", "T-2"], ANNE, started.folder / "passed", clock=clock)
    assert (passed.cases, passed.path.name) == (
        2,
        "T-2018 handed over in Police, 2 cases.paudit",
    )
    take(read_hand_over(sam, read_file(passed.path)), sam)
    first, second = forms_of(sam, started.audit.id)
    assert first.form == replace(odd, completed_by=SAM, answers=full_form().answers)
    assert not second.form.answers


def test_the_partnership_takes_returns_from_both_desks(
    started: Round, anne: Workspace, sam: Workspace, tmp_path: Path
) -> None:
    """The first desk vouches for the second: no telephone call about a changed key."""
    start_form(anne, started.audit.id, "T-2", replace(nil_form(), completed_by=ANNE))
    sent = seal_returns(anne, started.audit.id, ["T-2"], tmp_path / "anne", clock=clock).path
    take(pass_on(started, anne, ANNE, sam, SAM), sam)
    later = seal_returns(sam, started.audit.id, ["T-1"], tmp_path / "sam", clock=clock).path
    for files in ((sent, later),):
        assert [r.outcome for r in started.bring_in(*files)] == [Outcome.IMPORTED] * 2
    with started.partnership.work() as work:
        assert len([key for key in work.keys.known("police") if key.recipient]) == 2


def test_in_the_other_order_as_well(
    started: Round, anne: Workspace, sam: Workspace, tmp_path: Path
) -> None:
    start_form(anne, started.audit.id, "T-2", replace(nil_form(), completed_by=ANNE))
    sent = seal_returns(anne, started.audit.id, ["T-2"], tmp_path / "anne", clock=clock).path
    take(pass_on(started, anne, ANNE, sam, SAM), sam)
    later = seal_returns(sam, started.audit.id, ["T-1"], tmp_path / "sam", clock=clock).path
    assert [r.outcome for r in started.bring_in(later)] == [Outcome.IMPORTED]
    assert [r.outcome for r in started.bring_in(sent)] == [Outcome.IMPORTED]


def test_a_desk_for_which_nobody_vouches_is_asked_about(
    started: Round, anne: Workspace, sam: Workspace, tmp_path: Path
) -> None:
    sent = seal_returns(anne, started.audit.id, ["T-1"], tmp_path / "anne", clock=clock).path
    start_form(sam, started.audit.id, "T-2", replace(nil_form(), completed_by=SAM))
    other = seal_returns(sam, started.audit.id, ["T-2"], tmp_path / "sam", clock=clock).path
    first, second = started.bring_in(sent, other)
    assert first.outcome is Outcome.IMPORTED
    assert isinstance(second.error, AgencyKeyChangedError)


def test_who_may_ask(started: Round, anne: Workspace, sam: Workspace, tmp_path: Path) -> None:
    written = ask_for_cases(sam, started.audit.id, SAM, tmp_path, clock=clock)
    data = read_file(written.path)
    assert describe(data).document == "request to take over"
    with pytest.raises(WrongRecipientError, match="your own request"):
        read_request(sam, data)
    opened = open_request(data)
    stranger = SigningKey.generate()
    clear = msgspec.structs.replace(opened.clear, signed_by=fingerprint(stranger.public))
    recipient = "age1pq1" + "q" * 20
    forged = sign_request(
        msgspec.structs.replace(opened.document, clear=clear, recipient=recipient), stranger
    )
    with pytest.raises(WrongRecipientError, match="has not opened"):
        read_request(anne, forged)
    with (
        closing(agency_desk(tmp_path / "elsewhere")) as elsewhere,
        pytest.raises(WrongRecipientError, match="not on this desk"),
    ):
        read_request(elsewhere, data)
    for bad in (data[:-3], b"{}", b"", read_file(started.pack("Police"))):
        with pytest.raises(SealedFileError):
            read_request(anne, bad)


def test_only_the_desk_that_asked_can_open_it(
    started: Round, anne: Workspace, sam: Workspace, tmp_path: Path
) -> None:
    request = request_of(started, sam, SAM, anne)
    passed = hand_over(anne, request, ["T-1"], ANNE, tmp_path, clock=clock)
    data = read_file(passed.path)
    assert b"T-1" not in data
    with closing(police_desk(started, "third")) as third, pytest.raises(NoMatchingKeyError):
        read_hand_over(third, data)
    with pytest.raises(SealedFileError):
        read_hand_over(sam, data[:-1])
