"""From the last return to the published report, in an afternoon: the stage, the way, the proof."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QListView, QWidget

from app.bootstrap import build_context
from app.domain.comment_tags import tag_words
from app.services.context import Context, WindowRequest
from app.services.publish_report import published
from app.storage import Clock, Workspace, open_workspace
from app.ui.pages.partnership.comment_take import TakePage
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.findings_list import FindingsList
from app.ui.pages.partnership.meeting.mode import MeetingMode
from app.ui.pages.partnership.meeting.room import MeetingRoom
from app.ui.pages.partnership.recommendations.edit_page import RecommendationPage
from app.ui.pages.partnership.recommendations.room import RecommendationsRoom
from app.ui.pages.partnership.recommendations.to_dos_page import ToDosPage
from app.ui.pages.partnership.report.preview_page import PreviewPage
from app.ui.pages.partnership.report.publish_page import PublishPage
from app.ui.pages.partnership.report.text_page import TextPage
from app.ui.pages.partnership.report.texts_page import TextsPage
from app.ui.pages.partnership.reports import ReportsRoom
from app.ui.pages.partnership.room import Room
from tests.flow.desks import PASSPHRASE
from tests.runs import finders
from tests.runs.display import xdotool
from tests.runs.proof import Proof
from tests.runs.stage import clock_from, make_home
from tests.runs.way import Way
from tests.ui.partnership.scene import FINISHED, round_scene

_TO_DO = "Agree in one place who asks about origin, religion and culture."
_WHY = "The agencies gave the same grade, with the same reasons."
_LEAD = "Learning and Improvement"
_OUTCOME = "The next audit finds it in nine of ten cases."
_ADDED = " The board thanks the auditors."
_WHO = "The board"
_REASON = "Looked at one by one: roles, not people."


@dataclass(frozen=True)
class AfternoonStage:
    """A desk with the sample audit, all of whose returns are in."""

    folder: Path
    audit_id: str
    clock: Clock

    @property
    def request(self) -> WindowRequest:
        """The desk is open when the window comes."""
        return WindowRequest(self.folder / "workspace", PASSPHRASE)

    def context(self) -> Context:
        """The program's own context, on the day after the last return."""
        return replace(build_context(), clock=self.clock)

    def open(self) -> Workspace:
        """The workspace, to see what came out."""
        return open_workspace(self.folder / "workspace", passphrase=PASSPHRASE, clock=self.clock)


def set_afternoon_stage(folder: Path) -> AfternoonStage:
    """Bring the sample's returns in."""
    make_home(folder)
    scene, audit = round_scene(folder, finished=True)
    scene.workspace.close()
    return AfternoonStage(folder, audit.id, clock_from(FINISHED))


