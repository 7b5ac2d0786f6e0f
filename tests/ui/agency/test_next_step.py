"""What is next in an audit. No window is needed to know it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.interview import CHECK
from app.domain.returns import Answer, Auditor, Form, ReturnKind
from app.ui.pages.agency.audit_card import SHOWN, rows_of
from app.ui.pages.agency.next_step import Act, next_step
from tests.builders import full_form, nil_form
from tests.ui.agency.views import audit_of, view_of

WHO = Auditor("Invented Auditor", "Reviewing Officer")
BEGUN = Form(
    completed_by=WHO,
    last_involvement=full_form().last_involvement,
    answers={"Q1": Answer(options=("yes",), comment="It stands in the records")},
)
WRONG = replace(full_form(), completed_by=Auditor())
NAMELESS = replace(nil_form(), completed_by=Auditor())


def test_it_begins_with_the_first_case() -> None:
    step = next_step(view_of(audit_of(3), {}))
    assert step.sentence == "Next: Case 1 · JS, not started yet. 2 more cases are not started."
    assert (step.act, step.button, step.uin, step.step) == (
        Act.FORM,
        "Begin with Case 1",
        "T-1",
        "",
    )


def test_it_goes_on_where_the_last_form_was_left_open() -> None:
    step = next_step(view_of(audit_of(4), {"T-1": BEGUN, "T-3": BEGUN}))
    assert step.sentence == "Next: Case 3 · JS. Quality, question 2 of 2."
    assert (step.button, step.uin, step.step) == ("Continue with Case 3", "T-3", "Q2")


def test_the_first_page_has_its_own_name() -> None:
    step = next_step(view_of(audit_of(1), {"T-1": replace(BEGUN, last_involvement=None)}))
    assert step.sentence == "Next: Case 1 · JS. About this case."
    assert step.step == "about"


def test_what_is_not_begun_goes_before_what_is_to_be_mended() -> None:
    step = next_step(view_of(audit_of(3), {"T-1": WRONG, "T-3": full_form()}))
    assert step.button == "Begin with Case 2"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (["T-2"], "1 form has something missing: Case 2 · JS."),
        (["T-2", "T-3"], "2 forms have something missing: Case 2 · JS and Case 3 · JS."),
        (
            ["T-1", "T-2", "T-3", "T-4", "T-5"],
            "5 forms have something missing: Case 1 · JS, Case 2 · JS, Case 3 · JS and 2 more.",
        ),
    ],
)
def test_forms_with_something_missing_are_named(wrong: list[str], sentence: str) -> None:
    forms = {f"T-{at}": full_form() for at in range(1, 6)} | dict.fromkeys(wrong, WRONG)
    step = next_step(view_of(audit_of(5), forms))
    assert step.sentence == sentence
    assert (step.act, step.uin, step.step) == (Act.FORM, wrong[0], CHECK)


def test_a_nil_return_without_a_name_leads_to_the_cases() -> None:
    step = next_step(view_of(audit_of(1), {"T-1": NAMELESS}))
    assert step.act is Act.CASES
    assert step.waits


def test_finished_returns_are_sealed() -> None:
    forms = {"T-1": full_form(), "T-2": nil_form(), "T-3": full_form()}
    step = next_step(view_of(audit_of(3), forms))
    assert (step.act, step.button) == (Act.SEAL, "Seal the 3 finished returns")
    step = next_step(view_of(audit_of(3), forms, sealed=frozenset({"T-1", "T-2"})))
    assert step.button == "Seal the finished return"


def test_at_last_everything_is_sealed() -> None:
    forms = {"T-1": full_form(), "T-2": nil_form()}
    step = next_step(view_of(audit_of(2), forms, sealed=frozenset(forms)))
    assert step.sentence == "Everything is sealed."
    assert not step.waits


@given(
    st.lists(st.sampled_from([None, BEGUN, WRONG, full_form(), nil_form(), NAMELESS]), max_size=9),
    st.sets(st.integers(1, 9)),
)
def test_something_waits_until_everything_is_sealed(
    forms: list[Form | None], numbers: set[int]
) -> None:
    stored = {f"T-{at}": form for at, form in enumerate(forms, start=1) if form is not None}
    sealed = frozenset(f"T-{at}" for at in numbers) & set(stored)
    view = view_of(audit_of(len(forms)), stored, sealed=sealed)
    step = next_step(view)
    assert step.waits == (view.sealed < len(view.lines))
    assert step.sentence.endswith(".")
    assert step.button
    if step.act is Act.FORM:
        line = view.line(step.uin)
        assert step.uin not in sealed
        assert line.form.form.kind is ReturnKind.FULL
    rows = rows_of(view.lines)
    assert len(rows) <= SHOWN
    assert len({row.key for row in rows}) == len(rows)


def test_many_cases_do_not_flood_the_card() -> None:
    forms = {f"T-{at}": full_form() for at in range(1, 31)}
    view = view_of(audit_of(30), forms, sealed=frozenset({"T-1", "T-2", "T-3"}))
    rows = rows_of(view.lines)
    assert [row.key for row in rows[:-1]] == ["T-4", "T-5", "T-6", "T-7", "T-8"]
    assert rows[-1].title == "And 25 more"
    assert rows[-1].hint == "22 ready to seal, 3 sealed"
    everything = view_of(audit_of(30), forms, sealed=frozenset(forms))
    assert [(row.title, row.status) for row in rows_of(everything.lines)] == [
        ("30 cases", "all sealed")
    ]


def test_what_is_written_is_told_from_what_is_not() -> None:
    only_name = Form(completed_by=WHO)
    emptied = Form(answers={"Q1": Answer()})
    forms = {"T-2": only_name, "T-3": emptied, "T-4": BEGUN, "T-5": nil_form(), "T-6": full_form()}
    view = view_of(audit_of(6), forms, sealed=frozenset({"T-6"}))
    assert [line.uin for line in view.untouched] == ["T-1", "T-2", "T-3"]
    assert [line.uin for line in view.written] == ["T-4"]
