"""What an audit report is made from, grouped as its chapters need it.

No auditor's name or title is taken over from a return: nothing here has a place for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from app.analysis.shares import Findings, Share
from app.analysis.tracking import Tracker
from app.domain.audits import Agency, Audit, Case
from app.domain.days import long_day
from app.domain.meeting import NO_MEETING, Meeting
from app.domain.recommendations import ProgressNote, Recommendation
from app.domain.reporting import Quote, ReportOptions, ReportText
from app.domain.returns import Answer, Form, Return, ReturnKind
from app.domain.rules import Item, asked_items
from app.domain.tool import LONG_TEXTS, AnswerKind, AuditTool, Meaning, Option, Question

_OPTIONS = {AnswerKind.CHOICE, AnswerKind.SEVERAL, AnswerKind.MATRIX}


@dataclass(frozen=True)
class Comment:
    """What one agency wrote at one place of its form about one case.

    ``answer`` is the answer beside it in words, ``about`` the part or the person that it is
    about. ``question`` is the follow-up where ``follow_up`` says so. ``weak`` says that the
    answer stands at the bad end of its scale.
    """

    case: Case
    agency: Agency
    question: Question
    answer: str
    text: str
    about: str = ""
    follow_up: bool = False
    weak: bool = False


@dataclass(frozen=True)
class CaseComments:
    """The comments of the agencies on one case, in the order of the agencies."""

    case: Case
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class AuditReport:
    """Everything that the reports of an audit are made from.

    ``returns`` are those received, full and nil. ``texts`` is what the partnership wrote, by
    place (``app.domain.reporting``); ``logo`` the picture of its logo. ``reminded`` has the days
    on which each agency was reminded of what was missing, by its id. ``version`` is that of what
    is published, 0 in a draft.
    """

    audit: Audit
    findings: Findings
    tracker: Tracker
    returns: tuple[Return, ...]
    made: datetime
    draft: bool = True
    meeting: Meeting = NO_MEETING
    recommendations: tuple[Recommendation, ...] = ()
    progress: tuple[ProgressNote, ...] = ()
    texts: Mapping[str, ReportText] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    options: ReportOptions = field(default_factory=ReportOptions)
    logo: bytes | None = None
    reminded: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    version: int = 0

    def written(self, place: str) -> str:
        """What the partnership wrote at a place; empty where it wrote nothing."""
        found = self.texts.get(place)
        return found.text.strip() if found else ""

    @cached_property
    def forms(self) -> Mapping[tuple[str, str], Form]:
        """The latest form of each case and agency, by UIN and agency id."""
        forms: dict[tuple[str, str], Form] = {}
        latest: dict[tuple[str, str], int] = {}
        for one in self.returns:
            place = (one.ref.uin, one.ref.agency_id)
            if one.ref.revision >= latest.get(place, 0):
                latest[place] = one.ref.revision
                forms[place] = one.form
        return forms

    def agencies_of(self, case: Case, kind: ReturnKind) -> tuple[Agency, ...]:
        """The agencies that sent a return of that kind about a case."""
        return tuple(
            agency
            for agency in self.audit.agencies
            if (form := self.forms.get((case.uin, agency.id))) and form.kind is kind
        )

    def grade(self, case: Case, agency: Agency, judgement: Question) -> Option | None:
        """The grade that an agency gave for one of the judgements."""
        form = self.forms.get((case.uin, agency.id))
        if form is None:
            return None
        return self.audit.tool.scale(judgement).option(form.answer(judgement.id).option)

    def comments(self, question: Question) -> tuple[CaseComments, ...]:
        """The comments on a question and its follow-ups, by case and then agency."""
        by_case: dict[str, list[Comment]] = {}
        for comment in self._comments.get(question.id, ()):
            by_case.setdefault(comment.case.uin, []).append(comment)
        return tuple(
            CaseComments(case, tuple(by_case[case.uin]))
            for case in self.audit.cases
            if case.uin in by_case
        )

    def closing_texts(self, case: Case) -> tuple[tuple[Question, tuple[Comment, ...]], ...]:
        """Good practice, improvement, issues, statement: each with what the agencies wrote."""
        texts = self._closing.get(case.uin, {})
        return tuple(
            (question, tuple(texts[question.id]))
            for question in self.closing_questions
            if question.id in texts
        )

    @cached_property
    def closing_questions(self) -> tuple[Question, ...]:
        """The questions that are answered by a text of their own and not beside an option."""
        return tuple(
            question
            for section in self.audit.tool.sections
            for question in section.questions
            if question.answer in LONG_TEXTS and not question.retired
        )

    @cached_property
    def _places(self) -> tuple[Comment, ...]:
        return tuple(self._walk())

    @cached_property
    def _comments(self) -> Mapping[str, list[Comment]]:
        """Comments by the id of the question under which they stand."""
        closing = {question.id for question in self.closing_questions}
        found: dict[str, list[Comment]] = {}
        for comment in self._places:
            parent = self.parents.get(comment.question.id, comment.question.id)
            if parent not in closing:
                found.setdefault(parent, []).append(comment)
        return found

    @cached_property
    def _closing(self) -> Mapping[str, Mapping[str, list[Comment]]]:
        closing = {question.id for question in self.closing_questions}
        found: dict[str, dict[str, list[Comment]]] = {}
        for comment in self._places:
            parent = self.parents.get(comment.question.id, comment.question.id)
            if parent in closing:
                by_question = found.setdefault(comment.case.uin, {})
                by_question.setdefault(parent, []).append(comment)
        return found

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The question to which each follow-up belongs, by their ids."""
        return {
            follow_up.id: question.id
            for question in self.audit.tool.questions.values()
            for follow_up in question.follow_ups
        }

    def _walk(self) -> Iterator[Comment]:
        tool = self.audit.tool
        for case in self.audit.cases:
            for agency in self.audit.agencies:
                form = self.forms.get((case.uin, agency.id))
                if form is None or form.kind is not ReturnKind.FULL:
                    continue
                for item in asked_items(tool, form):
                    answer = form.answers.get(item.key)
                    if answer is not None and _says_something(item, answer):
                        yield _comment(tool, case, agency, item, answer)


