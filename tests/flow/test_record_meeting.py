"""The notes of a meeting come in from a file: all of them, once, or nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.domain.meeting import THE_AUDIT, Matter, NoteHeading, Presence, Scope
from app.errors import ToolFileError
from app.services.record_meeting import MeetingRecordedError, record_meeting
from tests.flow.desks import start_round

NOTES = """
format = 1
[[attendance]]
agency = "police"
who = "Review officer"
presence = "apologies"
[audit]
to_do = ["Ask earlier.", "=1+1"]
[[cases]]
uin = "T-1"
minutes = 20
worried = ["Dad was not asked."]
[[recommendations]]
finding = "Dad was not asked"
action = "Ask him"
agencies = ["police"]
"""


def test_a_meeting_comes_in_once(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    path = tmp_path / "notes.toml"
    path.write_text(NOTES, encoding="utf-8")
    with closing(round_.partnership) as desk:
        recorded = record_meeting(desk, round_.audit.reference, path)
        assert (recorded.notes, recorded.agreed, recorded.recommendations) == (3, 0, 1)
        with pytest.raises(MeetingRecordedError, match="recorded already"):
            record_meeting(desk, round_.audit.reference, path)
        with desk.work() as work:
            meeting = work.meetings.of(round_.audit.id)
            (plan,) = work.recommendations.all(round_.audit.id)
    case = Matter(Scope.CASE, "T-1")
    assert [note.text for note in meeting.notes_on(case, NoteHeading.WORRIED)] == [
        "Dad was not asked."
    ]
    assert [note.text for note in meeting.notes_on(THE_AUDIT)] == ["Ask earlier.", "=1+1"]
    assert meeting.discussion(case).seconds == 20 * 60
    assert [each.presence for each in meeting.attendance] == [Presence.APOLOGIES]
    assert plan.lacks == ("a lead", "a date (or who sets it)", "an outcome")


def test_a_file_that_does_not_fit_brings_nothing_in(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    path = tmp_path / "notes.toml"
    path.write_text(NOTES.replace("T-1", "T-9"), encoding="utf-8")
    with closing(round_.partnership) as desk:
        with pytest.raises(ToolFileError):
            record_meeting(desk, round_.audit.reference, path)
        with desk.work() as work:
            assert work.meetings.of(round_.audit.id).is_empty
