from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.set_up import SetUp
from tests.builders import full_form, nil_form
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene, new_scene, package, small_scene
from tests.ui.partnership.set_up_scene import setting_up_scene


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[[Scene], Driver]]:
    """Opens a scene's desk in a window; nothing may fail unseen in a worker."""
    opened: list[Scene] = []
    crashes: list[BaseException] = []

    def start(scene: Scene) -> Driver:
        opened.append(scene)
        desk = scene.open(crashes.append)
        driver = Driver(qtbot, scene, desk)
        driver.settle()
        return driver

    yield start
    for scene in opened:
        scene.close()
    assert crashes == []


@pytest.fixture
def fresh(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    """A desk that was only just set up, with the small tool at hand."""
    return open_desk(new_scene(tmp_path, small=True))


@pytest.fixture
def issued(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> Driver:
    """A desk with the small audit, its packs issued."""
    return open_desk(small_scene(tmp_path))


@pytest.fixture
def answered(issued: Driver) -> Driver:
    """The police have answered both cases of the small audit: one full, one nil."""
    forms = [("T-1", full_form()), ("T-2", nil_form())]
    issued.hear_of(package(issued.scene, "Police", "police", forms))
    return issued


@pytest.fixture
def half_done(tmp_path: Path, open_desk: Callable[[Scene], Driver]) -> tuple[Driver, SetUp, SetUp]:
    """A desk with a set-up that is half done, and one from which nothing is missing."""
    scene, half, whole = setting_up_scene(tmp_path)
    return open_desk(scene), half, whole


@pytest.fixture
def press(qtbot: QtBot) -> Iterator[Callable[[str], None]]:
    """Presses the button of that name in the next dialog."""
    timer = QTimer()
    timer.setInterval(10)
    wanted: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        for button in dialog.findChildren(QPushButton):
            if button.accessibleName() == wanted[0]:
                timer.stop()
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
                return

    timer.timeout.connect(look)

    def start(name: str) -> None:
        wanted[:] = [name]
        timer.start()

    yield start
    timer.stop()
