"""Copies in the window: made by themselves and on wish, put back, and rescue after damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context
from app.services.context import Context, WindowRequest
from app.services.keep_copies import copies_of, copy_now
from app.services.keep_keys import change_passphrase
from app.services.open_desk import default_folder, open_desk
from app.services.set_up_desk import set_up_agency_desk, set_up_partnership_desk
from app.storage import Desk, Workspace, copies_in
from app.ui.application import Program
from app.ui.copy_keeper import CopyKeeper
from app.ui.pages.agency.copies_page import CopiesPage
from app.ui.pages.agency.desk import AgencyDesk
from app.ui.pages.copies.mend import MendPage, RescuedPage, RescuePage
from app.ui.pages.copies.pane import CopiesPane
from app.ui.pages.copies.putting_back import PutBackDonePage, PutBackPage
from app.ui.pages.entrance.unlock import UnlockPage
from app.ui.pages.partnership.copies_room import CopiesRoom
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.widgets.notice import Notice
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE

P = TypeVar("P", bound=QWidget)
NEW = "another four invented words"
PAGE = 4096


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return replace(build_context(), data=lambda: tmp_path, clock=clock)


@pytest.fixture
def folder(context: Context) -> Path:
    """The partnership's desk, closed."""
    folder = default_folder(context.data(), Desk.PARTNERSHIP)
    desk, _ = set_up_partnership_desk(folder, passphrase=PASSPHRASE, clock=clock, cost=CHEAP)
    with closing(desk):
        say(desk, "then")
        copy_now(desk)
        say(desk, "now")
    return folder


@pytest.fixture
def begin(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Program]]:
    """Starts the program; nothing may fail unseen."""
    begun: list[Program] = []
    crashes: list[BaseException] = []
    monkeypatch.setattr(Program, "crashed", lambda _self, error: crashes.append(error))

    def start() -> Program:
        program = Program(context, WindowRequest())
        qtbot.addWidget(program.window)
        program.window.show()
        program.window.activateWindow()
        begun.append(program)
        return program

    yield start
    for program in begun:
        program.leave()
    assert crashes == []


Begin = Callable[[], Program]


def say(desk: Workspace, text: str) -> None:
    with desk.work() as work:
        work.settings.put("said", text)
        work.commit()


def said(folder: Path, passphrase: str = PASSPHRASE) -> str:
    desk = open_desk(folder, passphrase=passphrase, clock=clock)
    with closing(desk), desk.work() as work:
        return work.settings.get("said")


def unlock(qtbot: QtBot, program: Program, passphrase: str = PASSPHRASE) -> None:
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.passphrase.box, passphrase)
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)


def opened(qtbot: QtBot, program: Program) -> None:
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.desk is not None and not program.tasks.is_busy)


def the_page(qtbot: QtBot, program: Program, kind: type[P]) -> P:
    qtbot.waitUntil(lambda: isinstance(program.window.page(), kind))
    page = program.window.page()
    assert isinstance(page, kind)
    return page


def agree(qtbot: QtBot, name: str) -> Callable[[], bool]:
    """Presses the button of that name in the dialog that is open; whether there was one."""

    def press() -> bool:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return False
        for button in dialog.findChildren(QPushButton):
            if button.accessibleName() == name:
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
                return True
        return False

    return press


@pytest.fixture
def agreeing(qtbot: QtBot) -> Iterator[Callable[[str], None]]:
    timer = QTimer(interval=10)
    wanted: list[str] = []
    timer.timeout.connect(lambda: timer.stop() if agree(qtbot, wanted[0])() else None)

    def start(name: str) -> None:
        wanted[:] = [name]
        timer.start()

    yield start
    timer.stop()


def copies_room(qtbot: QtBot, program: Program) -> CopiesPane:
    assert isinstance(program.desk, PartnershipDesk)
    program.desk.go("settings")
    program.desk.open(CopiesRoom(program.desk))
    pane = the_page(qtbot, program, CopiesRoom).pane
    qtbot.waitUntil(lambda: pane.copies.rows is not None)
    return pane


def test_a_copy_is_made_on_wish_and_listed(qtbot: QtBot, begin: Begin, folder: Path) -> None:
    program = begin()
    opened(qtbot, program)
    pane = copies_room(qtbot, program)
    assert len(copies_in(folder)) == 1
    assert pane.make.hasFocus()
    qtbot.keyClick(pane.make, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(copies_in(folder)) == 2 and not program.tasks.is_busy)
    qtbot.waitUntil(lambda: pane.copies.rows is not None and pane.told.isVisible())
    assert pane.make.hasFocus()
    rows = pane.copies.rows
    assert rows is not None
    for copy in copies_in(folder):
        row = rows.row(copy.path.name)
        assert "KB" in row.accessibleDescription()
        assert "its passphrase or its recovery sheet of that time" in row.accessibleDescription()


