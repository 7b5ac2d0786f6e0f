"""The guard at the agency: what it lets out of the house, and what it was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.anonymity import WatchEntry
from app.domain.audits import Audit
from app.domain.changes import Topic
from app.domain.returns import Person, ReturnState
from app.handover.files import read_file
from app.services.answer_case import form_of, start_form
from app.services.guard import (
    WhyNotIdentifyingError,
    guard_of,
    keep_watch_list,
    wave_all,
    wave_through,
)
from app.services.open_pack import open_pack
from app.services.seal_returns import IdentifyingError, seal_returns
from app.storage import Workspace
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, agency_desk

NAMED = "Mother Sarah Okafor said so. Her number is 07700 900123."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    workspace = agency_desk(tmp_path / "agency")
    yield workspace
    workspace.close()


@pytest.fixture
def audit(started: Round, desk: Workspace) -> Audit:
    return open_pack(desk, read_file(started.pack("Police")), clock=clock).audit


def test_what_surely_identifies_somebody_is_not_sealed(
    desk: Workspace, audit: Audit, tmp_path: Path
) -> None:
    start_form(desk, audit.id, "T-1", full_form(NAMED))
    with pytest.raises(IdentifyingError) as refused:
        seal_returns(desk, audit.id, ["T-1"], tmp_path / "out", clock=clock)
    assert "Case A" in refused.value.sentence
    assert "Q1" in refused.value.sentence
    assert "Sarah" not in refused.value.sentence
    assert not (tmp_path / "out").exists()
    assert form_of(desk, audit.id, "T-1").state is ReturnState.DRAFT


def test_the_refusal_names_every_kind_of_place_and_says_where_to_go(
    desk: Workspace, audit: Audit, tmp_path: Path
) -> None:
    people = (Person("p1", "step-father"), Person("p2", "Grandmother, Mrs Begum"))
    start_form(desk, audit.id, "T-1", replace(full_form(), people=people))
    with pytest.raises(IdentifyingError, match="the people on the first page") as refused:
        seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock)
    assert refused.value.uin == "T-1"
    assert "“Check your answers” of the case lists the words" in refused.value.sentence
    start_form(desk, audit.id, "T-1", replace(nil_form(), note="Ring 07700 900123."))
    with pytest.raises(IdentifyingError, match="they are in its note") as refused:
        seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock)
    assert "Check your answers" not in refused.value.sentence, "a nil return has no such page"
    assert not list(tmp_path.glob("*.paudit"))


def test_what_the_guard_is_told_is_told_to_those_who_listen(desk: Workspace, audit: Audit) -> None:
    form = form_of(desk, audit.id, "T-1")
    for changes in (
        keep_watch_list(desk, audit.id, "T-1", [WatchEntry("Tizzy")]),
        wave_through(desk, audit.id, "T-1", "Rose", "A project."),
        wave_all(desk, form, "A trial."),
    ):
        assert changes.topics == {Topic.GUARD}
        assert changes.audit_id == audit.id


def test_what_was_waved_through_is_counted_and_not_told(
    started: Round, desk: Workspace, audit: Audit, tmp_path: Path
) -> None:
    start_form(desk, audit.id, "T-1", full_form("The helpline is 07700 900123."))
    with pytest.raises(IdentifyingError):
        seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock)
    with pytest.raises(WhyNotIdentifyingError):
        wave_through(desk, audit.id, "T-1", "07700 900123", " ")
    wave_through(desk, audit.id, "T-1", "07700  900123", "A helpline for everybody.")
    sealed = seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock).path
    started.bring_in(sealed)
    with started.partnership.work() as work:
        received = work.returns.latest(audit.id, "police", "T-1")
    assert received is not None
    assert received.waved_through == 3  # the comment stands in three places
    assert b"helpline for everybody" not in read_file(sealed)


def test_waving_is_taken_back_and_holds_for_one_case(desk: Workspace, audit: Audit) -> None:
    wave_through(desk, audit.id, "T-1", "Rose", "The name of a project.")
    assert guard_of(desk, audit.id, "T-1").waved == {"rose": "The name of a project."}
    assert guard_of(desk, audit.id, "T-2").waved == {}
    keep_watch_list(desk, audit.id, "T-1", [], ["ROSE"])
    assert guard_of(desk, audit.id, "T-1").waved == {}


def test_the_watch_list_stays_here_and_stops_the_sealing(
    desk: Workspace, audit: Audit, tmp_path: Path
) -> None:
    entries = [WatchEntry("Tizzy", "nickname"), WatchEntry("Acorn House", "address")]
    keep_watch_list(desk, audit.id, "T-1", [*entries, entries[0]])
    assert guard_of(desk, audit.id, "T-1").watch_list == tuple(entries)
    start_form(desk, audit.id, "T-1", full_form("He goes by Tizzy among his friends."))
    with pytest.raises(IdentifyingError):
        seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock)
    keep_watch_list(desk, audit.id, "T-1", [])
    start_form(desk, audit.id, "T-1", full_form("He goes by another name among his friends."))
    sealed = seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock).path
    assert b"Tizzy" not in read_file(sealed)
