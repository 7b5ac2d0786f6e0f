"""Help of the partnership's desk: which topic fits which of its pages."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services.help_texts import PARTNERSHIP
from app.ui.pages.help.places import HelpPlace
from app.ui.pages.help.room import DeskHelp

# By the names of the pages: Help need not know them, and a test says which one is missing.
_PLACES = {
    "OverviewRoom": HelpPlace("first-steps", "the overview"),
    "AuditsPage": HelpPlace("many-audits", "all audits"),
    "SetUpPage": HelpPlace("set-up-an-audit", "the task list"),
    "AboutPage": HelpPlace("set-up-an-audit", "what the audit is about"),
    "BodyPage": HelpPlace("set-up-an-audit", "who holds the audit"),
    "DatesPage": HelpPlace("set-up-an-audit", "the dates"),
    "ToolPage": HelpPlace("audit-tools", "the audit tool"),
    "CasesPage": HelpPlace("case-list", "the cases"),
    "ListPage": HelpPlace("case-list", "the list that is brought in"),
    "DrawPage": HelpPlace("case-list", "the drawing of cases"),
    "AgenciesPage": HelpPlace("agencies", "the agencies"),
    "AskedPage": HelpPlace("who-is-asked", "who is asked about whom"),
    "CheckPage": HelpPlace("set-up-an-audit", "the check"),
    "CasesRoom": HelpPlace("issue-packs", "cases and agencies"),
    "IssuePage": HelpPlace("issue-packs", "issuing the packs"),
    "CasePage": HelpPlace("read-a-return", "the case"),
    "AgencyPage": HelpPlace("receipts", "the agency"),
    "InboxRoom": HelpPlace("inbox", "the inbox"),
    "TrackerRoom": HelpPlace("tracker", "the tracker"),
    "ChasersPage": HelpPlace("tracker", "the chasers"),
    "ReceiptsPage": HelpPlace("receipts", "the receipts"),
    "ReturnPage": HelpPlace("read-a-return", "the return"),
    "AskPage": HelpPlace("ask-about-a-return", "the query"),
    "SendPage": HelpPlace("ask-about-a-return", "the file to be sent"),
    "FindingsRoom": HelpPlace("findings", "the findings"),
    "SideBySidePage": HelpPlace("findings", "the answers side by side"),
    "CommentsPage": HelpPlace("comments", "the comments"),
    "TakePage": HelpPlace("comments", "the comment"),
    "ThemesPage": HelpPlace("comments", "the themes"),
    "QuotesPage": HelpPlace("comments", "the quotations"),
    "MeetingRoom": HelpPlace("meeting", "the meeting"),
    "MeetingMode": HelpPlace("meeting", "the meeting"),
    "MatterPage": HelpPlace("meeting", "what was noted"),
    "ScanPage": HelpPlace("report", "the look through the audit"),
    "ReportsRoom": HelpPlace("report", "the reports"),
    "PreviewPage": HelpPlace("report", "the preview"),
    "TextsPage": HelpPlace("report", "the texts"),
    "TextPage": HelpPlace("report", "the text"),
    "PublishPage": HelpPlace("publish", "the check before publication"),
    "RecommendationsRoom": HelpPlace("recommendations", "the recommendations"),
    "RecommendationPage": HelpPlace("recommendations", "the recommendation"),
    "EvidencePage": HelpPlace("recommendations", "the evidence"),
    "ToDosPage": HelpPlace("recommendations", "the to-dos of the meeting"),
    "CarryPage": HelpPlace("recommendations", "what is carried on"),
    "ToolsRoom": HelpPlace("audit-tools", "the audit tools"),
    "BroughtInPage": HelpPlace("tools-as-files", "what was brought in"),
    "ComparePage": HelpPlace("edit-a-tool", "the comparison"),
    "ToolEditor": HelpPlace("edit-a-tool", "the editor"),
    "AgenciesRoom": HelpPlace("agencies", "the address book"),
    "HistoryPage": HelpPlace("history", "the history"),
    "DestroyPage": HelpPlace("many-audits", "the destruction of the audit"),
    "SettingsRoom": HelpPlace("recovery-sheet", "the settings"),
    "KeysPage": HelpPlace("keys", "keys and lock"),
    "CopiesRoom": HelpPlace("copies", "the copies"),
}


class PartnershipHelp(DeskHelp):
    """The place at the side is the desk's to say: a page can be opened from more than one room."""

    texts = PARTNERSHIP

    def place_of(self, page: QWidget | None) -> HelpPlace:
        """The help for a page. One that is not known here has the list of topics."""
        return _PLACES.get(type(page).__name__, HelpPlace("", "where you were"))
