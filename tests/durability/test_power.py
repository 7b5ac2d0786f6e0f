"""The power fails a few dozen times at each run; thousands of times by the module itself."""

from __future__ import annotations

from pathlib import Path

from tests.durability.power import fail_often


def test_what_was_flushed_is_there_whole(tmp_path: Path) -> None:
    counts = fail_often(tmp_path, 120)
    assert sum(counts.values()) == 120
    assert len(counts) >= 2
