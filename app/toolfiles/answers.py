"""The answers file of one case: a form as JSON, for answers that come from another program.

What is found wrong is told by its place, never by quoting an answer, because the sentence
may be logged and an answer is case data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import msgspec

from app.domain.returns import Answer, Auditor, Form, Person, ReturnKind
from app.domain.rules import question_id_of
from app.domain.tool import AnswerKind, AuditTool, Question
from app.domain.uin import is_uin
from app.errors import ToolFileError
from app.toolfiles.reading import FORMAT, Steps, json_data
from app.toolfiles.shapes import ID, Fault, decode, error_at, plain, strict_schema

_MAX_LIST = 500
_MAX_LINE = 300
_KEY = re.compile(rf"{ID.pattern}(?:\.{ID.pattern})?(?:@{ID.pattern})?")

_ONLY_PARTS = frozenset((AnswerKind.MATRIX, AnswerKind.COLUMNS))
_FIELD_OF = {
    AnswerKind.CHOICE: "options",
    AnswerKind.SEVERAL: "options",
    AnswerKind.MATRIX: "options",
    AnswerKind.NUMBER: "number",
    AnswerKind.DATE: "day",
    AnswerKind.SHORT_TEXT: "text",
    AnswerKind.LONG_TEXT: "text",
    AnswerKind.COLUMNS: "text",
}


@dataclass(frozen=True)
class AnswersFile:
    """The answers of one agency about one case."""

    uin: str
    kind: ReturnKind = ReturnKind.FULL
    completed_by: Auditor = field(default_factory=Auditor)
    on_behalf_of: str = ""
    last_involvement: date | None = None
    people: tuple[Person, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    note: str = ""


def parse_answers(data: bytes, file_name: str) -> tuple[str, Form]:
    """The UIN and the form in an answers file. Whether they fit a tool: ``check_answers``."""
    content = json_data(data, file_name)
    answers = content.get("answers")
    for number, key in enumerate(answers if isinstance(answers, dict) else (), start=1):
        if not _KEY.fullmatch(key):
            what = f"expected a place like Q7, Q7.parents or Q9@p1 as the name of answer {number}"
            raise ToolFileError(file_name, "answers", what)
        # One by one, because msgspec does not say under which key a fault is.
        decode(content, Answer, file_name, at=("answers", key), dates_as_text=True)
    file = decode(content, AnswersFile, file_name, dates_as_text=True)
    for fault in _file_faults(file):
        raise error_at(fault, content, file_name)
    return file.uin, Form(
        kind=file.kind,
        completed_by=file.completed_by,
        on_behalf_of=file.on_behalf_of,
        last_involvement=file.last_involvement,
        people=file.people,
        answers=file.answers,
        note=file.note,
    )


def answers_to_json(uin: str, form: Form) -> bytes:
    """A form as an answers file, which reads back as the same form."""
    written = cast(dict[str, object], plain(form))
    content = {"format": FORMAT, "uin": uin, "kind": str(form.kind), **written}
    return msgspec.json.format(msgspec.json.encode(content), indent=2)


def answers_schema() -> dict[str, Any]:
    """The JSON Schema of answers files."""
    return strict_schema(AnswersFile, FORMAT)


def check_answers(tool: AuditTool, form: Form, file_name: str) -> None:
    """Refuse answers that have no place in a tool, or that its question can't take.

    What is missing, or asked only under another answer, is no fault here: an answers file may
    be a form half done.
    """
    for fault in _fit_faults(tool, form):
        raise error_at(fault, {}, file_name)


def misfits(tool: AuditTool, form: Form) -> frozenset[str]:
    """The places of a form whose answers have no place in a tool, or that it can't take."""
    paths = (fault.path for fault in _fit_faults(tool, form))
    return frozenset(str(path[1]) for path in paths if len(path) > 1)


