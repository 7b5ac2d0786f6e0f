from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given

from app.analysis.agreement import (
    Agreement,
    Contrast,
    agreement,
    agreement_of,
    compared_places,
    disagreements,
    tally_of,
)
from app.analysis.shares import OptionCount
from app.domain.returns import Answer, Form
from tests.analysis.builders import NIL, PLACES, TOOL, form, many_forms


def test_two_of_three_pairs_contradict_each_other() -> None:
    forms = {"police": form(Q1="yes"), "health": form(Q1="no"), "care": form(Q1="no")}

    assert agreement(TOOL, forms) == Agreement(n=1, opposed=2, of=3)
    (found,) = disagreements(TOOL, forms)
    assert found.question.id == "Q1"
    assert found.contrast is Contrast.OPPOSED
    assert (found.distance, found.longest) == (1, 1)
    assert [(option.id, who) for option, who in found.options] == [
        ("yes", ("police",)),
        ("no", ("health", "care")),
    ]


def test_two_good_grades_agree_but_are_listed_as_different_grades() -> None:
    forms = {"police": form(J1="outstanding"), "health": form(J1="good")}

    assert agreement(TOOL, forms) == Agreement(n=1, opposed=0, of=1)
    (found,) = disagreements(TOOL, forms)
    assert found.contrast is Contrast.GRADE
    assert found.distance == 1


def test_amber_is_neither_with_green_nor_against_it() -> None:
    forms = {"police": form(Q2="amber"), "health": form(Q2="green")}

    assert agreement(TOOL, forms) == Agreement(n=0, opposed=0, of=1)
    assert disagreements(TOOL, forms)[0].contrast is Contrast.DIFFERENT


def test_facts_differ_and_never_contradict() -> None:
    forms = {"police": form(Q3="good"), "health": form(Q3="bad"), "care": form(Q3="bad")}

    assert agreement(TOOL, forms) == Agreement(n=1, opposed=0, of=3)
    assert disagreements(TOOL, forms)[0].contrast is Contrast.DIFFERENT


def test_not_applicable_takes_no_side_and_is_shown() -> None:
    forms = {"police": form(Q1="yes"), "health": form(Q1="na"), "care": form(Q1="no")}

    assert agreement(TOOL, forms) == Agreement(n=0, opposed=1, of=1)
    (found,) = disagreements(TOOL, forms)
    assert [stance.agency_id for stance in found.outside] == ["health"]
    assert disagreements(TOOL, {"police": form(Q1="yes"), "health": form(Q1="na")}) == ()


def test_a_nil_return_has_no_part_in_it() -> None:
    assert agreement(TOOL, {"police": form(Q1="yes"), "health": NIL}) == Agreement()
    assert agreement(TOOL, {}).percent is None


def test_answers_for_one_person_are_not_compared() -> None:
    def on(person: str, option: str) -> Form:
        return Form(answers={f"Q5@{person}": Answer(options=(option,))})

    assert disagreements(TOOL, {"police": on("p1", "yes"), "health": on("p1", "no")}) == ()


def test_the_most_opposed_come_first() -> None:
    forms = {
        "police": form(Q1="yes", Q1_child="yes", Q2="green", Q3="good", J1="outstanding"),
        "health": form(Q1="no", Q1_child="no", Q2="amber", Q3="good", J1="ri"),
        "care": form(Q1="no", Q1_child="no", Q2="green", Q3="good", J1="good"),
        "school": form(Q1="no", Q1_child="yes", Q2="green", Q3="good", J1="good"),
    }

    order = [found.place.key for found in disagreements(TOOL, forms)]
    # Of the child's four answers two stand against two; the grades lie two of three steps apart.
    assert order == ["Q1.child", "Q1", "J1", "Q2"]


@given(many_forms())
def test_every_pair_agrees_contradicts_or_differs(forms: dict[str, Form]) -> None:
    found = agreement(TOOL, forms)
    answered = [
        sum(
            1 for one in forms.values() if one.answer(key).option and one.answer(key).option != "na"
        )
        for key in PLACES
    ]
    assert found.n + found.opposed + found.different == found.of
    assert found.different >= 0
    assert found.of == sum(len(list(combinations(range(count), 2))) for count in answered)


@given(many_forms())
def test_forms_and_their_counts_give_the_same_figure(forms: dict[str, Form]) -> None:
    counted = Counter(
        (key, answer.options) for one in forms.values() for key, answer in one.answers.items()
    )
    rows = [OptionCount(key, options, count) for (key, options), count in counted.items()]

    assert agreement_of(compared_places(TOOL), tally_of(rows)) == agreement(TOOL, forms)


@given(many_forms())
def test_disagreements_hold_every_pair_that_does_not_agree(forms: dict[str, Form]) -> None:
    found = disagreements(TOOL, forms)
    whole = agreement(TOOL, forms)

    assert sum(one.pairs.of - one.pairs.n for one in found) == whole.of - whole.n
    assert sum(one.pairs.opposed for one in found) == whole.opposed
    for one in found:
        assert 0 < one.distance <= one.longest
        assert len({stance.option.id for stance in one.stances}) > 1
    ranks = [one.how_opposed for one in found]
    assert ranks == sorted(ranks, reverse=True)