def test_a_copy_is_put_back_with_the_passphrase_of_its_time(
    qtbot: QtBot, begin: Begin, folder: Path, agreeing: Callable[[str], None]
) -> None:
    with closing(open_desk(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        change_passphrase(desk, PASSPHRASE, NEW, cost=CHEAP)
    program = begin()
    unlock(qtbot, program, NEW)
    qtbot.waitUntil(lambda: program.desk is not None and not program.tasks.is_busy)
    pane = copies_room(qtbot, program)
    first = pane.copies.first()
    assert first is not None
    first.setFocus()
    agreeing("Close the desk and go on")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    page = the_page(qtbot, program, PutBackPage)
    assert program.desk is None
    qtbot.keyClicks(page.opening.passphrase.box, NEW)
    qtbot.keyClick(page.opening.passphrase.box, Qt.Key.Key_Return)
    qtbot.waitUntil(page.failure.isVisible)
    assert "does not open it" in page.failure.sentence.text()
    assert said(folder, NEW) == "now"
    assert page.opening.passphrase.value() == ""
    qtbot.keyClicks(page.opening.passphrase.box, PASSPHRASE)
    qtbot.keyClick(page.opening.passphrase.box, Qt.Key.Key_Return)
    done = the_page(qtbot, program, PutBackDonePage)
    assert said(folder) == "then"
    aside = [path for path in (folder / "backups").iterdir() if path.is_dir()]
    assert len(aside) == 1
    qtbot.mouseClick(done.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk is not None and not program.tasks.is_busy)


def test_whoever_does_not_put_it_back_finds_the_desk_as_it_was(
    qtbot: QtBot, begin: Begin, folder: Path, agreeing: Callable[[str], None]
) -> None:
    program = begin()
    opened(qtbot, program)
    pane = copies_room(qtbot, program)
    first = pane.copies.first()
    assert first is not None
    agreeing("Cancel")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and not program.tasks.is_busy)
    assert program.desk is not None
    agreeing("Close the desk and go on")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    page = the_page(qtbot, program, PutBackPage)
    qtbot.mouseClick(page.leave, Qt.MouseButton.LeftButton)
    the_page(qtbot, program, UnlockPage)
    assert said(folder) == "now"


def damage(folder: Path, page: int) -> None:
    content = bytearray((folder / "workspace.db").read_bytes())
    content[page * PAGE + 100] ^= 0xFF
    (folder / "workspace.db").write_bytes(content)


def test_a_damaged_desk_offers_its_copies_where_it_is_opened(
    qtbot: QtBot, begin: Begin, folder: Path
) -> None:
    damage(folder, 0)
    program = begin()
    unlock(qtbot, program)
    page = the_page(qtbot, program, MendPage)
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    first = page.copies.first()
    assert first is not None
    assert program.window.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Return)
    ask = the_page(qtbot, program, PutBackPage)
    qtbot.mouseClick(ask.leave, Qt.MouseButton.LeftButton)
    page = the_page(qtbot, program, MendPage)
    # Of the first page nothing can be rescued, and that is said where it was tried.
    qtbot.mouseClick(page.rescue, Qt.MouseButton.LeftButton)
    rescue = the_page(qtbot, program, RescuePage)
    qtbot.keyClicks(rescue.opening.passphrase.box, PASSPHRASE)
    qtbot.keyClick(rescue.opening.passphrase.box, Qt.Key.Key_Return)
    qtbot.waitUntil(rescue.failure.isVisible)
    qtbot.mouseClick(rescue.leave, Qt.MouseButton.LeftButton)
    page = the_page(qtbot, program, MendPage)
    first = page.copies.first()
    assert first is not None
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    ask = the_page(qtbot, program, PutBackPage)
    qtbot.keyClicks(ask.opening.passphrase.box, PASSPHRASE)
    qtbot.mouseClick(ask.act, Qt.MouseButton.LeftButton)
    the_page(qtbot, program, PutBackDonePage)
    assert said(folder) == "then"


def test_what_leads_to_the_key_is_damaged_and_the_program_still_starts(
    qtbot: QtBot, begin: Begin, folder: Path
) -> None:
    (folder / "slots.json").write_bytes(b"{")
    program = begin()
    page = the_page(qtbot, program, MendPage)
    assert not page.rescue.isVisible()
    assert page.copies.first() is not None
    qtbot.mouseClick(page.another, Qt.MouseButton.LeftButton)
    assert not isinstance(program.window.page(), MendPage)


