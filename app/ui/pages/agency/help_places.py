"""Which topic of Help fits which page of the desk, and how one says the way back to it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.interview import ABOUT, CHECK
from app.ui.interview.interview import Interview
from app.ui.interview.wording import case_title
from app.ui.pages.agency.surroundings import AUDITS, SENT

_STEPS = {ABOUT: "look-back", CHECK: "check-your-answers"}


@dataclass(frozen=True)
class HelpPlace:
    """A page seen from Help: its topic, or none; where "Back to …" leads; its place."""

    topic: str
    name: str
    place: str = AUDITS


# By the names of the pages: Help need not know them, and a test says which one is missing.
_PLACES = {
    "HomePage": HelpPlace("open-your-pack", "My audits"),
    "AuditPage": HelpPlace("the-cases", "the cases"),
    "SealPage": HelpPlace("seal-and-send", "sealing"),
    "DonePage": HelpPlace("seal-and-send", "the sealed file"),
    "SealedPage": HelpPlace("queries-and-reopening", "the sealed return"),
    "QueryPage": HelpPlace("queries-and-reopening", "the query"),
    "AskPage": HelpPlace("who-else", "taking over"),
    "HandOverPage": HelpPlace("who-else", "handing over"),
    "TakeOverPage": HelpPlace("who-else", "taking over"),
    "HandedPage": HelpPlace("who-else", "the case that was handed over"),
    "TryPage": HelpPlace("seal-and-send", "the test package"),
    "SentPage": HelpPlace("after-sending", "Sent", SENT),
    "SentReturnPage": HelpPlace("after-sending", "the return", SENT),
}


def help_place(page: QWidget | None) -> HelpPlace:
    """The help for a page. One that is not known here has the list of topics."""
    if isinstance(page, Interview):
        topic = _STEPS.get(page.step, "answer-the-questions")
        return HelpPlace(topic, case_title(page.case))
    return _PLACES.get(type(page).__name__, HelpPlace("", "where you were"))
