"""A copy that is carried about keeps everything beside itself, or in the profile, by choice."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context, run
from app.domain.policy import Policy
from app.services.context import Context, WindowRequest
from app.services.open_desk import default_folder, desk_exists
from app.services.portable import FOLDER, IN_THE_PROFILE, Place, can_write
from app.storage import Desk
from app.ui.application import Program
from app.ui.pages.entrance.choose_desk import ChooseDeskPage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.entrance.unlock import UnlockPage

PASSPHRASE = "invented words for a test"
ROOT = Path(__file__).resolve().parents[2]
Copy = Callable[[str], Path]


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's profile in which nothing was written yet."""
    home = tmp_path / "profile"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(home))
    return home


@pytest.fixture
def start(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Context]]:
    """Start the program as it would be frozen into a folder."""
    assert list(profile.iterdir()) == []

    def started(folder: Path) -> Context:
        inside = folder / "_internal"
        if not inside.exists():
            inside.mkdir()
            shutil.copytree(ROOT / "resources", inside / "resources")
        monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
        can_write.cache_clear()
        return build_context()

    yield started
    can_write.cache_clear()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Unpack a portable copy."""

    def unpacked(name: str) -> Path:
        (tmp_path / name / FOLDER).mkdir(parents=True)
        return tmp_path / name

    return unpacked


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Callable[[Context], Program]]:
    """Open the program's window."""
    opened: list[Program] = []

    def shown(context: Context) -> Program:
        program = Program(context, WindowRequest())
        qtbot.addWidget(program.window)
        program.window.show()
        opened.append(program)
        return program

    yield shown
    for program in opened:
        program.leave()


def set_up(qtbot: QtBot, program: Program, desk: Desk) -> SetUpPage:
    page = program.window.page()
    assert isinstance(page, ChooseDeskPage)
    qtbot.mouseClick(page.desks.row(desk.value), Qt.MouseButton.LeftButton)
    page = program.window.page()
    assert isinstance(page, SetUpPage)
    return page


def fill_in(qtbot: QtBot, page: SetUpPage) -> None:
    qtbot.keyClicks(page.first.box, PASSPHRASE)
    qtbot.keyClicks(page.second.box, PASSPHRASE)
    qtbot.mouseClick(page.done, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, page: SetUpPage, place: Place) -> None:
    assert page.kept_in is not None
    qtbot.mouseClick(page.kept_in.cards.card(place.value), Qt.MouseButton.LeftButton)


def unlock(qtbot: QtBot, program: Program) -> None:
    """Open the desk that is there, with its passphrase."""
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.passphrase.box, PASSPHRASE)
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None)


def test_a_program_without_the_folder_keeps_its_data_in_the_profile(
    start: Callable[[Path], Context], tmp_path: Path, profile: Path
) -> None:
    folder = tmp_path / "program"
    folder.mkdir()
    context = start(folder)
    assert context.portable is None
    assert context.data().is_relative_to(profile)


