"""Rare combinations: facts of a pen picture that name nobody alone, but a child together.

The rule, for everybody to check:

- Every fact has a weight from 1 to 4: how much it narrows down who the child may be. An exact age
  weighs 2 and an age band 1; a sex 1; a nationality, a minority faith or a language 2; a common
  condition 1, a rare or visible one 3; being looked after 1, adopted 2, "the only girl" 4; a twin
  or one of five 2, one of seven or more 3; a parent's work 2, in a public office 3; an achievement
  3; an event that people heard of 3 or 4; a sort of place or school 1, one with its name 3, a
  large town 1. "White British", "living with her mother" and the like weigh nothing. All weights
  are in data/pen_pictures.txt, but those of age, sex, work and names.
- Of each sort of fact only the heaviest counts: three conditions weigh no more than the worst.
- Ethnicity, faith and language often go together: after the heaviest, each other adds only 1.
- Where facts of three sorts or more weigh 7 together, somebody local may know the child.

So the weight does not depend on the order of the words, and a further fact never lowers it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.anonymity.context import NOTHING_KNOWN, ScanContext
from app.anonymity.findings import Kind


class Sort(StrEnum):
    """What a fact is about. Of each sort only the heaviest fact counts."""

    AGE = "age"
    SEX = "sex"
    ORIGIN = "ethnicity or nationality"
    FAITH = "faith"
    LANGUAGE = "language"
    HEALTH = "health or disability"
    FAMILY = "family"
    SIBLINGS = "brothers and sisters"
    WORK = "a parent's work"
    ROLE = "a role or an achievement"
    PUBLIC = "something people heard of"
    PLACE = "place"
    SCHOOL = "school"


@dataclass(frozen=True, order=True)
class Fact:
    """One fact in a pen picture. ``broader`` is how it may be said so that it tells less."""

    start: int
    end: int
    text: str
    sort: Sort
    weight: int
    broader: str


ENOUGH = 7
_SORTS = 3
_TOGETHER = (Sort.ORIGIN, Sort.FAITH, Sort.LANGUAGE)
_WHERE = (Kind.PLACE, Kind.STREET, Kind.POSTCODE, Kind.GP_PRACTICE)
_BEFORE_TOWN = frozenset("in from near around to outside".split())


@dataclass(frozen=True)
class RareCombination:
    """Facts that stand together in a pen picture, the heaviest first, and their weight."""

    facts: tuple[Fact, ...]
    weight: int

    @property
    def why(self) -> str:
        """What the reader is told."""
        told = [f"{fact.sort} (“{fact.text}”)" for fact in self.facts]
        listed = ", ".join(told[:-1]) + " and " + told[-1]
        return f"Somebody local may know this child: {listed} stand together."

    @property
    def advice(self) -> tuple[str, ...]:
        """How each fact may be said more broadly, the heaviest first."""
        return tuple(f"“{fact.text}”: {fact.broader}" for fact in self.facts)


def rare_combination(text: str, context: ScanContext = NOTHING_KNOWN) -> RareCombination | None:
    """The facts of a pen picture that together may name the child, None if they hardly can."""
    facts = heaviest_facts(text, context)
    weight = combined_weight(facts)
    if weight < ENOUGH or len(facts) < _SORTS:
        return None
    return RareCombination(facts, weight)


def heaviest_facts(text: str, context: ScanContext = NOTHING_KNOWN) -> tuple[Fact, ...]:
    """The heaviest fact of each sort, heaviest first."""
    # Imported here: its patterns are made when a pen picture is read, not when the program starts.
    from app.anonymity.pen_picture_facts import facts_in_words

    best: dict[Sort, Fact] = {}
    for fact in (*facts_in_words(text), *_named_places(text, context)):
        known = best.get(fact.sort)
        if known is None or _rank(fact) > _rank(known):
            best[fact.sort] = fact
    return tuple(
        sorted(best.values(), key=lambda fact: (-fact.weight, list(Sort).index(fact.sort)))
    )


def combined_weight(facts: tuple[Fact, ...]) -> int:
    """What the heaviest facts weigh together."""
    together = [fact.weight for fact in facts if fact.sort in _TOGETHER]
    apart = sum(fact.weight for fact in facts if fact.sort not in _TOGETHER)
    return apart + (max(together) + len(together) - 1 if together else 0)


def _rank(fact: Fact) -> tuple[int, str]:
    # The words decide between equal weights, so that the order of the text does not matter.
    return fact.weight, fact.text.lower()


def _named_places(text: str, context: ScanContext) -> Iterator[Fact]:
    """Places and schools with their names, as the guard finds them, and large towns."""
    from app.anonymity.lexicon import lexicon
    from app.anonymity.pen_picture_facts import COUNTRIES
    from app.anonymity.scanning import scan_text
    from app.anonymity.tokens import Shape, tokenise

    for found in scan_text(text, context):
        span = found.start, found.end, found.text
        if found.kind is Kind.SCHOOL:
            yield Fact(*span, Sort.SCHOOL, 3, "“school”")
        elif found.kind in _WHERE:
            yield Fact(*span, Sort.PLACE, 3, "“the local area”")
        elif found.kind is Kind.DATE_OF_BIRTH:
            yield Fact(*span, Sort.AGE, 3, "the age in years, or a band")
    tokens = tokenise(text)
    towns = lexicon().large_places - frozenset(COUNTRIES.lower().split())
    for before, token in itertools.pairwise(tokens):
        if token.shape is Shape.CAPITAL and before.key in _BEFORE_TOWN and token.key in towns:
            yield Fact(token.start, token.end, token.text, Sort.PLACE, 1, "leave the town out")
