"""The screens of setting audits up, of the address book, and of the list of all audits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.set_up import SetUp, Step
from app.services.keep_audits import bring_back_audit
from app.ui.pages.partnership.agencies import AgenciesRoom
from app.ui.pages.partnership.audits import AuditsPage
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.set_up import opening
from app.ui.pages.partnership.set_up.agencies_page import AgenciesPage
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from tests.ui.partnership.scene import Scene

Shot = tuple[str, Callable[[], None]]


def set_up_shots(
    desk: PartnershipDesk, settle: Callable[[], None], half: SetUp, whole: SetUp
) -> Iterator[Shot]:
    """One set-up half done, the other whole."""

    def tasks(which: SetUp) -> SetUpPage:
        desk.go("overview")
        settle()
        room = desk.window.page()
        assert isinstance(room, Room)
        opening.go_on(room, which.id)
        settle()
        page = desk.window.page()
        assert isinstance(page, SetUpPage)
        return page

    def step(which: SetUp, step: Step) -> StepPage:
        page = tasks(which)
        page.tasks.row(step.value).click()
        settle()
        found = desk.window.page()
        assert isinstance(found, StepPage)
        return found

    def lacking(step_: Step) -> None:
        step(half, step_).go_on()

    def adding() -> None:
        page = step(half, Step.AGENCIES)
        assert isinstance(page, AgenciesPage)
        page.more.click()
        page.new.click()

    yield "overview", lambda: desk.go("overview")
    yield "tasks", lambda: _done(tasks(half))
    yield "tasks-whole", lambda: _done(tasks(whole))
    for each in Step:
        yield f"{each.value}", lambda each=each: _done(step(whole, each))  # type: ignore[misc]
    yield "dates-lacking", lambda: lacking(Step.DATES)
    yield "tool-lacking", lambda: lacking(Step.TOOL)
    yield "agencies-none", lambda: _done(step(half, Step.AGENCIES))
    yield "agencies-adding", adding
    yield "asked-none", lambda: _done(step(half, Step.ASKED))
    yield "check-lacking", lambda: _done(step(half, Step.CHECK))
    yield "book-empty", lambda: desk.go("agencies")


def many_shots(scene: Scene, desk: PartnershipDesk, settle: Callable[[], None]) -> Iterator[Shot]:
    """A desk with a dozen audits."""

    def audits() -> AuditsPage:
        desk.show_all_audits()
        settle()
        page = desk.window.page()
        assert isinstance(page, AuditsPage)
        return page

    def archived() -> None:
        bring_back_audit(scene.workspace, "other-3")  # as it was, for the next look
        page = audits()
        line = next(line for line in page.model.lines if line.id == "other-3")
        page.archive(line)
        settle()

    def back() -> None:
        page = audits()
        page.which.button("archived").click()
        settle()

    def changing() -> None:
        page = book()
        page.edit(page.book[0].agency)

    def book() -> AgenciesRoom:
        desk.go("agencies")
        settle()
        room = desk.window.page()
        assert isinstance(room, AgenciesRoom)
        return room

    yield "audits", lambda: _done(audits())
    yield "audits-archived", back
    yield "audits-done", archived
    yield "book", lambda: _done(book())
    yield "book-changing", changing


def _done(_page: object) -> None:
    """The page is on the screen."""
