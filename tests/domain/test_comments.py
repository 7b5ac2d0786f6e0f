"""Comments that say nothing are asked about, however they are dressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.comments import is_thin

EMPTY = ("ok", "n/a", "see above", "none", ".", "…", "-", "yes", "Not applicable", "as above")
LONG_AND_EMPTY = (
    "Please see my answer to the previous question",
    "No further comments to add",
    "See Q3 and Q12a above",
    "This is fine.",
    "Same as before, same as before",
    "ok ok ok ok",
    "Nothing to note here",
)
TELLING = (
    "The plan was reviewed",
    "No plan on file",
    "Seen alone by the health visitor",
    "Not known before 2016 to the school nurse",
    "It was shared at the strategy meeting",
    "Step-father never asked",
)
MARKS = st.text(alphabet=" .,;:-–…!?()/\n\t_*", max_size=4)
WORDS = st.sampled_from("plan visit school strategy meeting record mother asked nurse".split())


@pytest.mark.parametrize("comment", (*EMPTY, *LONG_AND_EMPTY))
def test_what_says_nothing_is_thin(comment: str) -> None:
    assert is_thin(comment)


@pytest.mark.parametrize("comment", TELLING)
def test_a_short_comment_that_tells_something_is_not(comment: str) -> None:
    assert not is_thin(comment)


@pytest.mark.parametrize("comment", ["", " ", "\n\t "])
def test_no_comment_is_missing_rather_than_thin(comment: str) -> None:
    assert not is_thin(comment)


@given(st.sampled_from((*EMPTY, *LONG_AND_EMPTY, *TELLING)), MARKS, MARKS)
def test_capitals_spaces_and_marks_around_it_change_nothing(
    comment: str, before: str, after: str
) -> None:
    dressed = f"{before}{comment.upper()}{after}"
    assert is_thin(dressed) == is_thin(comment)


@given(st.lists(st.sampled_from((*EMPTY, *LONG_AND_EMPTY)), min_size=1, max_size=6))
def test_nothings_put_together_are_still_nothing(some: list[str]) -> None:
    assert is_thin("; ".join(some))


@given(st.sampled_from((*EMPTY, *LONG_AND_EMPTY)), st.lists(WORDS, min_size=3, unique=True))
def test_three_telling_words_are_enough(nothing: str, words: list[str]) -> None:
    assert not is_thin(" ".join(words))
    assert not is_thin(f"{nothing} {' '.join(words)}")


@given(WORDS, st.integers(1, 20))
def test_a_word_again_and_again_is_one_word(word: str, count: int) -> None:
    assert is_thin(" ".join([word] * count))


@given(st.text(max_size=60))
def test_any_text_is_judged(comment: str) -> None:
    assert is_thin(comment) <= bool(comment.strip())
