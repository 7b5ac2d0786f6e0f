"""What is asked of whom, and what is still wrong with a form.

Soft while writing, strict at sealing: a problem that *stops* must be mended before a return is
sealed; a problem that *asks* is put to the auditor, who may leave it so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.comments import is_thin
from app.domain.look_back import years_too_early
from app.domain.returns import NO_ANSWER, Answer, Form, Person, ReturnKind
from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    Meaning,
    Option,
    Part,
    Question,
    Section,
)

_ONLY_PARTS = frozenset((AnswerKind.MATRIX, AnswerKind.COLUMNS))


@dataclass(frozen=True)
class Item:
    """One place for an answer: a question, a part of it, or either for one person.

    ``key`` names the place within a form: ``Q7``, ``Q7.parents``, ``Q9@p1``, ``Q9.views@p1``.
    ``parent`` is the question that a follow-up belongs to.
    """

    key: str
    section: Section
    question: Question
    part: Part | None = None
    person: Person | None = None
    parent: Question | None = None

    @property
    def is_choice(self) -> bool:
        """Whether options are chosen here."""
        return self.question.answer in {
            AnswerKind.CHOICE,
            AnswerKind.SEVERAL,
            AnswerKind.MATRIX,
        }


def item_key(question_id: str, part_id: str = "", person_id: str = "") -> str:
    """The place of an answer within a form."""
    key = f"{question_id}.{part_id}" if part_id else question_id
    return f"{key}@{person_id}" if person_id else key


def question_id_of(key: str) -> str:
    """The question to which a place belongs."""
    return key.partition("@")[0].partition(".")[0]


def holds(condition: Condition | None, answers: Mapping[str, Answer]) -> bool:
    """Whether a condition is met by the answers given so far. No condition always holds."""
    if condition is None:
        return True
    chosen = answers.get(condition.question, NO_ANSWER).options
    return any(option in condition.any_of for option in chosen)


def in_force(tool: AuditTool, form: Form) -> Form:
    """The form without the answers to questions that are not asked.

    Such answers stay in the draft, but no condition may rest on them: what hangs on a hidden
    answer is hidden too. Conditions only look back, so that one pass settles everything.
    """
    if form.kind is ReturnKind.NIL:
        return replace(form, answers={})
    answers = dict(form.answers)
    for section in tool.sections:
        section_asked = holds(section.when, answers)
        for question in section.questions:
            asked = section_asked and not question.retired and holds(question.when, answers)
            if not asked:
                answers.pop(question.id, None)
            for follow_up in question.follow_ups:
                if not asked or follow_up.retired or not holds(follow_up.when, answers):
                    answers.pop(follow_up.id, None)
    return replace(form, answers=answers)


def asked_sections(tool: AuditTool, form: Form) -> tuple[Section, ...]:
    """The sections that apply to a form. A nil return is asked nothing."""
    if form.kind is ReturnKind.NIL:
        return ()
    counting = in_force(tool, form)
    return tuple(section for section in tool.sections if holds(section.when, counting.answers))


def asked_items(tool: AuditTool, form: Form) -> tuple[Item, ...]:
    """Every place that is to be answered, in the order of the tool.

    What a condition hides is not asked, not sealed and not counted.
    """
    if form.kind is ReturnKind.NIL:
        return ()
    counting = in_force(tool, form)
    return tuple(
        item
        for section in tool.sections
        if holds(section.when, counting.answers)
        for question in section.questions
        for item in question_items(section, question, counting)
    )


def asked_keys(tool: AuditTool, form: Form) -> frozenset[str]:
    """The keys of ``asked_items``, which are faster to tell than the items."""
    if form.kind is ReturnKind.NIL:
        return frozenset()
    counting = in_force(tool, form)
    return frozenset(
        key
        for section in tool.sections
        if holds(section.when, counting.answers)
        for question in section.questions
        for asked in _asked_with(question, counting)
        for key, _part, _person in _places(asked, counting.people)
    )


def question_items(section: Section, question: Question, form: Form) -> Iterator[Item]:
    """The places of one question and of those of its follow-ups that its answer calls for."""
    for asked in _asked_with(question, form):
        parent = None if asked is question else question
        for key, part, person in _places(asked, form.people):
            yield Item(key, section, asked, part, person, parent)


def _asked_with(question: Question, form: Form) -> list[Question]:
    """The question, if it is asked, and those of its follow-ups that its answer calls for."""
    if question.retired or not holds(question.when, form.answers):
        return []
    asked = [question]
    answers = dict(form.answers) if question.follow_ups else {}
    for follow_up in question.follow_ups:
        if not follow_up.retired and holds(follow_up.when, answers):
            asked.append(follow_up)
        else:
            answers.pop(follow_up.id, None)  # a later follow-up must not rest on a hidden one
    return asked


def _places(
    question: Question, people: tuple[Person, ...]
) -> list[tuple[str, Part | None, Person | None]]:
    whole: tuple[Part | None, ...] = () if question.answer in _ONLY_PARTS else (None,)
    persons: tuple[Person | None, ...] = people if question.per_person else (None,)
    return [
        (
            item_key(question.id, part.id if part else "", person.id if person else ""),
            part,
            person,
        )
        for person in persons
        for part in (*whole, *question.parts)
    ]


class Weight(StrEnum):
    """Whether a problem stops the sealing or only asks for a second look."""

    STOPS = "stops"
    ASKS = "asks"


@dataclass(frozen=True)
class Problem:
    """Something missing or doubtful at one place of a form, in words for the auditor."""

    key: str
    sentence: str
    weight: Weight = Weight.STOPS
    in_comment: bool = False


ABOUT_NAME = "about.name"
ABOUT_TITLE = "about.title"
ABOUT_INVOLVEMENT = "about.last_involvement"
ABOUT_PEOPLE = "about.people"


def problems(tool: AuditTool, form: Form, audit_date: date | None = None) -> tuple[Problem, ...]:
    """Everything that stands between a form and its sealing, in the order of the form.

    ``audit_date`` is the day the audit was opened; with it, days that can't be meant are asked
    about.
    """
    found = list(_about_problems(tool, form, audit_date))
    if form.kind is ReturnKind.FULL:
        for item in asked_items(tool, form):
            found.extend(item_problems(tool, item, form.answer(item.key), audit_date))
        found.extend(_contradictions(tool, form))
    return tuple(found)


def _about_problems(tool: AuditTool, form: Form, audit_date: date | None) -> Iterator[Problem]:
    if not form.completed_by.name.strip():
        yield Problem(ABOUT_NAME, "Enter your name")
    if not form.completed_by.title.strip():
        yield Problem(ABOUT_TITLE, "Enter your job title")
    if form.kind is ReturnKind.NIL:
        return
    involved = form.last_involvement
    looks_back = tool.look_back or any(section.look_back for section in tool.sections)
    if looks_back and involved is None:
        yield Problem(ABOUT_INVOLVEMENT, "Enter when your agency was last involved")
    if involved and audit_date:
        yield from _involvement_problems(tool, involved, audit_date)
    if not form.people and any(question.per_person for question in tool.questions.values()):
        yield Problem(ABOUT_PEOPLE, "List the people around the child by their role", Weight.ASKS)


def _involvement_problems(tool: AuditTool, involved: date, audit_date: date) -> Iterator[Problem]:
    """A last involvement with which the window looks wrong."""
    if involved > audit_date:
        yield Problem(
            ABOUT_INVOLVEMENT,
            "The last involvement is after the day the audit was opened: check the date",
            Weight.ASKS,
        )
        return
    years = years_too_early(tool, audit_date, involved)
    if years:
        yield Problem(
            ABOUT_INVOLVEMENT,
            f"The last involvement is {years} years before the audit was opened: check the year",
            Weight.ASKS,
        )


def item_problems(
    tool: AuditTool, item: Item, answer: Answer, audit_date: date | None = None
) -> Iterator[Problem]:
    """What is missing or doubtful at one place."""
    question = item.question
    name = _item_name(item)
    if not _is_answered(item, answer):
        required = question.required and (item.part is None or item.part.required)
        if required:
            yield Problem(item.key, f"Answer {name}")
        return
    if item.is_choice:
        yield from _option_problems(tool, item, answer, name)
    elif question.answer is AnswerKind.NUMBER and answer.number is not None:
        low, high = question.minimum, question.maximum
        if low is not None and answer.number < low:
            yield Problem(item.key, f"{name}: enter a number that is not below {low:g}")
        if high is not None and answer.number > high:
            yield Problem(item.key, f"{name}: enter a number that is not above {high:g}")
        yield from _comment_problems(item, answer, [], name)
    elif question.answer is AnswerKind.DATE and answer.day is not None:
        if audit_date and answer.day > audit_date:
            yield Problem(
                item.key,
                f"{name}: the date is after the day the audit was opened: check the year",
                Weight.ASKS,
            )
        yield from _comment_problems(item, answer, [], name)


def _option_problems(tool: AuditTool, item: Item, answer: Answer, name: str) -> Iterator[Problem]:
    scale = tool.scale(item.question)
    chosen = [scale.option(option_id) for option_id in answer.options]
    options = [option for option in chosen if option is not None]
    if len(options) != len(chosen):
        yield Problem(item.key, f"{name}: choose one of the answers that are offered")
        return
    if len(options) > 1 and (
        item.question.answer is not AnswerKind.SEVERAL or any(o.exclusive for o in options)
    ):
        yield Problem(item.key, f"{name}: these answers can't be given together")
    yield from _comment_problems(item, answer, options, name)


def _comment_problems(
    item: Item, answer: Answer, options: list[Option], name: str
) -> Iterator[Problem]:
    """What is missing or too thin beside an answer. Parts share the comment of their question."""
    if item.part is not None:
        return
    comment = answer.comment.strip()
    asked_why = next((option.label for option in options if option.asks is Asks.REASON), "")
    if asked_why and not comment:
        yield Problem(item.key, f"{name}: explain why the answer is “{asked_why}”", in_comment=True)
    elif _comment_required(item.question, options) and not comment:
        yield Problem(item.key, f"{name}: say what the answer rests on", in_comment=True)
    elif item.question.comment is CommentRule.EXPECTED and options and not comment:
        yield Problem(item.key, f"{name} has no comment", Weight.ASKS, in_comment=True)
    elif is_thin(comment):
        said = "reason" if asked_why else "comment"
        yield Problem(
            item.key, f"{name}: the {said} says too little to be used", Weight.ASKS, in_comment=True
        )


def _comment_required(question: Question, options: list[Option]) -> bool:
    if question.comment is CommentRule.REQUIRED:
        return True
    return any(option.asks is Asks.COMMENT for option in options)


def _is_answered(item: Item, answer: Answer) -> bool:
    kind = item.question.answer
    if item.is_choice:
        return bool(answer.options)
    if kind is AnswerKind.NUMBER:
        return answer.number is not None
    if kind is AnswerKind.DATE:
        return answer.day is not None
    return bool(answer.text.strip())


def _item_name(item: Item) -> str:
    name = item.question.id
    unnumbered = item.question.judgement or item.parent is not None
    if unnumbered or not any(ch.isdigit() for ch in name):
        name = f"“{item.question.name}”"
    if item.part:
        name = f"{name}, “{item.part.text}”"
    return f"{name}, {item.person.role}" if item.person else name


def _contradictions(tool: AuditTool, form: Form) -> Iterator[Problem]:
    """A grade at one end of its scale over answers that are at the other.

    A judgement is laid beside the answers since the judgement before it, which are those of its
    part of the form; an overall one, which has no answers of its own, beside all of them.
    """
    every: list[Meaning] = []
    own: list[Meaning] = []
    for item in asked_items(tool, form):
        option = tool.scale(item.question).option(form.answer(item.key).option)
        if item.question.judgement:
            over, own = own or every, []
            if option is not None:
                yield from _contradiction(item, option, over)
        elif option is not None and _is_weighed(item):
            every.append(option.means)
            own.append(option.means)


def _is_weighed(item: Item) -> bool:
    # The parts of a matrix are its answers; elsewhere they only detail the answer.
    whole = item.part is None or item.question.answer is AnswerKind.MATRIX
    return whole and item.parent is None


def _contradiction(item: Item, option: Option, over: list[Meaning]) -> Iterator[Problem]:
    bad, good = over.count(Meaning.BAD), over.count(Meaning.GOOD)
    sentence = ""
    if option.means is Meaning.GOOD and bad > good:
        sentence = f"stands over {bad} negative and {good} positive answers"
    elif option.means is Meaning.BAD and good and not bad:
        sentence = "stands over answers that are all positive"
    if sentence:
        yield Problem(item.key, f"The judgement “{option.label}” {sentence}", Weight.ASKS)


def has_only_asked(tool: AuditTool, form: Form) -> bool:
    """Whether ``sealable`` would leave every answer where it is."""
    answers = form.answers
    return asked_keys(tool, form).issuperset(answers) and NO_ANSWER not in answers.values()


def sealable(tool: AuditTool, form: Form) -> Form:
    """The form with only what was asked and answered: what goes into the sealed return."""
    if form.kind is ReturnKind.NIL:
        return Form(ReturnKind.NIL, form.completed_by, form.on_behalf_of, note=form.note)
    kept = {
        item.key: form.answers[item.key]
        for item in asked_items(tool, form)
        if not form.answer(item.key).is_empty
    }
    return Form(
        kind=form.kind,
        completed_by=form.completed_by,
        on_behalf_of=form.on_behalf_of,
        last_involvement=form.last_involvement,
        people=form.people,
        answers=kept,
        note=form.note,
    )