def _says_something(item: Item, answer: Answer) -> bool:
    if item.is_choice:
        return bool(answer.comment.strip())
    return not answer.is_empty


def _comment(tool: AuditTool, case: Case, agency: Agency, item: Item, answer: Answer) -> Comment:
    about = [item.part.text] if item.part else []
    if item.person:
        about.append(item.person.role)
    words = answer_words(tool, item.question, answer)
    long_text = item.question.answer in LONG_TEXTS
    texts = [answer.text if long_text else "", answer.comment]
    return Comment(
        case=case,
        agency=agency,
        question=item.question,
        answer="" if long_text else words,
        text="\n".join(text for text in texts if text.strip()),
        about=", ".join(about),
        follow_up=item.parent is not None,
        weak=any(option.means is Meaning.BAD for option in _chosen(tool, item.question, answer)),
    )


def answer_words(tool: AuditTool, question: Question, answer: Answer) -> str:
    """An answer without its comment, in words."""
    kind = question.answer
    if kind in _OPTIONS:
        return ", ".join(option.label for option in _chosen(tool, question, answer))
    if kind is AnswerKind.NUMBER and answer.number is not None:
        return f"{answer.number:g} {question.unit}".strip()
    if kind is AnswerKind.DATE and answer.day is not None:
        return long_day(answer.day)
    return answer.text


def _chosen(tool: AuditTool, question: Question, answer: Answer) -> list[Option]:
    scale = tool.scale(question)
    options = [scale.option(option_id) for option_id in answer.options]
    return [option for option in options if option]


def ticks(report: AuditReport, question: Question) -> tuple[tuple[Option, int], ...]:
    """How many full returns ticked each option of a question that takes several."""
    scale = report.audit.tool.scale(question)
    counts = {option.id: 0 for option in scale.options}
    for form in report.forms.values():
        if form.kind is ReturnKind.FULL:
            for option_id in form.answer(question.id).options:
                if option_id in counts:
                    counts[option_id] += 1
    return tuple((option, counts[option.id]) for option in scale.options)


def main_shares(report: AuditReport) -> tuple[Share, ...]:
    """The shares that can be called strong or weak: whole questions that everybody is asked.

    Parts and follow-ups are about a few returns; a fact such as "proceedings had an impact"
    is neither good nor bad; and where two options are good, the share of one of them says
    little about the work.
    """
    return tuple(
        share
        for share in report.findings.shares
        if share.part is None
        and share.of
        and share.question.id not in report.parents
        and share.reported is not None
        and share.reported.means is Meaning.GOOD
        and [option.means for option in share.scale.options].count(Meaning.GOOD) == 1
    )


def strongest(report: AuditReport, most: int = 5) -> tuple[Share, ...]:
    """The best shares, best first."""
    shares = sorted(main_shares(report), key=lambda share: (-share.n / share.of, -share.of))
    return tuple(shares[:most])


def weakest(report: AuditReport, most: int = 5) -> tuple[Share, ...]:
    """The shares that need attention, worst first; none at 100%."""
    shares = [share for share in main_shares(report) if share.n < share.of]
    return tuple(sorted(shares, key=lambda share: (share.n / share.of, -share.of))[:most])
