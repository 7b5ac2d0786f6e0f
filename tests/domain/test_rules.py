"""What is asked, what is hidden, what is sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from app.domain.returns import Answer, Auditor, Form, Person, ReturnKind
from app.domain.rules import (
    ABOUT_INVOLVEMENT,
    Weight,
    asked_items,
    asked_keys,
    asked_sections,
    has_only_asked,
    in_force,
    problems,
    sealable,
)
from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
    Section,
    Subject,
)
from tests.domain.strategies import tools_with_forms, tools_with_full_forms

YES_NO = Scale(
    "yes_no",
    "Yes or no",
    (
        Option("yes", "Yes", Meaning.GOOD),
        Option("no", "No", Meaning.BAD),
        Option("na", "Not applicable", Meaning.NOT_APPLICABLE, asks=Asks.REASON),
    ),
)
YES, NO = Answer(options=("yes",), comment="Three words here"), Answer(options=("no",))


def tool_of(*questions: Question, **others: Any) -> AuditTool:
    tool = AuditTool(
        "t", 1, "Tool", "Theme", Subject.CHILD, (YES_NO,), (Section("s", "Section", "", questions),)
    )
    return replace(tool, **others)


def ask(own: str, **others: Any) -> Question:
    return replace(Question(own, f"Text of {own}", scale="yes_no"), **others)


def keys(tool: AuditTool, form: Form) -> list[str]:
    return [item.key for item in asked_items(tool, form)]


def stops(tool: AuditTool, form: Form) -> list[str]:
    return [p.key for p in problems(tool, form) if p.weight is Weight.STOPS]


CHAIN = tool_of(
    ask(
        "Q12",
        follow_ups=(
            ask("Q12a", when=Condition("Q12", ("no",))),
            ask("Q12b", when=Condition("Q12a", ("yes",))),
        ),
    ),
    ask("Q13", when=Condition("Q12a", ("yes",))),
)


def test_follow_ups_are_asked_as_the_answers_call_for_them() -> None:
    assert keys(CHAIN, Form()) == ["Q12"]
    assert keys(CHAIN, Form(answers={"Q12": NO})) == ["Q12", "Q12a"]
    answers = {"Q12": NO, "Q12a": YES}
    assert keys(CHAIN, Form(answers=answers)) == ["Q12", "Q12a", "Q12b", "Q13"]


def test_nothing_hangs_on_a_hidden_answer() -> None:
    form = Form(answers={"Q12": YES, "Q12a": YES, "Q12b": YES, "Q13": YES})
    assert keys(CHAIN, form) == ["Q12"]
    assert set(sealable(CHAIN, form).answers) == {"Q12"}
    assert set(form.answers) == {"Q12", "Q12a", "Q12b", "Q13"}


def test_a_section_does_not_hang_on_a_hidden_section() -> None:
    first = Section("first", "First", "", (ask("A"),))
    second = Section("second", "Second", "", (ask("B"),), when=Condition("A", ("yes",)))
    third = Section("third", "Third", "", (ask("C"),), when=Condition("B", ("yes",)))
    tool = tool_of(sections=(first, second, third))
    both = {"A": YES, "B": YES}
    assert [s.id for s in asked_sections(tool, Form(answers=both))] == ["first", "second", "third"]
    hidden = Form(answers={**both, "A": NO})
    assert [section.id for section in asked_sections(tool, hidden)] == ["first"]


def test_a_nil_return_is_asked_nothing() -> None:
    form = Form(ReturnKind.NIL, answers={"Q12": NO})
    assert asked_sections(CHAIN, form) == ()
    assert keys(CHAIN, form) == []
    assert sealable(CHAIN, form).answers == {}
    assert stops(CHAIN, replace(form, completed_by=Auditor("A", "Auditor"))) == []


def test_parts_and_people_multiply_the_places() -> None:
    parts = (Part("a", "A"), Part("b", "B"))
    tool = tool_of(
        ask("Q1", parts=parts),
        ask("Q2", answer=AnswerKind.MATRIX, parts=parts),
        ask("Q3", per_person=True),
    )
    people = (Person("p1", "mum"), Person("p2", "dad"))
    form = Form(people=people)
    assert keys(tool, form) == ["Q1", "Q1.a", "Q1.b", "Q2.a", "Q2.b", "Q3@p1", "Q3@p2"]


@pytest.mark.parametrize(
    ("low", "high", "number", "wrong"),
    [
        (0, 10, 5, False),
        (0, 10, 11, True),
        (0, None, -1, True),
        (0, None, 1e9, False),
        (None, 10, 11, True),
        (None, None, 11, False),
    ],
)
def test_numbers_are_held_to_their_bounds(
    low: float | None, high: float | None, number: float, wrong: bool
) -> None:
    question = ask("N", scale="", answer=AnswerKind.NUMBER, minimum=low, maximum=high)
    form = Form(completed_by=Auditor("A", "B"), answers={"N": Answer(number=number)})
    assert bool(stops(tool_of(question), form)) is wrong


def test_a_look_back_of_one_section_asks_for_the_last_involvement() -> None:
    section = Section("s", "Section", "", (ask("Q1"),), look_back=LookBack(24))
    assert ABOUT_INVOLVEMENT in stops(tool_of(sections=(section,)), Form())
    assert ABOUT_INVOLVEMENT not in stops(tool_of(ask("Q1")), Form())


def test_reasons_and_comments_that_are_asked_for() -> None:
    tool = tool_of(ask("Q1"), ask("J1", comment=CommentRule.REQUIRED, judgement=True))
    form = Form(completed_by=Auditor("A", "B"), answers={"Q1": NO, "J1": NO})
    assert stops(tool, form) == ["J1"]
    form = form.with_answer("J1", YES).with_answer("Q1", Answer(options=("na",)))
    assert stops(tool, form) == ["Q1"]
    form = form.with_answer("Q1", Answer(options=("na",), comment="There was no plan"))
    assert stops(tool, form) == []


def test_a_late_involvement_is_asked_about() -> None:
    form = Form(last_involvement=date(2018, 3, 1))
    found = {p.key: p.weight for p in problems(tool_of(ask("Q1")), form, date(2018, 2, 1))}
    assert found[ABOUT_INVOLVEMENT] is Weight.ASKS


def asks(tool: AuditTool, form: Form, audit_date: date | None = None) -> dict[str, str]:
    return {p.key: p.sentence for p in problems(tool, form, audit_date) if p.weight is Weight.ASKS}


def test_an_involvement_of_long_ago_is_asked_about() -> None:
    tool, opened = tool_of(ask("Q1"), look_back=LookBack(6)), date(2018, 2, 1)
    form = Form(last_involvement=date(2014, 1, 12))
    said = asks(tool, form, opened)[ABOUT_INVOLVEMENT]
    assert said == "The last involvement is 4 years before the audit was opened: check the year"
    form = replace(form, last_involvement=date(2017, 1, 12))
    assert ABOUT_INVOLVEMENT not in asks(tool, form, opened)
    assert ABOUT_INVOLVEMENT not in asks(tool, Form(last_involvement=date(2014, 1, 12)))


def test_a_date_after_the_audit_is_asked_about() -> None:
    tool = tool_of(ask("D", scale="", answer=AnswerKind.DATE))
    form = Form(answers={"D": Answer(day=date(2019, 1, 12))})
    assert "check the year" in asks(tool, form, date(2018, 2, 1))["D"]
    assert "D" not in asks(tool, form, date(2019, 2, 1))
    assert stops(tool, form) == ["about.name", "about.title"]


def test_numbers_and_dates_want_the_comments_that_their_tool_asks_for() -> None:
    scored = ask("N", scale="", answer=AnswerKind.NUMBER, comment=CommentRule.REQUIRED)
    day = ask("D", scale="", answer=AnswerKind.DATE, comment=CommentRule.EXPECTED)
    tool = tool_of(scored, day)
    form = Form(
        completed_by=Auditor("A", "B"),
        answers={"N": Answer(number=3), "D": Answer(day=date(2018, 1, 1))},
    )
    assert stops(tool, form) == ["N"]
    assert asks(tool, form) == {}, "a day speaks for itself"


@pytest.mark.parametrize("comment", ["ok", "n/a", "see above", "none", "."])
def test_thin_comments_and_reasons_are_asked_about(comment: str) -> None:
    tool = tool_of(ask("Q1"), ask("Q2"))
    form = Form(
        answers={
            "Q1": Answer(options=("yes",), comment=comment),
            "Q2": Answer(options=("na",), comment=comment),
        }
    )
    said = asks(tool, form)
    assert said["Q1"] == "Q1: the comment says too little to be used"
    assert said["Q2"] == "Q2: the reason says too little to be used"


def judged(*answers: Answer, grade: str) -> dict[str, str]:
    questions = [ask(f"Q{n}", comment=CommentRule.NONE) for n in range(1, len(answers) + 1)]
    tool = tool_of(*questions, ask("J", judgement=True, comment=CommentRule.NONE))
    given_ = {f"Q{n}": answer for n, answer in enumerate(answers, start=1)}
    return asks(tool, Form(answers={**given_, "J": Answer(options=(grade,))}))


def test_a_grade_that_contradicts_its_answers_is_asked_about() -> None:
    assert judged(NO, NO, YES, grade="yes")["J"].endswith("2 negative and 1 positive answers")
    assert judged(YES, YES, grade="no")["J"].endswith("answers that are all positive")
    assert judged(YES, NO, grade="yes") == {}
    assert judged(YES, NO, grade="no") == {}
    assert judged(grade="no") == {}


def test_a_judgement_is_laid_beside_the_answers_of_its_own_part() -> None:
    grade = {"judgement": True, "comment": CommentRule.NONE}
    first = Section("one", "One", "", (ask("Q1"), ask("Q2"), ask("J1", **grade)))
    second = Section("two", "Two", "", (ask("Q3"), ask("J2", **grade)))
    whole = Section("all", "All", "", (ask("J3", **grade),))
    tool = tool_of(sections=(first, second, whole))
    answers = {"Q1": NO, "Q2": NO, "J1": NO, "Q3": YES, "J2": YES}
    said = asks(tool, Form(answers={**answers, "J3": YES}))
    assert not {"J1", "J2"} & set(said)
    assert said["J3"].endswith("2 negative and 1 positive answers")


def test_the_parts_of_a_matrix_are_weighed() -> None:
    parts = (Part("a", "A"), Part("b", "B"))
    tool = tool_of(
        ask("M", answer=AnswerKind.MATRIX, parts=parts),
        ask("J", judgement=True, comment=CommentRule.NONE),
    )
    form = Form(answers={"M.a": NO, "M.b": NO, "J": Answer(options=("yes",))})
    assert "J" in asks(tool, form)


@given(tools_with_forms)
def test_only_what_is_asked_is_sealed(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    sealed = sealable(tool, form)
    asked = set(keys(tool, form))
    assert set(sealed.answers) <= asked
    assert all(sealed.answers[key] == form.answers[key] for key in sealed.answers)
    left_out = {key for key, answer in form.answers.items() if not answer.is_empty} & asked
    assert set(sealed.answers) == left_out


@given(tools_with_forms)
def test_a_form_has_only_what_is_asked_if_sealing_leaves_it_so(
    drawn: tuple[AuditTool, Form],
) -> None:
    tool, form = drawn
    assert asked_keys(tool, form) == set(keys(tool, form))
    assert has_only_asked(tool, form) == (sealable(tool, form).answers == form.answers)
    assert has_only_asked(tool, sealable(tool, form))


@given(tools_with_forms)
def test_sealing_changes_neither_what_is_asked_nor_what_is_wrong(
    drawn: tuple[AuditTool, Form],
) -> None:
    tool, form = drawn
    sealed = sealable(tool, form)
    assert keys(tool, sealed) == keys(tool, form)
    assert sealable(tool, sealed) == sealed
    if form.kind is ReturnKind.FULL:
        assert problems(tool, sealed) == problems(tool, form)


@given(tools_with_full_forms)
def test_every_condition_rests_on_something_asked(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    asked = {item.question.id for item in asked_items(tool, form)}
    for item in asked_items(tool, form):
        assert not item.question.retired
        for condition in (item.question.when, item.section.when):
            if condition:
                assert condition.question in asked
                assert set(form.answer(condition.question).options) & set(condition.any_of)


@given(tools_with_forms)
def test_what_is_in_force_is_settled(drawn: tuple[AuditTool, Form]) -> None:
    tool, form = drawn
    once = in_force(tool, form)
    assert in_force(tool, once) == once
    assert keys(tool, once) == keys(tool, form)
