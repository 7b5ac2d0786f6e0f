"""The filled form: every question that was asked, with the answer and what was written to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from app.domain.authorship import authors_at, authors_words
from app.domain.returns import Answer, Form
from app.domain.rules import Item, asked_sections, in_force, question_items
from app.domain.tool import LONG_TEXTS, AnswerKind, AuditTool, Question, Section
from app.reports.blocks import Hairlines, gap
from app.reports.document import place
from app.reports.form_rows import (
    ANSWER,
    ANSWER_NOTE,
    INSET,
    QUESTION,
    QUIET,
    Row,
    Rows,
    begun,
    columns,
    section_begun,
)
from app.reports.form_words import Sheet, answered, chosen, number_of, window_words
from app.reports.paper import BODY, CELL, CELL_QUIET, H3, NOTE, Para
from app.reports.text import plain

NOT_ANSWERED = "Not answered"
_MOST_LINES = 30
_HEADS = ("Question", "Answer and comment")


def filled_sections(sheet: Sheet, form: Form) -> Iterator[Flowable]:
    """The sections that apply."""
    counting = in_force(sheet.tool, form)
    for section in asked_sections(sheet.tool, form):
        blocks = _blocks(sheet, section, counting)
        first = next(blocks, None)
        if first is None:
            continue
        notes: list[Flowable] = []
        if section.look_back and section.look_back != sheet.tool.look_back:
            words = window_words(section.look_back, sheet.audit, form.last_involvement)
            notes.append(Para(plain(f"Looked at here: {words}."), NOTE))
        yield from section_begun(section.title, notes, first, key=place("section", section.id))
        for block in blocks:
            yield from block


def paragraphs(text: str) -> Iterator[Flowable]:
    """A typed text over the whole width, set apart where the writer left a line empty."""
    for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
        for piece in pieces_of(part):
            yield Para(plain(piece), BODY)


def pieces_of(text: str) -> list[str]:
    """A text in pieces of not too many lines: ReportLab takes long over very many in one."""
    lines = text.strip().splitlines()
    return [
        "\n".join(lines[start : start + _MOST_LINES]) for start in range(0, len(lines), _MOST_LINES)
    ]


def _blocks(sheet: Sheet, section: Section, form: Form) -> Iterator[Sequence[Flowable]]:
    """Tables, and between them the texts that take the whole width."""
    tool, rows = sheet.tool, Rows(_HEADS)
    for question in section.questions:
        items = list(question_items(section, question, form))
        own = [item for item in items if item.parent is None]
        if not items and not question.per_person:
            continue
        by = _by(sheet, items, form)
        if question.answer in LONG_TEXTS and not question.per_person:
            if made := rows.take():
                yield made
            yield list(_text(question, own, form, by))
            rows.add(_follow_ups(tool, items, form))
        else:
            group = [*_rows(tool, question, own, form), *_follow_ups(tool, items, form)]
            rows.add([*group, Row("", [], [Para(plain(by), ANSWER_NOTE)])] if by else group)
    if made := rows.take():
        yield made


def _by(sheet: Sheet, items: Sequence[Item], form: Form) -> str:
    """Who wrote the answers to a question, if it passed from desk to desk."""
    written = authors_at(sheet.standing.authors, (item.key for item in items))
    return authors_words(written, form.completed_by.name.strip() or "the auditor")


def _follow_ups(tool: AuditTool, items: Sequence[Item], form: Form) -> Iterator[Row]:
    asked: dict[str, list[Item]] = {}
    for item in items:
        if item.parent is not None:
            asked.setdefault(item.question.id, []).append(item)
    for found in asked.values():
        yield from _rows(tool, found[0].question, found, form, follows=True)


def _rows(
    tool: AuditTool,
    question: Question,
    items: Sequence[Item],
    form: Form,
    *,
    follows: bool = False,
) -> Iterator[Row]:
    """A question, then its parts, or the people that it is about."""
    number = "" if follows else number_of(question)
    whole = Para(plain(question.text), QUESTION)
    if not items:
        yield Row(number, [whole], [Para("Nobody was listed.", QUIET)])
        return
    if items[0].part is not None or items[0].person is not None:
        yield Row(number, [whole], [])
    for item in items:
        about = [item.person.role] if item.person else []
        if item.part:
            about.append(item.part.text)
        asked = Para(plain(": ".join(about)), INSET) if about else whole
        answer = form.answer(item.key)
        first, *rest = _answer(tool, item, answer)
        yield Row("" if about else number, [asked], first)
        for piece in rest:
            yield Row("", [], piece)


def _answer(tool: AuditTool, item: Item, answer: Answer) -> Iterator[list[Flowable]]:
    """What was answered; a text of very many lines goes on in rows of its own."""
    question = item.question
    words = answered(tool, question, answer)
    texts = [answer.comment] if words else [answer.text, answer.comment]
    pieces = [piece for text in texts for piece in pieces_of(text)]
    head: list[Flowable] = []
    if words:
        head.append(Para(f"<b>{plain(words)}</b>", ANSWER))
    elif not answer.text.strip():
        head.append(Para(NOT_ANSWERED, QUIET))
    if question.judgement:
        head.extend(
            Para(plain(option.definition), ANSWER_NOTE)
            for option in chosen(tool, question, answer)
            if option.definition.strip()
        )
    for piece in pieces or [""]:
        if piece:
            head.append(Para(plain(piece), ANSWER))
        yield head
        head = []


def _text(
    question: Question, items: Sequence[Item], form: Form, by: str = ""
) -> Iterator[Flowable]:
    """A question that is answered by a text of its own."""
    title = f"{number_of(question)}\u2002{question.text}".strip()
    body: list[Flowable] = []
    if question.answer is AnswerKind.COLUMNS and items:
        body.append(_columns(question, items, form))
    else:
        answers = [form.answer(item.key) for item in items]
        texts = [text for one in answers for text in (one.text, one.comment) if text.strip()]
        body.extend(piece for text in texts for piece in paragraphs(text))
    if by:
        body.append(Para(plain(by), NOTE))
    yield from begun(title, H3, body or [Para(NOT_ANSWERED, NOTE)])
    yield gap(4)


def _columns(question: Question, items: Sequence[Item], form: Form) -> Hairlines:
    texts = [pieces_of(form.answer(item.key).text) for item in items]
    rows: list[list[Flowable | str]] = [
        [Para(plain(text[at]), CELL) if at < len(text) else "" for text in texts]
        for at in range(max(map(len, texts)))
    ]
    empty: list[Flowable | str] = [Para(NOT_ANSWERED, CELL_QUIET), *[""] * (len(texts) - 1)]
    return columns([part.text for part in question.parts], rows or [empty])
