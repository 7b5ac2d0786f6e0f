"""Drawing cases at random: repeatable, fair to the groups, never too many."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.selection import allocation, draw, told

UINS = st.lists(st.from_regex(r"CE-[0-9]{4}", fullmatch=True), unique=True, max_size=60)
SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 400), max_size=8)


@given(UINS, st.integers(0, 80), st.integers(0, 999_999), st.randoms(use_true_random=False))
def test_a_draw_can_be_repeated_in_any_order(
    uins: list[str], n: int, seed: int, chance: random.Random
) -> None:
    made = draw(uins, n, seed)
    mixed = list(uins)
    chance.shuffle(mixed)
    assert draw(mixed, n, seed) == made
    assert len(made.drawn) == min(n, len(uins))
    assert set(made.drawn) <= set(uins)
    assert len(set(made.drawn)) == len(made.drawn)


@given(SIZES, st.integers(0, 500))
def test_the_shares_add_up(sizes: dict[str, int], n: int) -> None:
    given_ = allocation(sizes, n)
    sizes = {name: size for name, size in sizes.items() if size}
    total = sum(sizes.values())
    assert sum(given_.values()) == min(n, total)
    assert all(0 <= given_[name] <= sizes[name] for name in sizes)
    if n >= len(sizes):
        assert all(given_[name] >= 1 for name in sizes)
    if total and (n < len(sizes) or min(sizes.values()) * n >= total):
        for name, size in sizes.items():
            assert abs(given_[name] - min(n, total) * size / total) < 1


@given(
    st.lists(st.tuples(st.integers(1, 9999), st.sampled_from("ABC")), unique_by=lambda t: t[0]),
    st.integers(1, 20),
    st.integers(0, 9999),
)
def test_groups_give_their_share(cases: list[tuple[int, str]], n: int, seed: int) -> None:
    uins, groups = [f"CE-{number}" for number, _ in cases], [group for _, group in cases]
    made = draw(uins, n, seed, groups)
    of = dict(zip(uins, groups, strict=True))
    assert Counter(of[uin] for uin in made.drawn) == Counter(
        {group.name: group.drawn for group in made.groups if group.drawn}
    )
    assert sum(group.of for group in made.groups) == len(cases)


def test_a_number_that_stands_twice_counts_once() -> None:
    made = draw(["CE-1", "ce-1", "CE-2"], 5, 1)
    assert (made.of, made.drawn) == (2, ("CE-1", "CE-2"))


def test_a_known_draw_stays_as_it_was() -> None:
    # What was drawn in a year that is past must come out again, in whichever version.
    uins = [f"CE-{number:04}" for number in range(1, 49)]
    assert draw(uins, 5, 4711).drawn == KNOWN


KNOWN = ("CE-0001", "CE-0016", "CE-0025", "CE-0030", "CE-0035")


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("", "5 of 48 cases were drawn at random with the seed 4711."),
        ("Age band", "5 of 48 cases were drawn at random, by age band, with the seed 4711."),
        ("SEND", "5 of 48 cases were drawn at random, by SEND, with the seed 4711."),
    ],
)
def test_the_sentence(by: str, sentence: str) -> None:
    assert told(draw([f"CE-{number}" for number in range(48)], 5, 4711), by) == sentence


def test_every_number_needs_its_group() -> None:
    with pytest.raises(ValueError, match="group"):
        draw(["CE-1", "CE-2"], 1, 1, ["A"])
