"""Tracking, chasing, reading, asking, accepting: through the services, with real files."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.analysis.tracking import Stage
from app.domain.changes import Topic
from app.errors import FileWriteError, NotFoundError
from app.handover.files import read_file
from app.services.accept_return import accept_returns, take_back_acceptance
from app.services.answer_case import answer_whole
from app.services.ask_agency import ask_agency
from app.services.chase_agencies import chase_agencies, to_chase
from app.services.mark_question import keep_marks, mark_question, unmark_question
from app.services.officer import keep_officer, officer_of
from app.services.receive_letter import receive_letter
from app.services.seal_returns import seal_returns
from app.services.track_audit import track_audit
from app.services.try_route import make_test_package
from app.services.write_receipt import write_receipts
from app.storage import Workspace
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, agency_desk, answer_and_seal, package_from
from tests.pdf import text_of

LATE = datetime(2018, 2, 12, 9, tzinfo=clock().tzinfo)


@pytest.fixture
def police(started: Round) -> Iterator[Workspace]:
    """The desk of the police, who have answered both cases: one full, one nil."""
    with closing(agency_desk(started.folder / "police")) as desk:
        forms = [("T-1", full_form()), ("T-2", nil_form())]
        out = answer_and_seal(desk, started.pack("Police"), forms, started.folder / "out")
        started.bring_in(out)
        yield desk


def stage(round_: Round, uin: str = "T-1", agency: str = "police") -> Stage:
    return track_audit(round_.partnership, round_.audit.id, clock=clock).cell(uin, agency).stage


def ask(round_: Round, folder: str = "letters") -> Path:
    return ask_agency(
        round_.partnership,
        round_.audit.id,
        "police",
        "T-1",
        {"Q1": "Who did it?"},
        round_.folder / folder,
        clock=clock,
        asked_by="An Officer",
    ).path


def revise(round_: Round, desk: Workspace, comment: str) -> None:
    answer_whole(desk, round_.audit.id, "T-1", full_form(comment))
    again = seal_returns(desk, round_.audit.id, ["T-1"], round_.folder / "again", clock=clock)
    round_.bring_in(again.path)


def marks(round_: Round) -> dict[str, str]:
    with round_.partnership.work() as work:
        return work.marked.of(round_.audit.id, "police", "T-1")


def test_a_return_goes_from_received_to_accepted(started: Round, police: Workspace) -> None:
    assert stage(started) is Stage.RECEIVED
    assert stage(started, "T-2") is Stage.NIL
    ask(started)
    assert stage(started) is Stage.QUERIED
    revise(started, police, "The plan came two weeks late.")
    assert stage(started) is Stage.ANSWERED
    accepted = accept_returns(started.partnership, started.audit.id, [("T-1", "police")])
    assert [ref.revision for ref in accepted.refs] == [2]
    assert accepted.changes.touches(Topic.TRACKING)
    assert stage(started) is Stage.ACCEPTED
    revise(started, police, "The plan came three weeks late.")
    assert stage(started) is Stage.REVISED


@pytest.mark.usefixtures("police")
def test_accepting_is_taken_back(started: Round) -> None:
    desk, audit_id = started.partnership, started.audit.id
    both = [("T-1", "police"), ("T-2", "police"), ("T-1", "health-visiting")]
    accepted = accept_returns(desk, audit_id, both)
    assert len(accepted.refs) == 2, "of what is not in, nothing is accepted"
    assert accept_returns(desk, audit_id, both).refs == (), "what is accepted stays as it was"
    take_back_acceptance(desk, accepted.refs)
    assert stage(started) is Stage.RECEIVED
    assert stage(started, "T-2") is Stage.NIL


@pytest.mark.usefixtures("police")
def test_who_asks_or_accepts_is_remembered(started: Round) -> None:
    desk = started.partnership
    assert officer_of(desk) == ""
    ask(started)
    assert officer_of(desk) == "An Officer"
    keep_officer(desk, " ")
    accept_returns(desk, started.audit.id, [("T-2", "police")])
    accept_returns(desk, started.audit.id, [("T-1", "police")], by="Another")
    with desk.work() as work:
        by = {one.ref.uin: one.by for one in work.acceptances.all(started.audit.id)}
    assert by == {"T-2": "An Officer", "T-1": "Another"}


@pytest.mark.usefixtures("police")
def test_to_ask_takes_the_acceptance_back_and_the_marks_away(started: Round) -> None:
    accept_returns(started.partnership, started.audit.id, [("T-1", "police")])
    mark_question(started.partnership, started.audit.id, "police", "T-1", "Q1", "Who did it?")
    ask(started)
    assert stage(started) is Stage.QUERIED
    assert marks(started) == {}


@pytest.mark.usefixtures("police")
def test_marks_are_kept_one_by_one_and_together(started: Round) -> None:
    desk, place = started.partnership, (started.audit.id, "police", "T-1")
    mark_question(desk, *place, "Q1")
    mark_question(desk, *place, "Q1", "Who did it?")
    mark_question(desk, *place, "J1", "Why poor?")
    assert marks(started) == {"Q1": "Who did it?", "J1": "Why poor?"}
    unmark_question(desk, *place, "J1")
    assert marks(started) == {"Q1": "Who did it?"}
    assert keep_marks(desk, *place, {"Q1": "Who did it?"}).topics == frozenset()
    keep_marks(desk, *place, {"": "Thank you.", "Q2.child": "How was the child heard?"})
    assert marks(started) == {"": "Thank you.", "Q2.child": "How was the child heard?"}


def test_a_test_package_is_seen_until_a_return_comes(started: Round) -> None:
    with closing(agency_desk(started.folder / "police")) as desk:
        forms = [("T-1", full_form())]
        sealed = answer_and_seal(desk, started.pack("Police"), forms, started.folder / "out")
        test = make_test_package(desk, started.audit.id, started.folder / "test", clock=clock)
    started.bring_in(test.path)
    assert stage(started, "T-2") is Stage.TESTED
    assert stage(started, "T-2", "health-visiting") is Stage.EXPECTED
    started.bring_in(sealed)
    assert stage(started, "T-2") is Stage.EXPECTED


@pytest.mark.usefixtures("police")
def test_chasers_say_what_is_missing_and_nothing_of_a_child(started: Round, tmp_path: Path) -> None:
    to = tmp_path / "chasers"
    done = chase_agencies(started.partnership, started.audit.id, to, clock=lambda: LATE)
    (one,) = done.chased
    assert (one.agency.id, one.cases) == ("health-visiting", 2)
    assert one.draft is not None
    draft = email.message_from_bytes(one.draft.read_bytes(), policy=email.policy.default)
    body = draft.get_body()
    assert draft["X-Unsent"] == "1"
    assert body is not None
    for text in (body.get_content(), text_of(one.letter)):
        words = " ".join(text.split())
        for said in ("T-1", "T-2", "9 February 2018", "3 days", "audit@example.org", "nil return"):
            assert said in words
        assert "JS" not in words
        assert "unborn" not in words
    assert "Case A (UIN T-1)" in body.get_content()
    assert one.draft.name == "T-2018 reminder to Health Visiting.eml"


@pytest.mark.usefixtures("police")
def test_nobody_is_chased_twice_on_one_day_unless_it_is_meant(
    started: Round, tmp_path: Path
) -> None:
    desk, audit_id = started.partnership, started.audit.id

    def chase(**more: object) -> int:
        done = chase_agencies(desk, audit_id, tmp_path, clock=clock, **more)  # type: ignore[arg-type]
        return len(done.chased)

    assert chase() == 0, "nothing is late yet"
    assert chase(within_days=8) == 1
    assert chase(within_days=8) == 0
    assert chase(agency_ids=["health-visiting"]) == 0
    assert chase(agency_ids=["health-visiting"], again_today=True) == 1
    assert len(list(tmp_path.glob("*reminder to*.eml"))) == 2, "no file is written over"
    (waiting,) = to_chase(desk, audit_id, clock=clock)
    assert waiting.chased_today
    (waiting,) = to_chase(desk, audit_id, clock=lambda: clock() + timedelta(days=1))
    assert not waiting.chased_today
    assert waiting.chased == clock().date()
    with pytest.raises(NotFoundError):
        chase(agency_ids=["nobody"])


def test_what_could_not_be_written_is_not_noted(started: Round, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(FileWriteError):
        chase_agencies(
            started.partnership, started.audit.id, tmp_path / "taken", clock=lambda: LATE
        )
    assert all(
        one.chased is None
        for one in to_chase(started.partnership, started.audit.id, clock=lambda: LATE)
    )


def test_receipts_for_all_who_sent_something_since_the_last(
    started: Round, police: Workspace, tmp_path: Path
) -> None:
    desk, audit_id = started.partnership, started.audit.id
    started.bring_in(package_from(started, "Health Visiting", "hv", [("T-1", nil_form())]))
    done = write_receipts(desk, audit_id, tmp_path / "receipts", clock=clock)
    assert [one.receipt.agency_id for one in done.receipts] == ["police", "health-visiting"]
    assert all(draft is not None and draft.suffix == ".eml" for draft in done.drafts)
    letter = receive_letter(police, read_file(done.receipts[0].path)).letter
    assert [line.uin for line in letter.arrived] == ["T-1", "T-2"]  # type: ignore[union-attr]
    assert write_receipts(desk, audit_id, tmp_path / "receipts", clock=clock).receipts == ()
    revise(started, police, "The plan came two weeks late.")
    again = write_receipts(desk, audit_id, tmp_path / "receipts", clock=clock)
    assert [one.receipt.agency_id for one in again.receipts] == ["police"]
