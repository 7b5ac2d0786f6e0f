"""The binding between Qt and Python keeps count of None.

PySide6 6.12.0 does not on Python before 3.12: each call without a result takes one reference
from None, and the program ends in the middle of somebody's sentence when none is left.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_without_a_result_take_no_reference_from_none(qtbot: QtBot) -> None:  # noqa: ARG001
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        font.setPixelSize(12)
    assert sys.getrefcount(None) > before - 100
