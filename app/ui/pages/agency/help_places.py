"""Which topic of Help fits which page of the desk, and how one says the way back to it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.interview import ABOUT, CHECK
from app.ui.interview.interview import Interview
from app.ui.interview.wording import case_title
from app.ui.pages.agency.surroundings import AUDITS, SENT
from app.ui.pages.help.places import HelpPlace

_STEPS = {ABOUT: "look-back", CHECK: "check-your-answers"}


# By the names of the pages: Help need not know them, and a test says which one is missing.
_PLACES = {
    "HomePage": HelpPlace("open-your-pack", "My audits", AUDITS),
    "AuditPage": HelpPlace("the-cases", "the cases", AUDITS),
    "SealPage": HelpPlace("seal-and-send", "sealing", AUDITS),
    "DonePage": HelpPlace("seal-and-send", "the sealed file", AUDITS),
    "SealedPage": HelpPlace("queries-and-reopening", "the sealed return", AUDITS),
    "QueryPage": HelpPlace("queries-and-reopening", "the query", AUDITS),
    "AskPage": HelpPlace("who-else", "taking over", AUDITS),
    "HandOverPage": HelpPlace("who-else", "handing over", AUDITS),
    "TakeOverPage": HelpPlace("who-else", "taking over", AUDITS),
    "HandedPage": HelpPlace("who-else", "the case that was handed over", AUDITS),
    "TryPage": HelpPlace("seal-and-send", "the test package", AUDITS),
    "SentPage": HelpPlace("after-sending", "Sent", SENT),
    "CopiesPage": HelpPlace("copies", "the copies", AUDITS),
    "HistoryPage": HelpPlace("what-is-kept-where", "the history", AUDITS),
    "KeysPage": HelpPlace("lock-and-passphrase", "keys and lock", AUDITS),
    "SentReturnPage": HelpPlace("after-sending", "the return", SENT),
}


def help_place(page: QWidget | None) -> HelpPlace:
    """The help for a page. One that is not known here has the list of topics."""
    if isinstance(page, Interview):
        topic = _STEPS.get(page.step, "answer-the-questions")
        return HelpPlace(topic, case_title(page.case), AUDITS)
    return _PLACES.get(type(page).__name__, HelpPlace("", "where you were", AUDITS))
