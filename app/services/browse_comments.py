"""Browse what the agencies wrote: tag it, quote from it, take it to the meeting or on as a finding.

The returns themselves stay as they came in.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.analysis.comment_search import NOTES, Comment, Place
from app.anonymity import NOTE
from app.domain.audits import Agency, Audit, Case
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.comment_tags import clean_theme, in_order, same_theme, theme_tag, themes_in
from app.domain.evidence import Evidence, EvidenceKind, of_answer
from app.domain.meeting import Matter, MeetingNote, NoteHeading, Scope
from app.domain.quoting import shorten, still_says
from app.domain.reporting import CommentTag, Quote
from app.domain.returns import Answer, Form, Return, ReturnKind, ReturnState
from app.domain.rules import item_key, question_id_of
from app.domain.tool import LONG_TEXTS, AuditTool, Meaning, Question
from app.errors import FlowError
from app.reports.content import answer_words
from app.services.recommend import keep_evidence, new_recommendation
from app.services.set_up_desk import require_desk
from app.storage import Desk, Work, Workspace


class NotTheirWordsError(FlowError):
    """A quotation would have had words in it that the agency did not write."""

    sentence = (
        "These are not the agency’s words, so nothing was quoted. "
        "Leave words out of the text; do not write any into it."
    )


@dataclass(frozen=True)
class Quoted:
    """A quotation of the report, what it is from, and whether the words still stand there."""

    quote: Quote
    comment: Comment | None
    stands: bool


@dataclass(frozen=True)
class Browsed:
    """Everything that was written, with what the partnership made of it."""

    audit: Audit
    comments: tuple[Comment, ...]
    returns: int = 0
    tags: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    quotes: tuple[Quoted, ...] = ()
    noted: frozenset[Place] = frozenset()
    recommended: frozenset[Place] = frozenset()
    roles: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that are in use."""
        return themes_in(tag for tags in self.tags.values() for tag in tags)

    @property
    def quoted(self) -> frozenset[Place]:
        """The places that are quoted from."""
        return frozenset(place_of(each.quote) for each in self.quotes)


def place_of(found: Quote | CommentTag | Evidence) -> Place:
    """The place of a return that something is about."""
    return Place(found.uin, found.agency_id, found.key)


def browse_comments(workspace: Workspace, audit_name: str) -> Browsed:
    """Everything that the agencies wrote: beside answers, as closing texts, as notes.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        received = work.returns.all(audit.id, states=(ReturnState.RECEIVED,))
        marked = work.comments.tags(audit.id)
        quotes = work.comments.quotes(audit.id)
        notes = work.meetings.of(audit.id).notes
        recommendations = work.recommendations.all(audit.id)
    comments = tuple(_comments(audit, received))
    by_place = {one.place: one for one in comments}
    tags: dict[Place, list[str]] = {}
    for tag in marked:
        tags.setdefault(place_of(tag), []).append(tag.tag)
    return Browsed(
        audit,
        comments,
        returns=len({one.place[:2] for one in comments}),
        tags={place: in_order(found) for place, found in tags.items()},
        quotes=tuple(_quoted(quote, by_place) for quote in quotes),
        noted=_places(each for note in notes for each in note.evidence),
        recommended=_places(each for one in recommendations for each in one.evidence),
        roles={
            (one.ref.uin, one.ref.agency_id): tuple(person.role for person in one.form.people)
            for one in received
            if one.form.people
        },
    )


# --- tags -----------------------------------------------------------------------------------------


def tag_comments(
    workspace: Workspace, audit_id: str, places: Collection[Place], tag: str, *, on: bool
) -> Changes:
    """Put a tag on comments, or take it off."""
    return keep_tags(workspace, audit_id, {place: {tag: on} for place in places})


def keep_tags(
    workspace: Workspace, audit_id: str, wanted: Mapping[Place, Mapping[str, bool]]
) -> Changes:
    """Say of each comment which tags it shall have, and which not; others stay as they are."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        before = set(work.comments.tags(audit_id))
        any_changed = False
        for place, tags in wanted.items():
            for tag, on in tags.items():
                found = CommentTag(*place, tag)
                if (found in before) == on:
                    continue
                change = work.comments.put_tag if on else work.comments.drop_tag
                change(audit_id, found)
                any_changed = True
        work.commit()
    return changed(Topic.COMMENTS, audit_id=audit_id) if any_changed else NO_CHANGES


