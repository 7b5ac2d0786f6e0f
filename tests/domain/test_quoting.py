"""Quotations are cut from what the agency wrote, whatever is left standing of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.quoting import GAP, shorten, still_says

TEXT = "Seen on time, but the plan came late. The child was seen, but late again."


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        (TEXT, TEXT),
        ("Seen on time", "Seen on time"),
        ("the plan came late. was seen", "the plan came late. … was seen"),
        ("the plan … came late", "the plan came late"),
        ("Seen ... late again", "Seen … late again"),
        ("but late again", "but late again"),
        ("  Seen   on\ntime ", "Seen on time"),
        ("", ""),
        ("…", ""),
    ],
)
def test_what_is_left_is_quoted(typed: str, quoted: str) -> None:
    left = shorten(TEXT, typed)
    assert (left.text, left.foreign) == (quoted, "")


@pytest.mark.parametrize(
    ("typed", "foreign"),
    [
        ("Seen always on time", "always"),
        ("late again. The plan", "The"),
        ("seen on time", "on"),
        ("Seen on time!", "!"),
    ],
)
def test_a_word_that_is_not_theirs_is_named(typed: str, foreign: str) -> None:
    assert shorten(TEXT, typed).foreign == foreign


def test_quotation_marks_and_hyphens_of_a_keyboard_are_the_agencys_own() -> None:
    assert shorten("Mum’s “own” words – well‑kept", 'Mum\'s "own" well-kept').text == (
        "Mum’s “own” … well‑kept"
    )


def test_what_no_longer_stands_there_is_told() -> None:
    assert still_says(TEXT, "Seen on time … late again.")
    assert still_says(f"New. {TEXT}".replace(" ", "\n"), "plan came late.")
    assert not still_says(TEXT, "late again. … Seen on time")
    assert not still_says("", "Seen")
    assert not still_says(TEXT, "")


words = st.lists(st.sampled_from(["the", "child", "was", "seen.", "late,", "–", "é🙂"]), min_size=1)


@given(words, st.data())
def test_any_words_left_out_leave_a_quotation(some: list[str], data: st.DataObject) -> None:
    text = " ".join(some)
    left = [word for word in some if data.draw(st.booleans())]
    found = shorten(text, " ".join(left))
    assert not found.foreign
    assert "".join(found.text.replace(GAP.strip(), "").split()) == "".join(left)
    assert not found.text or still_says(text, found.text)


def test_a_text_of_fifty_thousand_letters_is_shortened() -> None:
    text = "the child was seen " * 2_600
    assert shorten(text, text).text == text.strip()
    assert shorten(text, text[: len(text) // 2]).text == text[: len(text) // 2].strip()
