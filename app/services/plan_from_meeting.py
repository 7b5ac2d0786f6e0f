"""Make recommendations of what the meeting noted under *What do we need to do?*"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.audits import Audit, Case
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.evidence import EvidenceKind, of_note
from app.domain.meeting import Meeting, MeetingNote, NoteHeading, Scope
from app.domain.recommendations import Recommendation
from app.reports.wording import listed
from app.services.recommend import put_in_order
from app.services.set_up_desk import require_desk
from app.storage import Desk, Workspace


@dataclass(frozen=True)
class ToDo:
    """What is to be done, as it was noted: once, or with the same words in several cases.

    ``whole`` says that it was noted on the audit as a whole too. ``taken`` says that a
    recommendation stands on one of these notes already.
    """

    text: str
    notes: tuple[MeetingNote, ...]
    cases: tuple[Case, ...] = ()
    whole: bool = False
    taken: bool = False

    @property
    def key(self) -> str:
        """By what it is named: its first note."""
        return self.notes[0].id

    @property
    def where(self) -> str:
        """Where it was noted, in words: "the audit as a whole and cases A and C"."""
        parts = ["the audit as a whole"] if self.whole else []
        if self.cases:
            labels = listed(case.label or case.uin for case in self.cases)
            parts.append(f"{'case' if len(self.cases) == 1 else 'cases'} {labels}")
        return listed(parts)


def to_dos(workspace: Workspace, audit_id: str) -> tuple[ToDo, ...]:
    """What the meeting of an audit noted as to be done, each thing once."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        return to_dos_of(audit, work.meetings.of(audit_id), work.recommendations.all(audit_id))


def to_dos_of(audit: Audit, meeting: Meeting, found: Iterable[Recommendation]) -> tuple[ToDo, ...]:
    """The same from what was read already."""
    taken = {
        evidence.note_id
        for each in found
        for evidence in each.evidence
        if evidence.kind is EvidenceKind.NOTE
    }
    joined: dict[str, list[MeetingNote]] = {}
    for note in meeting.notes:
        to_do = note.heading is NoteHeading.TO_DO and note.matter.scope is not Scope.PROCESS
        if to_do and note.text.strip():
            joined.setdefault(_same(note.text), []).append(note)
    return tuple(_to_do(audit, notes, taken) for notes in joined.values())


def recommend_to_dos(workspace: Workspace, audit_id: str, keys: Sequence[str]) -> Changes:
    """Make a draft of a recommendation of each, with all its notes as its evidence."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        here = work.recommendations.all(audit_id)
        chosen = [
            each
            for each in to_dos_of(audit, work.meetings.of(audit_id), here)
            if each.key in set(keys) and not each.taken
        ]
        for each in chosen:
            work.recommendations.keep(_draft(audit_id, each))
        if not chosen:
            return NO_CHANGES
        put_in_order(work, audit)
        work.commit()
    return changed(Topic.RECOMMENDATIONS, audit_id=audit_id)


def _draft(audit_id: str, each: ToDo) -> Recommendation:
    behind = [evidence for note in each.notes for evidence in note.evidence]
    evidence = [*(of_note(note.id) for note in each.notes), *behind]
    return Recommendation(
        secrets.token_hex(8),
        audit_id,
        f"Noted at the meeting on {each.where}.",
        each.text,
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _to_do(audit: Audit, notes: list[MeetingNote], taken: set[str]) -> ToDo:
    uins = {note.matter.uin for note in notes}
    return ToDo(
        notes[0].text.strip(),
        tuple(notes),
        tuple(case for case in audit.cases if case.uin in uins),
        any(note.matter.scope is Scope.AUDIT for note in notes),
        any(note.id in taken for note in notes),
    )


def _same(text: str) -> str:
    """What is alike in two notes that say the same: not capitals, spaces or the last full stop."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return words.rstrip(" .;")
