"""The multi-agency meeting: what is discussed, what was noted, and what was agreed.

It goes through the cases one by one, then looks at the audit as a whole, then at how the audit
went (DOMAIN.md, step 9). People are in it by agency and role, never by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.domain.audits import Audit
from app.domain.evidence import Evidence
from app.domain.tool import AuditTool, Option, Question, Scale


class Scope(StrEnum):
    """What is discussed: one case, the audit as a whole, or how the audit itself went."""

    CASE = "case"
    AUDIT = "audit"
    PROCESS = "process"


@dataclass(frozen=True)
class Matter:
    """One point of the agenda. ``uin`` names the case, where it is one."""

    scope: Scope
    uin: str = ""


THE_AUDIT = Matter(Scope.AUDIT)
THE_PROCESS = Matter(Scope.PROCESS)


class NoteHeading(StrEnum):
    """The three columns of Signs of Safety."""

    WORRIED = "worried"
    WELL = "well"
    TO_DO = "to do"


HEADINGS: dict[NoteHeading, str] = {
    NoteHeading.WORRIED: "What are we worried about?",
    NoteHeading.WELL: "What’s going well?",
    NoteHeading.TO_DO: "What do we need to do?",
}


@dataclass(frozen=True)
class MeetingNote:
    """One point that was noted. ``evidence`` is where it came from, if from an answer."""

    id: str
    matter: Matter
    heading: NoteHeading
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """The judgement of the partnership on a case.

    ``option`` is the id of a grade on the agreed scale (see ``agreed_scale``), empty while none
    is agreed; ``dissent`` says who saw it otherwise and why, by agency.
    """

    uin: str
    option: str = ""
    reason: str = ""
    dissent: str = ""


class Presence(StrEnum):
    """How far somebody took part."""

    WHOLE = "whole meeting"
    PART = "part of it"
    APOLOGIES = "apologies"
    ABSENT = "absent"


@dataclass(frozen=True)
class Attendance:
    """Who took part: an agency of the audit, or somebody else, by role ("Chair")."""

    agency_id: str = ""
    who: str = ""
    presence: Presence = Presence.WHOLE
    note: str = ""


@dataclass(frozen=True)
class Discussion:
    """How far a matter is: whether it was discussed, and how many seconds it took."""

    matter: Matter
    done: bool = False
    seconds: int = 0


@dataclass(frozen=True)
class Meeting:
    """Everything of one audit's meeting. Notes are in their order."""

    notes: tuple[MeetingNote, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    discussions: tuple[Discussion, ...] = ()

    def notes_on(
        self, matter: Matter, heading: NoteHeading | None = None
    ) -> tuple[MeetingNote, ...]:
        """The notes on a matter, of one heading or of all."""
        notes = self._by_matter.get(matter, ())
        return tuple(note for note in notes if heading in {None, note.heading})

    @cached_property
    def _by_matter(self) -> Mapping[Matter, list[MeetingNote]]:
        found: dict[Matter, list[MeetingNote]] = {}
        for note in self.notes:
            found.setdefault(note.matter, []).append(note)
        return found

    def note(self, note_id: str) -> MeetingNote | None:
        """The note of that id, or None."""
        return next((note for note in self.notes if note.id == note_id), None)

    def agreed_on(self, uin: str) -> Agreed | None:
        """What was agreed on a case, or None."""
        return next((each for each in self.agreed if each.uin == uin), None)

    def discussion(self, matter: Matter) -> Discussion:
        """How far a matter is."""
        return next(
            (each for each in self.discussions if each.matter == matter), Discussion(matter)
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded."""
        return self == NO_MEETING


NO_MEETING = Meeting()


def agenda(audit: Audit) -> tuple[Matter, ...]:
    """What the meeting goes through, in its order."""
    cases = (Matter(Scope.CASE, case.uin) for case in audit.cases)
    return (*cases, THE_AUDIT, THE_PROCESS)


def still_to_discuss(audit: Audit, meeting: Meeting) -> tuple[Matter, ...]:
    """The matters that were not ticked as discussed."""
    return tuple(matter for matter in agenda(audit) if not meeting.discussion(matter).done)


def agreed_question(tool: AuditTool) -> Question | None:
    """The judgement on whose scale the partnership agrees: the last, which is the overall one."""
    return tool.judgements[-1] if tool.judgements else None


def agreed_scale(tool: AuditTool) -> Scale | None:
    """The scale of the agreed judgement; None for a tool that asks for no judgement."""
    question = agreed_question(tool)
    return tool.scale(question) if question is not None else None


def agreed_grade(tool: AuditTool, meeting: Meeting, uin: str) -> Option | None:
    """The grade that was agreed for a case, or None."""
    scale, agreed = agreed_scale(tool), meeting.agreed_on(uin)
    if scale is None or agreed is None:
        return None
    return scale.option(agreed.option)
