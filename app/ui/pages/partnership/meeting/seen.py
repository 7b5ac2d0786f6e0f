"""What the meeting looks at, as rows: answers side by side, what was written, what was found.

Nothing in it says who a child is: cases go by their letter, and initials and UINs that stand in
an agency's text are covered. Pure, so that it is tested without a window.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.analysis.agreement import disagreements
from app.domain.audits import Agency, Audit, Case
from app.domain.evidence import Evidence, of_answer, of_note, of_question
from app.domain.meeting import Matter, Meeting, NoteHeading, Scope
from app.domain.returns import Answer, Form, ReturnKind
from app.domain.rules import Item, asked_items, item_key
from app.domain.tool import LONG_TEXTS, AnswerKind, AuditTool, Meaning, Question
from app.reports.content import AuditReport, answer_words, weakest
from app.reports.wording import has_number, listed, share_words
from app.services.hold_meeting import MeetingInHand
from app.ui.pages.partnership.wording import case_name

CHILD = "the child"
_POINT = re.compile(r"^[\s•·*–-]+")
_HEADING_WORDS = (
    (NoteHeading.WELL, ("good practice", "strength", "well", "positive", "success")),
    (NoteHeading.TO_DO, ("improve", "action", "recommend", "next step", "to do", "need")),
    (NoteHeading.WORRIED, ("issue", "worr", "concern", "risk", "gap", "challenge")),
)
_SHORT = {"not applicable": "N/A"}
_WORST_FIRST = (Meaning.BAD, Meaning.NEUTRAL, Meaning.GOOD, Meaning.NOT_APPLICABLE)


class RowKind(StrEnum):
    """What a row shows."""

    TITLE = "title"
    ANSWERS = "answers"  # one question, with what each agency answered
    WORDS = "words"  # what somebody wrote or found, which can be taken over


@dataclass(frozen=True)
class Given:
    """What one agency answered to one question. ``means`` is None for what is on no scale."""

    agency: Agency
    key: str
    words: str
    means: Meaning | None = None
    comment: str = ""


@dataclass(frozen=True)
class Row:
    """One row. ``heading`` is the column that its words belong into, where that can be told.

    ``by`` says whose words they are. ``evidence`` goes with them into the note.
    """

    key: str
    kind: RowKind
    name: str
    lead: str = ""
    text: str = ""
    by: str = ""
    given: tuple[Given, ...] = ()
    heading: NoteHeading | None = None
    evidence: tuple[Evidence, ...] = ()
    differs: bool = False
    depth: int = 0

    @property
    def folds(self) -> bool:
        """Whether there are comments behind it."""
        return any(one.comment for one in self.given)


@dataclass(frozen=True)
class Seen:
    """What is looked at on one matter: the agencies in their order, answers, and words."""

    agencies: tuple[Agency, ...] = ()
    nil: tuple[Agency, ...] = ()
    missing: tuple[Agency, ...] = ()
    answers: tuple[Row, ...] = ()
    words: tuple[Row, ...] = ()


def matter_name(audit: Audit, matter: Matter) -> str:
    """A matter as it is spoken of: "Case B". Never by initials."""
    if matter.scope is Scope.AUDIT:
        return "The audit as a whole"
    if matter.scope is Scope.PROCESS:
        return "How the audit went"
    case = audit.case(matter.uin)
    return safe_case_name(audit, case) if case else "A case that is no longer in the audit"


def safe_case_name(audit: Audit, case: Case) -> str:
    """A case by its letter; by its place on the list where its label says who it is."""
    if case.label and case.label not in {case.uin, case.initials}:
        return case_name(case)
    return f"Case {audit.cases.index(case) + 1}"


def covered(audit: Audit, text: str) -> str:
    """A text without the children's initials and UINs."""
    for case in audit.cases:
        if case.uin in text:
            name = safe_case_name(audit, case)
            text = re.sub(rf"(?<!\w){re.escape(case.uin)}(?!\w)", name, text)
        # One letter alone is the article, far more often than a child.
        if len(case.initials) > 1 and not case.initials.lower().startswith("unborn"):
            text = re.sub(rf"(?<!\w){re.escape(case.initials)}(?!\w)", CHILD, text)
    return text


def seen_on(hand: MeetingInHand, matter: Matter) -> Seen:
    """What the meeting looks at on a matter."""
    case = hand.audit.case(matter.uin) if matter.scope is Scope.CASE else None
    if case is not None:
        return _of_case(hand, case)
    if matter.scope is Scope.AUDIT:
        words = (*_weak(hand.content), *_to_dos(hand.audit, hand.meeting))
        return Seen(words=words)
    return Seen()


