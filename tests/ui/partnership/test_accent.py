"""The colour of a body's reports: written or picked, shown on paper, and its contrast told."""

from __future__ import annotations

from PySide6.QtTest import QTest

from app.domain.set_up import SetUp, Step
from app.services.set_up_audit import set_up_in_hand
from app.ui.pages.partnership.set_up.accent_field import AccentField, as_colour
from app.ui.pages.partnership.set_up.body_page import BodyPage
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.set_up_driving import step_of


def kept(driver: Driver, set_up: SetUp) -> str:
    driver.settle()
    scene = driver.scene
    found = set_up_in_hand(scene.workspace, set_up.id, scene.context.tools)
    return found.set_up.body.accent


def field(driver: Driver, set_up: SetUp) -> AccentField:
    page = step_of(driver, set_up, Step.BODY)
    assert isinstance(page, BodyPage)
    return page.accent


def test_a_colour_is_picked_or_written_and_kept(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, _half, whole = half_done
    accent = field(driver, whole)
    driver.click(accent.presets["Purple"])
    assert kept(driver, whole) == "#5B3A84"
    assert accent.line.value() == "#5B3A84"
    assert "Easy to read on white paper" in driver.words()
    accent.line.box.setFocus()
    accent.line.box.selectAll()
    QTest.keyClicks(accent.line.box, "ffd54f")
    accent.flush()
    assert kept(driver, whole) == "#FFD54F"
    assert "Pale on white paper" in driver.words()
    assert "a darker shade of it is printed" in driver.words()
    accent.line.box.selectAll()
    QTest.keyClicks(accent.line.box, "sky blue")
    accent.flush()
    assert accent.line.error().startswith("Write a colour as #")
    assert kept(driver, whole) == "#FFD54F", "what is no colour is not kept"
    driver.click(accent.presets["Teal"])
    assert kept(driver, whole) == ""
    assert not accent.line.error()


def test_what_counts_as_a_colour() -> None:
    assert [as_colour(text) for text in ("", " #1d3f72 ", "1D3F72")] == ["", "#1D3F72", "#1D3F72"]
    assert [as_colour(text) for text in ("#12", "red", "#1D3F7G", "=1+1")] == [None] * 4
