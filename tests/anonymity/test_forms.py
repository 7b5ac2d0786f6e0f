"""The guard over a whole form."""

from __future__ import annotations

from dataclasses import replace

from app.anonymity import (
    NOTE,
    Confidence,
    WatchEntry,
    context_for_report,
    context_of,
    role_place,
    scan,
    scan_form,
)
from app.domain.returns import Answer, Auditor, Person
from tests.builders import full_form, nil_form, small_audit

AUDIT = small_audit()
CASE = AUDIT.cases[0]


def test_a_form_without_names_has_no_findings() -> None:
    form = full_form("Police attended with the Health Visitor; JS was seen alone at T-1’s request.")
    assert scan_form(form, context_of(AUDIT, CASE, form)) == ()


def test_every_text_is_looked_at_and_says_where_it_is() -> None:
    form = replace(
        full_form(),
        note="Spoke to Mrs Begum.",
        people=(Person("p1", "grandmother"),),
        answers={
            "Q1": Answer(("yes",), comment="Mother Sarah said so."),
            "C1": Answer(text="Ring 07700 900123."),
        },
    )
    found = scan_form(form, context_of(AUDIT, CASE, form))
    assert [(each.place, each.finding.text) for each in found] == [
        ("Q1", "Sarah"),
        ("C1", "07700 900123"),
        (NOTE, "Mrs Begum"),
    ]


def test_the_people_s_roles_are_looked_at_and_comments_told_from_texts() -> None:
    people = (Person("p1", "step-father"), Person("p2", "Grandmother, Mrs Begum"))
    answers = {"Q1": Answer(("yes",), text="Mrs Begum", comment="Mrs Begum")}
    form = replace(full_form(), people=people, answers=answers)
    found = scan_form(form, context_of(AUDIT, CASE, form))
    assert [(each.place, each.finding.text, each.in_comment) for each in found] == [
        (role_place("p2"), "Mrs Begum", False),
        ("Q1", "Mrs Begum", False),
        ("Q1", "Mrs Begum", True),
    ]
    assert role_place("p2") == "about.people@p2"


def test_the_roles_that_are_usual_raise_no_alarm() -> None:
    roles = ("mum", "step-father", "older brother", "foster carer 2", "MGM", "social worker")
    people = tuple(Person(f"p{at}", role) for at, role in enumerate(roles))
    form = replace(full_form(), people=people, answers={})
    assert scan_form(form, context_of(AUDIT, CASE, form), Confidence.LIKELY) == ()


def test_who_completed_it_is_not_looked_at() -> None:
    form = replace(nil_form(), completed_by=Auditor("Sarah Begum", "Officer"))
    assert scan_form(form, context_of(AUDIT, CASE, form)) == ()


def test_a_watch_list_counts_and_the_quiet_can_be_left_out() -> None:
    form = full_form("He calls himself Tiz at the club on Fridays.")
    context = context_of(AUDIT, CASE, form, (WatchEntry("Tiz", "nickname"),))
    loud = scan_form(form, context, Confidence.LIKELY)
    assert {each.finding.text for each in loud} == {"Tiz"}


def test_a_report_belongs_to_no_child_and_may_name_the_partnership() -> None:
    context = context_for_report(AUDIT)
    named = " and ".join([AUDIT.body.name, *(each.name for each in AUDIT.agencies)])
    assert scan(f"{named} looked at {CASE.uin}.", context) == ()
    assert [one.text for one in scan("RK was seen, and Mrs Begum agreed.", context)] == [
        "RK",
        "Mrs Begum",
    ]
