"""The screens of the recommendations, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.audits import Audit
from app.domain.changes import Topic, changed
from app.domain.evidence import of_answer, of_note, of_question
from app.domain.meeting import THE_AUDIT, Matter, MeetingNote, NoteHeading, Scope
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.recommendations.carry_page import CarryPage
from app.ui.pages.partnership.recommendations.edit_page import RecommendationPage
from app.ui.pages.partnership.recommendations.evidence_page import EvidencePage
from app.ui.pages.partnership.recommendations.room import RecommendationsRoom
from app.ui.pages.partnership.recommendations.to_dos_page import ToDosPage
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import Shot, settle

QUORATE = "The current work to ensure that strategy meetings are quorate is fully implemented."
LEARNING, SET = "Learning and Improvement", "Sub-group to set timescale"
DONE, CARRIED = RecommendationState.DONE, RecommendationState.CARRIED
_BEFORE, _LONG_BEFORE = "earlier-2017", "earlier-2016"

HERE = (
    (
        (
            "Practitioners have sufficient knowledge of work with sex offenders to understand "
            "the implications for child protection planning."
        ),
        "Develop an information pack and a strategy for its dissemination.",
        {"lead": LEARNING, "set_by": SET, "outcome": "Evidence in audits of tools being used."},
    ),
    (
        "Strategy meetings routinely involve all relevant agencies.",
        QUORATE,
        {"lead": "Children’s Social Care", "due": date(2018, 9, 28)},
    ),
    (
        "A one-minute guide is created to share the findings.",
        "Develop a one-minute guide.",
        {"due": date(2018, 3, 9), "lead": LEARNING, "outcome": "The guide is on the website."},
    ),
    (
        "Police information on criminal investigations updates the core group.",
        "Core groups routinely request a police update on criminal proceedings.",
        {
            "agency_ids": ("childrens-social-care", "police"),
            "due": date(2018, 2, 10),
            "lead": "Police",
            "outcome": "Evidence in audits.",
        },
    ),
)


def fill(scene: Scene, audit: Audit) -> None:
    """Recommendations of this audit and of two before it, and what the meeting noted."""
    with scene.workspace.work() as work:
        for at, (finding, action, fields) in enumerate(HERE):
            found = Recommendation(f"here-{at}", audit.id, finding, action)
            work.recommendations.keep(replace(found, **fields))  # type: ignore[arg-type]
        for each in audit.cases:
            note = MeetingNote(
                f"note-{each.uin}", Matter(Scope.CASE, each.uin), NoteHeading.TO_DO, QUORATE
            )
            work.meetings.keep_note(audit.id, note)
        review = "Review the pre-birth assessment policy, in particular at what stage to refer."
        whole = MeetingNote("note-audit", THE_AUDIT, NoteHeading.TO_DO, review)
        work.meetings.keep_note(audit.id, whole)
        if len(work.audits.all()) == 1:
            for older in _years_before(audit):
                work.audits.add(older)
        behind = (
            of_question("Q6"),
            of_answer("CE-0412", "childrens-social-care", "Q6"),
            of_note("note-audit"),
            of_note("gone"),
        )
        kept = work.recommendations.get("here-1")
        work.recommendations.keep(replace(kept, evidence=behind))
        work.commit()
    with scene.workspace.work() as work:
        for at, (key, fields) in enumerate(_EARLIER.items()):
            audit_id, action, lead, more = fields
            found = Recommendation(key, audit_id, "Found in the audit.", action, lead=lead)
            work.recommendations.keep(replace(found, **more))
            said = ProgressNote(key, date(2017, 10, 3 + at), "Quality sub-group", _SAID[at % 2])
            work.recommendations.report(found, said)
        work.commit()


_SAID = (
    "A first draft of the policy went to all agencies; two have answered.",
    "Training is booked for November. The police have seen the material.",
)
_EARLIER: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "old-1": (_BEFORE, "Chronologies are shared before the conference.", "Health Visiting",
              {"due": date(2017, 12, 1)}),
    "old-2": (_BEFORE, "Supervision records say why a case was stepped down.", "Probation",
              {"due": date(2018, 3, 20), "carried_from": "older-1"}),
    "old-3": (_BEFORE, "Schools are told of the plan.", "Education",
              {"state": DONE, "closed": date(2017, 11, 2), "result": "A letter goes out."}),
    "older-1": (_LONG_BEFORE, "Supervision records say why a case was stepped down.", "Probation",
                {"state": CARRIED, "closed": date(2017, 2, 20), "due": date(2017, 1, 31)}),
}  # fmt: skip


def clear(scene: Scene, audit: Audit) -> None:
    """As if nothing was recommended and nothing noted yet."""
    with scene.workspace.work() as work:
        for each in work.recommendations.all():
            work.recommendations.drop(each)
        for note in work.meetings.of(audit.id).notes:
            work.meetings.drop_note(audit.id, note.id)
        work.commit()


def _years_before(audit: Audit) -> Iterator[Audit]:
    years = ((_BEFORE, "CE-NEG-2017", 2017), (_LONG_BEFORE, "CE-NEG-2016", 2016))
    for audit_id, reference, year in years:
        yield replace(
            audit,
            id=audit_id,
            reference=reference,
            title=f"Neglect audit, {year}",
            opened=date(year, 1, 16),
            due=date(year, 2, 6),
            meeting=None,
        )


class Tour:
    """Goes through the screens."""

    def __init__(self, scene: Scene, audit: Audit, desk: PartnershipDesk) -> None:
        self.scene, self.audit, self.desk = scene, audit, desk

    def _page(self) -> QWidget:
        settle(self.scene)
        page = self.desk.window.page()
        assert page is not None
        return page

    def room(self, pill: str = "here") -> RecommendationsRoom:
        self.desk.go("recommendations")
        room = self._page()
        assert isinstance(room, RecommendationsRoom)
        room.note.put()
        room.filters.words.set_value("")
        room.filters.counts.clear()
        room.pills.button(pill).click()
        return room

    def _afresh(self) -> RecommendationsRoom:
        assert self.scene.session is not None
        self.scene.session.tell(changed(Topic.RECOMMENDATIONS))
        settle(self.scene)
        return self.room()

    def empty(self) -> None:
        clear(self.scene, self.audit)
        self._afresh()

    def here(self) -> None:
        fill(self.scene, self.audit)
        room = self._afresh()
        settle(self.scene)
        room.list.setFocus(Qt.FocusReason.TabFocusReason)

    def over_years(self) -> None:
        self.room("all")

    def overdue(self) -> None:
        self.room("all").filters.counts.button("overdue").click()

    def nothing(self) -> None:
        room = self.room("all")
        room.filters.words.set_value("zebra")
        room.filters.words.edited.emit("zebra")

    def page(self, key: str) -> RecommendationPage:
        self.room("all").open_one(key)
        page = self._page()
        assert isinstance(page, RecommendationPage)
        return page

    def edit(self) -> None:
        self.page("here-1")

    def follow_up(self) -> None:
        page = self.page("old-2")
        page.follow_up.done.click()
        page.follow_up.close_it.click()

    def closed(self) -> None:
        page = self.page("old-3")
        settle(self.scene)
        page.follow_up.reopen.setFocus()

    def new(self) -> None:
        self.room().new.click()

    def evidence(self) -> None:
        page = self.page("here-1")
        page.evidence.more.click()
        picker = self._page()
        assert isinstance(picker, EvidencePage)
        cards = picker.lists[0].cards
        assert cards is not None
        next(iter(cards._cards.values())).click()

    def to_dos(self) -> None:
        self.room().from_meeting.click()
        assert isinstance(self._page(), ToDosPage)

    def carry(self) -> None:
        self.room().carry.click()
        page = self._page()
        assert isinstance(page, CarryPage)
        assert page.ticks is not None
        assert page.ticks.cards is not None
        next(iter(page.ticks.cards._cards.values())).click()


def shots_of_recommendations(scene: Scene, audit: Audit, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens, each with the way to it."""
    tour = Tour(scene, audit, desk)
    yield "recommendations-empty", tour.empty
    yield "recommendations", tour.here
    yield "recommendations-over-years", tour.over_years
    yield "recommendations-overdue", tour.overdue
    yield "recommendations-nothing", tour.nothing
    yield "recommendation-new", tour.new
    yield "recommendation", tour.edit
    yield "recommendation-closing", tour.follow_up
    yield "recommendation-closed", tour.closed
    yield "recommendation-evidence", tour.evidence
    yield "recommendations-to-dos", tour.to_dos
    yield "recommendations-carry", tour.carry
