"""The window of involvement, as the seed's guidance describes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.look_back import Window, look_back_window, months_before, years_too_early
from app.domain.tool import AuditTool, LookBack, Section, Subject

SIX_MONTHS = LookBack(6)
AUDIT_DATE = date(2018, 2, 1)

days = st.dates(date(1950, 1, 1), date(2150, 1, 1))
months = st.integers(0, 120)


def test_recent_involvement_looks_back_six_months() -> None:
    assert look_back_window(SIX_MONTHS, AUDIT_DATE, AUDIT_DATE) == Window(
        date(2017, 8, 1), AUDIT_DATE
    )


def test_without_involvement_for_three_months_the_window_starts_nine_months_ago() -> None:
    window = look_back_window(SIX_MONTHS, AUDIT_DATE, date(2017, 11, 1))
    assert window == Window(date(2017, 5, 1), date(2017, 11, 1))
    assert window.start == months_before(AUDIT_DATE, 9)


def test_unknown_and_later_involvement_end_with_the_audit() -> None:
    whole = look_back_window(SIX_MONTHS, AUDIT_DATE, None)
    assert whole.end == AUDIT_DATE
    assert look_back_window(SIX_MONTHS, AUDIT_DATE, date(2018, 3, 1)) == whole


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2018, 8, 31), 6, date(2018, 2, 28)),
        (date(2020, 8, 31), 6, date(2020, 2, 29)),
        (date(2018, 1, 15), 1, date(2017, 12, 15)),
        (date(2018, 12, 31), 12, date(2017, 12, 31)),
        (date(2018, 1, 15), 0, date(2018, 1, 15)),
        (date(1, 3, 1), 6, date.min),
        (date(1, 3, 1), 2, date(1, 1, 1)),
    ],
)
def test_months_before(day: date, count: int, expected: date) -> None:
    assert months_before(day, count) == expected


@given(days, months, months)
def test_months_add_up_except_where_a_month_is_short(day: date, one: int, two: int) -> None:
    in_two = months_before(months_before(day, one), two)
    at_once = months_before(day, one + two)
    assert timedelta(0) <= at_once - in_two <= timedelta(days=3)
    if day.day <= 28:
        assert in_two == at_once


@given(days, days, st.integers(1, 24))
def test_the_window_slides_with_the_involvement(audited: date, involved: date, count: int) -> None:
    assume(involved <= audited)
    rule = LookBack(count)
    window = look_back_window(rule, audited, involved)
    assert window == Window(months_before(involved, count), involved)
    assert window.start <= look_back_window(rule, audited, None).start


def tool_with(*rules: LookBack) -> AuditTool:
    """The first rule is the tool's, the others are those of its sections."""
    sections = tuple(
        Section(f"s{at}", "Section", look_back=rule) for at, rule in enumerate(rules[1:])
    )
    return AuditTool("t", 1, "T", "T", Subject.CHILD, (), sections, look_back=rules[0])


@pytest.mark.parametrize(
    ("involved", "years"),
    [
        (date(2018, 1, 31), 0),
        (date(2017, 5, 1), 0),  # the seed's nine months
        (date(2016, 2, 1), 0),
        (date(2016, 1, 31), 2),
        (date(2014, 2, 1), 4),
        (date(2014, 2, 2), 3),
        (date(1018, 1, 22), 1000),
        (date.min, 2017),
    ],
)
def test_an_involvement_of_long_ago_is_told_by_its_years(involved: date, years: int) -> None:
    assert years_too_early(tool_with(SIX_MONTHS), AUDIT_DATE, involved) == years


def test_a_tool_that_looks_back_further_expects_more() -> None:
    involved = date(2015, 2, 1)
    assert years_too_early(tool_with(LookBack(12)), AUDIT_DATE, involved) == 3
    assert years_too_early(tool_with(LookBack(24)), AUDIT_DATE, involved) == 0
    assert years_too_early(tool_with(SIX_MONTHS, LookBack(24)), AUDIT_DATE, involved) == 0


@given(days, days, st.integers(1, 60))
def test_only_what_lies_before_two_windows_is_too_early(
    audited: date, involved: date, count: int
) -> None:
    years = years_too_early(tool_with(LookBack(count)), audited, involved)
    assert years == 0 or years >= 2
    assert bool(years) == (involved < months_before(audited, max(24, 2 * count)))
    if years:
        assert involved <= months_before(audited, 12 * years)
        assert involved > months_before(audited, 12 * (years + 1))
