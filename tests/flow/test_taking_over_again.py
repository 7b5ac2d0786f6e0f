"""A hand-over that comes late: what was sealed here meanwhile is never written over."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.returns import Auditor, ReturnRef, ReturnState
from app.errors import FlowError
from app.handover.files import read_file
from app.services.answer_case import form_of, reopen, start_form
from app.services.hand_over import ask_for_cases, hand_over, read_request
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.take_over import read_hand_over, take_over
from tests.builders import clock, full_form
from tests.flow.desks import Round, agency_desk

ANNE = Auditor("Invented Anne", "Detective Sergeant")
SAM = Auditor("Invented Sam", "Reviewing Officer")


def test_an_earlier_revision_does_not_replace_the_sealed_one(
    started: Round, tmp_path: Path
) -> None:
    pack, audit_id = read_file(started.pack("Police")), started.audit.id
    with (
        closing(agency_desk(tmp_path / "anne")) as anne,
        closing(agency_desk(tmp_path / "sam")) as sam,
    ):
        for desk in (anne, sam):
            open_pack(desk, pack, clock=clock)
            start_form(desk, audit_id, "T-1", replace(full_form(), completed_by=ANNE))
        asked = ask_for_cases(sam, audit_id, SAM, tmp_path, clock=clock)
        request = read_request(anne, read_file(asked.path))
        passed = hand_over(anne, request, ["T-1"], ANNE, tmp_path, clock=clock)

        seal_returns(sam, audit_id, ["T-1"], tmp_path / "out", clock=clock)
        reopen(sam, audit_id, "T-1", "New information")
        offer = read_hand_over(sam, read_file(passed.path))
        assert offer.cases[0].is_sealed
        with pytest.raises(FlowError, match="sealed"):
            take_over(sam, offer, ["T-1"], clock=clock, replacing=["T-1"])

        with sam.work() as work:
            first = work.returns.get(ReturnRef(audit_id, "police", "T-1"))
        assert first is not None
        assert first.state is ReturnState.SEALED
        now = form_of(sam, audit_id, "T-1")
        assert (now.ref.revision, now.state) == (2, ReturnState.DRAFT)
