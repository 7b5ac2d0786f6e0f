"""The sample audit on an agency's desk, half way: for pictures and for tests."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import resources_folder
from app.domain.policy import NO_POLICY, Policy
from app.domain.returns import Auditor, Form
from app.handover.files import read_file
from app.services.answer_case import mark_nil, start_form
from app.services.context import Context
from app.services.define_audit import define_audit
from app.services.issue_packs import issue_packs
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import (
    set_up_agency_desk,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.storage import Workspace
from app.toolfiles import parse_answers
from tests.flow.desks import CHEAP, PASSPHRASE

AGENCY = "health-visiting"
WHO = Auditor("Invented Auditor", "Named Nurse")


def sample_clock() -> datetime:
    """Nine days before the returns are due."""
    return datetime(2018, 1, 31, 14, 2, tzinfo=UTC)


def sample_context(data: Path, policy: Policy = NO_POLICY) -> Context:
    """The program's context at that time."""
    return Context(
        clock=sample_clock, resources=resources_folder(), data=lambda: data, policy=policy
    )


def sample_pack(folder: Path, tool: str = "", agency: str = AGENCY) -> Path:
    """The sample audit's pack for an agency, or the same audit with another shipped tool."""
    resources = resources_folder()
    definition = resources / "sample" / "audit.toml"
    if tool:
        text = definition.read_text(encoding="utf-8")
        definition = folder / "definition.toml"
        folder.mkdir(parents=True, exist_ok=True)
        definition.write_text(
            text.replace('tool = "child-sexual-abuse-2018"', f'tool = "{tool}"'), encoding="utf-8"
        )
    workspace, sheet = set_up_partnership_desk(
        folder / "partnership", passphrase=PASSPHRASE, clock=sample_clock, cost=CHEAP
    )
    with closing(workspace):
        try_recovery_words(workspace, " ".join(sheet.words))
        audit = define_audit(workspace, definition, resources / "tools").audit
        issued = issue_packs(workspace, audit.id, folder / "packs", clock=sample_clock).packs
    return next(pack.path for pack in issued if pack.agency.id == agency)


def sample_desk(folder: Path) -> Workspace:
    """An agency's desk, empty."""
    return set_up_agency_desk(
        folder / "agency", passphrase=PASSPHRASE, clock=sample_clock, cost=CHEAP
    )


def sample_form(uin: str, agency: str = AGENCY) -> Form:
    """The sample's own answers for a case."""
    path = resources_folder() / "sample" / "returns" / agency / f"{uin}.json"
    return parse_answers(read_file(path), path.name)[1]


def half_way(desk: Workspace, pack: Path, out: Path) -> str:
    """Open the pack; one case sealed, one in progress, one nil, one ready, one not begun."""
    audit = open_pack(desk, read_file(pack), clock=sample_clock).audit
    first, second, third, fourth, _fifth = (case.uin for case in audit.cases)
    start_form(desk, audit.id, first, replace(sample_form(fourth), completed_by=WHO))
    seal_returns(desk, audit.id, [first], out, clock=sample_clock)
    whole = replace(sample_form(second), completed_by=WHO)
    some = {f"Q{n}": whole.answers[f"Q{n}"] for n in range(1, 7)}
    some["Q4"] = replace(some["Q4"], options=("na",), comment="")
    some["Q6"] = replace(some["Q6"], options=("no",))
    start_form(desk, audit.id, second, replace(whole, answers=some))
    mark_nil(desk, audit.id, [third], WHO)
    start_form(desk, audit.id, fourth, replace(sample_form(fourth), completed_by=WHO))
    return audit.id
