"""The notes of a multi-agency meeting and its recommendations, as a TOML file.

For a meeting whose notes were taken elsewhere, and for the sample. The file names cases by
their UIN and agencies by their id, as an audit definition does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.audits import Audit
from app.domain.evidence import of_question
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
    agreed_scale,
)
from app.domain.recommendations import Recommendation
from app.toolfiles.reading import Steps, read_bytes, text_of, toml_data
from app.toolfiles.shapes import Fault, decode, error_at

NewId = Callable[[], str]

_MOST_LINE = 300
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class _Notes:
    worried: tuple[str, ...] = ()
    well: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Case:
    uin: str
    minutes: int = 0
    worried: tuple[str, ...] = ()
    well: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
    agreed: str = ""
    reason: str = ""
    dissent: str = ""


@dataclass(frozen=True)
class _Attendance:
    agency: str = ""
    who: str = ""
    presence: Presence = Presence.WHOLE
    note: str = ""


@dataclass(frozen=True)
class _Recommendation:
    finding: str
    action: str
    agencies: tuple[str, ...] = ()
    lead: str = ""
    due: date | None = None
    set_by: str = ""
    outcome: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class _File:
    attendance: tuple[_Attendance, ...] = ()
    audit: _Notes = _Notes()
    process: _Notes = _Notes()
    cases: tuple[_Case, ...] = ()
    recommendations: tuple[_Recommendation, ...] = ()


@dataclass(frozen=True)
class MeetingFile:
    """What a file says of a meeting: what was noted and agreed, and what is recommended."""

    meeting: Meeting
    recommendations: tuple[Recommendation, ...]


def read_meeting(path: Path, audit: Audit, new_id: NewId) -> MeetingFile:
    """The meeting of an audit and its recommendations, from a file; ``new_id`` names each.

    Raises:
        ToolFileError: the file can't be read, or names what the audit does not have.
    """
    data = toml_data(text_of(read_bytes(path), path.name), path.name)
    found = decode(data, _File, path.name)
    for fault in _faults(found, audit):
        raise error_at(fault, data, path.name)
    return MeetingFile(_meeting(found, new_id), _recommendations(found, audit, new_id))


def _meeting(found: _File, new_id: NewId) -> Meeting:
    matters: list[tuple[Matter, _Notes | _Case]] = [
        *((Matter(Scope.CASE, case.uin), case) for case in found.cases),
        (THE_AUDIT, found.audit),
        (THE_PROCESS, found.process),
    ]
    return Meeting(
        notes=tuple(note for matter, notes in matters for note in _notes(matter, notes, new_id)),
        agreed=tuple(
            Agreed(case.uin, case.agreed, case.reason, case.dissent)
            for case in found.cases
            if case.agreed or case.reason or case.dissent
        ),
        attendance=tuple(
            Attendance(each.agency, each.who, each.presence, each.note) for each in found.attendance
        ),
        discussions=tuple(
            Discussion(matter, done=True, seconds=60 * getattr(notes, "minutes", 0))
            for matter, notes in matters
            if notes.worried or notes.well or notes.to_do
        ),
    )


def _notes(matter: Matter, notes: _Notes | _Case, new_id: NewId) -> Iterator[MeetingNote]:
    columns = {
        NoteHeading.WORRIED: notes.worried,
        NoteHeading.WELL: notes.well,
        NoteHeading.TO_DO: notes.to_do,
    }
    for heading, texts in columns.items():
        for text in texts:
            if text.strip():
                yield MeetingNote(new_id(), matter, heading, text.strip())


def _recommendations(found: _File, audit: Audit, new_id: NewId) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(
            id=new_id(),
            audit_id=audit.id,
            finding=each.finding,
            action=each.action,
            agency_ids=each.agencies,
            lead=each.lead,
            due=each.due,
            set_by=each.set_by,
            outcome=each.outcome,
            evidence=tuple(of_question(question) for question in each.questions),
        )
        for each in found.recommendations
    )


def _faults(found: _File, audit: Audit) -> Iterator[Fault]:
    agencies = {agency.id for agency in audit.agencies}
    for index, person in enumerate(found.attendance):
        path: Steps = ("attendance", index)
        yield from _agency_faults((*path, "agency"), person.agency, agencies)
        for name in ("who", "note"):
            if len(getattr(person, name)) > _MOST_LINE:
                yield Fault((*path, name), f"expected at most {_MOST_LINE} characters")
    yield from _case_faults(found, audit)
    for index, each in enumerate(found.recommendations):
        path = ("recommendations", index)
        for place, agency_id in enumerate(each.agencies):
            yield from _agency_faults((*path, "agencies", place), agency_id, agencies)
        for place, question in enumerate(each.questions):
            if question not in audit.tool.questions:
                yield Fault((*path, "questions", place), "expected a question of the audit tool")


def _case_faults(found: _File, audit: Audit) -> Iterator[Fault]:
    uins = {case.uin for case in audit.cases}
    scale = agreed_scale(audit.tool)
    grades = [option.id for option in scale.options] if scale else []
    seen: set[str] = set()
    for index, case in enumerate(found.cases):
        path: Steps = ("cases", index)
        if case.uin not in uins or case.uin in seen:
            yield Fault((*path, "uin"), "expected a UIN of the case list, each once")
        seen.add(case.uin)
        if not 0 <= case.minutes <= _MOST_MINUTES:
            yield Fault((*path, "minutes"), f"expected from 0 to {_MOST_MINUTES:,}")
        if case.agreed and case.agreed not in grades:
            known = ", ".join(grades) or "nothing, as the audit tool asks for no judgement"
            yield Fault((*path, "agreed"), f"expected one of: {known}")


def _agency_faults(path: Steps, agency_id: str, known: set[str]) -> Iterator[Fault]:
    if agency_id and agency_id not in known:
        yield Fault(path, f"expected one of: {', '.join(sorted(known))}")
