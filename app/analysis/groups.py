"""The findings of parts of an audit: of each agency, of each case, of each theme.

The theme of a question is the section of the tool in which it stands. Nil returns, answers outside
the denominator and questions that were not asked are counted beside the shares, never in them; so
the groups add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.analysis.shares import Findings, OptionCount, ReturnCounts, Share, findings
from app.analysis.tracking import CellState, Tracker
from app.domain.tool import AuditTool, Meaning, Section

By = Literal["agency", "case"]


@dataclass(frozen=True)
class Group:
    """One agency, by its id, or one case, by its UIN.

    ``not_asked`` is with how many cases, or agencies, it was not asked to deal.
    """

    id: str
    counts: tuple[OptionCount, ...]
    returns: ReturnCounts
    not_asked: int = 0

    def findings(self, tool: AuditTool) -> Findings:
        """Its findings. They are shaped when they are wanted: an audit may have many groups."""
        return findings(tool, self.counts, self.returns)


def groups_of(
    tracker: Tracker, by: By, counts: Mapping[str, Iterable[OptionCount]]
) -> tuple[Group, ...]:
    """Every agency or every case of an audit in its order, if only with noughts."""
    audit = tracker.audit
    ids = [one.id for one in audit.agencies] if by == "agency" else [c.uin for c in audit.cases]
    states: dict[str, dict[CellState, int]] = {one: {} for one in ids}
    for (uin, agency_id), cell in tracker.cells.items():
        tally = states[agency_id if by == "agency" else uin]
        tally[cell.state] = tally.get(cell.state, 0) + 1
    return tuple(_group(one, tuple(counts.get(one, ())), states[one]) for one in ids)


def _group(own: str, counts: tuple[OptionCount, ...], states: Mapping[CellState, int]) -> Group:
    missing = states.get(CellState.EXPECTED, 0) + states.get(CellState.OVERDUE, 0)
    full, nil = states.get(CellState.RECEIVED, 0), states.get(CellState.NIL, 0)
    returns = ReturnCounts(full, nil, missing)
    return Group(own, counts, returns, states.get(CellState.NOT_ASKED, 0))


@dataclass(frozen=True)
class Theme:
    """One section of the tool with the questions on a scale in it.

    ``good``, ``bad`` and ``neutral`` count answers, not returns, on scales that have a good or a
    bad end. ``facts`` are answers to questions that are neither.
    """

    section: Section
    shares: tuple[Share, ...]
    good: int
    bad: int
    neutral: int
    facts: int
    not_applicable: int
    not_asked: int

    @property
    def of(self) -> int:
        """How many answers could be good or bad."""
        return self.good + self.bad + self.neutral

    @property
    def percent(self) -> float | None:
        """The share of good answers in percent, unrounded."""
        return 100 * self.good / self.of if self.of else None


def themes(found: Findings) -> tuple[Theme, ...]:
    """The findings by section of the tool, in its order. Judgements are not in them."""
    by_section: dict[str, list[Share]] = {}
    for share in found.shares:
        by_section.setdefault(share.section.id, []).append(share)
    return tuple(_theme(tuple(shares)) for shares in by_section.values())


def _theme(shares: tuple[Share, ...]) -> Theme:
    ends = dict.fromkeys(Meaning, 0)
    facts = 0
    for share in shares:
        if is_fact(share):
            facts += share.of
            continue
        for option in share.scale.options:
            if option.in_denominator:
                ends[option.means] += share.counts[option.id]
    return Theme(
        section=shares[0].section,
        shares=shares,
        good=ends[Meaning.GOOD],
        bad=ends[Meaning.BAD],
        neutral=ends[Meaning.NEUTRAL] + ends[Meaning.NOT_APPLICABLE],
        facts=facts,
        not_applicable=sum(share.not_applicable for share in shares),
        not_asked=sum(share.not_asked for share in shares),
    )


def is_fact(share: Share) -> bool:
    """Whether its answers are neither good nor bad: "proceedings had an impact" is a fact."""
    return not any(
        option.means in {Meaning.GOOD, Meaning.BAD} and option.in_denominator
        for option in share.scale.options
    )
