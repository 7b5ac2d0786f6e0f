from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.flow.desks import Round, agency_desk, start_round
from tests.ui.agency.scene import Scene


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Round]:
    round_ = start_round(tmp_path / "round")
    yield round_
    round_.partnership.close()


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    """An agency's desk with nothing on it."""
    scene = Scene(qtbot, agency_desk(tmp_path / "desk"), tmp_path)
    yield scene
    scene.close()


@pytest.fixture
def opened(scene: Scene, started: Round) -> Scene:
    """The desk of the police with the small audit's pack opened."""
    scene.open_pack(started.pack("Police"))
    return scene
