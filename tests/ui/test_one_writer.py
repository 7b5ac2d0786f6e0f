"""A desk that is open elsewhere: the entrance says who has it, and it can be tried again."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context
from app.services.context import Context, WindowRequest
from app.services.first_tour import keep_tour_seen
from app.services.open_desk import default_folder
from app.storage import Desk
from app.ui.application import Program
from app.ui.pages.entrance.unlock import UnlockPage
from tests.flow.desks import PASSPHRASE, agency_desk, start_round
from tests.storage.conftest import store
from tests.storage.holder import held_elsewhere

__all__ = ["store"]  # a fixture


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return replace(build_context(), data=lambda: tmp_path)


@pytest.fixture
def folder(context: Context) -> Path:
    """An agency's desk, set up and closed."""
    folder = default_folder(context.data(), Desk.AGENCY)
    agency_desk(folder).close()
    return folder


@pytest.fixture
def program(qtbot: QtBot, context: Context, folder: Path) -> Iterator[Program]:
    """The program, started where there is that desk."""
    assert folder.exists()
    program = start(qtbot, context, WindowRequest())
    yield program
    program.leave()


def start(qtbot: QtBot, context: Context, request: WindowRequest) -> Program:
    program = Program(context, request)
    qtbot.addWidget(program.window)
    program.window.show()
    return program


def wait_for_desk(qtbot: QtBot, program: Program) -> None:
    """Wait until the desk is open, and what it begins with is on the screen."""
    qtbot.waitUntil(lambda: program.desk is not None)
    while program.tasks.is_busy:
        program.tasks.finish()
        QApplication.processEvents()


def unlock_page(program: Program) -> UnlockPage:
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    return page


def unlock(qtbot: QtBot, program: Program) -> UnlockPage:
    page = unlock_page(program)
    qtbot.keyClicks(page.passphrase.box, PASSPHRASE)
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    return page


def told(page: UnlockPage) -> str:
    return f"{page.failure.sentence.text()} {page.failure.text.text()}"


def test_who_has_it_is_said_and_it_can_be_tried_again(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    with held_elsewhere(folder, PASSPHRASE) as other:
        page = unlock(qtbot, program)
        qtbot.waitUntil(page.failure.isVisible)
        assert page.failure.sentence.text() == "This workspace is open already."
        assert f"“{platform.node()}”" in told(page)
        assert "1 February 2018" in told(page)
        assert page.open.text() == "Try again"
        assert page.open.accessibleName() == "Try again"
        qtbot.waitUntil(page.open.hasFocus)

        qtbot.keyClick(page.open, Qt.Key.Key_Space)
        assert not page.open.isEnabled()
        qtbot.waitUntil(page.failure.isVisible)
        assert program.desk is None
        other.communicate("")
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    wait_for_desk(qtbot, program)


def test_a_wrong_passphrase_afterwards_is_an_ordinary_failure(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    with held_elsewhere(folder, PASSPHRASE):
        page = unlock(qtbot, program)
        qtbot.waitUntil(page.failure.isVisible)
    page.passphrase.set_value("another passphrase")
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "does not open" in told(page))
    assert page.open.text() == "Open"
    assert page.passphrase.value() == ""


def test_a_locked_desk_may_be_opened_elsewhere_and_unlocking_tells(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    unlock(qtbot, program)
    wait_for_desk(qtbot, program)
    qtbot.mouseClick(program.window.lock_button, Qt.MouseButton.LeftButton)
    with held_elsewhere(folder, PASSPHRASE) as other:
        page = unlock(qtbot, program)
        qtbot.waitUntil(page.failure.isVisible)
        assert "open already" in told(page)
        other.communicate("")
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    wait_for_desk(qtbot, program)


@pytest.mark.usefixtures("store")
def test_a_second_program_is_told_at_once(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    """As a double click on a file starts it, on a desk that opens by itself."""
    folder = default_folder(context.data(), Desk.AGENCY)
    desk = agency_desk(folder)
    desk.add_keyring()
    keep_tour_seen(desk)
    desk.close()
    round_ = start_round(tmp_path / "round")
    round_.partnership.close()
    first = start(qtbot, context, WindowRequest())
    wait_for_desk(qtbot, first)

    second = start(qtbot, context, WindowRequest(files=(round_.pack("Police"),)))
    page = unlock_page(second)
    qtbot.waitUntil(page.failure.isVisible)
    assert "this computer" in told(page)
    assert "Go on in the window where it is open" in told(page)
    assert page.by_store.text() == "Try again"
    assert page.by_store.hasFocus() or not second.window.isActiveWindow()

    first.leave()
    qtbot.mouseClick(page.by_store, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: round_.audit.title in second.window.windowTitle())
    wait_for_desk(qtbot, second)
    second.leave()


def test_pressing_twice_opens_once(qtbot: QtBot, program: Program) -> None:
    opened: list[object] = []
    program._entrance.opened.connect(lambda workspace, _folder: opened.append(workspace))
    page = unlock_page(program)
    page.passphrase.set_value(PASSPHRASE)
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    wait_for_desk(qtbot, program)
    assert len(opened) == 1


def test_a_name_with_markup_and_turned_letters_is_plain(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    with held_elsewhere(folder, PASSPHRASE):
        holder = folder / "in-use.json"
        shown = holder.read_text(encoding="utf-8").replace(platform.node(), "<b>P\\u202eC</b>")
        holder.write_text(shown, encoding="utf-8")
        page = unlock(qtbot, program)
        qtbot.waitUntil(page.failure.isVisible)
    assert "“<b>P[U+202E]C</b>”" in told(page)
    labels = page.failure.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_after_a_crash_elsewhere_it_opens(qtbot: QtBot, program: Program, folder: Path) -> None:
    with held_elsewhere(folder, PASSPHRASE) as other:
        other.kill()
    assert (folder / "in-use.json").exists()
    unlock(qtbot, program)
    wait_for_desk(qtbot, program)
    assert str(os.getpid()) in (folder / "in-use.json").read_text(encoding="utf-8")
