"""The path through a form follows what is asked, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from app.domain.interview import (
    ABOUT,
    CHECK,
    StepState,
    concealed,
    items_on,
    neighbours,
    path,
    progress,
    states,
    step_of,
)
from app.domain.returns import Answer, Auditor, Form, ReturnKind
from app.domain.rules import Weight, asked_items, problems, sealable
from app.domain.tool import AuditTool
from tests.domain.strategies import tools_with_forms, tools_with_full_forms
from tests.domain.test_rules import CHAIN, NO, YES


@given(tools_with_forms)
def test_the_path_holds_exactly_what_is_asked(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    steps = path(tool, form)
    assert (steps[0].id, steps[-1].id) == (ABOUT, CHECK)
    on_pages = [item.key for step in steps for item in items_on(step, form)]
    assert on_pages == [item.key for item in asked_items(tool, form)]
    asked_pages = {step_of(tool, item.key) for item in asked_items(tool, form)}
    pages = [step.id for step in steps[1:-1]]
    assert len(pages) == len(set(pages))
    # A question for each person has a page before anybody is listed.
    assert asked_pages <= set(pages)
    for step in steps[1:-1]:
        assert step.section is not None
        assert (step.position == 0) is step.is_judgement
        assert step.position <= step.of
    for section in {step.section for step in steps[1:-1]}:
        here = [step for step in steps if step.section == section]
        counted = [step.position for step in here if not step.is_judgement]
        assert counted == list(range(1, here[0].of + 1))
        assert [step.opens_section for step in here] == [step is here[0] for step in here]


@given(tools_with_forms)
def test_every_problem_has_a_page_on_the_path(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    pages = {step.id for step in path(tool, form)}
    assert {step_of(tool, problem.key) for problem in problems(tool, form)} <= pages


@given(tools_with_forms)
def test_the_marks_tell_whether_a_form_can_be_sealed(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    marks = states(tool, form)
    stopped = any(problem.weight is Weight.STOPS for problem in problems(tool, form))
    assert (marks[CHECK] is StepState.DONE) is not stopped
    counted = progress(marks)
    assert 0 <= counted.done <= counted.total <= len(path(tool, form)) - 1
    if not problems(tool, form):
        assert counted.done == counted.total
        assert problems(tool, sealable(tool, form)) == ()


@given(tools_with_full_forms)
def test_hiding_keeps_the_draft_but_not_the_seal(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    for item in asked_items(tool, form):
        if item.key not in form.answers:
            continue
        after = form.with_answer(item.key, Answer())
        hidden = concealed(tool, form, after)
        assert all(after.answers[key] == form.answers[key] for key in hidden)
        assert not set(hidden) & set(sealable(tool, after).answers)
        back = after.with_answer(item.key, form.answers[item.key])
        assert sealable(tool, back) == sealable(tool, form)


def test_a_changed_answer_conceals_the_whole_chain() -> None:
    before = Form(answers={"Q12": NO, "Q12a": YES, "Q12b": YES, "Q13": YES})
    after = before.with_answer("Q12", YES)
    assert concealed(CHAIN, before, after) == ("Q12a", "Q12b", "Q13")
    assert [step.id for step in path(CHAIN, after)] == [ABOUT, "Q12", CHECK]


def test_a_nil_return_has_two_pages() -> None:
    form = Form(ReturnKind.NIL, completed_by=Auditor("A", "Auditor"), answers={"Q12": NO})
    assert [step.id for step in path(CHAIN, form)] == [ABOUT, CHECK]
    assert states(CHAIN, form) == {ABOUT: StepState.DONE, CHECK: StepState.DONE}
    assert concealed(CHAIN, replace(form, kind=ReturnKind.FULL), form) == ("Q12",)


def test_neighbours() -> None:
    form = Form(answers={"Q12": NO})
    before, after = neighbours(CHAIN, form, "Q12")
    assert before is not None
    assert after is not None
    assert (before.id, after.id) == (ABOUT, CHECK)
    assert neighbours(CHAIN, form, ABOUT)[0] is None
    assert neighbours(CHAIN, form, CHECK)[1] is None
    gone_before, gone_after = neighbours(CHAIN, form, "Q13")
    assert gone_before is None
    assert gone_after is not None
    assert gone_after.id == "Q12"
