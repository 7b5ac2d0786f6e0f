"""UINs and the form in which a body writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.uin import fits, format_of, is_uin, is_uin_format

UINS = st.from_regex(r"[A-Za-z]{2}-[0-9]{3}", fullmatch=True)


@pytest.mark.parametrize(
    ("uin_format", "uin"),
    [("", "14"), ("CE-###", "CE-014"), ("CE-###", "ce-014"), ("@@##", "ab12"), ("#/##", "1/18")],
)
def test_a_uin_fits_its_form(uin_format: str, uin: str) -> None:
    assert is_uin_format(uin_format)
    assert fits(uin_format, uin)


@pytest.mark.parametrize(
    ("uin_format", "uin"),
    [
        ("", "JS smith"),
        ("", ""),
        ("CE-###", "CE-14"),
        ("CE-###", "XE-014"),
        ("CE.###", "CEx014"),
        ("###", "٠١٢"),
        ("@@", "éb"),
    ],
)
def test_a_uin_that_does_not_fit(uin_format: str, uin: str) -> None:
    assert not fits(uin_format, uin)


@pytest.mark.parametrize("text", ["CE-", "###\n", "(#)", " ###", "#" * 41])
def test_what_is_no_form(text: str) -> None:
    assert not is_uin_format(text)


def test_a_form_is_learned_from_a_list() -> None:
    assert format_of(["CE-001", "CE-014", "CE-120"]) == "CE-###"
    assert format_of(["A1", "B2"]) == "@#"
    assert format_of(["CE-001", "14"]) == ""
    assert format_of([]) == ""
    assert format_of(["JS smith"]) == ""


@given(st.lists(UINS, min_size=1, max_size=6))
def test_what_is_learned_fits_all(uins: list[str]) -> None:
    learned = format_of(uins)
    assert learned
    assert all(fits(learned, uin) for uin in uins)


@given(st.text())
def test_no_text_is_both_a_uin_and_two_words(text: str) -> None:
    assert not (is_uin(text) and any(sign.isspace() for sign in text))
