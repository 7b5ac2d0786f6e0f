"""Queries and receipts: from the partnership to the agency, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.domain.letters import Query, QueryPoint, Receipt
from app.domain.returns import Answer, ReturnKind, ReturnState
from app.errors import (
    FlowError,
    NoMatchingKeyError,
    NotFoundError,
    SealedFileError,
    SignatureError,
    WrongRecipientError,
)
from app.handover.files import read_file
from app.sealing.clear import AgencyName, AuditName
from app.sealing.description import describe
from app.sealing.documents import v1_letters
from app.sealing.keys import SigningKey, fingerprint
from app.sealing.letters import open_query, seal_query
from app.services.answer_case import form_of, save_answer
from app.services.answer_query import answer_query
from app.services.ask_agency import Asked, NothingAskedError, ask_agency, queries_of
from app.services.import_returns import Outcome, import_returns
from app.services.receive_letter import correspondence, receive_letter
from app.services.seal_returns import seal_returns
from app.services.sent_returns import sent_returns
from app.services.set_up_desk import encryption_identity
from app.services.try_route import make_test_package, route_of
from app.services.write_receipt import write_receipt
from app.storage import Workspace
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, agency_desk, answer_and_seal

ASKED = {"Q1": "Who did it, and when?", "Q2.child": "How was the child heard?"}


@pytest.fixture
def police(started: Round) -> Iterator[Workspace]:
    desk = agency_desk(started.folder / "police")
    yield desk
    desk.close()


@pytest.fixture
def sent(started: Round, police: Workspace) -> Path:
    package = answer_and_seal(
        police, started.pack("Police"), [("T-1", full_form())], started.folder / "out"
    )
    started.bring_in(package)
    return package


def ask(round_: Round, points: dict[str, str] | None = None, **more: Any) -> Asked:
    return ask_agency(
        round_.partnership,
        "T-2018",
        "police",
        "T-1",
        ASKED if points is None else points,
        round_.folder / "letters",
        clock=clock,
        **more,
    )


@pytest.mark.usefixtures("sent")
def test_a_query_is_answered_by_the_next_revision(
    started: Round, police: Workspace, tmp_path: Path
) -> None:
    asked = ask(started, text="Thank you. Two things.", asked_by="An Officer")
    assert asked.path.name == "T-2018 query to Police, case A.paudit"
    received = receive_letter(police, read_file(asked.path))
    assert received.letter == asked.query
    assert received.is_new
    assert not receive_letter(police, read_file(asked.path)).is_new
    letters = correspondence(police, started.audit.id)
    assert letters.open_queries() == (asked.query,)
    assert letters.open_queries({"T-2"}) == ()

    assert isinstance(received.letter, Query)
    assert received.letter.points == tuple(QueryPoint(k, t) for k, t in ASKED.items())
    answer_query(police, received.letter)
    answer_query(police, received.letter)  # once more changes nothing
    form = form_of(police, started.audit.id, "T-1")
    assert (form.state, form.ref.revision) == (ReturnState.DRAFT, 2)
    assert form.reason == "The partnership’s query of 1 February 2018."
    assert correspondence(police, started.audit.id).open_queries() == (asked.query,)
    save_answer(police, form, "Q1", Answer(("yes",), comment="The duty worker, on the same day."))
    again = seal_returns(police, started.audit.id, ["T-1"], tmp_path, clock=clock).path
    assert correspondence(police, started.audit.id).open_queries() == ()

    assert queries_of(started.partnership, started.audit.id) == ((asked.query, True),)
    (result,) = started.bring_in(again)
    assert result.outcome is Outcome.REPLACED
    assert queries_of(started.partnership, started.audit.id) == ((asked.query, False),)


@pytest.mark.usefixtures("sent")
def test_a_query_needs_words_a_return_and_questions_that_there_are(started: Round) -> None:
    with pytest.raises(NothingAskedError):
        ask(started, {"Q1": "  "})
    with pytest.raises(NotFoundError, match="Q77"):
        ask(started, {"Q77": "What?"})
    for agency, uin in (("police", "T-2"), ("nobody", "T-1"), ("police", "T-9")):
        with pytest.raises(NotFoundError):
            ask_agency(
                started.partnership, "T-2018", agency, uin, ASKED, started.folder, clock=clock
            )
    with pytest.raises(FlowError, match="Nothing has come from Health Visiting yet"):
        ask_agency(
            started.partnership, "T-2018", "health-visiting", "T-1", ASKED, started.folder,
            clock=clock,
        )  # fmt: skip
    assert queries_of(started.partnership, started.audit.id) == ()
    assert not list(started.folder.glob("letters/*"))


@pytest.mark.usefixtures("sent")
def test_a_query_opens_at_no_other_desk_and_its_cover_shows_no_child(
    started: Round, police: Workspace
) -> None:
    asked = ask(started)
    data = read_file(asked.path)
    clear = describe(data)
    assert (clear.document, clear.agency.name) == ("query", "Police")
    assert b"T-1" not in data
    assert b"Who did it" not in data
    with closing(agency_desk(started.folder / "another")) as other:
        answer_and_seal(other, started.pack("Police"), [("T-2", nil_form())], started.folder)
        with pytest.raises(NoMatchingKeyError):
            receive_letter(other, data)
    for bad in (data[:-1], data[:200], b"{}", read_file(started.pack("Police"))):
        with pytest.raises(SealedFileError):
            receive_letter(police, bad)


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("clear", "body", "error"),
    [
        ({"audit": AuditName("zz", "X", "Another")}, {}, WrongRecipientError),
        ({"agency": AgencyName("health-visiting", "Health")}, {}, WrongRecipientError),
        ({"signed_by": "0" * 16}, {}, SignatureError),
        ({"document": "receipt"}, {}, SealedFileError),
        ({}, {"uin": "T-9"}, WrongRecipientError),
        ({}, {"points": (v1_letters.QueryPointV1("not a key!", "x"),)}, SealedFileError),
    ],
)
def test_a_query_that_does_not_belong_is_refused(
    started: Round,
    police: Workspace,
    clear: dict[str, object],
    body: dict[str, object],
    error: type[Exception],
) -> None:
    asked = ask(started)
    with police.work() as work:
        identity = encryption_identity(work)
    with started.partnership.work() as work:
        key = SigningKey(work.keys.own("signing") or b"")
    document = open_query(read_file(asked.path), [identity]).document
    document = msgspec.structs.replace(
        document, clear=msgspec.structs.replace(document.clear, **clear), **body
    )
    forged = seal_query(document, [identity.recipient().to_string()], key)
    with pytest.raises(error):
        receive_letter(police, forged)
    assert correspondence(police, started.audit.id).queries == ()


@pytest.mark.usefixtures("sent")
def test_only_the_partnership_of_the_pack_can_write(started: Round, police: Workspace) -> None:
    asked = ask(started)
    with police.work() as work:
        identity = encryption_identity(work)
    document = open_query(read_file(asked.path), [identity]).document
    other = SigningKey.generate()
    clear = msgspec.structs.replace(document.clear, signed_by=fingerprint(other.public))
    forged = seal_query(
        msgspec.structs.replace(document, clear=clear), [identity.recipient().to_string()], other
    )
    with pytest.raises(SignatureError, match="not signed by the partnership"):
        receive_letter(police, forged)


@pytest.mark.usefixtures("sent")
def test_a_receipt_ticks_off_what_arrived(started: Round, police: Workspace) -> None:
    written = write_receipt(
        started.partnership, "T-2018", "police", started.folder / "letters", clock=clock
    )
    received = receive_letter(police, read_file(written.path))
    assert isinstance(received.letter, Receipt)
    letters = correspondence(police, started.audit.id)
    assert letters.receipt == written.receipt
    receipt = written.receipt
    line = receipt.line("T-1")
    assert line is not None
    assert (line.revision, line.kind) == (1, ReturnKind.FULL)
    assert receipt.missing == ("T-2",)
    assert receipt.has("T-1", 1)
    assert not receipt.has("T-1", 2)
    assert not receipt.has("T-2", 1)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_receipts_of_one_day_say_the_same_everywhere_in_whatever_order_they_are_opened(
    started: Round, police: Workspace, tmp_path: Path, order: tuple[int, int]
) -> None:
    pack, audit_id = started.pack("Police"), started.audit.id
    started.bring_in(answer_and_seal(police, pack, [("T-1", full_form())], tmp_path))
    early = write_receipt(started.partnership, "T-2018", "police", tmp_path, clock=clock)
    started.bring_in(answer_and_seal(police, pack, [("T-2", nil_form())], tmp_path))
    started.bring_in(make_test_package(police, audit_id, tmp_path, clock=clock).path)
    late = write_receipt(started.partnership, "T-2018", "police", tmp_path, clock=clock)
    for at in order:
        receive_letter(police, read_file((early.path, late.path)[at]))
    assert correspondence(police, audit_id).receipt == late.receipt
    assert [package.arrived for package in sent_returns(police)] == [1, 1, 1]
    assert route_of(police, started.audit).arrived_on == clock().date()


def test_the_way_is_good_by_the_latest_receipt(
    started: Round, police: Workspace, tmp_path: Path
) -> None:
    answer_and_seal(police, started.pack("Police"), [("T-2", nil_form())], tmp_path / "unsent")
    written = []
    for days in (0, 3):

        def later(days: int = days) -> datetime:
            return clock() + timedelta(days=days)

        test = make_test_package(police, started.audit.id, tmp_path, clock=later)
        list(import_returns(started.partnership, [test.path], clock=later))
        written.append(
            write_receipt(started.partnership, "T-2018", "police", tmp_path, clock=later)
        )
    for each in reversed(written):
        receive_letter(police, read_file(each.path))
    assert route_of(police, started.audit).arrived_on == clock().date() + timedelta(days=3)


def test_a_receipt_waits_for_something_to_have_come(started: Round) -> None:
    with pytest.raises(FlowError, match="Nothing has come"):
        write_receipt(started.partnership, "T-2018", "police", started.folder, clock=clock)


def test_a_test_package_tries_the_way_and_the_receipt_says_so(
    started: Round, police: Workspace, tmp_path: Path
) -> None:
    # The pack is opened, nothing is answered.
    answer_and_seal(police, started.pack("Police"), [("T-2", nil_form())], tmp_path / "unsent")
    assert route_of(police, started.audit).tried_on is None
    for armored in (False, True):
        test = make_test_package(police, started.audit.id, tmp_path, clock=clock, armored=armored)
        assert describe(read_file(test.path)).test
        (result,) = started.bring_in(test.path)
        assert (result.outcome, result.returns) == (Outcome.TEST, 0)
        assert "the way is good" in result.reason
        (again,) = started.bring_in(test.path)
        assert again.outcome is Outcome.UNCHANGED
    assert route_of(police, started.audit).tried_on == clock().date()
    written = write_receipt(started.partnership, "T-2018", "police", tmp_path, clock=clock)
    assert written.receipt.arrived == ()
    assert written.receipt.missing == ("T-1", "T-2")
    receive_letter(police, read_file(written.path))
    assert route_of(police, started.audit).arrived_on == clock().date()
