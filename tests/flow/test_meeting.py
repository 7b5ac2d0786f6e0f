"""Holding the meeting: what is noted, agreed and attended, in a real workspace."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from app.domain.changes import NO_CHANGES, Topic
from app.domain.evidence import of_answer
from app.domain.meeting import (
    THE_AUDIT,
    THE_PROCESS,
    Agreed,
    Attendance,
    Discussion,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
    Presence,
    Scope,
)
from app.errors import NotFoundError
from app.services.hold_meeting import (
    LONGEST_MEETING,
    MeetingInHand,
    agree,
    attend,
    discuss,
    drop_note,
    keep_note,
    meeting_in_hand,
    new_note,
    place_notes,
    plan_minutes,
)
from app.storage import open_workspace
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import PASSPHRASE, Round, package_from, start_round

CASE = Matter(Scope.CASE, "T-1")
MATTERS = (CASE, Matter(Scope.CASE, "T-2"), THE_AUDIT, THE_PROCESS)
HOSTILE = ("<b>&amp;</b>", "=1+1", "\u202egnp.exe", "🧒🏽 held", "x" * 50_000, "two\nlines", "٣")


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[Round]:
    round_ = start_round(tmp_path)
    yield round_
    round_.partnership.close()


def hand(round_: Round) -> MeetingInHand:
    return meeting_in_hand(round_.partnership, round_.audit.id, clock=clock)


def note(round_: Round, text: str, matter: Matter = CASE) -> MeetingNote:
    made = new_note(matter, NoteHeading.WORRIED, text)
    keep_note(round_.partnership, round_.audit.id, made)
    return made


def test_everything_is_in_hand(round_: Round) -> None:
    forms = [("T-1", full_form()), ("T-2", nil_form())]
    round_.bring_in(package_from(round_, "Police", "police", forms), accept_new_keys=True)
    found = hand(round_)
    assert found.agenda == MATTERS
    assert found.to_discuss == MATTERS
    assert found.meeting == Meeting()
    assert found.minutes == 0
    assert set(found.content.forms) == {("T-1", "police"), ("T-2", "police")}


def test_a_note_is_there_after_the_desk_was_closed(round_: Round, tmp_path: Path) -> None:
    made = replace(new_note(CASE, NoteHeading.TO_DO, "Share the minutes"), evidence=(
        of_answer("T-1", "police", "Q1"),
    ))  # fmt: skip
    written = keep_note(round_.partnership, round_.audit.id, made)
    assert written.topics == {Topic.MEETING}
    assert written.audit_id == round_.audit.id
    round_.partnership.close()
    again = open_workspace(tmp_path / "partnership", passphrase=PASSPHRASE, clock=clock)
    with closing(again):
        found = meeting_in_hand(again, round_.audit.id, clock=clock)
        assert found.meeting.notes == (made,)


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:8] for text in HOSTILE])
def test_whatever_is_noted_comes_back_as_it_was_typed(round_: Round, text: str) -> None:
    made = note(round_, text)
    assert hand(round_).meeting.note(made.id) == made


def test_saying_the_same_again_changes_nothing(round_: Round) -> None:
    made = note(round_, "Minutes are late")
    workspace, audit_id = round_.partnership, round_.audit.id
    assert keep_note(workspace, audit_id, made) == NO_CHANGES
    assert place_notes(workspace, audit_id, CASE, made.heading, [made.id]) == NO_CHANGES
    assert drop_note(workspace, audit_id, "none") == NO_CHANGES
    assert agree(workspace, audit_id, Agreed("T-1")) == NO_CHANGES
    assert discuss(workspace, audit_id, Discussion(CASE)) == NO_CHANGES
    assert attend(workspace, audit_id, [Attendance()]) == NO_CHANGES
    assert plan_minutes(workspace, audit_id, 0) == NO_CHANGES


def test_a_case_that_is_not_in_the_audit_is_refused(round_: Round) -> None:
    workspace, audit_id, gone = round_.partnership, round_.audit.id, Matter(Scope.CASE, "T-9")
    with pytest.raises(NotFoundError):
        keep_note(workspace, audit_id, new_note(gone, NoteHeading.WELL, "So it was"))
    with pytest.raises(NotFoundError):
        place_notes(workspace, audit_id, gone, NoteHeading.WELL, [])
    with pytest.raises(NotFoundError):
        agree(workspace, audit_id, Agreed("T-9", "good"))
    with pytest.raises(NotFoundError):
        discuss(workspace, audit_id, Discussion(gone, done=True))
    with pytest.raises(NotFoundError):
        attend(workspace, audit_id, [Attendance("nobody")])
    assert hand(round_).meeting == Meeting()


def test_what_is_agreed_and_taken_back(round_: Round) -> None:
    agreed = Agreed("T-1", "good", "Prompt work", "Police saw delay")
    agree(round_.partnership, round_.audit.id, agreed)
    assert hand(round_).meeting.agreed == (agreed,)
    agree(round_.partnership, round_.audit.id, Agreed("T-1"))
    assert hand(round_).meeting.agreed == ()


def test_attendance_and_time_and_what_is_left(round_: Round) -> None:
    workspace, audit_id = round_.partnership, round_.audit.id
    present = [
        Attendance("police", "Review Officer", Presence.PART, "from noon"),
        Attendance("", "Chair"),
        Attendance("", "  "),
    ]
    attend(workspace, audit_id, present)
    discuss(workspace, audit_id, Discussion(CASE, done=True, seconds=95))
    discuss(workspace, audit_id, Discussion(THE_AUDIT, seconds=-5))
    plan_minutes(workspace, audit_id, 1_000_000)
    found = hand(round_)
    assert found.meeting.attendance == tuple(present[:2])
    assert found.meeting.discussion(CASE) == Discussion(CASE, done=True, seconds=95)
    assert found.meeting.discussion(THE_AUDIT).seconds == 0
    assert found.to_discuss == MATTERS[1:]
    assert found.minutes == LONGEST_MEETING


class Notes(RuleBasedStateMachine):
    """Notes that are added, edited, moved, put in order and dropped, beside a model of them."""

    notes = Bundle("notes")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._round = start_round(Path(self._folder.name))
        self._where = (self._round.partnership, self._round.audit.id)
        self._columns: dict[tuple[Matter, NoteHeading], list[str]] = {}
        self._texts: dict[str, str] = {}

    def _column(self, note_id: str) -> tuple[Matter, NoteHeading]:
        return next(key for key, ids in self._columns.items() if note_id in ids)

    @rule(
        target=notes,
        matter=st.sampled_from(MATTERS),
        heading=st.sampled_from(NoteHeading),
        text=st.text(min_size=1).filter(str.strip),
    )
    def add(self, matter: Matter, heading: NoteHeading, text: str) -> str:
        made = new_note(matter, heading, text)
        keep_note(*self._where, made)
        self._columns.setdefault((matter, heading), []).append(made.id)
        self._texts[made.id] = text
        return made.id

    @rule(note_id=notes, text=st.text(min_size=1).filter(str.strip))
    def edit(self, note_id: str, text: str) -> None:
        matter, heading = self._column(note_id)
        keep_note(*self._where, MeetingNote(note_id, matter, heading, text))
        self._texts[note_id] = text

    @rule(note_id=notes, heading=st.sampled_from(NoteHeading), at=st.integers(0, 5))
    def move(self, note_id: str, heading: NoteHeading, at: int) -> None:
        before = self._column(note_id)
        self._columns[before].remove(note_id)
        column = self._columns.setdefault((before[0], heading), [])
        column.insert(at, note_id)
        place_notes(*self._where, before[0], heading, [*column, "gone", note_id])

    @rule(note_id=consumes(notes), empty=st.booleans())
    def drop(self, note_id: str, empty: bool) -> None:
        matter, heading = self._column(note_id)
        if empty:
            keep_note(*self._where, MeetingNote(note_id, matter, heading, " \n"))
        else:
            drop_note(*self._where, note_id)
        self._columns[matter, heading].remove(note_id)
        del self._texts[note_id]

    @invariant()
    def columns_are_those_of_the_model(self) -> None:
        meeting = hand(self._round).meeting
        for (matter, heading), ids in self._columns.items():
            assert [one.id for one in meeting.notes_on(matter, heading)] == ids
        assert {one.id: one.text for one in meeting.notes} == self._texts

    def teardown(self) -> None:
        self._round.partnership.close()
        self._folder.cleanup()


TestNotes = Notes.TestCase
TestNotes.settings = settings(
    max_examples=8,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