def rename_theme(workspace: Workspace, audit_id: str, theme: str, name: str) -> Changes:
    """Call a theme something else across the audit. One that is there already takes it in."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        found = _with_theme(work, audit_id, theme)
        others = themes_in(tag.tag for tag in work.comments.tags(audit_id))
        new = same_theme(name, (each for each in others if each != theme))
        if not clean_theme(name) or new == theme or not found:
            return NO_CHANGES
        for tag in found:
            work.comments.drop_tag(audit_id, tag)
            work.comments.put_tag(audit_id, replace(tag, tag=theme_tag(new)))
        work.commit()
    return changed(Topic.COMMENTS, audit_id=audit_id)


def drop_theme(workspace: Workspace, audit_id: str, theme: str) -> Changes:
    """Take a theme off every comment of the audit."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        found = _with_theme(work, audit_id, theme)
        for tag in found:
            work.comments.drop_tag(audit_id, tag)
        work.commit()
    return changed(Topic.COMMENTS, audit_id=audit_id) if found else NO_CHANGES


# --- quotations -----------------------------------------------------------------------------------


def keep_quote(workspace: Workspace, audit_id: str, comment: Comment, typed: str,
               quote_id: str = "") -> Changes:  # fmt: skip
    """Quote a comment, shortened; with ``quote_id`` in place of that quotation.

    Raises:
        NotTheirWordsError: what is left has words in it that are not the agency's.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    left = shorten(comment.text, typed)
    if left.foreign or not left.text:
        raise NotTheirWordsError
    quote = Quote(quote_id or secrets.token_hex(8), *comment.place, left.text)
    with workspace.work() as work:
        if quote in work.comments.quotes(audit_id):
            return NO_CHANGES
        work.comments.keep_quote(audit_id, quote)
        work.commit()
    return changed(Topic.COMMENTS, audit_id=audit_id)


def drop_quote(workspace: Workspace, audit_id: str, quote_id: str) -> Changes:
    """Quote it no more."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        work.comments.drop_quote(audit_id, quote_id)
        work.commit()
    return changed(Topic.COMMENTS, audit_id=audit_id)


def bring_quote_back(
    workspace: Workspace, audit_id: str, quote: Quote, order: Collection[str]
) -> Changes:
    """Quote again what was quoted before, at its old place among the others."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        work.comments.keep_quote(audit_id, quote)
        there = [each.id for each in work.comments.quotes(audit_id)]
        known = [each for each in order if each in there]
        work.comments.order_quotes(audit_id, [*known, *(x for x in there if x not in known)])
        work.commit()
    return changed(Topic.COMMENTS, audit_id=audit_id)


def move_quote(workspace: Workspace, audit_id: str, quote_id: str, by: int) -> Changes:
    """Move a quotation up or down."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        ids = [each.id for each in work.comments.quotes(audit_id)]
        if quote_id not in ids or not 0 <= (to := ids.index(quote_id) + by) < len(ids):
            return NO_CHANGES
        ids.remove(quote_id)
        ids.insert(to, quote_id)
        work.comments.order_quotes(audit_id, ids)
        work.commit()
    return changed(Topic.COMMENTS, audit_id=audit_id)


# --- on to the meeting and the recommendations ----------------------------------------------------


def take_to_meeting(
    workspace: Workspace, audit_id: str, comment: Comment, heading: NoteHeading, text: str
) -> Changes:
    """Note a comment for the meeting, under a heading of its case; it stays its evidence."""
    require_desk(workspace, Desk.PARTNERSHIP)
    if not text.strip():
        return NO_CHANGES
    note = MeetingNote(
        secrets.token_hex(8),
        Matter(Scope.CASE, comment.case.uin),
        heading,
        text.strip(),
        (of_answer(*comment.place),),
    )
    with workspace.work() as work:
        work.meetings.keep_note(audit_id, note)
        work.commit()
    return changed(Topic.MEETING, audit_id=audit_id)