def test_what_can_be_read_is_rescued_and_its_report_saved(
    qtbot: QtBot,
    begin: Begin,
    folder: Path,  # noqa: ARG001 - the desk has to be there
    tmp_path: Path,
    agreeing: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = begin()
    opened(qtbot, program)
    pane = copies_room(qtbot, program)
    agreeing("Close the desk and go on")
    qtbot.mouseClick(pane.rescue, Qt.MouseButton.LeftButton)
    page = the_page(qtbot, program, RescuePage)
    qtbot.mouseClick(page.act, Qt.MouseButton.LeftButton)
    assert page.opening.passphrase.error() == "Enter the passphrase."
    qtbot.keyClicks(page.opening.passphrase.box, PASSPHRASE)
    qtbot.mouseClick(page.act, Qt.MouseButton.LeftButton)
    found = the_page(qtbot, program, RescuedPage)
    target = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(found.save, Qt.MouseButton.LeftButton)
    assert found.saved.isVisible()
    assert "Nothing was lost" in target.read_text(encoding="utf-8")
    qtbot.mouseClick(found.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk is not None and not program.tasks.is_busy)
    assert said_now(program) == "now"


def said_now(program: Program) -> str:
    assert program.session is not None
    with program.session.workspace.work() as work:
        return work.settings.get("said")


# --- by itself -----------------------------------------------------------------------------------


def test_a_copy_is_made_by_itself_while_one_works_and_not_again_the_same_day(
    qtbot: QtBot, begin: Begin, folder: Path
) -> None:
    for copy in copies_in(folder):
        copy.path.unlink()
    program = begin()
    opened(qtbot, program)
    assert copies_in(folder) == ()  # to open the desk does not wait for it
    assert program.session is not None
    soon = CopyKeeper(program.session, first_after=0)
    qtbot.waitUntil(lambda: len(copies_in(folder)) == 1 and not program.tasks.is_busy)
    soon.look()
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    assert len(copies_in(folder)) == 1
    assert notice(program) is None


def test_a_desk_that_is_locked_while_its_copy_is_made_waits_for_it(
    qtbot: QtBot, begin: Begin, folder: Path
) -> None:
    for copy in copies_in(folder):
        copy.path.unlink()
    program = begin()
    opened(qtbot, program)
    assert program.copies is not None
    program.copies.look()
    program.lock()
    assert program.session is None
    left = [path.name for path in (folder / "backups").iterdir() if path.name.startswith(".")]
    assert left == []
    opened(qtbot, program)
    assert program.session is not None
    assert all(copy.path.stat().st_size for copy in copies_of(program.session.workspace))


def test_a_copy_that_fails_is_told_once_above_the_page(
    qtbot: QtBot, begin: Begin, folder: Path
) -> None:
    program = begin()
    opened(qtbot, program)
    for copy in copies_in(folder):
        copy.path.unlink()
        copy.slots.unlink()
    (folder / "backups").rmdir()
    (folder / "backups").write_text("in the way", encoding="utf-8")
    assert program.copies is not None
    program.copies.look()
    qtbot.waitUntil(lambda: notice(program) is not None)
    shown = notice(program)
    assert shown is not None
    assert "could not be made" in shown.banner.sentence.text()
    assert "What you write is saved" in shown.banner.text.text()
    shown.close_button.setFocus()
    QTest.keyClick(shown.close_button, Qt.Key.Key_Space)
    assert notice(program) is None
    program.copies.look()
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    assert notice(program) is None
    assert said_now(program) == "now"


def notice(program: Program) -> Notice | None:
    found = [each for each in program.window.findChildren(Notice) if each.isVisible()]
    return found[0] if found else None


# --- at an agency --------------------------------------------------------------------------------


def test_the_agency_finds_its_copies_in_the_menu(
    qtbot: QtBot, begin: Begin, context: Context
) -> None:
    folder = default_folder(context.data(), Desk.AGENCY)
    set_up_agency_desk(folder, passphrase=PASSPHRASE, clock=clock, cost=CHEAP).close()
    program = begin()
    opened(qtbot, program)
    assert isinstance(program.desk, AgencyDesk)
    menu = program.window._audit.menu()  # the one that is shown: an earlier one may still be there
    (action,) = [each for each in menu.actions() if each.text() == "Copies of this desk"]
    action.trigger()
    page = the_page(qtbot, program, CopiesPage)
    qtbot.waitUntil(page.pane.make.hasFocus)
    qtbot.keyClick(page.pane.make, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.pane.copies.rows is not None)
    assert len(copies_in(folder)) == 1
    QTest.keySequence(page, "Alt+Left")
    qtbot.waitUntil(lambda: program.window.page() is not page)
