"""The screens of the meeting, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest

from app.domain.evidence import of_answer
from app.domain.meeting import (
    THE_AUDIT,
    THE_PROCESS,
    Agreed,
    Attendance,
    Discussion,
    Matter,
    MeetingNote,
    NoteHeading,
    Presence,
    Scope,
)
from app.services.hold_meeting import (
    agree,
    attend,
    discuss,
    keep_note,
    meeting_in_hand,
    plan_minutes,
)
from app.ui.frame import DEFAULT
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.meeting.evidence import ANSWERS, JUDGEMENT, WORDS
from app.ui.pages.partnership.meeting.matter_page import MatterPage
from app.ui.pages.partnership.meeting.mode import MeetingMode
from app.ui.pages.partnership.meeting.room import MeetingRoom
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import Shot, settle

PROJECTOR = QSize(1_920, 1_080)
CASE_A, CASE_B = Matter(Scope.CASE, "CE-0412"), Matter(Scope.CASE, "CE-0417")
_W, _G, _D = NoteHeading
NOTES = (
    MeetingNote("a1", CASE_A, _W, "Services are not clear when an unborn child is to be referred."),
    MeetingNote("a2", CASE_A, _G, "The plan focused on risks, and on what worked well."),
    MeetingNote("a3", CASE_A, _D, "Ensure that all SMART plans have a timescale."),
    MeetingNote("b1", CASE_B, _W, "Minutes of the core group do not reach every agency."),
    MeetingNote(
        "b2",
        CASE_B,
        _W,
        "It is not clear what work was done with mum, and how it was evidenced.",
        (of_answer("CE-0417", "education", "Q9"),),
    ),
    MeetingNote("b3", CASE_B, _G, "The decision to go to conference was made in good time."),
    MeetingNote("b4", CASE_B, _G, "The children were spoken to separately, as fits their age."),
    MeetingNote("b5", CASE_B, _D, "Share conference reports with parents before the meeting."),
)


def record(scene: Scene, audit_id: str) -> None:
    """Half a meeting: the first case discussed, the second under way."""
    workspace = scene.workspace
    if meeting_in_hand(workspace, audit_id, clock=scene.clock).meeting.notes:
        return
    for note in NOTES:
        keep_note(workspace, audit_id, note)
    reason = "Prompt work and a clear plan; culture and timescales were missed."
    dissent = "Probation saw it as requiring improvement: they were not invited."
    agree(workspace, audit_id, Agreed(CASE_A.uin, "good", reason, dissent))
    discuss(workspace, audit_id, Discussion(CASE_A, done=True, seconds=22 * 60))
    discuss(workspace, audit_id, Discussion(CASE_B, seconds=6 * 60))
    plan_minutes(workspace, audit_id, 120)
    attend(
        workspace,
        audit_id,
        [
            Attendance("childrens-social-care", "Practice Improvement Manager"),
            Attendance("police", "Review Officer", Presence.PART, "from noon"),
            Attendance("domestic-abuse", "", Presence.APOLOGIES),
            Attendance("", "Chair"),
        ],
    )


class Tour:
    """Goes through the screens; what it changes it puts back when it comes by again."""

    def __init__(self, scene: Scene, desk: PartnershipDesk) -> None:
        self.scene, self.desk = scene, desk

    def room(self) -> MeetingRoom:
        """The room, with half a meeting in it."""
        record(self.scene, self.desk.audit_id)
        self.desk.go("meeting")
        settle(self.scene)
        room = self.desk.window.page()
        assert isinstance(room, MeetingRoom)
        room.look()
        settle(self.scene)
        return room

    def shown_room(self) -> None:
        self.room()

    def nothing_yet(self) -> None:
        self.desk.go("meeting")

    def mode(self, matter: Matter, view: str) -> MeetingMode:
        """The projector, at a matter."""
        self.room().start_meeting()
        settle(self.scene)
        page = self.desk.window.page()
        assert isinstance(page, MeetingMode)
        page.go(matter)
        settle(self.scene)
        page.look_at(view)
        return page

    def shown(self, matter: Matter, view: str) -> None:
        self.mode(matter, view)

    def unfolded(self) -> None:
        page = self.mode(CASE_B, ANSWERS)
        rows = page.evidence.answers.list
        rows.act(next(at for at, row in enumerate(rows.rows.rows) if row.folds))

    def typing(self) -> None:
        page = self.mode(CASE_B, ANSWERS)
        page.write_in(_W)
        assert page.notes is not None
        box = page.notes.columns[_W].lines[-1].box
        if len(page.notes.columns[_W].lines) == 3:
            QTest.keyClicks(box, "Ring Tom Baker about the minutes.")

    def projector(self) -> None:
        """As it is on a projector: wider, and one step larger."""
        self.mode(CASE_B, ANSWERS)
        self.desk.window.resize(PROJECTOR)
        settle(self.scene)

    def taken(self) -> None:
        """Words that were taken over are ticked; what was done is said below."""
        page = self.mode(CASE_A, WORDS)
        if not page.evidence.words.list.rows.taken:
            page.evidence.words.list.act(1)
        page.stage.say("Taken over into “What’s going well?”")

    def matter(self) -> None:
        self.desk.window.resize(DEFAULT)
        self.room().open_matter("0")
        settle(self.scene)
        assert isinstance(self.desk.window.page(), MatterPage)


def shots_of_the_meeting(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens, each with the way to it."""
    tour = Tour(scene, desk)
    yield "meeting-nothing-yet", tour.nothing_yet
    yield "meeting-room", tour.shown_room
    yield "meeting-answers", partial(tour.shown, CASE_B, ANSWERS)
    yield "meeting-comments", tour.unfolded
    yield "meeting-words", partial(tour.shown, CASE_B, WORDS)
    yield "meeting-taken", tour.taken
    yield "meeting-judgement", partial(tour.shown, CASE_A, JUDGEMENT)
    yield "meeting-typing", tour.typing
    yield "meeting-audit", partial(tour.shown, THE_AUDIT, WORDS)
    yield "meeting-process", partial(tour.shown, THE_PROCESS, WORDS)
    yield "meeting-projector", tour.projector
    yield "meeting-matter", tour.matter
