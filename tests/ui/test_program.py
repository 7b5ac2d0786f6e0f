"""From the first start to an open desk, locked and unlocked, as a person does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context
from app.services.context import Context, WindowRequest
from app.services.open_desk import default_folder, desk_exists
from app.services.set_up_desk import escrow_tested
from app.storage import Desk
from app.ui.application import Program
from app.ui.pages.entrance.choose_desk import ChooseDeskPage
from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.entrance.unlock import UnlockPage

PASSPHRASE = "invented words for a test"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return replace(build_context(), data=lambda: tmp_path)


@pytest.fixture
def program(qtbot: QtBot, context: Context) -> Iterator[Program]:
    program = Program(context, WindowRequest())
    qtbot.addWidget(program.window)
    program.window.show()
    yield program
    program.leave()


def choose(qtbot: QtBot, program: Program, desk: Desk) -> SetUpPage:
    page = program.window.page()
    assert isinstance(page, ChooseDeskPage)
    qtbot.mouseClick(page.desks.row(desk.value), Qt.MouseButton.LeftButton)
    page = program.window.page()
    assert isinstance(page, SetUpPage)
    return page


def fill_in(qtbot: QtBot, page: SetUpPage) -> None:
    page.way.set_value("passphrase")
    page.way.chosen.emit("passphrase")
    qtbot.keyClicks(page.first.box, PASSPHRASE)
    qtbot.keyClicks(page.second.box, PASSPHRASE)
    qtbot.mouseClick(page.done, Qt.MouseButton.LeftButton)


def test_an_agency_sets_its_desk_up_and_unlocks_it_again(
    qtbot: QtBot, program: Program, context: Context
) -> None:
    fill_in(qtbot, choose(qtbot, program, Desk.AGENCY))
    qtbot.waitUntil(lambda: program.desk is not None)
    assert desk_exists(default_folder(context.data(), Desk.AGENCY))

    qtbot.mouseClick(program.window.lock_button, Qt.MouseButton.LeftButton)
    assert program.desk is None
    assert program.session is None
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.passphrase.box, "another passphrase")
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    qtbot.waitUntil(page.failure.isVisible)
    assert "does not open" in page.failure.sentence.text()
    qtbot.keyClicks(page.passphrase.box, PASSPHRASE)
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None)

    program.leave()
    again = Program(context, WindowRequest())
    qtbot.addWidget(again.window)
    assert isinstance(again.window.page(), UnlockPage)
    again.leave()


def set_up_elsewhere(
    qtbot: QtBot, program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choose another folder in the system's dialog, which no test can click in."""
    page = choose(qtbot, program, Desk.AGENCY)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    qtbot.mouseClick(page.change, Qt.MouseButton.LeftButton)
    fill_in(qtbot, page)
    qtbot.waitUntil(lambda: program.desk is not None)
    program.leave()


def test_a_desk_in_a_folder_of_ones_own_is_found_at_the_next_start(
    qtbot: QtBot,
    program: Program,
    context: Context,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_up_elsewhere(qtbot, program, tmp_path / "stick", monkeypatch)
    again = Program(context, WindowRequest())
    qtbot.addWidget(again.window)
    page = again.window.page()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.passphrase.box, PASSPHRASE)
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.desk is not None)
    again.leave()


def test_a_desk_whose_drive_is_not_there_is_said_to_be_missing_and_found_where_it_went(
    qtbot: QtBot,
    program: Program,
    context: Context,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_up_elsewhere(qtbot, program, tmp_path / "stick", monkeypatch)
    (tmp_path / "stick").rename(tmp_path / "moved")
    again = Program(context, WindowRequest())
    qtbot.addWidget(again.window)
    again.window.show()
    page = choose(qtbot, again, Desk.AGENCY)
    assert str(tmp_path / "stick") in page.failure.sentence.text() and page.failure.isVisible()
    assert page.place.text() == str(default_folder(context.data(), Desk.AGENCY))

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "moved"))
    qtbot.mouseClick(page.change, Qt.MouseButton.LeftButton)
    fill_in(qtbot, page)
    qtbot.waitUntil(lambda: isinstance(again.window.page(), UnlockPage))
    again.leave()

    third = Program(context, WindowRequest())
    qtbot.addWidget(third.window)
    assert isinstance(third.window.page(), UnlockPage)
    third.leave()


def test_passphrases_that_are_short_or_differ_are_said_at_their_field(
    qtbot: QtBot, program: Program
) -> None:
    page = choose(qtbot, program, Desk.AGENCY)
    page.way.set_value("passphrase")
    page.way.chosen.emit("passphrase")
    qtbot.keyClicks(page.first.box, "short")
    qtbot.mouseClick(page.done, Qt.MouseButton.LeftButton)
    assert "12 characters" in page.first.error()
    qtbot.keyClicks(page.first.box, " no longer")
    qtbot.keyClicks(page.second.box, "something else")
    qtbot.mouseClick(page.done, Qt.MouseButton.LeftButton)
    assert "not the same" in page.second.error()
    assert program.desk is None


def test_the_partnership_tries_its_recovery_sheet(qtbot: QtBot, program: Program) -> None:
    fill_in(qtbot, choose(qtbot, program, Desk.PARTNERSHIP))
    qtbot.waitUntil(lambda: isinstance(program.window.page(), RecoverySheetPage))
    page = program.window.page()
    assert isinstance(page, RecoverySheetPage)
    page.typed.set_value("words from another sheet")
    qtbot.mouseClick(page.attempt, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.failure.isVisible)
    page.typed.set_value(" ".join(page.sheet.words))
    qtbot.mouseClick(page.attempt, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.session is not None
    assert escrow_tested(program.session.workspace)


def test_an_unexpected_failure_is_logged_without_its_message(
    qtbot: QtBot, program: Program, context: Context
) -> None:
    shown: list[str] = []

    def close_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        shown.append(dialog.accessibleName())
        dialog.accept()

    def fail(_work: object) -> None:
        raise ValueError("the canary sang in the nursery")

    with qtbot.waitSignal(program.tasks.busy, check_params_cb=lambda busy: not busy):
        QTimer.singleShot(200, close_dialog)
        program.tasks.run(fail)
    qtbot.waitUntil(lambda: bool(shown))
    (log,) = (context.data() / "logs").iterdir()
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "canary" not in text


def test_a_folder_without_a_workspace_is_said(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    def close_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.accept()

    QTimer.singleShot(200, close_dialog)
    program = Program(context, WindowRequest(tmp_path / "nowhere"))
    qtbot.addWidget(program.window)
    assert isinstance(program.window.page(), ChooseDeskPage)
    program.leave()
