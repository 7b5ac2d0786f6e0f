"""Where the agencies agree about a case, and where they do not.

Compared are the answers that two or more agencies gave in the same place about the same case. An
answer outside the denominator (*not applicable*) takes no side: it is shown, not compared. Answers
for one person are not compared, as each agency lists people of its own; nor are several ticks.

**Two agencies agree** if they gave the same end of the scale (good, bad or neutral). On a scale of
facts, which has no good or bad end, they agree if they gave the same answer. The **agreement on a
case** is n of N: of N pairs of agencies that answered the same question about it, n agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from app.analysis.shares import OptionCount, best_first
from app.domain.returns import Form, ReturnKind
from app.domain.rules import item_key
from app.domain.tool import AnswerKind, AuditTool, Meaning, Option, Part, Question, Scale

Tally = Mapping[str, Mapping[str, int]]
"""How often each option was given, by place and option id."""

_ENDS = frozenset({Meaning.GOOD, Meaning.BAD})


class Contrast(StrEnum):
    """How far the answers to one question about one case lie apart."""

    OPPOSED = "opposed"  # good against bad
    DIFFERENT = "different"  # different ends, but not good against bad; or different facts
    GRADE = "different grade"  # the same end of the scale, but not the same answer


@dataclass(frozen=True)
class Place:
    """A question, or a part of one, in which the answers of agencies are compared."""

    question: Question
    scale: Scale
    part: Part | None = None

    @property
    def key(self) -> str:
        """Its key within a form."""
        return item_key(self.question.id, self.part.id if self.part else "")

    @property
    def name(self) -> str:
        """What stands for it in a list."""
        return f"{self.question.name}: {self.part.text}" if self.part else self.question.name

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The step on the scale of each option that takes a side, from 0 at its good end."""
        counted = (option for option in best_first(self.scale) if option.in_denominator)
        return {option.id: at for at, option in enumerate(counted)}

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """The options of the scale by id."""
        return {option.id: option for option in self.scale.options}

    @cached_property
    def ends(self) -> Mapping[str, str]:
        """At which end each option stands; each of a fact is an end of its own."""
        options = [option for option in self.scale.options if option.in_denominator]
        graded = any(option.means in _ENDS for option in options)
        return {o.id: o.means.value if graded else f"fact {o.id}" for o in options}


class Stance(NamedTuple):
    """What one agency answered."""

    agency_id: str
    option: Option


@dataclass(frozen=True)
class Agreement:
    """Pairs of agencies on one question, or on everything about a case.

    Of ``of`` pairs, ``n`` gave the same end of the scale; in ``opposed`` pairs one gave a good
    answer and the other a bad one.
    """

    n: int = 0
    opposed: int = 0
    of: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        """Both together."""
        return Agreement(self.n + other.n, self.opposed + other.opposed, self.of + other.of)

    @property
    def different(self) -> int:
        """Pairs that neither agree nor contradict each other."""
        return self.of - self.n - self.opposed

    @property
    def percent(self) -> float | None:
        """The share of pairs that agree, unrounded; None where no two answered the same."""
        return 100 * self.n / self.of if self.of else None


@dataclass(frozen=True)
class Disagreement:
    """One question of one case that the agencies answered differently.

    ``stances`` has every agency that took a side, the best answer first; ``outside`` those to
    which the question did not apply. ``distance`` is how many steps of the scale lie between the
    best and the worst answer, of ``longest`` that there can be.
    """

    place: Place
    stances: tuple[Stance, ...]
    outside: tuple[Stance, ...]
    contrast: Contrast
    distance: int
    longest: int
    pairs: Agreement

    @property
    def question(self) -> Question:
        """The question."""
        return self.place.question

    @property
    def options(self) -> tuple[tuple[Option, tuple[str, ...]], ...]:
        """Each answer that was given, best first, with the ids of the agencies that gave it."""
        by_option: dict[Option, list[str]] = {}
        for stance in self.stances:
            by_option.setdefault(stance.option, []).append(stance.agency_id)
        return tuple((option, tuple(agencies)) for option, agencies in by_option.items())

    @property
    def how_opposed(self) -> tuple[int, float, float]:
        """For sorting: good against bad, then the widest distance, then the most opposed pairs."""
        kinds = (Contrast.GRADE, Contrast.DIFFERENT, Contrast.OPPOSED)
        apart = self.distance / self.longest if self.longest else 0.0
        unlike = (self.pairs.of - self.pairs.n) / self.pairs.of if self.pairs.of else 0.0
        return kinds.index(self.contrast), apart, unlike