def comments_behind(uin: str, row: Row) -> tuple[Row, ...]:
    """What the agencies wrote beside their answers to a question."""
    return tuple(
        Row(
            key=f"{row.key}|{one.agency.id}|{one.key}",
            kind=RowKind.WORDS,
            name=row.name,
            text=one.comment,
            by=f"{one.agency.name}: {one.words}",
            heading=_HEADINGS.get(one.means) if one.means else None,
            evidence=(of_answer(uin, one.agency.id, one.key),),
            depth=1,
        )
        for one in row.given
        if one.comment
    )


def source_words(audit: Audit, evidence: Iterable[Evidence]) -> str:
    """Where a note came from, in a few words: "Police, Q4"."""
    found = []
    for one in evidence:
        agency = audit.agency(one.agency_id)
        question = audit.tool.questions.get(one.key.partition("@")[0].partition(".")[0])
        name = (question.id if has_number(question) else question.name) if question else ""
        found.append(", ".join(word for word in (agency.name if agency else "", name) if word))
    return "; ".join(dict.fromkeys(word for word in found if word))


_HEADINGS = {Meaning.BAD: NoteHeading.WORRIED, Meaning.GOOD: NoteHeading.WELL}


# --- a case ---------------------------------------------------------------------------------------


def _of_case(hand: MeetingInHand, case: Case) -> Seen:
    audit, report = hand.audit, hand.content
    full = report.agencies_of(case, ReturnKind.FULL)
    forms = {agency.id: report.forms[case.uin, agency.id] for agency in full}
    nil = report.agencies_of(case, ReturnKind.NIL)
    asked = [agency for one, agency in audit.asked() if one.uin == case.uin]
    missing = tuple(agency for agency in asked if agency not in (*full, *nil))
    return Seen(
        full, nil, missing, tuple(_answers(audit, forms, full)), tuple(_words(hand, case, forms))
    )


def _answers(audit: Audit, forms: Mapping[str, Form], agencies: Iterable[Agency]) -> Iterator[Row]:
    tool = audit.tool
    rows: dict[str, Row] = {}
    for agency in agencies:
        for key, row, given in _given(audit, agency, forms[agency.id]):
            before = rows.get(key, row)
            rows[key] = replace(before, given=(*before.given, given))
    order = {key: at for at, key in enumerate(_places(tool))}
    differing = [one.place.key for one in disagreements(tool, forms)]
    first = [replace(rows.pop(key), differs=True) for key in differing if key in rows]
    rest = sorted(rows.values(), key=lambda row: order.get(row.key, len(order)))
    if first:
        yield Row("differ", RowKind.TITLE, "Answered differently", lead=str(len(first)))
        yield from first
    if rest:
        title = "Answered alike, or by one agency only" if first else "All answers"
        yield Row("alike", RowKind.TITLE, title, lead=str(len(rest)))
        yield from rest


def _places(tool: AuditTool) -> Iterator[str]:
    for question in tool.questions.values():
        yield question.id
        yield from (item_key(question.id, part.id) for part in question.parts)


def _given(audit: Audit, agency: Agency, form: Form) -> Iterator[tuple[str, Row, Given]]:
    """The answers of one agency by place; those for several people together."""
    together: dict[str, list[tuple[Item, Answer]]] = {}
    for item in asked_items(audit.tool, form):
        answer = form.answer(item.key)
        if not answer.is_empty and not item.question.judgement and not _is_text(item.question):
            key = item_key(item.question.id, item.part.id if item.part else "")
            together.setdefault(key, []).append((item, answer))
    for key, found in together.items():
        item = found[0][0]
        question = item.question
        name = f"{question.name}: {item.part.text}" if item.part else question.name
        lead = question.id if has_number(question) else ""
        row = Row(key, RowKind.ANSWERS, covered(audit, name), lead=lead, text=question.text)
        yield key, row, _one_given(audit, agency, found)


def _one_given(audit: Audit, agency: Agency, found: list[tuple[Item, Answer]]) -> Given:
    tool = audit.tool
    words, comments, means = [], [], set()
    for item, answer in found:
        said = answer_words(tool, item.question, answer)
        said = _SHORT.get(said.strip().casefold(), said)
        words.append(f"{item.person.role}: {said}" if item.person else said)
        comments.append(answer.comment.strip())
        scale = tool.scale(item.question)
        means |= {o.means for each in answer.options if (o := scale.option(each))}
    worst = next((one for one in _WORST_FIRST if one in means), None)
    text = "\n".join(comment for comment in dict.fromkeys(comments) if comment)
    said = covered(audit, ", ".join(words))
    return Given(agency, found[0][0].key, said, worst, covered(audit, text))