def test_an_installed_program_is_never_portable(
    start: Callable[[Path], Context], copy: Copy, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = copy("Program Files/Partnership Audit")
    monkeypatch.setenv("ProgramFiles", str(installed.parent))
    context = start(installed)
    assert context.portable is None
    assert context.data().is_relative_to(profile)


def test_beside_the_program_nothing_is_left_on_the_computer(
    qtbot: QtBot,
    start: Callable[[Path], Context],
    copy: Copy,
    window: Callable[[Context], Program],
    profile: Path,
) -> None:
    stick = copy("stick")
    context = start(stick)
    program = window(context)
    page = set_up(qtbot, program, Desk.AGENCY)
    assert page.kept_in is not None
    assert page.kept_in.value().place is Place.BESIDE
    assert not page.way.card("by itself").isEnabled()
    assert "computer to computer" in page.needed.text()
    fill_in(qtbot, page)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert desk_exists(default_folder(stick / FOLDER, Desk.AGENCY))
    program.leave()
    assert list(profile.iterdir()) == []


def test_a_copy_that_was_moved_opens_what_is_in_it(
    qtbot: QtBot, start: Callable[[Path], Context], copy: Copy, window: Callable[[Context], Program]
) -> None:
    stick = copy("drive E")
    program = window(start(stick))
    fill_in(qtbot, set_up(qtbot, program, Desk.AGENCY))
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()

    moved = stick.rename(stick.with_name("drive F"))
    again = window(start(moved))
    unlock(qtbot, again)


def test_two_copies_do_not_meet(
    qtbot: QtBot, start: Callable[[Path], Context], copy: Copy, window: Callable[[Context], Program]
) -> None:
    first = window(start(copy("one")))
    fill_in(qtbot, set_up(qtbot, first, Desk.AGENCY))
    qtbot.waitUntil(lambda: first.desk is not None)
    second = window(start(copy("two")))
    assert isinstance(second.window.page(), ChooseDeskPage)


def test_the_profile_is_kept_to_once_it_was_chosen_and_the_copy_can_be_told_otherwise(
    qtbot: QtBot,
    start: Callable[[Path], Context],
    copy: Copy,
    window: Callable[[Context], Program],
    profile: Path,
) -> None:
    stick = copy("stick")
    program = window(start(stick))
    page = set_up(qtbot, program, Desk.AGENCY)
    choose(qtbot, page, Place.PROFILE)
    page.way.set_value("passphrase")
    page.way.chosen.emit("passphrase")
    fill_in(qtbot, page)
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()
    assert not desk_exists(default_folder(stick / FOLDER, Desk.AGENCY))

    context = start(stick)
    assert context.data().is_relative_to(profile)
    assert desk_exists(default_folder(context.data(), Desk.AGENCY))
    again = window(context)
    assert isinstance(again.window.page(), UnlockPage)

    (stick / FOLDER / IN_THE_PROFILE).unlink()
    assert start(stick).data() == stick / FOLDER
    shutil.rmtree(stick / FOLDER)
    assert start(stick).data().is_relative_to(profile)


def test_a_desk_that_is_in_the_profile_already_is_opened_and_not_set_up_again(
    qtbot: QtBot, start: Callable[[Path], Context], copy: Copy, window: Callable[[Context], Program]
) -> None:
    old = start(copy("old version"))
    assert old.portable is not None
    old.portable.keep_in(Place.PROFILE)
    program = window(old)
    page = set_up(qtbot, program, Desk.AGENCY)
    page.way.set_value("passphrase")
    page.way.chosen.emit("passphrase")
    choose(qtbot, page, Place.PROFILE)
    fill_in(qtbot, page)
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()

    new = window(start(copy("new version")))
    page = set_up(qtbot, new, Desk.AGENCY)
    choose(qtbot, page, Place.PROFILE)
    assert not page.way.isVisible()
    assert not page.first.isVisible()
    assert page.done.text() == "Open this desk"
    qtbot.mouseClick(page.done, Qt.MouseButton.LeftButton)
    unlock(qtbot, new)


def test_the_second_desk_of_a_copy_goes_where_the_first_is(
    qtbot: QtBot, start: Callable[[Path], Context], copy: Copy, window: Callable[[Context], Program]
) -> None:
    stick = copy("stick")
    program = window(start(stick))
    fill_in(qtbot, set_up(qtbot, program, Desk.AGENCY))
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()

    again = window(start(stick))
    page = again.window.page()
    assert isinstance(page, UnlockPage)
    qtbot.mouseClick(page.another, Qt.MouseButton.LeftButton)
    page = set_up(qtbot, again, Desk.PARTNERSHIP)
    assert page.kept_in is None
    assert page.place.text() == str(default_folder(stick / FOLDER, Desk.PARTNERSHIP))


@pytest.mark.skipif(os.name != "posix", reason="the bits of a folder")
def test_a_copy_that_cannot_be_written_to_falls_back_to_the_profile(
    qtbot: QtBot,
    start: Callable[[Path], Context],
    copy: Copy,
    window: Callable[[Context], Program],
    profile: Path,
) -> None:
    stick = copy("stick")
    (stick / FOLDER).rmdir()
    (stick / FOLDER).symlink_to("/proc/self/fdinfo")  # where not even root can make a file
    context = start(stick)
    assert context.data().is_relative_to(profile)
    page = set_up(qtbot, window(context), Desk.AGENCY)
    assert page.kept_in is None
    assert page.place.text().startswith(str(profile))


def test_a_preset_folder_wins(
    qtbot: QtBot,
    start: Callable[[Path], Context],
    copy: Copy,
    window: Callable[[Context], Program],
    tmp_path: Path,
) -> None:
    preset = tmp_path / "preset"
    context = replace(start(copy("stick")), policy=Policy(workspaces_folder=str(preset)))
    page = set_up(qtbot, window(context), Desk.AGENCY)
    assert page.kept_in is None
    assert page.place.text() == str(default_folder(preset, Desk.AGENCY))


def test_a_command_finds_the_desk_beside_the_program(
    start: Callable[[Path], Context],
    copy: Copy,
    profile: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    start(copy("stick"))
    assert run(["copies"]) == 1
    assert "no workspace" in capsys.readouterr().err.lower()
    assert list(profile.iterdir()) == []
