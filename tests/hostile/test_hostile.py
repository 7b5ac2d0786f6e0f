"""Hostile files are refused in a sentence of ours, in under a second, and in little memory."""

from __future__ import annotations

import sys
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from app.services.look_at_files import look_at_files
from app.services.looked import Group
from app.services.set_up_desk import set_up_partnership_desk
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE
from tests.hostile.files import FILES, MB
from tests.hostile.measuring import measured

LONG_TO_MAKE = {"workbook that unpacks to 300 MB"}
SECONDS = 1.0
MEBIBYTES = 50_000_000 / 1024 / 1024
_WORDS = ("expected", "Nothing was brought in", "It was not read")


@pytest.mark.parametrize("name", sorted(FILES.keys() - LONG_TO_MAKE))
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(name: str, tmp_path: Path) -> None:
    took = measured(name, tmp_path)
    assert any(words in took.sentence for words in _WORDS), took.sentence
    assert len(took.sentence) < 400
    assert took.milliseconds < 1000 * SECONDS, "of the processor's time"
    if sys.platform == "linux":
        assert took.mebibytes is not None
        assert took.mebibytes < MEBIBYTES


def test_files_that_were_refused_are_let_go_of(tmp_path: Path) -> None:
    desk, _sheet = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    folder = tmp_path / "dropped"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.paudit").write_bytes(b"%d" % number * (4 * MB))
        (folder / f"{number}.eml").write_bytes(b"Subject: x\n\n" + b"%d\n" % number * (2 * MB))
    with closing(desk):
        tracemalloc.start()
        try:
            preview = look_at_files(desk, [folder])
            now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert len(preview.of(Group.REFUSED)) == 16
    assert now < 2 * MB, "what is told of them is small"
    assert peak < 12 * MB, "one after the other"
