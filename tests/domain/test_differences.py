"""What differs between two forms, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.differences import differences
from app.domain.returns import Answer, Auditor, Person
from tests.builders import full_form, nil_form, small_tool


def test_the_same_forms_do_not_differ() -> None:
    assert differences(small_tool(), full_form(), full_form()) == ()


def test_answers_are_named_by_the_tool() -> None:
    before = full_form()
    after = before.with_answer("Q2.child", Answer(("no",)))
    after = after.with_answer("C1", Answer(text="Good joint visits, and on time."))
    after = after.with_answer("Q2a", Answer(("na",)))
    found = differences(small_tool(), before, after)
    assert [(one.key, one.name, one.before, one.after) for one in found] == [
        ("Q2.child", "Q2 Was the family involved?, Child", "Yes", "No"),
        ("Q2a", "Q2a Was this challenged?", "nothing", "Not applicable"),
        ("C1", "C1 Good practice", "“Good joint visits.”", "“Good joint visits, and on time.”"),
    ]


def test_what_a_form_says_of_itself() -> None:
    after = replace(
        full_form(),
        completed_by=Auditor("Another Auditor", "Officer"),
        last_involvement=date(2018, 1, 11),
        people=(Person("p1", "mum"),),
    )
    found = {one.name: (one.before, one.after) for one in differences(
        small_tool(), full_form(), after)}  # fmt: skip
    assert found == {
        "Completed by": ("Invented Auditor, Reviewing Officer", "Another Auditor, Officer"),
        "Last involvement": ("10 January 2018", "11 January 2018"),
        "People around the child": ("nothing", "mum"),
    }
    kinds = differences(small_tool(), full_form(), nil_form())
    assert (kinds[0].before, kinds[0].after) == ("Full return", "Nil return")


@given(st.text(max_size=900), st.text(max_size=900))
def test_long_texts_are_cut_to_where_they_differ(old: str, new: str) -> None:
    before, after = full_form(old), full_form(new)
    for one in differences(small_tool(), before, after):
        assert len(one.before) < 300 and len(one.after) < 300
        assert one.before != one.after
    words = "The same words at the beginning. " * 20
    (one, *_) = differences(small_tool(), full_form(words + "A."), full_form(words + "B."))
    assert one.before.endswith("A.”") and one.before.startswith("“…")
