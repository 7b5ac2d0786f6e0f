"""Setting an audit up in the window: by keys only, left and gone on with, mended, changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.domain.audits import Audit, Case
from app.domain.set_up import SetUp, Step
from app.services.define_audit import find_audit
from app.services.import_returns import import_returns
from app.services.keep_agencies import book_of
from app.services.set_up_audit import set_up_in_hand, set_ups_of
from app.toolfiles import read_definition
from app.ui.models.asked_model import AskedModel
from app.ui.pages.partnership.cases import CasesRoom
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.overview import OverviewRoom
from app.ui.pages.partnership.set_up import opening
from app.ui.pages.partnership.set_up.about_page import AboutPage
from app.ui.pages.partnership.set_up.agencies_page import AgenciesPage
from app.ui.pages.partnership.set_up.asked_page import AskedPage
from app.ui.pages.partnership.set_up.body_page import BodyPage
from app.ui.pages.partnership.set_up.check_page import CheckPage
from app.ui.pages.partnership.set_up.dates_page import DatesPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from app.ui.pages.partnership.set_up.tool_page import ToolPage
from tests.builders import full_form
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.keys import Keys
from tests.ui.partnership.scene import Scene, new_scene, package
from tests.ui.partnership.set_up_driving import kept, step_of, tasks_of


def test_the_sample_is_set_up_by_keys_from_nothing(
    tmp_path: Path, open_desk: Callable[[Scene], Driver]
) -> None:
    scene = new_scene(tmp_path)
    driver = open_desk(scene)
    context = scene.context
    path = context.sample / "audit.toml"
    wanted = read_definition(path, tools=context.tools, audit_id="sample")
    keys = Keys(driver)
    keys.push("Set up an audit")
    tasks = driver.page(SetUpPage)
    assert tasks.hand is not None
    set_up_id = tasks.set_up_id
    keys.press(Qt.Key.Key_Return)  # "Go on: What the audit is about"

    driver.page(AboutPage)
    keys.fill("Theme", wanted.tool.theme)
    keys.fill("Title", wanted.title)
    keys.fill("Reference", wanted.reference)
    keys.fill("How the audit came about", wanted.context)
    keys.fill("How it is done", wanted.methodology)
    keys.push("Continue")

    driver.page(BodyPage)
    keys.fill("Name of the body", wanted.body.name)
    keys.fill("Short name", wanted.body.short_name)
    keys.fill("E-mail address for returns", wanted.body.reply_address)
    keys.push("Continue")

    driver.page(DatesPage)
    for label, day in (
        ("Agencies look back from", wanted.opened),
        ("Returns are due on", wanted.due),
        ("Meeting, if the day is known", wanted.meeting),
    ):
        assert day is not None
        keys.fill(f"{label}: Day", f"{day.day}.{day.month}.{day.year}")
    tasks.hand.change(cases=wanted.cases)  # as the page of the cases does; its own test types them
    keys.push("Continue")

    page = driver.page(ToolPage)
    assert page.cards is not None
    while keys.here().accessibleName() != wanted.tool.title:
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Space)
    keys.push("Continue")

    driver.page(AgenciesPage)
    for agency in wanted.agencies:
        keys.push("Add an agency")
        keys.write(agency.name)
        keys.fill("E-mail address", agency.email)
        keys.fill("Contact", agency.contact)
        keys.fill("Filled in by", agency.proxy)
        keys.push("Add this agency")
    keys.push("Continue")

    asked = driver.page(AskedPage)
    assert isinstance(asked.table.model(), AskedModel)
    assert asked.sentence.text() == "30 returns will be asked for."
    keys.push("Continue")

    driver.page(CheckPage)
    keys.push("Finish and issue packs")
    driver.until(lambda: bool(driver.desk.audit_id))
    driver.settle()
    driver.page(IssuePage)
    made = find_audit(scene.workspace, set_up_id)
    assert _like(made) == _like(wanted)
    assert set_ups_of(scene.workspace) == ()
    assert len(book_of(scene.workspace)) == len(wanted.agencies)


def _like(audit: Audit) -> Audit:
    """An audit without what a definition gives and a person does not type."""
    return replace(
        audit,
        id="",
        theme="",
        reconstruction="",
        agencies=tuple(replace(agency, id="") for agency in audit.agencies),
    )


# --- leaving and going on -------------------------------------------------------------------------


def test_what_is_being_typed_is_kept_when_the_program_closes(
    half_done: tuple[Driver, SetUp, SetUp],
) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.ABOUT)
    assert isinstance(page, AboutPage)
    keys = Keys(driver)
    page.name.box.setFocus()
    keys.write("Neglect, in one breath")
    workspace = driver.scene.workspace
    tasks = driver.scene.tasks
    assert tasks is not None
    driver.desk.close()
    tasks.finish()
    found = set_up_in_hand(workspace, half.id, driver.scene.context.tools).set_up
    assert found == replace(half, title="Neglect, in one breath")
    tasks.shutdown()
    assert driver.scene.window is not None
    driver.scene.window.close()
    driver.scene.desk = None


def test_going_elsewhere_and_back_loses_nothing(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.ABOUT)
    assert isinstance(page, AboutPage)
    page.context.box.setFocus()
    keys = Keys(driver)
    keys.write("What led to it.\nAnd more.")
    driver.desk.go("settings")
    again = step_of(driver, half, Step.ABOUT)
    assert isinstance(again, AboutPage)
    assert again.context.value() == "What led to it.\nAnd more."


def test_title_and_reference_follow_the_theme_until_they_are_written_by_hand(
    half_done: tuple[Driver, SetUp, SetUp],
) -> None:
    driver, half, _ = half_done
    opening.begin(driver.page(OverviewRoom))
    driver.settle()
    tasks = driver.page(SetUpPage)
    driver.click(tasks.next)
    driver.settle()
    page = driver.page(AboutPage)
    keys = Keys(driver)
    keys.write("neglect")
    page.theme.flush()
    assert page.name.value() == "Neglect audit, January 2018"
    keys.fill("Title", "Our audit")
    page.theme.box.setFocus()
    keys.write("domestic abuse")
    page.theme.flush()
    assert page.name.value() == "Our audit"
    assert page.reference.value() == "DA-2018"
    found = kept(driver, tasks.set_up_id)
    assert (found.title, found.reference) == ("Our audit", "DA-2018")
    assert half.id != tasks.set_up_id


def test_what_is_missing_is_said_beside_its_field(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.DATES)
    assert isinstance(page, DatesPage)
    driver.click(page.next)
    driver.settle()
    assert driver.page(DatesPage) is page
    assert page.days["due"].error() == "Say by which day the returns are due."
    (link,) = page.problems.links()
    driver.click(link)
    assert page.days["due"].day.hasFocus()
    Keys(driver).write("9.2.2018")
    driver.settle()
    assert page.days["due"].error() == ""
    assert not page.problems.isVisible()
    assert kept(driver, half.id).due == date(2018, 2, 9)


def test_a_day_of_which_only_a_part_is_typed_is_not_lost(
    half_done: tuple[Driver, SetUp, SetUp],
) -> None:
    driver, _, whole = half_done
    page = step_of(driver, whole, Step.DATES)
    assert isinstance(page, DatesPage)
    page.days["meeting"].year.setFocus()
    Keys(driver).write("")
    driver.click(page.next)
    driver.settle()
    assert driver.page(DatesPage) is page
    assert page.days["meeting"].error()


def test_a_round_of_five_working_days_is_one_click(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.DATES)
    assert isinstance(page, DatesPage)
    assert not page.years[6].isEnabled()
    driver.click(page.round)
    driver.click(page.years[6])
    found = kept(driver, half.id)
    assert (found.opened, found.due, found.meeting, found.retain_until) == (
        date(2018, 1, 22),
        date(2018, 1, 25),
        date(2018, 1, 26),
        date(2024, 1, 26),
    )


# --- changing an audit that stands ----------------------------------------------------------------


def test_an_audit_with_returns_is_changed(issued: Driver) -> None:
    scene = issued.scene
    file = package(scene, "Police", "police", [("T-1", full_form())])
    list(import_returns(scene.workspace, [file], clock=scene.clock))
    overview = issued.page(OverviewRoom)
    issued.click(overview.change)
    issued.settle()
    tasks = issued.page(SetUpPage)
    assert tasks.hand is not None
    agencies = tuple(replace(a, email="x@example.org") for a in tasks.hand.set_up.agencies)
    cases = (*tasks.hand.set_up.cases, Case("T-3", "C", "TM"))
    tasks.hand.change(agencies=agencies, cases=cases, theme="Testing")
    issued.click(tasks.tasks.row("tool"))
    issued.settle()
    page = issued.page(ToolPage)
    assert len(page.choices) == 1
    assert "The tool stays as it is." in issued.words()
    issued.click(page.next)
    issued.settle()
    check = issued.page(CheckPage)
    issued.click(check.next)
    issued.until(lambda: len(find_audit(scene.workspace, "T-2018").cases) == 3)
    issued.settle()
    room = issued.page(CasesRoom)
    assert room.standing is not None
    assert len(room.standing.audit.cases) == 3
    assert set_ups_of(scene.workspace) == ()


def test_a_set_up_is_taken_away(
    half_done: tuple[Driver, SetUp, SetUp], press: Callable[[str], None]
) -> None:
    driver, half, whole = half_done
    page = tasks_of(driver, half)
    press("Take it away")
    driver.click(page.drop)
    driver.settle()
    driver.page(OverviewRoom)
    assert [line.id for line in set_ups_of(driver.scene.workspace)] == [whole.id]


def test_every_line_of_a_page_is_plain_text(half_done: tuple[Driver, SetUp, SetUp]) -> None:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.ABOUT)
    assert isinstance(page, AboutPage)
    page.name.box.setFocus()
    Keys(driver).write("<b>bold</b> & \u202ereversed")
    box = page.name.box
    assert isinstance(box, QLineEdit)
    assert "[U+202E]" in box.text()
    driver.click(page.back)
    driver.settle()
    assert "<b>bold</b> &" in driver.page(SetUpPage).title.text()