def compared_places(tool: AuditTool) -> Iterator[Place]:
    """The places of a tool in which agencies can agree or not, in its order."""
    for question in tool.questions.values():
        if question.per_person:
            continue
        scale = tool.scale(question)
        if question.answer is AnswerKind.CHOICE:
            yield Place(question, scale)
        if question.answer in {AnswerKind.CHOICE, AnswerKind.MATRIX}:
            for part in question.parts:
                yield Place(question, scale, part)


def disagreements(tool: AuditTool, forms: Mapping[str, Form]) -> tuple[Disagreement, ...]:
    """What the agencies answered differently about one case, the most opposed first.

    ``forms`` has the forms on the case by agency id; nil returns answer nothing.
    """
    given: dict[str, dict[str, str]] = {}
    for agency_id, form in forms.items():
        if form.kind is ReturnKind.FULL:
            for key, answer in form.answers.items():
                if len(answer.options) == 1:
                    given.setdefault(key, {})[agency_id] = answer.option
    return disagreements_in(compared_places(tool), given)


def disagreements_in(
    places: Iterable[Place], given: Mapping[str, Mapping[str, str]]
) -> tuple[Disagreement, ...]:
    """The same from option ids by place and agency id."""
    return compared_in(places, given)[1]


def compared_in(
    places: Iterable[Place], given: Mapping[str, Mapping[str, str]]
) -> tuple[Agreement, tuple[Disagreement, ...]]:
    """How far the agencies agree about one case, and what they answered differently."""
    n = opposed = of = 0
    found = []
    for place in places:
        answers = given.get(place.key)
        if not answers or len(answers) < 2:
            continue
        counts = _counted(answers.values())
        pairs = agreement_at(place, counts)
        n, opposed, of = n + pairs.n, opposed + pairs.opposed, of + pairs.of
        if pairs.of and sum(option in place.ranks for option in counts) > 1:
            found.append(_disagreement(place, answers, pairs))
    found.sort(key=lambda one: one.how_opposed, reverse=True)
    return Agreement(n, opposed, of), tuple(found)


def _disagreement(place: Place, given: Mapping[str, str], pairs: Agreement) -> Disagreement:
    ranks, options = place.ranks, place.options
    sides: list[Stance] = []
    outside: list[Stance] = []
    for agency_id, option_id in given.items():
        if option_id in ranks:
            sides.append(Stance(agency_id, options[option_id]))
        elif option_id in options:
            outside.append(Stance(agency_id, options[option_id]))
    sides.sort(key=lambda stance: ranks[stance.option.id])
    return Disagreement(
        place=place,
        stances=tuple(sides),
        outside=tuple(outside),
        contrast=_contrast(pairs),
        distance=ranks[sides[-1].option.id] - ranks[sides[0].option.id],
        longest=len(ranks) - 1,
        pairs=pairs,
    )


def _contrast(pairs: Agreement) -> Contrast:
    if pairs.opposed:
        return Contrast.OPPOSED
    return Contrast.DIFFERENT if pairs.different else Contrast.GRADE


def agreement(tool: AuditTool, forms: Mapping[str, Form]) -> Agreement:
    """How far the agencies agree about one case, from their forms by agency id."""
    tally: dict[str, dict[str, int]] = {}
    for form in forms.values():
        if form.kind is ReturnKind.FULL:
            for key, answer in form.answers.items():
                if len(answer.options) == 1:
                    at = tally.setdefault(key, {})
                    at[answer.option] = at.get(answer.option, 0) + 1
    return agreement_of(compared_places(tool), tally)


def agreement_of(places: Iterable[Place], tally: Tally) -> Agreement:
    """How far the agencies agree about one case, from how often each answer was given."""
    n = opposed = of = 0
    for place in places:
        counts = tally.get(place.key)
        if counts:
            here = agreement_at(place, counts)
            n, opposed, of = n + here.n, opposed + here.opposed, of + here.of
    return Agreement(n, opposed, of)


def agreement_at(place: Place, counts: Mapping[str, int]) -> Agreement:
    """How far the agencies agree in one place."""
    ends: dict[str, int] = {}
    for option_id, end in place.ends.items():
        count = counts.get(option_id, 0)
        if count:
            ends[end] = ends.get(end, 0) + count
    whole = sum(ends.values())
    same = sum(_pairs(count) for count in ends.values())
    opposed = ends.get(Meaning.GOOD.value, 0) * ends.get(Meaning.BAD.value, 0)
    return Agreement(same, opposed, _pairs(whole))


def tally_of(counts: Iterable[OptionCount]) -> Tally:
    """How often each option was given in each place, from the counts of one case."""
    tally: dict[str, dict[str, int]] = {}
    for row in counts:
        if len(row.options) == 1:
            at = tally.setdefault(row.key, {})
            at[row.options[0]] = at.get(row.options[0], 0) + row.count
    return tally


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _counted(ids: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for one in ids:
        counts[one] = counts.get(one, 0) + 1
    return counts
