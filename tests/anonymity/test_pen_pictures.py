"""Rare combinations in pen pictures: when facts that name nobody alone name a child together."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.anonymity import rare_combination
from app.anonymity.pen_pictures import combined_weight, heaviest_facts

NAMES_NOBODY = [
    "A girl aged 14 living with her mother.",
    "A boy of 9 who lives with both parents and a younger sister.",
    "An 11-year-old boy with autism.",
    "A 16-year-old girl, looked after, in foster care.",
    "A White British boy of 13 at risk of exclusion.",
    "Unborn baby; mother is known to services.",
    "A baby of 6 months with bruising that nobody explained.",
    "A Polish boy, 11, in mainstream school.",
    "A teenager who goes missing and is at risk of sexual exploitation.",
    "Girl aged 15, self-harming, known to CAMHS, lives with dad.",
    "A Muslim girl aged 14.",
    "A Pakistani girl aged 14, of Muslim faith.",
    "Boy, 12, ADHD and asthma, one of three siblings.",
    "A child aged 10 to 12 from a minority ethnic background with a disability.",
    "A six-year-old girl whose parents separated after domestic abuse.",
    "An unaccompanied asylum-seeking boy of 16.",
    "A deaf boy.",
    "One of twins.",
    "He is 17 and lives in supported accommodation in Manchester.",
    "She had a black eye and a polished account. The family was open to early help.",
    "The mother met the police officer and the school nurse.",
    "A child in need with an EHCP, aged 8, male.",
    "Sibling group, youngest under five, neglect.",
    "",
]
NAMES_SOMEBODY = [
    "The only girl in a boys' unit, aged 15.",
    "A Polish boy aged 11 with Down's syndrome.",
    "A twin girl aged 9 who was adopted.",
    "Eldest of seven children, a Sikh boy of 12.",
    "A 13-year-old Muslim girl from Sandbach whose father is a taxi driver.",
    "A wheelchair user, 14, one of twins, she lives in a village.",
    "The vicar's daughter, aged 10, with epilepsy.",
    "A Somali boy, 7, who is deaf.",
    "Boy, 16, captain of the county rugby team, from a Traveller family.",
    "Girl aged 12, attends Hillside Primary School, Hindu.",
    "A Vietnamese girl aged 15, found in a house fire.",
    "He is 12; his mother was murdered and the case was in the newspaper. He is adopted.",
    "An Eritrean girl, 16, pregnant, who speaks Tigrinya.",
    "A boy of 8 with cystic fibrosis whose mother is a teacher.",
    "The triplets, 6, boys, are looked after.",
    "A girl of 11, home educated on a narrowboat, Jehovah's Witness family.",
    "Fourteen-year-old boy in Crewe, Romanian, one of eight siblings.",
    "Girl, 17, transgender sister, Orthodox Jewish family, father a rabbi.",
    "A Roma boy, 10, who uses a wheelchair.",
    "Year 6 boy with Tourette's, adopted by two fathers.",
]


@pytest.mark.parametrize("text", NAMES_NOBODY)
def test_what_many_children_share_is_no_warning(text: str) -> None:
    assert rare_combination(text) is None


@pytest.mark.parametrize("text", NAMES_SOMEBODY)
def test_what_few_children_share_is_a_warning(text: str) -> None:
    found = rare_combination(text)
    assert found is not None
    assert len(found.facts) >= 3
    for fact in found.facts:
        assert text[fact.start : fact.end] == fact.text
        assert fact.broader
        assert fact.text in found.why
    assert len(found.advice) == len(found.facts)


def test_the_advice_says_the_same_more_broadly() -> None:
    found = rare_combination(
        "A Polish boy aged 11 with Down's syndrome in a family of eight children."
    )
    assert found is not None
    said = {fact.sort.value: fact.broader for fact in found.facts}
    assert said["age"] == "“aged 10 to 12”"
    assert said["brothers and sisters"] == "“one of several children”"
    assert found.facts[0].weight == 3


def test_what_was_said_more_broadly_is_no_warning_any_more() -> None:
    before = "A Polish girl aged 11 with cerebral palsy, one of seven siblings."
    after = "A child aged 10 to 12 with a disability, one of several children."
    assert rare_combination(before) is not None
    assert rare_combination(after) is None


SENTENCES = st.sampled_from(
    [
        "Aged 11.", "A boy.", "She is Polish.", "The family are Sikh.", "Mum speaks Urdu at home.",
        "The child is deaf.", "Has asthma.", "Adopted.", "One of twins.", "One of seven.",
        "Dad is a teacher.", "Captain of the team.", "It was in the newspaper.",
        "Lives in Sandbach.", "Lives on a farm.", "Attends Hillside Primary School.",
        "At a special school.",
        "A teenager.", "Lives with her mother.", "Under five.", "The only girl.", "In Manchester.",
        "Aged 10 to 12.", "Catholic.", "Looked after.",
    ]
)  # fmt: skip


@given(st.lists(SENTENCES, max_size=8, unique=True), st.randoms())
def test_the_order_of_the_facts_does_not_matter(sentences: list[str], rng: Random) -> None:
    mixed = list(sentences)
    rng.shuffle(mixed)
    one, other = heaviest_facts(" ".join(sentences)), heaviest_facts(" ".join(mixed))
    assert combined_weight(one) == combined_weight(other)
    assert [(fact.sort, fact.text) for fact in one] == [(fact.sort, fact.text) for fact in other]


@given(st.lists(SENTENCES, max_size=8), SENTENCES)
def test_a_further_fact_never_lowers_the_weight(sentences: list[str], more: str) -> None:
    before = combined_weight(heaviest_facts(" ".join(sentences)))
    assert combined_weight(heaviest_facts(" ".join([*sentences, more]))) >= before
