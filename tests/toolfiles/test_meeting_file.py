"""The notes of a meeting as a file: the sample's, and files that say something wrong."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from app.bootstrap import resources_folder
from app.domain.audits import Audit
from app.domain.meeting import (
    THE_AUDIT,
    THE_PROCESS,
    Matter,
    NoteHeading,
    Presence,
    Scope,
    agreed_grade,
    still_to_discuss,
)
from app.errors import ToolFileError
from app.toolfiles import MeetingFile, read_definition, read_meeting

SAMPLE = resources_folder() / "sample"


@pytest.fixture(scope="module")
def audit() -> Audit:
    return read_definition(
        SAMPLE / "audit.toml", tools=resources_folder() / "tools", audit_id="sample"
    )


def read(path: Path, audit: Audit) -> MeetingFile:
    numbers = count()
    return read_meeting(path, audit, lambda: f"id-{next(numbers)}")


def test_the_sample_holds_the_meeting_of_the_published_report(audit: Audit) -> None:
    meeting = read(SAMPLE / "meeting.toml", audit).meeting
    printed = {  # the bullets of each column of the report of February 2018
        THE_AUDIT: (9, 3, 6),
        THE_PROCESS: (1, 2, 1),
        Matter(Scope.CASE, "CE-0412"): (6, 11, 3),
        Matter(Scope.CASE, "CE-0417"): (9, 8, 6),
        Matter(Scope.CASE, "CE-0423"): (10, 9, 6),
        Matter(Scope.CASE, "CE-0431"): (10, 12, 6),
        Matter(Scope.CASE, "CE-0438"): (4, 8, 4),
    }
    for matter, counts in printed.items():
        columns = tuple(len(meeting.notes_on(matter, heading)) for heading in NoteHeading)
        assert columns == counts, matter
    assert still_to_discuss(audit, meeting) == ()
    assert all(agreed_grade(audit.tool, meeting, case.uin) for case in audit.cases)
    late = [each.agency_id for each in meeting.attendance if each.presence is Presence.PART]
    assert late == ["police", "domestic-abuse"]


def test_the_sample_recommends_what_was_published_and_lacks_nothing(audit: Audit) -> None:
    recommendations = read(SAMPLE / "meeting.toml", audit).recommendations
    assert len(recommendations) == 5
    assert [each.lacks for each in recommendations] == [()] * 5
    assert len({each.id for each in recommendations}) == 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[cases]]\nuin = "CE-9999"', "uin"),
        ('[[cases]]\nuin = "CE-0412"\n[[cases]]\nuin = "CE-0412"', "uin"),
        ('[[cases]]\nuin = "CE-0412"\nagreed = "splendid"', "agreed"),
        ('[[cases]]\nuin = "CE-0412"\nminutes = -1', "minutes"),
        ('[[attendance]]\nagency = "nobody"', "agency"),
        ('[[attendance]]\nwho = "' + "x" * 301 + '"', "who"),
        ('[[attendance]]\npresence = "asleep"', "presence"),
        ('[[recommendations]]\nfinding = "a"\naction = "b"\nagencies = ["x"]', "agencies"),
        ('[[recommendations]]\nfinding = "a"\naction = "b"\nquestions = ["Q99"]', "questions"),
        ('[[recommendations]]\nfinding = "a"', "recommendations"),
        ("[audit]\nworried = [1]", "worried"),
        ('[audit]\nworried = ["turned \u202e round"]', "worried"),
        ("surprise = 1", "surprise"),
    ],
)
def test_what_does_not_fit_the_audit_is_refused_with_its_place(
    tmp_path: Path, audit: Audit, text: str, place: str
) -> None:
    path = tmp_path / "notes.toml"
    path.write_text(f"format = 1\n{text}\n", encoding="utf-8")
    with pytest.raises(ToolFileError) as refused:
        read(path, audit)
    assert place in refused.value.sentence
