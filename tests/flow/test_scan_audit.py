"""Everything that a report quotes is looked through before it goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.audits import Audit
from app.domain.returns import Answer, Form, Return, ReturnKind, ReturnRef, ReturnState
from app.services.scan_audit import scan_audit
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import Workspace
from tests.builders import NOW
from tests.flow.desks import CHEAP, PASSPHRASE
from tests.storage.builders import an_audit

TELLING = (
    "A Sikh girl of 14 who speaks Punjabi, one of seven siblings, is deaf and lives in Audlem."
)


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Workspace]:
    made, _sheet = set_up_partnership_desk(
        tmp_path / "partnership", passphrase=PASSPHRASE, clock=lambda: NOW, cost=CHEAP
    )
    yield made
    made.close()


def _put(workspace: Workspace, audit: Audit, *returns: Return) -> None:
    with workspace.work() as work:
        work.audits.add(audit)
        for one in returns:
            work.returns.add(one)
        work.commit()


def _return(audit: Audit, **comments: str) -> Return:
    ref = ReturnRef(audit.id, audit.agencies[0].id, audit.cases[0].uin)
    answers = {key: Answer(comment=text) for key, text in comments.items()}
    return Return(ref, ReturnState.RECEIVED, Form(ReturnKind.FULL, answers=answers))


def test_an_audit_without_names_passes(partnership: Workspace) -> None:
    audit = an_audit()
    _put(partnership, audit, _return(audit, Q1="Mum told the social worker on Monday."))
    scanned = scan_audit(partnership, audit.id)
    assert scanned.count == 0
    assert scanned.whole


def test_every_sort_of_text_is_looked_through(partnership: Workspace) -> None:
    audit = an_audit()
    first = replace(audit.cases[0], pen_picture=TELLING)
    audit = replace(
        audit,
        methodology="The audit was led by Mrs Aldersley of the council.",
        cases=(first, *audit.cases[1:]),
    )
    _put(partnership, audit, _return(audit, Q1="Mrs Brindlehurst said that she would ring."))
    scanned = scan_audit(partnership, audit.id)
    assert [each.text for each in scanned.texts] == ["The methodology"]
    (picture,) = scanned.pictures
    assert picture.case == first
    assert picture.rare is not None
    (found,) = scanned.returns
    assert (found.case.uin, found.agency.id) == (first.uin, audit.agencies[0].id)
    assert "Brindlehurst" in found.found[0].finding.text
    assert scanned.count >= 3


def test_it_can_be_stopped_between_returns(partnership: Workspace) -> None:
    audit = an_audit()
    one = _return(audit, Q1="Mrs Brindlehurst said that she would ring.")
    other = replace(one, ref=replace(one.ref, uin=audit.cases[1].uin))
    _put(partnership, audit, one, other)
    told: list[tuple[int, int]] = []

    def once(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    scanned = scan_audit(partnership, audit.id, progress=once)
    assert told == [(0, 2), (1, 2)]
    assert not scanned.whole
    assert len(scanned.returns) == 1
