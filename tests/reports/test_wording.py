"""Numbers and conditions as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.tool import Condition
from app.reports.wording import (
    best_first,
    condition_words,
    counts_words,
    listed,
    percent,
    plural,
    share_words,
)
from tests.reports.builders import RAG, YES_NO, small_report, small_tool


@pytest.mark.parametrize(
    ("n", "of", "shown"),
    [(1, 8, "13%"), (1, 200, "1%"), (19, 21, "90%"), (11, 18, "61%"), (0, 5, "0%"), (0, 0, "–")],
)
def test_halves_are_rounded_up(n: int, of: int, shown: str) -> None:
    assert percent(n, of) == shown


def test_a_share_has_its_n_of_n() -> None:
    found = small_report(5, 4).findings
    assert share_words(found.share("Q1")) == "100% (15 of 15)"
    assert share_words(found.share("Q3")) == "No: 100% (15 of 15)"
    assert share_words(found.share("Q4")) == "Green: 0% (0 of 15)"
    assert (
        counts_words(found.share("Q2a")) == "Yes 15  ·  No 0  ·  Not applicable 0  ·  Not asked 0"
    )


def test_a_share_without_answers_has_no_percentage() -> None:
    share = small_report().findings.share("Q1")
    assert share_words(replace(share, counts=dict.fromkeys(share.counts, 0), n=0, of=0)) == (
        "not answered"
    )


def test_conditions_in_words() -> None:
    tool = small_tool()
    assert condition_words(tool, Condition("Q2", ("no",))) == "If the answer to Q2 is “No”"
    assert condition_words(tool, Condition("grade", ("good", "ri"))) == (
        "If the answer to “Overall judgement” is “Good” or “Requires improvement”"
    )


def test_scales_from_the_good_end() -> None:
    assert [option.id for option in best_first(RAG)] == ["green", "amber", "red"]
    assert [option.id for option in best_first(YES_NO)] == ["yes", "no", "na"]


def test_lists_and_plurals() -> None:
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A"]) == "A"
    assert (plural(1, "case"), plural(2, "agency", "agencies")) == ("1 case", "2 agencies")
