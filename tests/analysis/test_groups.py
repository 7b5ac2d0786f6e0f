from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.groups import By, groups_of, is_fact, themes
from app.analysis.shares import Findings, OptionCount, findings
from app.analysis.small_numbers import SMALL, is_small, is_suppressed
from app.analysis.tracking import Arrived, Tracker, track
from app.domain.audits import Agency, Case
from app.domain.returns import Form
from tests.analysis.builders import TOOL, form, forms
from tests.builders import small_audit

AUDIT = replace(
    small_audit(),
    tool=TOOL,
    cases=tuple(Case(f"T-{n}", letter, "JS") for n, letter in enumerate("ABC", 1)),
    agencies=tuple(Agency(one, one.title()) for one in ("police", "health", "care")),
    not_asked=frozenset({("T-3", "care")}),
)
PLACES = [
    (case.uin, agency.id)
    for case in AUDIT.cases
    for agency in AUDIT.agencies
    if (case.uin, agency.id) not in AUDIT.not_asked
]
Forms = Mapping[tuple[str, str], Form]
rounds = st.dictionaries(st.sampled_from(PLACES), forms(), max_size=len(PLACES))


def tracked(given: Forms) -> Tracker:
    return track(AUDIT, {at: Arrived(one.kind, 1) for at, one in given.items()}, date(2018, 2, 1))


def counted(given: Forms, at: int | None = None) -> dict[str, list[OptionCount]]:
    """The counts as the storage gives them, by a part of the place (or all under "")."""
    counts: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for place, one in given.items():
        for key, answer in one.answers.items():
            counts["" if at is None else place[at], key, answer.options] += 1
    found: dict[str, list[OptionCount]] = {}
    for (group, key, options), count in counts.items():
        found.setdefault(group, []).append(OptionCount(key, options, count))
    return found


def whole(given: Forms) -> Findings:
    return findings(TOOL, counted(given).get("", []), tracked(given).returns)


def spread(given: Forms, by: By) -> list[Findings]:
    counts = counted(given, 1 if by == "agency" else 0)
    return [group.findings(TOOL) for group in groups_of(tracked(given), by, counts)]


@given(rounds, st.sampled_from(["agency", "case"]))
def test_the_groups_add_up_to_the_whole(given: Forms, by: By) -> None:
    parts, total = spread(given, by), whole(given)

    for at, share in enumerate(total.shares):
        mine = [part.shares[at] for part in parts]
        assert share.n == sum(one.n for one in mine)
        assert share.of == sum(one.of for one in mine)
        assert share.not_applicable == sum(one.not_applicable for one in mine)
        assert share.not_asked == sum(one.not_asked for one in mine)
        for option, count in share.counts.items():
            assert count == sum(one.counts[option] for one in mine)
    for at, judged in enumerate(total.judgements):
        assert judged.of == sum(part.judgements[at].of for part in parts)
    for kind in ("full", "nil", "missing"):
        of_parts = sum(getattr(part.returns, kind) for part in parts)
        assert getattr(total.returns, kind) == of_parts


@given(rounds)
def test_nothing_is_hidden_in_a_denominator(given: Forms) -> None:
    found = whole(given)

    for share in found.shares:
        if not share.question.per_person:
            assert share.of + share.not_applicable + share.not_asked == found.returns.full
    for theme in themes(found):
        places = sum(not share.question.per_person for share in theme.shares)
        outside = theme.not_applicable + theme.not_asked
        of_people = sum(s.not_asked for s in theme.shares if s.question.per_person)
        answers = theme.of + theme.facts + outside - of_people
        assert answers == places * found.returns.full


@given(rounds)
def test_who_was_not_asked_is_in_no_group_of_returns(given: Forms) -> None:
    groups = {group.id: group for group in groups_of(tracked(given), "agency", {})}

    assert groups["care"].not_asked == 1
    assert groups["care"].returns.expected == 2
    assert groups["police"].returns.expected == 3


def test_a_theme_counts_good_bad_neutral_and_facts_apart() -> None:
    given = {
        ("T-1", "police"): form(Q1="yes", Q2="amber", Q3="good"),
        ("T-1", "health"): form(Q1="na", Q2="red", Q3="na", Q4_a="green"),
    }
    (quality,) = themes(whole(given))

    assert (quality.good, quality.bad, quality.neutral) == (2, 1, 1)
    assert (quality.facts, quality.not_applicable) == (1, 2)
    assert quality.percent == 50.0
    facts = [share.question.id for share in quality.shares if is_fact(share)]
    assert facts == ["Q3"]


def test_fewer_than_five_are_a_small_number() -> None:
    assert [is_small(of) for of in (0, 1, SMALL - 1, SMALL)] == [False, True, True, False]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10))
def test_what_is_printed_gives_no_count_below_the_limit_away(n: int, rest: int, below: int) -> None:
    if not is_suppressed(n, n + rest, below):
        assert all(count == 0 or count >= below for count in (n, rest))


def test_without_a_limit_everything_is_printed() -> None:
    assert not is_suppressed(1, 3, 0)
    assert is_suppressed(26, 27, 3)
    assert not is_suppressed(27, 27, 3)
