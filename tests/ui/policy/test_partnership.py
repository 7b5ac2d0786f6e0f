"""At the partnership's desk: its address, its look, and how packs and letters leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.domain.policy import SET_BY_ORGANISATION, HandOver, Policy
from app.domain.set_up import Step
from app.services.import_returns import import_returns
from app.services.preferences import Look, keep_look, look_of
from app.services.set_up_audit import begin_set_up
from app.ui.pages.partnership.case_page import AgencyPage
from app.ui.pages.partnership.chasers import ChasersPage
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.reading import Standing, read_standing
from app.ui.pages.partnership.send_page import SendPage
from app.ui.pages.partnership.set_up.body_page import BodyPage
from app.ui.pages.partnership.settings import SettingsRoom
from app.ui.theme.current import theme
from app.ui.theme.tokens import DARK
from tests.builders import clock, full_form
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import package
from tests.ui.partnership.set_up_driving import kept, step_of
from tests.ui.policy.conftest import OpenPartnership

ADDRESS = "audits@example.org"


def only(*ways: HandOver, files: Path | str = "") -> Policy:
    return Policy(hand_over=frozenset(ways), files_folder=str(files))


def buttons(widget: QWidget) -> set[str]:
    return {each.text() for each in widget.findChildren(QPushButton) if each.isVisible()}


def standing_of(driver: Driver) -> Standing:
    scene = driver.scene
    return read_standing(scene.workspace, driver.desk.audit_id, scene.clock)


def issuing(driver: Driver) -> IssuePage:
    driver.desk.go("overview")
    driver.settle()
    page = IssuePage(driver.desk, standing_of(driver))
    driver.desk.open(page)
    driver.settle()
    driver.click(page.all)
    return page


# --- the address for returns ----------------------------------------------------------------------


def test_the_address_for_returns_is_filled_in_and_stays(partnership: OpenPartnership) -> None:
    driver = partnership(Policy(reply_address=ADDRESS))
    earlier = begin_set_up(driver.scene.workspace)  # as before there was a preset
    assert driver.scene.session is not None
    driver.scene.session.tell(earlier.changes)
    begun = earlier.set_up
    assert begun.body.reply_address != ADDRESS
    page = step_of(driver, begun, Step.BODY)
    assert isinstance(page, BodyPage)
    line = page.lines["reply_address"]
    assert line.value() == ADDRESS
    assert line.box.isReadOnly()
    assert SET_BY_ORGANISATION in line.box.accessibleDescription()
    assert SET_BY_ORGANISATION in driver.words()
    driver.qtbot.keyClicks(line.box, "x")
    line.flush()
    assert line.value() == ADDRESS
    line.set_error("")  # what is said to a screen reader outlasts a check of the field
    assert SET_BY_ORGANISATION in line.box.accessibleDescription()
    assert kept(driver, begun.id).body.reply_address == ADDRESS
    assert not page.lines["name"].box.isReadOnly()


# --- the look -------------------------------------------------------------------------------------


def test_a_preset_scheme_stays_and_ones_own_choice_is_not_lost(
    partnership: OpenPartnership,
) -> None:
    driver = partnership(Policy(scheme="dark"))
    keep_look(driver.scene.workspace, Look("light", 100))
    driver.desk.go("settings")
    driver.settle()
    room = driver.page(SettingsRoom)
    assert room.scheme.current() == "dark"
    assert theme().palette == DARK
    assert [each.text() for each in room.scheme.buttons() if each.isEnabled()] == ["Dark"]
    assert room.scheme.accessibleDescription() == SET_BY_ORGANISATION
    driver.click(room.text_size.button("125"))
    driver.settle()
    assert theme().palette == DARK
    assert theme().px(100) == 125
    assert look_of(driver.scene.workspace) == Look("light", 125)


def test_a_preset_size_of_text_need_not_be_one_that_is_offered(
    partnership: OpenPartnership,
) -> None:
    driver = partnership(Policy(text_percent=110))
    driver.desk.go("settings")
    driver.settle()
    room = driver.page(SettingsRoom)
    assert room.text_size.current() == "110"
    assert [each.text() for each in room.text_size.buttons() if each.isEnabled()] == ["110%"]
    assert all(each.isEnabled() for each in room.scheme.buttons())


# --- how files leave ------------------------------------------------------------------------------


def test_packs_that_leave_by_email_only(partnership: OpenPartnership, tmp_path: Path) -> None:
    files = tmp_path / "for sending"
    driver = partnership(only(HandOver.EMAIL, files=files))
    page = issuing(driver)
    assert not page.choose.isVisible()
    assert page.where.text() == str(files)
    assert f"{SET_BY_ORGANISATION}: files leave by e-mail, from this folder." in driver.words()
    driver.click(page.issue)
    driver.settle()
    assert "Show in folder" not in buttons(page)
    assert "Open the e-mail draft" in buttons(page)
    assert len(list(files.glob("*.eml"))) == 2


def test_packs_that_leave_by_their_folder_only(
    partnership: OpenPartnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins: list[str] = []

    def choose(_parent: QWidget, _title: str, begin: str) -> str:
        begins.append(begin)
        return str(tmp_path / "out")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    driver = partnership(only(HandOver.FOLDER, files=tmp_path / "files"))
    page = issuing(driver)
    driver.click(page.choose)
    assert begins == [str(tmp_path / "files")]
    driver.click(page.issue)
    driver.settle()
    assert "Show in folder" in buttons(page)
    assert "Open the e-mail draft" not in buttons(page)
    assert "e-mails" not in page.sentence.text()
    said = f"{SET_BY_ORGANISATION}: files leave from their folder, not by e-mail."
    assert said in driver.words()


def test_chasers_without_email_are_letters(partnership: OpenPartnership, tmp_path: Path) -> None:
    driver = partnership(only(HandOver.FOLDER))
    driver.desk.go("tracker")
    driver.settle()
    page = ChasersPage(driver.desk, back="Tracker")
    driver.desk.open(page)
    driver.settle()
    assert "A letter for each goes there." in driver.words()
    page.where.set_folder(tmp_path)
    page.rows["police"].box.setChecked(True)
    driver.click(page.write)
    driver.settle()
    assert "Open letter" in buttons(page)
    assert "Open draft" not in buttons(page)


def test_a_receipt_that_leaves_by_email_asks_for_no_folder(
    partnership: OpenPartnership, tmp_path: Path
) -> None:
    files = tmp_path / "for sending"
    driver = partnership(only(HandOver.EMAIL, files=files))
    scene = driver.scene
    came = package(scene, "Police", "police", [("T-1", full_form())])
    list(import_returns(scene.workspace, [came], clock=clock))
    driver.desk.go("cases")
    driver.settle()
    standing = standing_of(driver)
    police = standing.audit.agencies[0]
    page = AgencyPage(driver.desk, police)
    driver.desk.open(page)
    driver.settle()
    driver.click(page.receipt)
    driver.settle()
    send = driver.page(SendPage)
    assert [path.suffix for path in files.iterdir()] == [".paudit"]
    assert "Prepare e-mail" in buttons(send)
    assert "Show in folder" not in buttons(send)
