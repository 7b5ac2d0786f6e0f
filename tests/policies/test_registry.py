"""The registry of Windows: on a computer that has none there are no presets in it."""

from __future__ import annotations

import sys

from app.policies.registry import KEY, read_registry
from app.policies.taking import take


def test_the_computer_is_read_before_the_person() -> None:
    places = [source.place for source in read_registry()]
    assert places == [rf"HKLM\{KEY}", rf"HKCU\{KEY}"]
    if sys.platform != "win32":
        assert take(read_registry()).presets == ()
