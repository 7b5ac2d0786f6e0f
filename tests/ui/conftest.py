"""For the tests of the window: drawn into memory, the light theme, every Qt warning a failure."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, apply_theme
from tests.ui.helpers import KEPT

# The plugin that draws into memory says these of windows with a smallest size, and of popups.
_NOT_OURS = "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let those sentences of the plugin pass in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(_NOT_OURS, extend=True))


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication, qtbot: QtBot) -> Iterator[QApplication]:  # noqa: ARG001
    """Every test begins in the light theme at 100 %."""
    apply_theme(qapp, Scheme.LIGHT)
    yield qapp
    KEPT.clear()
    apply_theme(qapp, Scheme.LIGHT)


@pytest.fixture(autouse=True)
def _collect_here() -> Iterator[None]:
    """As in the program, garbage is collected in the window's thread (app/ui/garbage.py)."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()
