"""Words are found whatever their capitals and accents, and where they stand is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.comment_search import (
    TAGGED,
    UNTAGGED,
    Comment,
    Narrowing,
    Place,
    Sort,
    fold,
    narrow_comments,
    occurrences,
)
from app.domain.audits import Agency, Case


def comment(text: str, *ranks: int) -> Comment:
    place = Place(f"T-{ranks}", "police", "Q1")
    at = (*ranks, 0, 0, 0)[:3]
    return Comment(place, Case("T-1", "A", "JS"), Agency("police", "Police"), text,
                   ranks=(at[0], at[1], at[2]))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Café was late", "cafe LATE", ["Café", "late"]),
        ("a child’s view", "child's", ["child’s"]),
        ("straße and Straße", "strasse", ["straße", "Straße"]),
        ("🙂 seen 🙂 seen", "seen", ["seen", "seen"]),
        ("childchild", "child chi", ["child", "child"]),
        ("Å", "a", ["Å"]),
        ("a.b", "a.b .", ["a.b"]),
        ("nothing", "", []),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, words)] == found


@given(st.text(), st.text(max_size=4))
def test_a_word_is_found_where_it_passes(text: str, word: str) -> None:
    passes = all(each in fold(text) for each in fold(word).split())
    (one, *_) = (*narrow_comments((comment(text),), Narrowing(words=word), {}), None)
    assert (one is not None) == passes
    spans = occurrences(text, word)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert not (passes and fold(word).split()) or spans


def test_tags_quotations_and_the_order() -> None:
    some = (comment("one", 0, 1, 1), comment("two", 1, 0, 0), comment("three", 2, 1, 0))
    tags = {some[0].place: ("worried", "theme: Delay")}
    quoted = frozenset({some[1].place})

    def found(**by: str) -> list[str]:
        rows = narrow_comments(some, Narrowing(**by), tags, quoted)  # type: ignore[arg-type]
        return [one.text for one in rows]

    assert found(tag="theme: Delay") == ["one"]
    assert found(tag=TAGGED) == ["one"]
    assert found(tag=UNTAGGED) == ["two", "three"]
    assert found(quoted="quoted") == ["two"]
    assert found(quoted="not quoted") == ["one", "three"]
    assert found(sort=Sort.CASE) == ["two", "three", "one"]
    assert found(sort=Sort.AGENCY) == ["two", "three", "one"]
    assert Narrowing(sort=Sort.AGENCY).is_wide
    assert not Narrowing(words="x").is_wide
