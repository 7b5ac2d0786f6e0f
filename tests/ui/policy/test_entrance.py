"""A preset desk and place: gone to without a question, and nothing that is here is locked away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import build_context
from app.domain.policy import SET_BY_ORGANISATION, Policy
from app.services.context import WindowRequest
from app.services.open_desk import default_folder, desk_exists
from app.services.set_up_desk import set_up_agency_desk, set_up_partnership_desk
from app.storage import Desk
from app.ui.application import Program
from app.ui.pages.entrance.choose_desk import ChooseDeskPage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.entrance.unlock import UnlockPage
from app.ui.theme.current import theme
from app.ui.theme.tokens import DARK
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE

Begin = Callable[[Policy], Program]


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path) -> Iterator[Begin]:
    """Starts the program under a policy."""
    programs: list[Program] = []

    def started(policy: Policy) -> Program:
        context = replace(build_context(), data=lambda: tmp_path / "data", policy=policy)
        program = Program(context, WindowRequest())
        programs.append(program)
        qtbot.addWidget(program.window)
        program.window.show()
        return program

    yield started
    for program in programs:
        program.leave()


def make_agency(data: Path) -> None:
    folder = default_folder(data, Desk.AGENCY)
    set_up_agency_desk(folder, passphrase=PASSPHRASE, clock=clock, cost=CHEAP).close()


def make_partnership(data: Path) -> None:
    folder = default_folder(data, Desk.PARTNERSHIP)
    set_up_partnership_desk(folder, passphrase=PASSPHRASE, clock=clock, cost=CHEAP)[0].close()


def words(program: Program) -> str:
    page = program.window.page()
    assert page is not None
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_preset_desk_is_not_asked_for(qtbot: QtBot, tmp_path: Path, begin: Begin) -> None:
    kept = tmp_path / "kept here"
    program = begin(Policy(desk="agency", workspaces_folder=str(kept)))
    page = program.window.page()
    assert isinstance(page, SetUpPage)
    assert f"{SET_BY_ORGANISATION}: this computer has the agency’s desk." in words(program)
    assert not page.back.isVisible()  # there is nothing else to choose
    assert not page.change.isVisible()
    assert page.place.text() == str(kept / "agency")
    assert page.place.accessibleDescription() == SET_BY_ORGANISATION
    page.way.set_value("passphrase")
    page.way.chosen.emit("passphrase")
    qtbot.keyClicks(page.first.box, PASSPHRASE)
    qtbot.keyClicks(page.second.box, PASSPHRASE)
    qtbot.mouseClick(page.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert desk_exists(kept / "agency")
    qtbot.mouseClick(program.window.lock_button, Qt.MouseButton.LeftButton)
    locked = program.window.page()
    assert isinstance(locked, UnlockPage)
    assert not locked.another.isVisible()


def test_a_preset_desk_that_is_here_is_opened(tmp_path: Path, begin: Begin) -> None:
    make_agency(tmp_path / "data")
    page = begin(Policy(desk="agency")).window.page()
    assert isinstance(page, UnlockPage)


def test_a_desk_of_the_other_kind_that_is_here_can_still_be_opened(
    qtbot: QtBot, tmp_path: Path, begin: Begin
) -> None:
    make_partnership(tmp_path / "data")
    program = begin(Policy(desk="agency"))
    page = program.window.page()
    assert isinstance(page, ChooseDeskPage)
    assert "only the agency’s desk can be set up on this computer." in words(program)
    qtbot.mouseClick(page.desks.row(Desk.PARTNERSHIP.value), Qt.MouseButton.LeftButton)
    unlock = program.window.page()
    assert isinstance(unlock, UnlockPage)
    qtbot.keyClicks(unlock.passphrase.box, PASSPHRASE)
    qtbot.keyClick(unlock.passphrase.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.session is not None
    assert program.session.workspace.desk is Desk.PARTNERSHIP


def test_the_other_desk_is_not_offered_where_none_is_here(
    qtbot: QtBot, tmp_path: Path, begin: Begin
) -> None:
    make_partnership(tmp_path / "data")
    program = begin(Policy(desk="partnership"))
    unlock = program.window.page()
    assert isinstance(unlock, UnlockPage)
    assert not unlock.another.isVisible()
    make_agency(tmp_path / "data")
    again = begin(Policy(desk="partnership"))
    page = again.window.page()
    assert isinstance(page, ChooseDeskPage)
    qtbot.mouseClick(page.desks.row(Desk.PARTNERSHIP.value), Qt.MouseButton.LeftButton)
    unlock = again.window.page()
    assert isinstance(unlock, UnlockPage)
    assert unlock.another.isVisible()


def test_a_desk_that_was_set_up_before_its_place_was_preset_is_found(
    tmp_path: Path, begin: Begin
) -> None:
    make_agency(tmp_path / "data")
    policy = Policy(desk="agency", workspaces_folder=str(tmp_path / "elsewhere"))
    assert isinstance(begin(policy).window.page(), UnlockPage)
    make_agency(tmp_path / "elsewhere")
    assert isinstance(begin(policy).window.page(), UnlockPage)


def test_without_a_preset_both_desks_are_offered(begin: Begin) -> None:
    program = begin(Policy())
    page = program.window.page()
    assert isinstance(page, ChooseDeskPage)
    assert page.desks.row(Desk.PARTNERSHIP.value).isVisible()
    assert SET_BY_ORGANISATION not in words(program)


def test_a_preset_look_is_there_from_the_first_page(begin: Begin) -> None:
    begin(Policy(scheme="dark", text_percent=150))
    assert theme().palette == DARK
    assert theme().px(100) == 150
