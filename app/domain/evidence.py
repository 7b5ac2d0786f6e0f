"""What stands behind a note, a quotation or a recommendation: an answer, a question, a note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """What kind of thing is pointed to."""

    ANSWER = "answer"  # what one agency answered about one case in one place
    QUESTION = "question"  # the share of a whole question
    NOTE = "note"  # a note of the meeting


@dataclass(frozen=True)
class Evidence:
    """Points to what stands behind something.

    An answer is named by ``uin``, ``agency_id`` and ``key`` (its place in the form, see
    ``app.domain.rules.Item``); a question by ``key``, its id; a note of the meeting by
    ``note_id``. What it points to may be gone: whoever shows it says so.
    """

    kind: EvidenceKind
    uin: str = ""
    agency_id: str = ""
    key: str = ""
    note_id: str = ""


def of_answer(uin: str, agency_id: str, key: str) -> Evidence:
    """Evidence that is an answer."""
    return Evidence(EvidenceKind.ANSWER, uin=uin, agency_id=agency_id, key=key)


def of_question(question_id: str) -> Evidence:
    """Evidence that is the share of a question."""
    return Evidence(EvidenceKind.QUESTION, key=question_id)


def of_note(note_id: str) -> Evidence:
    """Evidence that is a note of the meeting."""
    return Evidence(EvidenceKind.NOTE, note_id=note_id)
