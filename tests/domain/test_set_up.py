"""An audit on its way to being issued: what is missing, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from app.domain.audits import Agency, Audit, Case
from app.domain.set_up import (
    SetUp,
    Step,
    StepState,
    audit_of,
    missing,
    set_up_of,
    step_states,
)
from tests.storage.builders import a_tool, audits

TOOL = a_tool()


def a_set_up() -> SetUp:
    """A complete set-up with two cases and two agencies."""
    empty = SetUp("a1")
    return replace(
        empty,
        reference="X-2026",
        title="Neglect, autumn 2026",
        theme="Neglect",
        body=replace(
            empty.body, name="A Board", short_name="Board", reply_address="board@example.org"
        ),
        tool=None,
        opened=date(2026, 9, 1),
        due=date(2026, 10, 1),
        cases=(Case("CE-001", "A", "JS"), Case("CE-002", "B", "unborn baby")),
        agencies=(
            Agency("police", "Police", "police@example.org"),
            Agency("health", "Health", "health@example.org"),
        ),
        asked_looked_at=True,
        uin_format="CE-###",
    )


def test_a_new_set_up_has_everything_to_do() -> None:
    states = step_states(SetUp("a1"), None)
    assert set(states.values()) == {StepState.TO_DO}


def test_a_complete_set_up_becomes_its_audit_and_back() -> None:
    set_up = a_set_up()
    assert missing(set_up, TOOL) == ()
    assert set(step_states(set_up, TOOL).values()) == {StepState.DONE}
    audit = audit_of(set_up, TOOL)
    assert (audit.id, audit.uin_format, audit.theme) == ("a1", "CE-###", "Neglect")
    again = set_up_of(audit)
    assert again.of_audit
    assert audit_of(again, TOOL) == audit


@pytest.mark.parametrize(
    ("change", "step", "field"),
    [
        ({"title": " "}, Step.ABOUT, "title"),
        ({"due": date(2026, 8, 1)}, Step.DATES, "due"),
        ({"meeting": date(2026, 9, 2)}, Step.DATES, "meeting"),
        ({"cases": ()}, Step.CASES, ""),
        ({"cases": (Case("14", "A", "JS"),)}, Step.CASES, "14"),
        ({"cases": (Case("CE-001", "A", "John"),)}, Step.CASES, "CE-001"),
        (
            {"cases": (Case("CE-001", "A", "JS"), Case("ce-001", "B", "JS"))},
            Step.CASES,
            "ce-001",
        ),
        ({"uin_format": "CE"}, Step.CASES, "uin_format"),
        ({"agencies": ()}, Step.AGENCIES, ""),
        ({"agencies": (Agency("police", "Police"),)}, Step.AGENCIES, "police"),
        ({"asked_looked_at": False}, Step.ASKED, ""),
        (
            {"agencies": (Agency("p", "P", "p@example.org"),),
             "not_asked": frozenset({("CE-001", "p"), ("CE-002", "p")})},
            Step.ASKED,
            "",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_names_its_place(change: dict[str, object], step: Step, field: str) -> None:
    broken = replace(a_set_up(), **change)  # type: ignore[arg-type]
    found = missing(broken, TOOL)
    assert (step, field) in [(each.step, each.field) for each in found]
    assert step_states(broken, TOOL)[Step.CHECK] is StepState.TO_DO
    with pytest.raises(ValueError, match="not complete"):
        audit_of(broken, TOOL)


def test_sentences_about_cases_name_no_child() -> None:
    broken = replace(a_set_up(), cases=(Case("CE-001", "A", "Rowan Ashdown"),))
    assert all("Rowan" not in each.sentence for each in missing(broken, TOOL))


def test_pairs_of_what_was_taken_out_again_are_dropped() -> None:
    set_up = replace(a_set_up(), not_asked=frozenset({("gone", "police"), ("CE-001", "health")}))
    assert audit_of(set_up, TOOL).not_asked == {("CE-001", "health")}


@given(audits())
def test_an_audit_that_stands_is_kept_through_its_change(audit: Audit) -> None:
    set_up = set_up_of(audit)
    if not missing(set_up, audit.tool):
        assert audit_of(set_up, audit.tool) == replace(
            audit,
            theme=(audit.theme or audit.tool.theme).strip(),
            reference=audit.reference.strip(),
            title=audit.title.strip(),
        )