def _file_faults(file: AnswersFile) -> Iterator[Fault]:
    if not is_uin(file.uin):
        yield Fault(("uin",), "expected the UIN of a case, as it is on the case list")
    for name, text in (
        ("completed_by", file.completed_by.name),
        ("completed_by", file.completed_by.title),
        ("on_behalf_of", file.on_behalf_of),
    ):
        if "\n" in text or len(text) > _MAX_LINE:
            yield Fault((name,), f"expected lines of at most {_MAX_LINE} characters")
    yield from _day_faults(("last_involvement",), file.last_involvement)
    yield from _people_faults(file.people)
    if len(file.answers) > _MAX_LIST * 10:
        yield Fault(
            ("answers",), f"expected at most {_MAX_LIST * 10:,}; found {len(file.answers):,}"
        )
    for key, answer in file.answers.items():
        path: Steps = ("answers", key)
        if len(set(answer.options)) != len(answer.options):
            yield Fault((*path, "options"), "expected each option once")
        yield from _day_faults((*path, "day"), answer.day)


def _people_faults(people: tuple[Person, ...]) -> Iterator[Fault]:
    if len(people) > _MAX_LIST:
        yield Fault(("people",), f"expected at most {_MAX_LIST}; found {len(people)}")
    seen: set[str] = set()
    for index, person in enumerate(people):
        path: Steps = ("people", index)
        if not ID.fullmatch(person.id):
            yield Fault((*path, "id"), "expected a letter, then letters, digits, - or _")
        if person.id in seen:
            yield Fault((*path, "id"), "expected each id once")
        seen.add(person.id)
        if not person.role.strip() or "\n" in person.role or len(person.role) > _MAX_LINE:
            yield Fault((*path, "role"), "expected a relationship or role, like “step-father”")


def _day_faults(path: Steps, day: date | None) -> Iterator[Fault]:
    if day and not 1900 <= day.year <= 2199:
        yield Fault(path, "expected a day between 1900 and 2199")


def _fit_faults(tool: AuditTool, form: Form) -> Iterator[Fault]:
    if form.kind is ReturnKind.NIL and form.answers:
        yield Fault(("answers",), "expected none, as a nil return says “not known to us”")
    people = {person.id for person in form.people}
    for key, answer in form.answers.items():
        path: Steps = ("answers", key)
        question = tool.questions.get(question_id_of(key))
        if question is None:
            yield Fault(path, f"expected the id of a question of “{tool.title}”")
            continue
        if key != question.id or question.per_person or question.answer in _ONLY_PARTS:
            yield from _place_faults(path, key, question, people)
        yield from _answer_faults(tool, path, question, answer)


def _place_faults(path: Steps, key: str, question: Question, people: set[str]) -> Iterator[Fault]:
    place, _, person = key.partition("@")
    part = place.partition(".")[2]
    parts = [known.id for known in question.parts]
    if part and part not in parts:
        named = f"one of the parts: {', '.join(parts)}" if parts else "no part"
        yield Fault(path, f"expected {named}, as question {question.id} has")
    if not part and question.answer in _ONLY_PARTS:
        yield Fault(path, f"expected one of the parts: {', '.join(parts)}, like {key}.{parts[0]}")
    if question.per_person and person not in people:
        yield Fault(path, f"expected the id of one of “people” after @, like {question.id}@p1")
    if person and not question.per_person:
        yield Fault(path, f"expected no @: question {question.id} is asked once, not per person")


def _answer_faults(
    tool: AuditTool, path: Steps, question: Question, answer: Answer
) -> Iterator[Fault]:
    wanted = _FIELD_OF[question.answer]
    for name in _fields_given(answer):
        if name != wanted:
            yield Fault((*path, name), f"expected none: the answer belongs under “{wanted}”")
    for option in answer.options:
        scale = tool.scale(question)
        if scale.option(option) is None:
            names = ", ".join(known.id for known in scale.options)
            yield Fault((*path, "options"), f"expected one of: {names}")


def _fields_given(answer: Answer) -> list[str]:
    given = []
    if answer.options:
        given.append("options")
    if answer.number is not None:
        given.append("number")
    if answer.day is not None:
        given.append("day")
    if answer.text:
        given.append("text")
    return given
