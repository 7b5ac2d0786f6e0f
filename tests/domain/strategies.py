"""Audit tools and forms for property tests: every valid shape, not only the likely ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.domain.returns import Answer, Auditor, Form, Person, ReturnKind
from app.domain.rules import item_key
from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
    Section,
    Subject,
)

_HIDDEN = "\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff\ufff9\ufffa\ufffb" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_SEEN = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_HIDDEN)

lines = st.text(_SEEN, max_size=30)
words = lines.map(lambda text: f"x{text}")  # never blank
texts = st.text(st.one_of(_SEEN, st.sampled_from("\n\t\"\\'")), max_size=60)
long_texts = texts.map(lambda text: f"x{text}")
ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
persons = st.lists(ids, unique=True, max_size=3).flatmap(
    lambda some: st.tuples(*(st.builds(Person, st.just(one), words) for one in some))
)

_OPTION_KINDS = (AnswerKind.CHOICE, AnswerKind.SEVERAL, AnswerKind.MATRIX)
_TEXT_KINDS = (AnswerKind.SHORT_TEXT, AnswerKind.LONG_TEXT, AnswerKind.COLUMNS)


def _unique_ids(low: int, high: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, min_size=low, max_size=high, unique=True)


@st.composite
def _scales(draw: st.DrawFn) -> tuple[Scale, ...]:
    return tuple(
        Scale(own, draw(words), tuple(_option(draw, option) for option in draw(_unique_ids(1, 4))))
        for own in draw(_unique_ids(1, 3))
    )


def _option(draw: st.DrawFn, own: str) -> Option:
    return Option(
        id=own,
        label=draw(words),
        means=draw(st.sampled_from(Meaning)),
        definition=draw(texts),
        asks=draw(st.sampled_from(Asks)),
        prompt=draw(lines),
        counts=draw(st.sampled_from((None, True, False))),
        exclusive=draw(st.booleans()),
    )


@st.composite
def tools(draw: st.DrawFn) -> AuditTool:
    """A valid audit tool with conditions on sections, questions and follow-ups."""
    scales = draw(_scales())
    names = iter(f"n{number}" for number in range(1000))
    sections: list[Section] = []
    earlier: list[Question] = []
    for own in draw(_unique_ids(1, 4)):
        section_when = _condition(draw, scales, earlier)
        questions: list[Question] = []
        for _ in range(draw(st.integers(1, 3))):
            when = _condition(draw, scales, earlier)
            bare = _question(draw, scales, next(names), when)
            follow_ups: list[Question] = []
            for _ in range(draw(st.integers(0, 2))):
                under = _condition(draw, scales, [bare, *follow_ups])
                follow_ups.append(_question(draw, scales, next(names), under))
            question = Question(**{**vars(bare), "follow_ups": tuple(follow_ups)})
            questions.append(question)
            earlier += [question, *follow_ups]
        sections.append(
            Section(
                id=own,
                title=draw(words),
                introduction=draw(texts),
                questions=tuple(questions),
                prompts=tuple(draw(st.lists(texts, max_size=2))),
                when=section_when,
                look_back=draw(st.none() | st.builds(LookBack, st.integers(1, 120))),
            )
        )
    return AuditTool(
        id=draw(ids),
        version=draw(st.integers(1, 9999)),
        title=draw(words),
        theme=draw(words),
        subject=draw(st.sampled_from(Subject)),
        scales=scales,
        sections=tuple(sections),
        guidance=tuple(draw(st.lists(texts, max_size=3))),
        comment_prompt=draw(lines),
        look_back=draw(st.none() | st.builds(LookBack, st.integers(1, 120))),
        source=draw(texts),
        thanks=draw(texts),
    )


def _condition(
    draw: st.DrawFn, scales: tuple[Scale, ...], among: list[Question]
) -> Condition | None:
    able = [
        question
        for question in among
        if question.answer in {AnswerKind.CHOICE, AnswerKind.SEVERAL}
        and not question.per_person
        and not question.retired
    ]
    if not able or draw(st.booleans()):
        return None
    question = draw(st.sampled_from(able))
    options = next(scale.options for scale in scales if scale.id == question.scale)
    some = st.lists(st.sampled_from([option.id for option in options]), min_size=1, unique=True)
    return Condition(question.id, tuple(draw(some)))


def _question(
    draw: st.DrawFn, scales: tuple[Scale, ...], own: str, when: Condition | None
) -> Question:
    kind = draw(st.sampled_from(AnswerKind))
    extra: dict[str, Any] = {}
    if kind in _OPTION_KINDS:
        scale = draw(st.sampled_from(scales))
        extra["scale"] = scale.id
        extra["reported"] = draw(st.sampled_from(["", *(option.id for option in scale.options)]))
    if kind in {AnswerKind.CHOICE, AnswerKind.MATRIX, AnswerKind.COLUMNS}:
        least = 0 if kind is AnswerKind.CHOICE else 1
        extra["parts"] = tuple(
            Part(part, draw(long_texts), draw(st.booleans()))
            for part in draw(_unique_ids(least, 3))
        )
    if kind is AnswerKind.NUMBER:
        extra["minimum"] = draw(st.none() | st.floats(-1e9, 0))
        extra["maximum"] = draw(st.none() | st.floats(0, 1e9))
    may_require = kind in {AnswerKind.CHOICE, AnswerKind.SEVERAL}
    rules = [rule for rule in CommentRule if may_require or rule is not CommentRule.REQUIRED]
    return Question(
        id=own,
        text=draw(long_texts),
        short=draw(lines),
        answer=kind,
        guidance=draw(texts),
        comment=draw(st.sampled_from(rules)),
        prompt=draw(lines),
        when=when,
        per_person=draw(st.booleans()),
        judgement=kind is AnswerKind.CHOICE and draw(st.booleans()),
        required=draw(st.booleans()),
        unit=draw(lines),
        retired=draw(st.integers(0, 9)) == 0,
        **extra,
    )


@st.composite
def forms(draw: st.DrawFn, tool: AuditTool, *, full_only: bool = False) -> Form:
    """A draft of a tool: any of its places may be answered, asked or not."""
    people = draw(persons)
    answers: dict[str, Answer] = {}
    for question in tool.questions.values():
        whole = [] if question.answer in {AnswerKind.MATRIX, AnswerKind.COLUMNS} else [""]
        for part in [*whole, *(part.id for part in question.parts)]:
            for person in [one.id for one in people] if question.per_person else [""]:
                if draw(st.integers(0, 3)):
                    answers[item_key(question.id, part, person)] = _answer(draw, tool, question)
    return Form(
        kind=ReturnKind.FULL if full_only else draw(st.sampled_from(ReturnKind)),
        completed_by=Auditor(draw(lines), draw(lines)),
        on_behalf_of=draw(lines),
        last_involvement=draw(st.none() | days),
        people=people,
        answers=answers,
        note=draw(texts),
    )


def _answer(draw: st.DrawFn, tool: AuditTool, question: Question) -> Answer:
    comment = draw(texts)
    if question.answer in _OPTION_KINDS:
        known = [option.id for option in tool.scale(question).options]
        most = len(known) if question.answer is AnswerKind.SEVERAL else 1
        some = st.lists(st.sampled_from(known), max_size=most, unique=True)
        return Answer(options=tuple(draw(some)), comment=comment)
    if question.answer in _TEXT_KINDS:
        return Answer(text=draw(texts), comment=comment)
    if question.answer is AnswerKind.NUMBER:
        return Answer(number=draw(st.floats(allow_nan=False, allow_infinity=False)))
    return Answer(day=draw(days), comment=comment)


tools_with_forms = tools().flatmap(lambda tool: st.tuples(st.just(tool), forms(tool)))
tools_with_full_forms = tools().flatmap(
    lambda tool: st.tuples(st.just(tool), forms(tool, full_only=True))
)
