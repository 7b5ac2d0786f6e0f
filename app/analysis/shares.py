"""Shares of answers with their n of N, and the spread of the judgements.

A question that was not asked, or is not applicable, is not in the denominator; it is shown
beside it. A percentage never stands without its n and N (DOMAIN.md, "Easy to get wrong").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.rules import item_key
from app.domain.tool import (
    AnswerKind,
    AuditTool,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
    Section,
    reported_option,
)


@dataclass(frozen=True)
class OptionCount:
    """How many returns answered one place with one set of options."""

    key: str
    options: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class ReturnCounts:
    """Returns of an audit: full, nil, and expected but not in."""

    full: int
    nil: int
    missing: int

    @property
    def expected(self) -> int:
        """All that were asked for."""
        return self.full + self.nil + self.missing


@dataclass(frozen=True)
class Share:
    """How one question, or one part of it, was answered.

    ``counts`` has every option of the scale, in its order. ``n`` of ``of`` chose the
    ``reported`` option; ``not_asked`` full returns have no answer here at all.
    """

    question: Question
    section: Section
    scale: Scale
    counts: Mapping[str, int]
    reported: Option | None
    n: int
    of: int
    not_asked: int
    part: Part | None = None

    @property
    def percent(self) -> float | None:
        """The share in percent, unrounded; None where nobody is in the denominator."""
        return 100 * self.n / self.of if self.of else None

    @property
    def not_applicable(self) -> int:
        """Answers outside the denominator."""
        return sum(
            self.counts[option.id] for option in self.scale.options if not option.in_denominator
        )

    @property
    def name(self) -> str:
        """What stands for it in a list: the short text of the question, or of its part."""
        return f"{self.question.name}: {self.part.text}" if self.part else self.question.name

    @property
    def weakness(self) -> float:
        """The share of answers at the bad end; how weak a finding is, for sorting."""
        bad = sum(
            self.counts[option.id] for option in self.scale.options if option.means is Meaning.BAD
        )
        return bad / self.of if self.of else 0.0


@dataclass(frozen=True)
class Spread:
    """How often each grade was given for one judgement."""

    question: Question
    scale: Scale
    counts: Mapping[str, int]

    @property
    def of(self) -> int:
        """How many returns gave this judgement."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Findings:
    """Everything that is counted in an audit."""

    returns: ReturnCounts
    shares: tuple[Share, ...]
    judgements: tuple[Spread, ...]

    def share(self, question_id: str) -> Share:
        """The share of a whole question.

        Raises:
            KeyError: the tool has no such question on a scale.
        """
        for share in self.shares:
            if share.question.id == question_id and share.part is None:
                return share
        raise KeyError(question_id)

    def weakest_first(self) -> tuple[Share, ...]:
        """Shares sorted by what most needs attention."""
        return tuple(sorted(self.shares, key=lambda share: (-share.weakness, -share.of)))


def findings(tool: AuditTool, counts: Iterable[OptionCount], returns: ReturnCounts) -> Findings:
    """Shape the counted answers of the full returns by the tool.

    An answer for one person (``Q9@p1``) counts for its question. Options that the scale does
    not know are left out: they were refused when the return came in.
    """
    tallies: dict[str, dict[str, int]] = {}
    for row in counts:
        tally = tallies.setdefault(row.key.split("@", 1)[0], {})
        for option in row.options:
            tally[option] = tally.get(option, 0) + row.count
    shares: list[Share] = []
    spreads: list[Spread] = []
    for question in tool.questions.values():
        scale = tool.scale(question)
        if question.judgement:
            tally = tallies.get(question.id, {})
            spreads.append(
                Spread(question, scale, {o.id: tally.get(o.id, 0) for o in scale.options})
            )
        elif question.answer in {AnswerKind.CHOICE, AnswerKind.MATRIX}:
            shares.extend(_shares_of(tool, question, tallies, returns.full))
    return Findings(returns, tuple(shares), tuple(spreads))


def _shares_of(
    tool: AuditTool, question: Question, tallies: Mapping[str, Mapping[str, int]], full: int
) -> Iterable[Share]:
    places: list[Part | None] = list(question.parts)
    if question.answer is AnswerKind.CHOICE:
        places.insert(0, None)
    scale = tool.scale(question)
    reported = reported_option(tool, question)
    for part in places:
        tally = tallies.get(item_key(question.id, part.id if part else ""), {})
        counts = {option.id: tally.get(option.id, 0) for option in scale.options}
        yield Share(
            question=question,
            section=tool.section_of[question.id],
            scale=scale,
            counts=counts,
            reported=reported,
            n=counts[reported.id] if reported else 0,
            of=sum(counts[option.id] for option in scale.options if option.in_denominator),
            not_asked=max(0, full - sum(counts.values())),
            part=part,
        )


def best_first(scale: Scale) -> tuple[Option, ...]:
    """The options of a scale from its good end to its bad end, in the scale's own order."""
    rank = {Meaning.GOOD: 0, Meaning.NEUTRAL: 1, Meaning.BAD: 2}
    counted = [option for option in scale.options if option.means is not Meaning.NOT_APPLICABLE]
    outside = [option for option in scale.options if option.means is Meaning.NOT_APPLICABLE]
    if counted and rank[counted[0].means] > rank[counted[-1].means]:
        counted.reverse()
    return (*counted, *outside)
