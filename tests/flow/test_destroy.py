"""Destroying an audit: meant, allowed, whole, and told on a certificate."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.services.destroy_audit import (
    DestroyedAlreadyError,
    HeldError,
    NotMeantError,
    destroy_audit,
)
from app.services.keep_audits import hold_audit
from app.services.keep_copies import copies_of, copy_now
from app.services.read_history import read_history
from tests.builders import clock, full_form
from tests.flow.desks import package_from, start_round


def test_an_audit_is_destroyed_when_it_is_meant(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    with closing(round_.partnership) as desk:
        round_.bring_in(package_from(round_, "Police", "police", [("T-1", full_form())]))
        copy_now(desk)
        reference = round_.audit.reference
        with pytest.raises(NotMeantError):
            destroy_audit(desk, reference, typed="T-2017", by="Officer", clock=clock)
        hold_audit(desk, round_.audit.id, "A review is going on")
        with pytest.raises(HeldError, match="A review is going on"):
            destroy_audit(desk, reference, typed=reference, by="Officer", clock=clock)
        hold_audit(desk, round_.audit.id, "")
        destroyed = destroy_audit(
            desk, reference, typed=reference.lower(), by="Officer", reason="Kept long", clock=clock
        )
        certificate = destroyed.certificate
        assert (certificate.gone.cases, certificate.gone.returns) == (2, 1)
        assert certificate.gone.packs == 2
        assert read_history(desk).chain.is_whole
        assert len(copies_of(desk)) == 1
        with desk.work() as work:
            left = work.audits.get(round_.audit.id)
            assert (left.cases, work.returns.marks(left.id)) == ((), ())
        with pytest.raises(DestroyedAlreadyError):
            destroy_audit(desk, reference, typed=reference, by="Officer", clock=clock)
