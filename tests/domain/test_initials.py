"""The child's own field takes initials and refuses names, with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audits import is_initials
from app.domain.initials import (
    A_NAME,
    NONE_WRITTEN,
    NOT_LETTERS,
    SMALL_LETTERS,
    NameNotInitialsError,
    initials,
    why_not_initials,
)

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÉÖŞ"
SMALL = "abcdefghijklmnopqrstuvwxyzéöş"


@pytest.mark.parametrize(
    "text",
    ["JS", "J.S.", "J S", "J-M S", "A-M JK", "UBB", "unborn baby", "Unborn baby S", "unborn J-S"],
)
def test_initials_are_taken_as_they_are_written(text: str) -> None:
    assert why_not_initials(text) is None
    assert initials(f"  {text} ") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", NONE_WRITTEN),
        ("  ", NONE_WRITTEN),
        ("js", SMALL_LETTERS),
        ("j-m s", SMALL_LETTERS),
        ("J1", NOT_LETTERS),
        ("...", NOT_LETTERS),
        ("Jo", A_NAME),
        ("John", A_NAME),
        ("JOHN", A_NAME),
        ("john", A_NAME),
        ("J Smith", A_NAME),
        ("unborn baby Smith", A_NAME),
        ("Unborn baby smith", A_NAME),
        ("李明", A_NAME),
    ],
)
def test_anything_else_is_refused_with_what_to_do(text: str, said: str) -> None:
    assert why_not_initials(text) == said
    with pytest.raises(NameNotInitialsError):
        initials(text)


@given(
    st.lists(st.sampled_from(CAPITALS), min_size=1, max_size=4),
    st.sampled_from((".", " ", "-", ". ")),
)
def test_letters_with_marks_between_them_pass(letters: list[str], mark: str) -> None:
    text = mark.join(letters)
    assert why_not_initials(text) is None
    assert initials(text) == text


@given(st.sampled_from(CAPITALS), st.text(SMALL, min_size=1, max_size=12), st.booleans())
def test_a_word_in_small_letters_is_a_name(first: str, rest: str, unborn: bool) -> None:
    text = f"unborn baby {first}{rest}" if unborn else f"{first}{rest}"
    assert why_not_initials(text) == A_NAME


@given(st.text(max_size=30))
def test_whatever_is_typed_there_is_one_answer(text: str) -> None:
    said = why_not_initials(text)
    assert (said is None) is is_initials(text)
    if said is None:
        assert initials(text) == text.strip()
