"""Cases drawn at random from a longer list, so that the draw can be repeated and proven.

The numbers of the list are put in order, whatever order they came in. Each then gets a random
number from the seed, and those with the lowest are drawn: from the whole list, or from each
group as many as its share of the list comes to.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HIGHEST_SEED = 999_999


@dataclass(frozen=True)
class Group:
    """How many of a group there are, and how many of them are drawn."""

    name: str
    of: int
    drawn: int


@dataclass(frozen=True)
class Draw:
    """The numbers that were drawn, in their order, and how."""

    drawn: tuple[str, ...]
    of: int
    seed: int
    groups: tuple[Group, ...] = ()


def allocation(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many to draw from each group: its share, the largest remainders rounded up.

    Where there are no more groups than are to be drawn, each gives at least one.
    """
    sizes = {name: size for name, size in sizes.items() if size > 0}
    total = sum(sizes.values())
    n = min(n, total)
    if n <= 0:
        return dict.fromkeys(sizes, 0)
    least = 1 if n >= len(sizes) else 0
    share = {name: n * size / total for name, size in sizes.items()}
    given = {name: max(least, n * size // total) for name, size in sizes.items()}
    while sum(given.values()) < n:
        below = [name for name in sizes if given[name] < sizes[name]]
        given[max(below, key=lambda name: (share[name] - given[name], sizes[name], name))] += 1
    while sum(given.values()) > n:
        above = [name for name in sizes if given[name] > least]
        given[max(above, key=lambda name: (given[name] - share[name], sizes[name], name))] -= 1
    return given


def draw(uins: Sequence[str], n: int, seed: int, groups: Sequence[str] = ()) -> Draw:
    """Draw ``n`` of these numbers; ``groups`` names the group of each, where there are any.

    Capitals make no difference. A number that stands in the list twice counts once.
    """
    if groups and len(groups) != len(uins):
        raise ValueError("every number belongs to a group")
    named = groups or [""] * len(uins)
    first: dict[str, tuple[str, str]] = {}
    for uin, group in sorted(zip(uins, named, strict=True), key=lambda each: (each[0], each[1])):
        first.setdefault(uin.casefold(), (uin, group))
    # Only ``random()`` is promised to give the same numbers in every version of Python.
    numbers = random.Random(seed)  # noqa: S311 - a draw to be repeated, no secret
    lots = {key: numbers.random() for key in sorted(first)}
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(first):
        members[first[key][1]].append(key)
    given = allocation({name: len(keys) for name, keys in members.items()}, n)
    drawn: list[str] = []
    for name, keys in members.items():
        drawn += sorted(keys, key=lots.__getitem__)[: given[name]]
    told = tuple(Group(name, len(members[name]), given[name]) for name in sorted(members))
    return Draw(
        drawn=tuple(first[key][0] for key in sorted(drawn)),
        of=len(first),
        seed=seed,
        groups=told if groups else (),
    )


def told(made: Draw, by: str = "") -> str:
    """The sentence for the methodology: "5 of 48 cases were drawn at random, by age band, …"."""
    n = len(made.drawn)
    cases = "case was" if made.of == 1 else "cases were"
    by = " ".join(by.split())
    group = f", by {by[:1].lower() + by[1:] if by[1:2].islower() else by}," if by else ""
    return f"{n} of {made.of} {cases} drawn at random{group} with the seed {made.seed}."
