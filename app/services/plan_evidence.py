"""What stands behind a recommendation, in words; and what could be put behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.analysis.comment_search import Comment
from app.analysis.shares import Findings, Share
from app.anonymity import NOTE
from app.domain.audits import Audit
from app.domain.evidence import Evidence, EvidenceKind, of_answer, of_note, of_question
from app.domain.meeting import HEADINGS, Meeting, MeetingNote, NoteHeading, Scope
from app.domain.recommendations import Recommendation
from app.domain.returns import ReturnState
from app.domain.rules import question_id_of
from app.domain.tool import Meaning, Question
from app.reports.content import answer_words
from app.reports.wording import has_number, share_words
from app.services.analyse_audit import findings_of
from app.services.browse_comments import browse_comments
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Work, Workspace


@dataclass(frozen=True)
class Behind:
    """A piece of evidence: where it stands, what it says. ``gone``: it is not there any more."""

    evidence: Evidence
    title: str
    text: str
    gone: bool = False


@dataclass(frozen=True)
class Offered:
    """What could be put behind a recommendation: the weakest first, then as it was noted."""

    questions: tuple[Behind, ...]
    notes: tuple[Behind, ...]
    comments: tuple[Behind, ...]


def evidence_of(workspace: Workspace, found: Recommendation, *, clock: Clock) -> tuple[Behind, ...]:
    """What stands behind a recommendation now."""
    require_desk(workspace, Desk.PARTNERSHIP)
    if not found.evidence:
        return ()
    kinds = {each.kind for each in found.evidence}
    with workspace.work() as work:
        audit = work.audits.get(found.audit_id)
        meeting = work.meetings.of(audit.id)
        shares = _shares(findings_of(work, audit, clock)) if EvidenceKind.QUESTION in kinds else {}
        return tuple(_behind(work, audit, meeting, shares, each) for each in found.evidence)


def evidence_offered(workspace: Workspace, audit_id: str, *, clock: Clock) -> Offered:
    """The questions, the notes of the meeting, and the comments that stand out."""
    browsed = browse_comments(workspace, audit_id)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        found = findings_of(work, audit, clock)
        meeting = work.meetings.of(audit_id)
    shares = [share for share in found.shares if share.part is None and share.of]
    shares.sort(key=lambda share: (-share.weakness, -share.of))
    marked = {NoteHeading.WORRIED.value, NoteHeading.TO_DO.value}
    comments = [
        comment
        for comment in browsed.comments
        if marked.intersection(browsed.tags.get(comment.place, ())) or comment.means is Meaning.BAD
    ]
    comments.sort(key=lambda one: not marked.intersection(browsed.tags.get(one.place, ())))
    return Offered(
        tuple(_of_share(of_question(share.question.id), share) for share in shares),
        tuple(_of_note(audit, note) for note in meeting.notes if note.text.strip()),
        tuple(_of_comment(comment) for comment in comments),
    )


def _shares(found: Findings) -> Mapping[str, Share]:
    return {share.question.id: share for share in found.shares if share.part is None}


def _behind(
    work: Work, audit: Audit, meeting: Meeting, shares: Mapping[str, Share], evidence: Evidence
) -> Behind:
    if evidence.kind is EvidenceKind.NOTE:
        note = meeting.note(evidence.note_id)
        if note is not None:
            return _of_note(audit, note)
        return Behind(evidence, "A note of the meeting", "It was taken away since.", gone=True)
    if evidence.kind is EvidenceKind.ANSWER and evidence.key == NOTE:
        return _of_answer(work, audit, None, evidence)
    question = audit.tool.questions.get(question_id_of(evidence.key))
    if question is None:
        return Behind(
            evidence, f"Question {evidence.key}", "The audit tool no longer has it.", gone=True
        )
    if evidence.kind is EvidenceKind.QUESTION:
        share = shares.get(question.id)
        if share is not None:
            return _of_share(evidence, share)
        return Behind(evidence, _name(question), question.text)
    return _of_answer(work, audit, question, evidence)


def _of_answer(work: Work, audit: Audit, question: Question | None, evidence: Evidence) -> Behind:
    """An answer as it is in now; without a question it is the note of a return."""
    case, agency = audit.case(evidence.uin), audit.agency(evidence.agency_id)
    where = " · ".join(
        [
            f"Case {case.label or case.uin}" if case else "A case",
            agency.name if agency else "an agency",
            _name(question) if question else "Note",
        ]
    )
    found = work.returns.latest(audit.id, evidence.agency_id, evidence.uin)
    text = ""
    if case and agency and found and found.state is ReturnState.RECEIVED:
        if question is None:
            text = found.form.note
        elif answer := found.form.answers.get(evidence.key):
            parts = (answer_words(audit.tool, question, answer), answer.comment)
            text = "\n".join(part for part in parts if part.strip())
    if not text.strip():
        return Behind(evidence, where, "This answer is no longer there.", gone=True)
    return Behind(evidence, where, text)


def _of_share(evidence: Evidence, share: Share) -> Behind:
    return Behind(evidence, _name(share.question), share_words(share))


def _of_note(audit: Audit, note: MeetingNote) -> Behind:
    return Behind(of_note(note.id), " · ".join(_where_noted(audit, note)), note.text)


def _where_noted(audit: Audit, note: MeetingNote) -> Iterator[str]:
    yield "Meeting"
    case = audit.case(note.matter.uin)
    if note.matter.scope is Scope.CASE:
        yield f"Case {case.label or case.uin}" if case else "A case"
    else:
        yield "The audit as a whole" if note.matter.scope is Scope.AUDIT else "How the audit went"
    yield HEADINGS[note.heading]


def _of_comment(comment: Comment) -> Behind:
    name = _name(comment.question) if comment.question else ""
    about = ", ".join(part for part in (name, comment.about) if part)
    case = f"Case {comment.case.label or comment.case.uin}"
    title = " · ".join(part for part in (case, comment.agency.name, about) if part)
    text = "\n".join(part for part in (comment.answer, comment.text) if part.strip())
    return Behind(of_answer(*comment.place), title, text)


def _name(question: Question) -> str:
    return f"{question.id} {question.name}" if has_number(question) else question.name