def _is_text(question: Question) -> bool:
    return question.answer in LONG_TEXTS or question.answer is AnswerKind.COLUMNS


def _words(hand: MeetingInHand, case: Case, forms: Mapping[str, Form]) -> Iterator[Row]:
    """What was marked for the meeting, then the closing texts by question and agency."""
    yield from _tagged(hand, case, forms)
    audit = hand.audit
    for question, comments in hand.content.closing_texts(case):
        yield Row(f"title|{question.id}", RowKind.TITLE, question.name)
        heading = heading_of(question)
        for comment in comments:
            for number, point in enumerate(points_of(comment.text)):
                yield Row(
                    key=f"{question.id}|{comment.agency.id}|{comment.about}|{number}",
                    kind=RowKind.WORDS,
                    name=question.name,
                    text=covered(audit, point),
                    by=comment.agency.name,
                    heading=heading,
                    evidence=(of_answer(case.uin, comment.agency.id, question.id),),
                )


def _tagged(hand: MeetingInHand, case: Case, forms: Mapping[str, Form]) -> Iterator[Row]:
    found = []
    headings = {heading.value: heading for heading in NoteHeading}
    for tag in hand.tags:
        form, agency = forms.get(tag.agency_id), hand.audit.agency(tag.agency_id)
        if tag.uin != case.uin or tag.tag not in headings or form is None or agency is None:
            continue
        answer = form.answer(tag.key)
        text = "\n".join(each for each in (answer.text, answer.comment) if each.strip())
        if text:
            found.append(
                Row(
                    key=f"tag|{tag.agency_id}|{tag.key}|{tag.tag}",
                    kind=RowKind.WORDS,
                    name=agency.name,
                    text=covered(hand.audit, text),
                    by=source_words(hand.audit, [of_answer("", agency.id, tag.key)]),
                    heading=headings[tag.tag],
                    evidence=(of_answer(case.uin, agency.id, tag.key),),
                )
            )
    if found:
        yield Row("tagged", RowKind.TITLE, "Marked for the meeting", lead=str(len(found)))
        yield from found


def points_of(text: str) -> tuple[str, ...]:
    """The points of a text: its lines, without the marks before them."""
    lines = (_POINT.sub("", line).strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def heading_of(question: Question) -> NoteHeading | None:
    """The column that answers to a closing question belong into, if its words tell."""
    text = f"{question.name} {question.text}".casefold()
    for heading, words in _HEADING_WORDS:
        if any(word in text for word in words):
            return heading
    return None


# --- the audit as a whole -------------------------------------------------------------------------


def _weak(report: AuditReport) -> Iterator[Row]:
    shares = weakest(report, most=8)
    if shares:
        yield Row("weak", RowKind.TITLE, "The weakest findings")
    for share in shares:
        lead = share.question.id if has_number(share.question) else ""
        yield Row(
            key=f"share|{share.question.id}",
            kind=RowKind.WORDS,
            name=share.name,
            text=f"{share.name}: {share_words(share)}",
            by=lead,
            heading=NoteHeading.WORRIED,
            evidence=(of_question(share.question.id),),
        )


def _to_dos(audit: Audit, meeting: Meeting) -> Iterator[Row]:
    """What is to be done in the cases; what stands in several is one row."""
    together: dict[str, list[tuple[Case, str, Evidence]]] = {}
    for case in audit.cases:
        for note in meeting.notes_on(Matter(Scope.CASE, case.uin), NoteHeading.TO_DO):
            same = " ".join(note.text.casefold().split()).rstrip(".")
            together.setdefault(same, []).append((case, note.text, of_note(note.id)))
    if together:
        yield Row("to-dos", RowKind.TITLE, "What the cases say is to be done")
    for same, found in sorted(together.items(), key=lambda pair: -len(pair[1])):
        yield Row(
            key=f"to-do|{same}",
            kind=RowKind.WORDS,
            name="To do",
            text=found[0][1],
            by=listed(dict.fromkeys(safe_case_name(audit, case) for case, _, _ in found)),
            heading=NoteHeading.TO_DO,
            evidence=tuple(evidence for _, _, evidence in found),
        )
