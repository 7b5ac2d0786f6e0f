"""Initials are accepted, names are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audits import is_initials


@pytest.mark.parametrize(
    "text",
    [
        "J",
        "JS",
        "J.S.",
        "J. S.",
        "J S",
        "J-S",
        "A-M K",
        "A-M JK",
        "AMK",
        "J.O.H.N.",
        "S O'B",
        "S O’B",
        "ÉB",
        "E\u0301B",
        " JS ",
        "unborn",
        "unborn baby",
        "Unborn Baby",
    ],
)
def test_initials(text: str) -> None:
    assert is_initials(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Ann",
        "Jo",
        "js",
        "John",
        "JOHN",
        "JOHN S",
        "John Smith",
        "JOHN SMITH",
        "J Smith",
        "J. SMITH",
        "JSAMK",
        "J.S.A.M.K.",
        "J1",
        "J_S",
        "J--S",
        "J-",
        "-J",
        "J\nS",
        "李明",
        "unborn baby Smith",
        "baby",
    ],
)
def test_what_is_not_initials(text: str) -> None:
    assert not is_initials(text)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4))
def test_capitals_in_a_row_are_a_name(text: str) -> None:
    assert not is_initials(text)


@given(st.lists(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÉØ"), min_size=1, max_size=4))
def test_up_to_four_capitals_with_marks_are_initials(letters: list[str]) -> None:
    assert is_initials(".".join(letters))
    assert is_initials(" ".join(letters))
    assert is_initials("-".join(letters))
