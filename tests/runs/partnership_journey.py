"""The way of an officer through the program, from a bare first start to the issued packs."""

from __future__ import annotations

from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.set_up.about_page import AboutPage
from app.ui.pages.partnership.set_up.agencies_page import AgenciesPage
from app.ui.pages.partnership.set_up.asked_page import AskedPage
from app.ui.pages.partnership.set_up.body_page import BodyPage
from app.ui.pages.partnership.set_up.cases_page import CasesPage
from app.ui.pages.partnership.set_up.check_page import CheckPage
from app.ui.pages.partnership.set_up.dates_page import DatesPage
from app.ui.pages.partnership.set_up.list_page import ListPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from app.ui.pages.partnership.set_up.tool_page import ToolPage
from tests.flow.desks import PASSPHRASE
from tests.runs import finders
from tests.runs.eyes import Eyes
from tests.runs.hands import Hands
from tests.runs.journal import Journal
from tests.runs.partnership_stage import AGENCIES, CASES, TITLE, PartnershipStage
from tests.runs.way import Way


class PartnershipJourney(Way):
    """Goes the whole way with one pair of hands."""

    def __init__(self, stage: PartnershipStage, eyes: Eyes, hands: Hands, journal: Journal) -> None:
        super().__init__(eyes, hands, journal)
        self._stage = stage

    def go(self) -> None:
        """From the first start to the packs in their folder."""
        self._journal.part = "First start"
        self._set_up_desk()
        self._try_sheet()
        self._journal.part = "Setting up"
        self._begin()
        self._say_what_and_who()
        self._choose_dates_and_tool()
        self._bring_cases_in()
        self._add_agencies()
        self._check()
        self._journal.part = "Issuing"
        self._issue()

    # --- what the hands do -----------------------------------------------------------------------

    def _continue_to(self, page: type[Room], what: str) -> None:
        self._press("Continue")
        self._await(page, what)

    def _give_file(self, name: str, agree: str) -> None:
        self._eyes.wait_for(finders.path_box, "the file dialog")
        self._hands.choose_file(name, agree)
        self._eyes.wait(lambda: finders.path_box() is None, "the dialog to go")

    # --- the desk --------------------------------------------------------------------------------

    def _set_up_desk(self) -> None:
        with self._journal.step("Choose the partnership’s desk"):
            self._eyes.wait_for(
                finders.button("I run audits for the partnership"), "the first page"
            )
            self._picture("first start")
            self._press("I run audits for the partnership")
        with self._journal.step("Protect it with a passphrase"):
            self._write("Passphrase", PASSPHRASE)
            self._write("The same again", PASSPHRASE)
            self._picture("passphrase typed")
            self._press("Set up this desk")
            self._eyes.wait(_words_on_sheet, "the recovery sheet", 30)

    def _try_sheet(self) -> None:
        with self._journal.step("Save the recovery sheet to print it"):
            self._picture("recovery sheet")
            self._press("Save the sheet to print it")
            self._give_file(str(self._stage.sheet), "Save")
            self._eyes.wait(self._stage.sheet.exists, "the sheet as a PDF")
        with self._journal.step("Type its 24 words"):
            words = self._eyes.look(_words_on_sheet)
            self._write("The 24 words, in order", words)
            self._picture("words typed")
            self._press("Try the words")
            self._eyes.wait_for(finders.button("Set up an audit"), "the desk")
            self._picture("empty desk")

    # --- the audit -------------------------------------------------------------------------------

    def _begin(self) -> None:
        with self._journal.step("Begin"):
            self._press("Set up an audit")
            self._await(SetUpPage, "the task list")
            self._picture("task list")
            self._press("Go on")
            self._await(AboutPage, "what the audit is about")

    def _say_what_and_who(self) -> None:
        with self._journal.step("Theme, title, reference"):
            self._write("Theme", "Child sexual abuse")
            self._picture("about")
            self._continue_to(BodyPage, "who holds the audit")
        with self._journal.step("The body and its address"):
            self._write("Name of the body", "Invented Safeguarding Partnership")
            self._write("Short name", "Invented Partnership")
            self._write("E-mail address for returns", "returns@partnership.example")
            self._picture("body")
            self._continue_to(DatesPage, "the dates")

    def _choose_dates_and_tool(self) -> None:
        with self._journal.step("Dates of a round in five days"):
            self._press("Use these dates")
            self._picture("dates")
            self._continue_to(ToolPage, "the audit tool")
        with self._journal.step("The audit tool"):
            self._hands.pick(finders.button(TITLE), TITLE)
            self._picture("tool")
            self._continue_to(CasesPage, "the cases")

    def _bring_cases_in(self) -> None:
        with self._journal.step("The case list from Excel"):
            self._press("Import from Excel or CSV…")
            self._await(ListPage, "the page for the list")
            self._press("Choose a file")
            self._give_file(str(self._stage.case_list), "Open")
            bring = f"Bring in {len(CASES)} cases"
            self._eyes.wait_for(finders.button(bring), "the list to be read")
            self._picture("columns matched")
            self._press(bring)
            self._await(CasesPage, "the cases")
            self._picture("cases")
        with self._journal.step("On to the agencies"):
            self._continue_to(AgenciesPage, "the agencies")

    def _add_agencies(self) -> None:
        with self._journal.step(f"{len(AGENCIES)} agencies"):
            for name, address in AGENCIES:
                self._press("Add an agency")
                self._write("Name of the agency", name)
                self._write("E-mail address", address)
                self._press("Add this agency")
                self._eyes.wait_for(finders.button(f"Change {name}"), f"the row of {name}")
            self._picture("agencies")
            self._continue_to(AskedPage, "who is asked about whom")

    def _check(self) -> None:
        with self._journal.step("Who is asked about whom"):
            self._picture("who is asked")
            self._continue_to(CheckPage, "the check")
        with self._journal.step("Check and finish"):
            self._picture("check")
            self._press("Finish and issue packs")
            self._await(IssuePage, "the page that issues the packs")

    # --- the packs -------------------------------------------------------------------------------

    def _issue(self) -> None:
        with self._journal.step("Choose a folder"):
            self._picture("issue packs")
            self._press("Choose a folder")
            self._give_file(str(self._stage.packs), "Choose")
        with self._journal.step("Issue the packs"):
            self._press(f"Issue {len(AGENCIES)} packs")
            shown = finders.button("Show in folder")
            self._eyes.wait(lambda: shown() is not None, "the packs", 60)
            self._picture("packs issued")


def _words_on_sheet() -> str:
    """The words as they stand on the sheet that was printed."""
    page = finders.main_window().page()
    return " ".join(page.sheet.words) if isinstance(page, RecoverySheetPage) else ""
