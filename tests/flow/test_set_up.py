"""Setting audits up: left and gone on with, finished, changed, copied; refusals that say why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import resources_folder
from app.domain.audits import Agency, Body, Case
from app.domain.set_up import SetUp, Step, StepState, ToolName, set_up_of
from app.errors import FlowError, NotFoundError
from app.services.choose_tool import tools_to_choose
from app.services.define_audit import ReferenceTakenError, audits_of, define_audit, find_audit
from app.services.issue_packs import issue_packs
from app.services.keep_agencies import (
    USUAL_AGENCIES,
    agency_id_of,
    book_of,
    drop_agency,
    keep_agency,
)
from app.services.keep_audits import (
    AuditState,
    all_audits,
    archive_audit,
    bring_back_audit,
    hold_audit,
    retain_audit,
)
from app.services.set_up_audit import (
    SetUpMissingError,
    ToolFixedError,
    begin_set_up,
    bring_back_set_up,
    change_audit,
    drop_set_up,
    finish_set_up,
    keep_logo,
    keep_set_up,
    set_up_in_hand,
    set_ups_of,
)
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import BookEntry, Workspace
from app.toolfiles import read_definition
from tests.builders import clock, full_form
from tests.flow.desks import CHEAP, PASSPHRASE, define, package_from, start_round

BODY = Body("A Safeguarding Partnership", "ASP", "audit@example.org")
POLICE = Agency("police", "Police", "police@example.org", "A review officer")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    workspace, _ = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    yield workspace
    workspace.close()


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    _, tools = define(tmp_path)
    return tools


def whole(set_up: SetUp, reference: str = "T-2018") -> SetUp:
    """The set-up with everything in it."""
    return replace(
        set_up,
        reference=reference,
        title="A small audit",
        theme="Testing",
        body=BODY,
        tool=ToolName("small", 1),
        opened=date(2018, 1, 22),
        due=date(2018, 2, 9),
        retain_until=date(2024, 2, 9),
        cases=(Case("T-1", "A", "JS"), Case("T-2", "B", "unborn baby")),
        agencies=(POLICE,),
        asked_looked_at=True,
    )


def test_what_is_left_is_gone_on_with(desk: Workspace, tools: Path) -> None:
    begun = begin_set_up(desk).set_up
    keep_set_up(desk, replace(begun, theme="Neglect"))
    keep_logo(desk, begun.id, b"a picture")
    found = set_up_in_hand(desk, begun.id, tools)
    assert found.set_up.theme == "Neglect"
    assert found.logo == b"a picture"
    assert found.states[Step.ABOUT] is StepState.BEGUN
    assert found.states[Step.DATES] is StepState.TO_DO
    assert [line.id for line in set_ups_of(desk)] == [begun.id]


def test_several_at_once_but_one_without_a_word_is_gone_on_with(desk: Workspace) -> None:
    first = begin_set_up(desk).set_up
    assert begin_set_up(desk).set_up.id == first.id
    keep_set_up(desk, replace(first, title="One"))
    second = begin_set_up(desk).set_up
    assert second.id != first.id
    assert len(set_ups_of(desk)) == 2


def test_finished_it_is_an_audit(desk: Workspace, tools: Path) -> None:
    set_up = whole(begin_set_up(desk).set_up)
    keep_set_up(desk, set_up)
    keep_logo(desk, set_up.id, b"a picture")
    defined = finish_set_up(desk, set_up.id, tools)
    assert find_audit(desk, "t-2018") == defined.audit
    assert defined.audit.id == set_up.id
    assert set_ups_of(desk) == ()
    assert audits_of(desk)[0].retain_until == date(2024, 2, 9)
    assert [line.agency for line in book_of(desk)] == [POLICE]
    # The next audit finds the body and the logo of this one.
    following = set_up_in_hand(desk, begin_set_up(desk).set_up.id, tools)
    assert following.set_up.body == BODY
    assert following.logo == b"a picture"


def test_what_is_missing_is_said_and_nothing_is_made(desk: Workspace, tools: Path) -> None:
    set_up = replace(whole(begin_set_up(desk).set_up), due=None)
    keep_set_up(desk, set_up)
    with pytest.raises(SetUpMissingError, match="Say by which day the returns are due"):
        finish_set_up(desk, set_up.id, tools)
    assert audits_of(desk) == ()
    assert set_up_in_hand(desk, set_up.id, tools).set_up == set_up


def test_a_reference_is_given_once(desk: Workspace, tools: Path) -> None:
    first = whole(begin_set_up(desk).set_up)
    keep_set_up(desk, first)
    finish_set_up(desk, first.id, tools)
    second = whole(begin_set_up(desk).set_up, "t-2018")
    keep_set_up(desk, second)
    with pytest.raises(ReferenceTakenError):
        finish_set_up(desk, second.id, tools)
    assert len(audits_of(desk)) == 1


def test_taken_away_and_brought_back(desk: Workspace, tools: Path) -> None:
    set_up = whole(begin_set_up(desk).set_up)
    keep_set_up(desk, set_up)
    keep_logo(desk, set_up.id, b"a picture")
    dropped = drop_set_up(desk, set_up.id)
    assert set_ups_of(desk) == ()
    with pytest.raises(NotFoundError):
        keep_set_up(desk, set_up)
    bring_back_set_up(desk, dropped)
    found = set_up_in_hand(desk, set_up.id, tools)
    assert (found.set_up, found.logo) == (set_up, b"a picture")


def test_an_audit_that_stands_is_changed(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    desk, tools = round_.partnership, tmp_path / "tools"
    begun = change_audit(desk, round_.audit.id).set_up
    assert change_audit(desk, round_.audit.id).set_up == begun
    changed = replace(
        begun,
        due=date(2018, 2, 16),
        cases=(*begun.cases, Case("T-3", "C", "TM")),
        agencies=(*begun.agencies, Agency("housing", "Housing", "housing@example.org")),
    )
    changed = replace(
        changed,
        agencies=tuple(replace(a, email=a.email or "hv@example.org") for a in changed.agencies),
    )
    keep_set_up(desk, changed)
    # Until it is finished, the audit is as it was.
    assert find_audit(desk, round_.audit.id) == round_.audit
    assert all_audits(desk, clock).audits[0].changing
    audit = finish_set_up(desk, round_.audit.id, tools).audit
    assert find_audit(desk, round_.audit.id) == audit
    assert audit.due == date(2018, 2, 16)
    assert len(audit.cases) == 3
    assert {line.agency.id for line in book_of(desk)} >= {"housing", "police"}
    desk.close()


def test_neither_tool_nor_answered_case_is_taken_from_under_agencies(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    desk = round_.partnership
    round_.bring_in(package_from(round_, "Police", "police", [("T-1", full_form())]))
    begun = change_audit(desk, round_.audit.id).set_up
    with_mail = tuple(replace(a, email=a.email or "hv@example.org") for a in begun.agencies)
    begun = replace(begun, agencies=with_mail)
    shipped = resources_folder() / "tools"
    keep_set_up(desk, replace(begun, tool=tools_to_choose(desk, shipped)[0].name))
    assert set_up_in_hand(desk, begun.id, shipped).fixed_tool
    with pytest.raises(ToolFixedError):
        finish_set_up(desk, begun.id, shipped)
    keep_set_up(desk, replace(begun, cases=begun.cases[1:]))
    with pytest.raises(FlowError, match="already packs or returns"):
        finish_set_up(desk, begun.id, tmp_path / "tools")
    assert find_audit(desk, round_.audit.id) == round_.audit
    desk.close()


def test_last_years_audit_is_copied(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    desk = round_.partnership
    copy = begin_set_up(desk, copy_of=round_.audit.id).set_up
    assert copy.body == round_.audit.body
    assert copy.tool == ToolName("small", 1)
    assert [a.id for a in copy.agencies] == [a.id for a in round_.audit.agencies]
    assert (copy.cases, copy.opened, copy.due, copy.reference) == ((), None, None, "")
    # The tool is there though no file of it is any more.
    assert set_up_in_hand(desk, copy.id, tmp_path / "nowhere").tool == round_.audit.tool
    desk.close()


def test_the_sample_can_be_set_up(desk: Workspace) -> None:
    resources = resources_folder()
    sample = resources / "sample" / "audit.toml"
    wanted = read_definition(sample, tools=resources / "tools", audit_id="x")
    new = begin_set_up(desk).set_up
    keep_set_up(desk, replace(set_up_of(wanted), id=new.id, of_audit=False))
    audit = finish_set_up(desk, new.id, resources / "tools").audit
    assert replace(audit, id="x", theme="") == replace(wanted, theme="")


def test_tools_to_choose(desk: Workspace, tools: Path) -> None:
    (tools / "broken.toml").write_text("format = 1\n", encoding="utf-8")
    found = tools_to_choose(desk, tools)
    assert [(choice.title, choice.name) for choice in found] == [
        ("A small tool", ToolName("small", 1))
    ]


# --- the address book -----------------------------------------------------------------------------


def test_the_book_keeps_notes_and_takes_back(desk: Workspace) -> None:
    entry = BookEntry(POLICE, "rings back in the afternoon")
    keep_agency(desk, entry)
    drop_agency(desk, "police")
    assert book_of(desk) == ()
    keep_agency(desk, entry)
    assert [line.entry for line in book_of(desk)] == [entry]


def test_words_of_a_key_are_known_after_the_first_return(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    assert [line.keys for line in book_of(round_.partnership)] == [(), ()]
    round_.bring_in(package_from(round_, "Police", "police", [("T-1", full_form())]))
    police = next(line for line in book_of(round_.partnership) if line.agency.id == "police")
    assert len(police.keys[0].words.split()) == 6
    assert police.audits == ("T-2018",)
    round_.partnership.close()


def test_ids_of_agencies_are_plain_and_their_own() -> None:
    taken: list[str] = []
    for name in (*USUAL_AGENCIES, "Police", "Police", "Gwasanaeth Tân", "警察", "警察"):
        taken.append(agency_id_of(name, taken))
    assert len(set(taken)) == len(taken)
    assert all(one.isascii() and " " not in one for one in taken)
    assert taken[:2] == ["childrens-social-care", "police"]
    assert taken[-5:] == ["police-2", "police-3", "gwasanaeth-tan", "agency", "agency-2"]


# --- many audits ----------------------------------------------------------------------------------


def test_where_each_audit_stands(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    desk, audit_id = round_.partnership, round_.audit.id
    define_audit(desk, *define(tmp_path, "T-2019"))
    states = {line.summary.reference: line.state for line in all_audits(desk, clock).audits}
    assert states == {"T-2018": AuditState.ISSUED, "T-2019": AuditState.NOT_ISSUED}
    round_.bring_in(package_from(round_, "Police", "police", [("T-1", full_form())]))
    issue_packs(desk, audit_id, tmp_path / "again", clock=clock)
    line = next(one for one in all_audits(desk, clock).audits if one.summary.id == audit_id)
    assert (line.progress.answered, line.progress.expected, line.progress.packs) == (1, 4, 2)

    archive_audit(desk, audit_id, clock)
    retain_audit(desk, audit_id, date(2018, 2, 20))
    line = next(one for one in all_audits(desk, clock).audits if one.summary.id == audit_id)
    assert line.state is AuditState.ARCHIVED
    assert line.retention_days == 19
    assert line.is_retention_near
    hold_audit(desk, audit_id, " a review ")
    bring_back_audit(desk, audit_id)
    line = next(one for one in all_audits(desk, clock).audits if one.summary.id == audit_id)
    assert line.state is AuditState.ISSUED
    assert line.summary.legal_hold == "a review"
    assert not line.is_retention_near
    desk.close()
