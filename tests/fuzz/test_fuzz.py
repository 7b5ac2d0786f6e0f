"""The corpus and hundreds of changes of it at each run; an hour by ``python -m tests.fuzz``."""

from __future__ import annotations

import pytest

from tests.fuzz.fuzzer import fuzz, seeds_of
from tests.fuzz.targets import TARGETS

_SLOW = {"xlsform": 40, "workbook": 40}


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_makes_a_parser_crash_or_hang(target: str) -> None:
    found = fuzz(target, 0, seed=3, runs=max(len(seeds_of(target)), _SLOW.get(target, 300)))
    assert found.crashes == {}
    assert found.hangs == []


@pytest.mark.parametrize("target", ["age", "envelope", "tool", "mail", "xlsform", "workbook"])
def test_the_corpus_has_something_that_is_taken(target: str) -> None:
    found = fuzz(target, 0, runs=len(seeds_of(target)))
    assert found.taken > 0