def start_recommendation(
    workspace: Workspace, audit_id: str, comment: Comment, finding: str
) -> Changes:
    """Begin a recommendation with a finding, of which a comment is the evidence."""
    if not finding.strip():
        return NO_CHANGES
    found = replace(new_recommendation(audit_id), finding=finding.strip())
    return keep_evidence(workspace, found, (of_answer(*comment.place),))


# --- reading --------------------------------------------------------------------------------------


def _quoted(quote: Quote, comments: Mapping[Place, Comment]) -> Quoted:
    comment = comments.get(place_of(quote))
    return Quoted(quote, comment, comment is not None and still_says(comment.text, quote.text))


def _places(found: Iterator[Evidence]) -> frozenset[Place]:
    return frozenset(place_of(each) for each in found if each.kind is EvidenceKind.ANSWER)


def _with_theme(work: Work, audit_id: str, theme: str) -> list[CommentTag]:
    return [tag for tag in work.comments.tags(audit_id) if tag.tag == theme_tag(theme)]


def _comments(audit: Audit, received: Collection[Return]) -> Iterator[Comment]:
    cases = {case.uin: (at, case) for at, case in enumerate(audit.cases)}
    agencies = {agency.id: (at, agency) for at, agency in enumerate(audit.agencies)}
    questions = _Questions(audit.tool)
    for one in received:
        uin, agency_id = one.ref.uin, one.ref.agency_id
        if uin not in cases or agency_id not in agencies:
            continue
        (case_at, case), (agency_at, agency) = cases[uin], agencies[agency_id]
        form, rank = one.form, (case_at, agency_at)
        for key, answer in form.answers.items():
            found = questions.comment(Place(uin, agency_id, key), case, agency, answer, form)
            if found is not None:
                yield replace(found, ranks=(*found.ranks[:1], *rank))
        if form.note.strip():
            yield Comment(
                Place(uin, agency_id, NOTE),
                case,
                agency,
                form.note.strip(),
                section_id=NOTES,
                nil=form.kind is ReturnKind.NIL,
                ranks=(questions.count, *rank),
            )


class _Questions:
    """What the tool says of each place, looked up once."""

    def __init__(self, tool: AuditTool) -> None:
        self._tool = tool
        self._ranks: dict[str, int] = {}
        self._parents = {
            follow_up.id: question.id
            for question in tool.questions.values()
            for follow_up in question.follow_ups
        }
        for question in tool.questions.values():
            for part in (None, *question.parts):
                key = item_key(question.id, part.id if part else "")
                self._ranks[key] = len(self._ranks)
        self.count = len(self._ranks)

    def comment(
        self, place: Place, case: Case, agency: Agency, answer: Answer, form: Form
    ) -> Comment | None:
        """What was written at a place, or None."""
        question = self._tool.questions.get(question_id_of(place.key))
        if question is None:
            return None
        is_text = question.answer in LONG_TEXTS
        texts = (answer.text if is_text else "", answer.comment)
        text = "\n".join(each.strip() for each in texts if each.strip())
        if not text:
            return None
        return Comment(
            place,
            case,
            agency,
            text,
            question,
            section_id=self._tool.section_of[question.id].id,
            parent_id=self._parents.get(question.id, ""),
            about=_about(question, place.key, form),
            answer="" if is_text else answer_words(self._tool, question, answer),
            means=self._end(question, answer),
            ranks=(self._ranks.get(place.key.partition("@")[0], self.count), 0, 0),
        )

    def _end(self, question: Question, answer: Answer) -> Meaning | None:
        scale = self._tool.scale(question)
        options = (scale.option(each) for each in answer.options)
        ends = {option.means for option in options if option is not None}
        return ends.pop() if len(ends) == 1 else None


def _about(question: Question, key: str, form: Form) -> str:
    """The part, or the person by their role, that a comment is about."""
    place, _, person_id = key.partition("@")
    part_id = place.partition(".")[2]
    parts = [part.text for part in question.parts if part_id and part.id == part_id]
    people = [person.role for person in form.people if person_id and person.id == person_id]
    return ", ".join((*parts, *people))
