from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.policy import Policy
from app.handover.files import read_file
from app.services.open_pack import open_pack
from tests.builders import clock
from tests.flow.desks import Round, agency_desk, start_round
from tests.ui.agency.scene import Scene
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene as PartnershipScene
from tests.ui.partnership.scene import small_scene

OpenAgency = Callable[[Policy], Scene]
OpenPartnership = Callable[[Policy], Driver]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Round]:
    round_ = start_round(tmp_path / "round")
    yield round_
    round_.partnership.close()


@pytest.fixture
def agency(qtbot: QtBot, tmp_path: Path, started: Round) -> Iterator[OpenAgency]:
    """Opens the desk of the police, with the small audit on it, under a policy."""
    scenes: list[Scene] = []

    def opened(policy: Policy) -> Scene:
        desk = agency_desk(tmp_path / "desk")
        open_pack(desk, read_file(started.pack("Police")), clock=clock)
        scene = Scene(qtbot, desk, tmp_path, policy)
        scenes.append(scene)
        return scene

    yield opened
    for scene in scenes:
        scene.close()


@pytest.fixture
def partnership(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenPartnership]:
    """Opens a partnership's desk, the packs of the small audit issued, under a policy."""
    scenes: list[PartnershipScene] = []
    crashes: list[BaseException] = []

    def opened(policy: Policy) -> Driver:
        scene = small_scene(tmp_path)
        scene.context = replace(scene.context, policy=policy)
        scenes.append(scene)
        driver = Driver(qtbot, scene, scene.open(crashes.append))
        driver.settle()
        return driver

    yield opened
    for scene in scenes:
        scene.close()
    assert crashes == []