class Afternoon(Way):
    """The way of an officer who has the findings before them, and the board on the telephone."""

    def go(self) -> None:
        """From the findings to the published report."""
        self._journal.part = "Findings"
        self._find_weakest()
        self._tag_and_quote()
        self._journal.part = "Meeting"
        self._meet()
        self._journal.part = "Recommendation"
        self._recommend()
        self._journal.part = "Report"
        self._write_text()
        self._look_at_it()
        self._publish()

    def _click_first(self, kind: type[QListView]) -> None:
        x, y = self._eyes.look(lambda: _first_row(kind))
        self._hands.attend()
        xdotool("mousemove", str(x), str(y), "click", "1")
        self._hands.tally.clicks += 1

    # --- the findings ----------------------------------------------------------------------------

    def _find_weakest(self) -> None:
        with self._journal.step("Open the weakest question"):
            self._eyes.wait(lambda: isinstance(_page(), Room), "the desk", 30)
            self._key("ctrl+5")
            self._await(FindingsRoom, "the findings", lambda: _rows(FindingsList) > 0)
            self._picture("findings")
            self._click_first(FindingsList)
            self._await(CommentsPage, "the comments", lambda: _rows(QListView) > 0)
            self._picture("comments on the weakest")

    def _tag_and_quote(self) -> None:
        with self._journal.step("Tag a comment and quote it"):
            self._click_first(QListView)
            self._key("w")
            self._key("q")
            self._await(TakePage, "the quotation")
            self._picture("quote")
            self._press("Quote this")
            self._await(CommentsPage, "the comments again")
            self._picture("tagged and quoted")

    # --- the meeting -----------------------------------------------------------------------------

    def _meet(self) -> None:
        with self._journal.step("Begin the meeting"):
            self._key("ctrl+6")
            self._await(MeetingRoom, "the meeting")
            self._picture("meeting")
            self._press("Start the meeting")
            self._await(MeetingMode, "the projector’s view")
            self._picture("projector")
        with self._journal.step("Note what is to be done"):
            self._key("alt+3")
            self._hands.type(_TO_DO)
            self._key("Return")
            self._picture("a point added")
        with self._journal.step("Agree the judgement"):
            self._key("alt+6")
            self._hands.pick(finders.button("Good"), "Good")
            self._write("Why", _WHY)
            self._picture("judgement agreed")
        with self._journal.step("Leave the meeting"):
            self._press("Leave")
            self._await(MeetingRoom, "the meeting’s page")
            self._picture("after the meeting")

    # --- the recommendation ----------------------------------------------------------------------

    def _recommend(self) -> None:
        with self._journal.step("Take the to-do over"):
            self._key("ctrl+7")
            self._await(RecommendationsRoom, "the recommendations")
            self._picture("recommendations")
            self._press("Take over 1 to-do")
            self._await(ToDosPage, "the to-dos")
            self._picture("to-dos")
            self._press("Make 1 recommendation")
            self._await(RecommendationsRoom, "the recommendations again")
            self._picture("recommendation made")
        with self._journal.step("Lead, date and outcome"):
            self._key("Return")
            self._await(RecommendationPage, "the recommendation")
            self._picture("recommendation opened")
            self._write("Lead", _LEAD)
            for part, number in (("Day", "31"), ("Month", "5"), ("Year", "2018")):
                self._write(f"Date for completion: {part}", number)
            self._write("Outcome", _OUTCOME)
            self._picture("recommendation written")
            self._press("Recommendations")
            self._await(RecommendationsRoom, "the list")
            self._picture("recommendation in the list")

    # --- the report ------------------------------------------------------------------------------

    def _write_text(self) -> None:
        with self._journal.step("Add to the executive summary"):
            self._key("ctrl+8")
            self._await(ReportsRoom, "the reports")
            self._picture("reports")
            self._press("Edit texts")
            self._await(TextsPage, "the texts")
            self._picture("texts")
            self._press("Executive summary")
            self._await(TextPage, "the executive summary")
            box = finders.text_box("Your text")
            self._eyes.wait(lambda: bool(finders.content(box())), "the draft")
            self._hands.reach(box, "the text")
            self._key("ctrl+End")
            self._hands.type(_ADDED)
            self._picture("text changed")

    def _look_at_it(self) -> None:
        with self._journal.step("Preview"):
            self._press("Preview the report")
            self._await(PreviewPage, "the preview", _is_made)
            self._picture("preview")

    def _publish(self) -> None:
        with self._journal.step("Check and publish"):
            self._press("Check and publish")
            self._await(PublishPage, "the check", lambda: _publishing().publish.isEnabled())
            self._picture("checked")
            self._write("Who publishes it", _WHO)
            if self._eyes.look(lambda: finders.text_box("Why it may stay")() is not None):
                self._write("Why it may stay", _REASON)
            self._picture("ready to publish")
            self._press("Publish")
            self._eyes.wait(lambda: not _publishing().none_yet.isVisible(), "the version", 120)
            self._picture("published")


def prove_afternoon(stage: AfternoonStage) -> list[Proof]:
    """Look into the workspace: everything that was done is kept."""
    with closing(stage.open()) as desk:
        versions = published(desk, stage.audit_id, clock=stage.clock)
        with desk.work() as work:
            tags = [tag_words(each.tag) for each in work.comments.tags(stage.audit_id)]
            quotes = work.comments.quotes(stage.audit_id)
            meeting = work.meetings.of(stage.audit_id)
            plan = work.recommendations.all(stage.audit_id)
            texts = work.reports.texts(stage.audit_id)
    return [
        Proof(
            f"one comment is tagged “{tags[0] if tags else ''}”, one is quoted",
            len(tags) == 1 and len(quotes) == 1,
        ),
        Proof("the point is noted", [note.text for note in meeting.notes] == [_TO_DO]),
        Proof("the judgement is agreed, with why", [a.reason for a in meeting.agreed] == [_WHY]),
        Proof(
            "the recommendation has lead, date and outcome",
            [(r.lead, r.due is not None, r.outcome) for r in plan] == [(_LEAD, True, _OUTCOME)],
        ),
        Proof("the text is kept", any(t.text.endswith(_ADDED.strip()) for t in texts.values())),
        Proof(
            "one version is published, and nothing changed since",
            [(v.published.by, v.changed_since) for v in versions] == [(_WHO, "")],
        ),
    ]


def _page() -> QWidget | None:
    return finders.main_window().page()


def _list(kind: type[QListView]) -> QListView | None:
    page = _page()
    found = page.findChildren(kind) if page is not None else []
    return next((each for each in found if each.isVisible()), None)


def _rows(kind: type[QListView]) -> int:
    found = _list(kind)
    return found.model().rowCount() if found is not None else 0


def _first_row(kind: type[QListView]) -> tuple[int, int]:
    found = _list(kind)
    if found is None:
        raise LookupError(kind.__name__)
    place = found.visualRect(found.model().index(0, 0)).center()
    at = found.viewport().mapToGlobal(place)
    return at.x(), at.y()


def _is_made() -> bool:
    page = _page()
    return isinstance(page, PreviewPage) and page.content is not None


def _publishing() -> PublishPage:
    page = _page()
    if not isinstance(page, PublishPage):
        raise TypeError(type(page).__name__)
    return page
