"""Leads a driver through the pages of a set-up."""

from __future__ import annotations

from app.domain.set_up import SetUp, Step
from app.services.set_up_audit import set_up_in_hand
from app.ui.pages.partnership.overview import OverviewRoom
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from tests.ui.partnership.driver import Driver


def kept(driver: Driver, set_up_id: str) -> SetUp:
    """A set-up as the workspace has it."""
    scene = driver.scene
    driver.settle()
    return set_up_in_hand(scene.workspace, set_up_id, scene.context.tools).set_up


def tasks_of(driver: Driver, set_up: SetUp) -> SetUpPage:
    """The task list of a set-up, from the overview."""
    driver.desk.go("overview")
    driver.settle()
    overview = driver.page(OverviewRoom)
    driver.click(overview.begun.row(set_up.id))
    driver.settle()
    return driver.page(SetUpPage)


def step_of(driver: Driver, set_up: SetUp, step: Step) -> StepPage:
    """The page of a step, from the overview."""
    driver.click(tasks_of(driver, set_up).tasks.row(step.value))
    driver.settle()
    return driver.page(StepPage)
