"""A few of the kills with every run of the tests; ``python -m tests.durability`` for many."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.durability.at_the_partnership import DEEDS, kill_at_the_partnership
from tests.durability.kills import kill_often


@pytest.mark.skipif(sys.platform == "win32", reason="looks for the code of a POSIX kill")
def test_nothing_that_was_saved_is_lost(tmp_path: Path) -> None:
    tally = kill_often(tmp_path, 8, seed=2)
    assert tally.kills == 8
    assert tally.saves > 0
    assert tally.seals > 0


@pytest.mark.skipif(sys.platform == "win32", reason="looks for the code of a POSIX kill")
def test_the_partnership_is_killed_and_loses_nothing(tmp_path: Path) -> None:
    tally = kill_at_the_partnership(tmp_path, 4, seed=5)
    assert sorted(tally) == sorted(DEEDS)
