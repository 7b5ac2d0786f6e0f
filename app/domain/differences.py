"""What differs between two revisions of a return, in the words of the audit tool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from app.domain.days import long_day
from app.domain.returns import Answer, Form, ReturnKind
from app.domain.rules import question_id_of
from app.domain.tool import AuditTool

NOTHING = "nothing"
_AROUND = 30
_LONGEST = 220


@dataclass(frozen=True)
class Difference:
    """One place where two forms differ, and what stood and stands there.

    ``key`` is the place of an answer, empty for what is said about the form as a whole.
    """

    key: str
    name: str
    before: str
    after: str


def differences(tool: AuditTool, before: Form, after: Form) -> tuple[Difference, ...]:
    """Where two forms on one case differ: first what they say of themselves, then the answers."""
    return tuple(
        each
        for each in (*_of_the_form(before, after), *_of_the_answers(tool, before, after))
        if each.before != each.after
    )


def _of_the_form(before: Form, after: Form) -> Iterator[Difference]:
    said = (
        ("Kind of return", _kind(before), _kind(after)),
        ("Completed by", _who(before), _who(after)),
        ("On behalf of", before.on_behalf_of, after.on_behalf_of),
        ("Last involvement", _involved(before), _involved(after)),
        ("People around the child", _people(before), _people(after)),
    )
    for name, old, new in said:
        yield Difference("", name, old or NOTHING, new or NOTHING)
    yield Difference("", "Note", *_texts(before.note, after.note))


def _of_the_answers(tool: AuditTool, before: Form, after: Form) -> Iterator[Difference]:
    order = {question_id: place for place, question_id in enumerate(tool.questions)}
    parts = {
        f"{question.id}.{part.id}": place
        for question in tool.questions.values()
        for place, part in enumerate(question.parts, start=1)
    }

    def place_of(key: str) -> tuple[int, int, str]:
        whole, _, person = key.partition("@")
        return order.get(question_id_of(key), len(order)), parts.get(whole, 0), person

    for key in sorted({*before.answers, *after.answers}, key=place_of):
        old, new = before.answer(key), after.answer(key)
        if old == new:
            continue
        name = place_name(tool, key, after, before)
        if (_chosen(old), old.text) != (_chosen(new), new.text):
            choice = _answered(tool, key, old), _answered(tool, key, new)
            yield Difference(key, name, *(_texts(*choice) if old.text or new.text else choice))
        yield Difference(key, f"{name}: comment", *_texts(old.comment, new.comment))


def place_name(tool: AuditTool, key: str, *forms: Form) -> str:
    """The short name of the place of an answer: "Q7 Views, Parents", "Q9 Was heard, mum"."""
    place, _, person = key.partition("@")
    question_id, _, part_id = place.partition(".")
    question = tool.questions.get(question_id)
    if question is None:
        return key
    numbered = any(ch.isdigit() for ch in question.id)
    words = [f"{question.id} {question.name}" if numbered else question.name]
    words += [part.text for part in question.parts if part.id == part_id]
    roles = [each.role for form in forms for each in form.people if each.id == person]
    return ", ".join([*words, *roles[:1]])


def _chosen(answer: Answer) -> tuple[object, ...]:
    return answer.options, answer.number, answer.day


def _answered(tool: AuditTool, key: str, answer: Answer) -> str:
    question = tool.questions.get(question_id_of(key))
    if answer.options:
        scale = tool.scale(question) if question else None
        options = [(scale.option(each) if scale else None, each) for each in answer.options]
        return ", ".join(option.label if option else each for option, each in options)
    if answer.number is not None:
        unit = question.unit if question else ""
        return f"{answer.number:g} {unit}".strip()
    return long_day(answer.day) if answer.day else answer.text or NOTHING


def _texts(before: str, after: str) -> tuple[str, str]:
    """Two texts in quotation marks, without what is the same at both ends of long ones."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after)))  # noqa: B905
    rest = zip(reversed(before[start:]), reversed(after[start:]))  # noqa: B905
    end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    return _excerpt(before, start, end), _excerpt(after, start, end)


def _excerpt(text: str, start: int, end: int) -> str:
    if not text.strip():
        return NOTHING
    left = max(start - _AROUND, 0) if len(text) > _LONGEST else 0
    right = min(len(text) - end + _AROUND, len(text)) if len(text) > _LONGEST else len(text)
    shown = text[left:right]
    if len(shown) > _LONGEST:
        shown, right = shown[:_LONGEST], left + _LONGEST
    words = " ".join(shown.split())
    return f"“{'…' if left else ''}{words}{'…' if right < len(text) else ''}”"


def _kind(form: Form) -> str:
    return "Nil return" if form.kind is ReturnKind.NIL else "Full return"


def _who(form: Form) -> str:
    return ", ".join(word for word in (form.completed_by.name, form.completed_by.title) if word)


def _involved(form: Form) -> str:
    return long_day(form.last_involvement) if form.last_involvement else ""


def _people(form: Form) -> str:
    return ", ".join(person.role for person in form.people)
