"""The blank form: every question with its options as boxes, and room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from app.domain.tool import (
    LONG_TEXTS,
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Option,
    Question,
    Section,
)
from app.reports.blocks import bullet, gap
from app.reports.document import place
from app.reports.form_rows import (
    ANSWER_NOTE,
    INSET,
    QUESTION,
    Row,
    Rows,
    begun,
    columns,
    section_begun,
)
from app.reports.form_words import Sheet, number_of, only_if, window_words
from app.reports.form_writing import OPTION, Lines, boxes
from app.reports.paper import BODY, H3, NOTE, Para
from app.reports.text import plain

_PEOPLE = 4
_CHOICES = {AnswerKind.CHOICE, AnswerKind.SEVERAL, AnswerKind.MATRIX}


def blank_sections(sheet: Sheet) -> Iterator[Flowable]:
    """Every section of the tool, whether it will apply or not."""
    for section in sheet.tool.sections:
        yield from _section(sheet, section)


def _section(sheet: Sheet, section: Section) -> Iterator[Flowable]:
    notes: list[Flowable] = []
    if section.when:
        notes.append(Para(plain(f"{only_if(sheet.tool, section.when)}."), NOTE))
    if section.introduction:
        notes.append(Para(plain(section.introduction), BODY))
    if section.look_back and section.look_back != sheet.tool.look_back:
        words = window_words(section.look_back, sheet.audit, None)
        notes.append(Para(plain(f"{words} is looked at here."), NOTE))
    notes.extend(bullet(plain(prompt)) for prompt in section.prompts)
    explained: set[str] = set()
    blocks = _blocks(sheet.tool, section, explained)
    first = next(blocks, [])
    yield from section_begun(section.title, notes, first, key=place("section", section.id))
    for block in blocks:
        yield from block


def _blocks(tool: AuditTool, section: Section, explained: set[str]) -> Iterator[Sequence[Flowable]]:
    """Tables, and between them the texts that take the whole width."""
    prompt = tool.comment_prompt.strip() or "Comment"
    rows = Rows(("Question", f"Answer. {prompt}"), most_together=420.0)
    for question in section.questions:
        if question.retired:
            continue
        if question.answer in LONG_TEXTS and not question.per_person:
            if made := rows.take():
                yield made
            yield list(_text(tool, question))
            for follow_up in question.follow_ups:
                if not follow_up.retired:
                    rows.add(_closed(_rows(tool, follow_up, explained, follows=True)))
        else:
            rows.add(_closed(_group(tool, question, explained)))
    if made := rows.take():
        yield made


def _closed(rows: Iterator[Row]) -> list[Row]:
    """The rows of one question; its last line to write on is the line below it."""
    found = list(rows)
    last = found[-1].answer[-1] if found and found[-1].answer else None
    if isinstance(last, Lines) and not last.is_short:
        last.is_last = True
    return found


def _group(tool: AuditTool, question: Question, explained: set[str]) -> Iterator[Row]:
    yield from _rows(tool, question, explained)
    for follow_up in question.follow_ups:
        if not follow_up.retired:
            yield from _rows(tool, follow_up, explained, follows=True)


def _rows(
    tool: AuditTool, question: Question, explained: set[str], *, follows: bool = False
) -> Iterator[Row]:
    """A question and its parts. Questions about each person leave room for some."""
    asked = list(_asked(tool, question))
    number = "" if follows else number_of(question)
    matrix = question.answer in {AnswerKind.MATRIX, AnswerKind.COLUMNS}
    if question.per_person:
        yield Row(number, asked, list(_explanation(tool, question, explained)))
        for _ in range(_PEOPLE):
            who = [Para("Role or relationship", ANSWER_NOTE), Lines(1)]
            yield Row("", who, list(_room(tool, question)))
            yield from _parts(tool, question)
        return
    if matrix:
        yield Row(number, asked, list(_explanation(tool, question, explained)))
    else:
        answer = [*_answer(tool, question, explained), *_comment(tool, question)]
        yield Row(number, asked, answer)
    yield from _parts(tool, question)


def _asked(tool: AuditTool, question: Question) -> Iterator[Flowable]:
    if question.when:
        yield Para(plain(f"{only_if(tool, question.when)}:"), ANSWER_NOTE)
    yield Para(plain(question.text), QUESTION)
    if question.guidance:
        yield Para(plain(question.guidance), ANSWER_NOTE)


def _parts(tool: AuditTool, question: Question) -> Iterator[Row]:
    for part in question.parts:
        choice = question.answer in _CHOICES
        room: Flowable = boxes(tool.scale(question).options) if choice else Lines(2)
        yield Row("", [Para(plain(part.text), INSET)], [room])


def _room(tool: AuditTool, question: Question) -> Iterator[Flowable]:
    """The answer about one person."""
    if question.answer not in {AnswerKind.MATRIX, AnswerKind.COLUMNS}:
        yield from _place(tool, question)
        yield from _comment(tool, question, most=2)


def _answer(tool: AuditTool, question: Question, explained: set[str]) -> Iterator[Flowable]:
    """The options, spelled out where a grade is given or the scale is new; or room for a text."""
    options = tool.scale(question).options
    defined = any(option.definition.strip() for option in options)
    new = question.scale not in explained
    if question.answer in _CHOICES and defined and (question.judgement or new):
        explained.add(question.scale)
        for option in options:
            meaning = f" – {plain(option.definition)}" if option.definition.strip() else ""
            yield Para(f"<b>{plain(option.label)}</b>{meaning}", OPTION, bulletText="\u2610")
        yield from _asks(options)
        return
    yield from _place(tool, question)
    if question.answer in _CHOICES and new:
        explained.add(question.scale)
        yield from _asks(options)


def _explanation(tool: AuditTool, question: Question, explained: set[str]) -> Iterator[Flowable]:
    """What the options mean, where the boxes themselves come in the rows below."""
    if question.answer not in _CHOICES:
        return
    options = tool.scale(question).options
    if question.scale not in explained:
        explained.add(question.scale)
        for option in options:
            if option.definition.strip():
                words = f"<b>{plain(option.label)}</b> – {plain(option.definition)}"
                yield Para(words, ANSWER_NOTE)
        yield from _asks(options)


def _asks(options: Sequence[Option]) -> Iterator[Flowable]:
    """What is to be written beside some of the options."""
    for option in options:
        if option.prompt and option.asks is not Asks.NOTHING:
            yield Para(plain(f"If “{option.label}”: {option.prompt}"), ANSWER_NOTE)


def _place(tool: AuditTool, question: Question) -> Iterator[Flowable]:
    """Where the answer itself goes."""
    kind = question.answer
    if kind in _CHOICES:
        if kind is AnswerKind.SEVERAL:
            yield Para("Tick all that apply.", ANSWER_NOTE)
            for option in tool.scale(question).options:
                yield Para(plain(option.label), OPTION, bulletText="\u2610")
        else:
            yield boxes(tool.scale(question).options)
    elif kind is AnswerKind.NUMBER:
        yield Lines(1, 90)
        yield Para(plain(_number_note(question)), ANSWER_NOTE)
    elif kind is AnswerKind.DATE:
        yield Lines(1, 140)
        yield Para("Day, month, year", ANSWER_NOTE)
    else:
        yield Lines(1 if kind is AnswerKind.SHORT_TEXT else 4)


def _number_note(question: Question) -> str:
    unit = question.unit or "A number"
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return f"{unit}, from {low:,.10g} to {high:,.10g}"
    if low is not None:
        return f"{unit}, {low:,.10g} or more"
    return f"{unit}, {high:,.10g} or less" if high is not None else unit


def _comment(tool: AuditTool, question: Question, *, most: int = 5) -> Iterator[Flowable]:
    """Lines for the comment, with the question's own prompt over them."""
    if question.answer in {AnswerKind.SHORT_TEXT, *LONG_TEXTS}:
        return
    asks = any(option.asks is not Asks.NOTHING for option in tool.scale(question).options)
    count = {
        CommentRule.NONE: 2 if asks else 0,
        CommentRule.OPTIONAL: 2,
        CommentRule.EXPECTED: 4,
        CommentRule.REQUIRED: 5,
    }[question.comment]
    if count and question.prompt:
        yield Para(plain(question.prompt), ANSWER_NOTE)
    if count:
        yield Lines(min(count, most))


def _text(tool: AuditTool, question: Question) -> Iterator[Flowable]:
    """A question that is answered by a text of its own."""
    title = f"{number_of(question)}\u2002{question.text}".strip()
    notes = [
        Para(plain(words), NOTE)
        for words in (
            f"{only_if(tool, question.when)}." if question.when else "",
            question.guidance,
            question.prompt,
        )
        if words
    ]
    room: Flowable = Lines(8)
    if question.answer is AnswerKind.COLUMNS and question.parts:
        room = columns([part.text for part in question.parts], [[Lines(7) for _ in question.parts]])
    yield from begun(title, H3, [*notes, room])
    yield gap(8)
