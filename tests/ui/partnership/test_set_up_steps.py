"""The steps of a set-up in the window: logo, tool, agencies, who is asked about whom, the check."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog

from app.domain.set_up import SetUp, Step
from app.services.define_audit import audits_of
from app.services.keep_agencies import book_of
from app.services.set_up_audit import set_up_in_hand, set_ups_of
from app.ui.pages.partnership.set_up.about_page import AboutPage
from app.ui.pages.partnership.set_up.agencies_page import AgenciesPage
from app.ui.pages.partnership.set_up.asked_page import AskedPage
from app.ui.pages.partnership.set_up.body_page import BodyPage
from app.ui.pages.partnership.set_up.check_page import CheckPage
from app.ui.pages.partnership.set_up.dates_page import DatesPage
from app.ui.pages.partnership.set_up.tool_page import ToolPage
from app.ui.widgets.error_summary import LinkLine
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.keys import Keys
from tests.ui.partnership.set_up_driving import kept, step_of

# --- body, tool, agencies, who is asked -----------------------------------------------------------


def test_a_logo_is_kept_small_and_clean(
    half_done: tuple[Driver, SetUp, SetUp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.BODY)
    assert isinstance(page, BodyPage)
    picture = tmp_path / "logo.jpg"
    image = QImage(3000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(picture))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    driver.click(page.choose)
    driver.settle()
    tools = driver.scene.context.tools
    found = set_up_in_hand(driver.scene.workspace, half.id, tools).logo
    assert found is not None
    read = QImage.fromData(found)
    assert (read.width(), read.height()) == (1200, 400)
    assert found.startswith(b"\x89PNG")

    for name, content in (("words.png", b"no picture"), ("large.png", b"\0" * 5_000_000)):
        bad = tmp_path / name
        bad.write_bytes(content)
        page.take(bad)
        driver.settle()
        assert "can’t be used as a logo" in driver.words()
    assert set_up_in_hand(driver.scene.workspace, half.id, tools).logo == found
    driver.click(page.remove)
    driver.settle()
    assert set_up_in_hand(driver.scene.workspace, half.id, tools).logo is None


def test_a_tool_is_chosen_and_looked_at(
    half_done: tuple[Driver, SetUp, SetUp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, half, whole = half_done
    page = step_of(driver, half, Step.TOOL)
    assert isinstance(page, ToolPage)
    assert page.cards is not None
    assert whole.tool is not None
    driver.click(page.cards.card(f"{whole.tool.id} {whole.tool.version}"))
    assert kept(driver, half.id).tool == whole.tool
    form = tmp_path / "form.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(form), ""))
    monkeypatch.setattr("app.ui.pages.partnership.set_up.tool_page.show_outside", lambda *_: None)
    driver.click(page.preview)
    driver.until(form.exists)
    driver.settle()
    assert form.read_bytes().startswith(b"%PDF")


def test_usual_agencies_are_one_click_and_want_an_address(
    half_done: tuple[Driver, SetUp, SetUp],
) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.AGENCIES)
    assert isinstance(page, AgenciesPage)
    assert page.usual.isVisible()
    driver.click(page.offers["Police"])
    driver.click(page.next)
    driver.settle()
    (link,) = page.problems.links()
    assert isinstance(link, LinkLine)
    driver.click(link)
    keys = Keys(driver)
    assert keys.here().accessibleName() == "E-mail address"
    keys.write("police at example")
    keys.push("Keep the changes")
    assert "no e-mail address" in page.form.lines["email"].error()
    page.form.lines["email"].box.setFocus()
    keys.write("police@example.org")
    keys.push("Keep the changes")
    (found,) = kept(driver, half.id).agencies
    assert (found.id, found.email) == ("police", "police@example.org")
    assert [line.agency for line in book_of(driver.scene.workspace)] == [found]
    assert not page.problems.isVisible()
    # Unticked it stays in the book, and can be ticked again.
    driver.click(page.rows["police"].tick)
    assert kept(driver, half.id).agencies == ()
    driver.click(page.rows["police"].tick)
    assert kept(driver, half.id).agencies == (found,)


def test_the_grid_is_ticked_by_keys(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, _, whole = half_done
    page = step_of(driver, whole, Step.ASKED)
    assert isinstance(page, AskedPage)
    keys = Keys(driver)
    assert page.table.hasFocus()
    keys.press(Qt.Key.Key_Space)
    first = (whole.cases[0].uin, whole.agencies[0].id)
    assert kept(driver, whole.id).not_asked == {first}
    keys.press(Qt.Key.Key_Up)  # the whole column
    keys.press(Qt.Key.Key_Space)
    assert kept(driver, whole.id).not_asked == frozenset()
    keys.press(Qt.Key.Key_Space)
    column = {(case.uin, whole.agencies[0].id) for case in whole.cases}
    assert kept(driver, whole.id).not_asked == column
    assert page.sentence.text() == "25 returns will be asked for."
    driver.click(page.ask_all)
    assert kept(driver, whole.id).not_asked == frozenset()


def test_the_check_leads_to_what_is_missing(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.CHECK)
    assert isinstance(page, CheckPage)
    assert page.open_ends.hasFocus()
    driver.click(page.open_ends.links()[0])
    driver.settle()
    dates = driver.page(DatesPage)
    assert dates.days["due"].day.hasFocus()
    assert audits_of(driver.scene.workspace) == ()


def test_two_are_finished_one_after_the_other(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, half, whole = half_done
    page = step_of(driver, whole, Step.CHECK)
    driver.click(page.next)
    driver.until(lambda: driver.desk.audit_id == whole.id)
    driver.settle()
    assert [line.id for line in set_ups_of(driver.scene.workspace)] == [half.id]
    # The other is still there to be gone on with, and its reference may not be that of the first.
    about = step_of(driver, half, Step.ABOUT)
    assert isinstance(about, AboutPage)
    about.reference.box.setFocus()
    Keys(driver).write(whole.reference.lower())
    driver.click(about.next)
    driver.settle()
    assert "Another audit has this reference" in about.reference.error()
