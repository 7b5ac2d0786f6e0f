"""A desk locks when nobody is there, and a second start brings the first window forward."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context
from app.services.context import Context, WindowRequest
from app.services.open_desk import default_folder
from app.services.preferences import keep_lock_after
from app.services.set_up_desk import set_up_agency_desk
from app.storage import Desk
from app.ui.application import Program
from app.ui.messages import Sheet
from app.ui.one_window import OneWindow
from app.ui.pages.entrance.unlock import UnlockPage
from app.ui.theme.tokens import Tone
from tests.flow.desks import CHEAP, PASSPHRASE

ROOT = Path(__file__).parents[2]
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def context(tmp_path: Path, hands: Hands) -> Context:
    return replace(build_context(), data=lambda: tmp_path, clock=hands)


@pytest.fixture
def program(qtbot: QtBot, context: Context) -> Program:
    folder = default_folder(context.data(), Desk.AGENCY)
    set_up_agency_desk(folder, passphrase=PASSPHRASE, clock=context.clock, cost=CHEAP).close()
    program = Program(context, WindowRequest(folder, PASSPHRASE))
    qtbot.addWidget(program.window, before_close_func=lambda _window: program.leave())
    program.window.show()
    qtbot.waitUntil(lambda: program.desk is not None)
    return program


def is_locked(program: Program) -> bool:
    return program.desk is None and isinstance(program.window.page(), UnlockPage)


def pass_minutes(program: Program, hands: Hands, minutes: float) -> None:
    """Let the time go by as the watchman sees it, look by look."""
    seconds = round(60 * minutes)
    while seconds > 0 and program.desk is not None:
        step = min(15, seconds)
        hands.now += timedelta(seconds=step)
        seconds -= step
        program.watchman.look()


def test_a_desk_that_nobody_touches_locks(program: Program, hands: Hands) -> None:
    pass_minutes(program, hands, 9.5)
    assert program.desk is not None
    pass_minutes(program, hands, 0.5)
    assert is_locked(program)


def test_a_touch_begins_the_time_anew(program: Program, hands: Hands, qtbot: QtBot) -> None:
    pass_minutes(program, hands, 9)
    qtbot.keyClick(program.window, Qt.Key.Key_Shift)
    pass_minutes(program, hands, 9)
    assert program.desk is not None
    qtbot.mouseMove(program.window)
    pass_minutes(program, hands, 10)
    assert is_locked(program)


def test_the_time_is_a_choice(program: Program, hands: Hands, qtbot: QtBot) -> None:
    assert program.session is not None
    workspace = program.session.workspace
    with qtbot.waitSignal(program.session.changed):
        program.session.write(lambda: keep_lock_after(workspace, 0), lambda _changes: None)
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    pass_minutes(program, hands, 200)
    assert program.desk is not None


def test_a_computer_that_slept_finds_the_desk_locked(program: Program, hands: Hands) -> None:
    hands.now += timedelta(hours=2)
    program.watchman.look()
    assert is_locked(program)


def test_an_open_sheet_is_closed_before_the_desk_locks(
    program: Program, hands: Hands, qtbot: QtBot
) -> None:
    sheet = Sheet(program.window, "A question", "Yes or no?", icon="question", tone=Tone.ACCENT)
    sheet.add_button("Close").clicked.connect(sheet.accept)
    sheet.open()
    assert QApplication.activeModalWidget() is sheet
    pass_minutes(program, hands, 11)
    qtbot.waitUntil(lambda: is_locked(program))
    assert not sheet.isVisible()


def test_a_second_start_brings_the_first_window_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path, None), OneWindow(tmp_path, None)
    assert first.is_first()
    assert not second.is_first()
    path = tmp_path / "CE-CSA-2018 audit pack für Polizei.paudit"
    with qtbot.waitSignal(first.asked) as asked:
        assert second.ask_the_first((path,))
    assert asked.args == [[path]]
    assert OneWindow(tmp_path, tmp_path / "another desk").is_first()
    first.close()
    assert second.is_first()
    second.close()


def test_where_nothing_can_be_written_every_window_is_the_first(tmp_path: Path) -> None:
    (tmp_path / "windows").write_bytes(b"")
    assert OneWindow(tmp_path, None).is_first()
    assert not OneWindow(tmp_path, None).ask_the_first(())


def test_another_process_finds_the_window_open_and_leaves(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    one = OneWindow(tmp_path, None)
    assert one.is_first()
    one.asked.connect(program.come_forward)
    program.window.showMinimized()
    ask = (
        "import sys; from pathlib import Path; from app.ui.one_window import OneWindow;"
        "one = OneWindow(Path(sys.argv[1]), None);"
        "sys.exit(0 if not one.is_first() and one.ask_the_first(()) and one.was_heard(9) else 1)"
    )
    with qtbot.waitSignal(one.asked):
        asking = subprocess.Popen([sys.executable, "-c", ask, str(tmp_path)], cwd=ROOT)
    assert asking.wait(10) == 0
    assert not program.window.isMinimized()
    one.close()


def test_a_lock_that_a_crash_left_keeps_nobody_out(tmp_path: Path) -> None:
    crashed, second = OneWindow(tmp_path, None), OneWindow(tmp_path, None)
    assert crashed.is_first()
    assert not second.is_first()
    assert second.ask_the_first((tmp_path / "x.paudit",))
    assert not second.was_heard(0.1)  # nobody listens: the second start opens a window
    assert not list(tmp_path.rglob("*.open"))
    second.take_over()
    assert not OneWindow(tmp_path, None).is_first()  # what a process holds is not taken from it
    crashed.close()
    assert second.is_first()
    second.close()


def test_a_lock_of_another_computer_is_taken_over(tmp_path: Path) -> None:
    here = OneWindow(tmp_path, None)
    assert here.is_first()
    here.close()
    (folder,) = (tmp_path / "windows").iterdir()
    (folder / "lock").write_text("4711\nPartnership Audit\nthe-other-pc\n\n\n", encoding="utf-8")
    here = OneWindow(tmp_path, None)
    assert not here.is_first()
    here.take_over()
    later = OneWindow(tmp_path, None)
    assert not later.is_first()
    here.close()
    assert later.is_first()
    later.close()
