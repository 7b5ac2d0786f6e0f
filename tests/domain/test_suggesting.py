"""What is suggested to somebody who sets an audit up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.suggesting import (
    five_working_days,
    suggested_reference,
    suggested_title,
    working_day,
    years_after,
)

DAY = date(2018, 2, 9)


@pytest.mark.parametrize(
    ("theme", "title"),
    [
        ("neglect", "Neglect audit, February 2018"),
        ("  child   sexual abuse ", "Child sexual abuse audit, February 2018"),
        ("Section 11 audit", "Section 11 audit, February 2018"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_titles(theme: str, title: str) -> None:
    assert suggested_title(theme, DAY) == title


@pytest.mark.parametrize(
    ("body", "theme", "reference"),
    [
        ("Cheshire East LSCB", "Child Sexual Abuse", "CE-CSA-2018"),
        ("ASP", "neglect", "ASP-NEGLECT-2018"),
        ("", "Domestic abuse", "DA-2018"),
        ("The Safeguarding Partnership of the North", "criminal exploitation", "SPN-CE-2018"),
        ("Sandwell", "the quality of supervision", "SANDWELL-QS-2018"),
        ("Sandwell", "", ""),
    ],
)
def test_references(body: str, theme: str, reference: str) -> None:
    assert suggested_reference(body, theme, DAY) == reference


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_give_something_or_nothing(body: str, theme: str) -> None:
    suggested_title(theme, DAY)
    assert len(suggested_reference(body, theme, DAY)) <= 30


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_round_of_five_working_days(today: date) -> None:
    plan = five_working_days(today)
    days = [plan.opened + timedelta(days=n) for n in range((plan.meeting - plan.opened).days + 1)]
    working = [day for day in days if day.weekday() < 5]
    assert today <= plan.opened < plan.due < plan.meeting
    assert len(working) == 5
    assert working[3] == plan.due
    assert plan.opened - today < timedelta(days=3)


def test_days_in_between_do_not_count() -> None:
    friday, monday = date(2018, 2, 9), date(2018, 2, 12)
    assert working_day(friday, 1) == monday
    assert working_day(date(2018, 2, 10), 0) == monday


def test_years_after_the_leap_day() -> None:
    assert years_after(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert years_after(DAY, 6) == date(2024, 2, 9)
