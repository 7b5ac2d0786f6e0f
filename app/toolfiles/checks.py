"""What can be wrong with an audit tool whose every value has the right type.

Each fault carries the path to it, which ``shapes.place`` reads out in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.interview import ABOUT, CHECK
from app.domain.tool import (
    AnswerKind,
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Option,
    Part,
    Question,
    Scale,
    Section,
)
from app.domain.tool_sound import (
    CHOSEN,
    LONGEST_LINE,
    MOST_IN_A_LIST,
    MOST_MONTHS,
    MOST_QUESTIONS,
    OF_PARTS,
    ON_A_SCALE,
    WITH_PARTS,
)
from app.toolfiles.reading import Steps, quoted
from app.toolfiles.shapes import ID, Fault

MAX_QUESTIONS, MAX_LIST, MAX_LINE = MOST_QUESTIONS, MOST_IN_A_LIST, LONGEST_LINE

# The pages of the interview that are not questions go by these names.
TAKEN = frozenset({ABOUT, CHECK})


@dataclass(frozen=True)
class _Placed:
    """A question with its path, in the order in which the tool asks."""

    path: Steps
    question: Question
    parent: Question | None = None


def tool_faults(tool: AuditTool) -> Iterator[Fault]:
    """Everything that is wrong with a tool, in the order of the file."""
    yield from _id_fault(("id",), tool.id)
    if not 1 <= tool.version <= 9999:
        yield Fault(("version",), f"expected a number from 1; found {quoted(tool.version)}")
    for name in ("title", "theme", "comment_prompt"):
        yield from _line_faults((name,), getattr(tool, name), needed=name != "comment_prompt")
    yield from _look_back_faults(("look_back",), tool.look_back)
    yield from _ids_once(("scales",), [scale.id for scale in tool.scales])
    for index, scale in enumerate(tool.scales):
        yield from _scale_faults(("scales", index), scale)
    yield from _section_faults(tool)
    questions = list(_questions(tool))
    yield from _tool_question_faults(tool, questions)
    yield from _condition_faults(tool, questions)


def _section_faults(tool: AuditTool) -> Iterator[Fault]:
    if not tool.sections:
        yield Fault(("sections",), "expected at least one section; found none")
    yield from _ids_once(("sections",), [section.id for section in tool.sections])
    for index, section in enumerate(tool.sections):
        path: Steps = ("sections", index)
        yield from _line_faults((*path, "title"), section.title)
        yield from _look_back_faults((*path, "look_back"), section.look_back)
        if not section.questions:
            yield Fault((*path, "questions"), "expected at least one question; found none")


def _tool_question_faults(tool: AuditTool, questions: list[_Placed]) -> Iterator[Fault]:
    if len(questions) > MAX_QUESTIONS:
        yield Fault(
            ("sections",), f"expected at most {MAX_QUESTIONS} questions; found {len(questions)}"
        )
    seen: set[str] = set()
    for placed in questions:
        question, path = placed.question, placed.path
        yield from _id_fault((*path, "id"), question.id)
        if question.id in TAKEN:
            yield Fault((*path, "id"), f"expected another id: “{question.id}” is the program's own")
        if question.id in seen:
            yield Fault(
                (*path, "id"),
                f"expected an id that no other question has; found {quoted(question.id)} again",
            )
        seen.add(question.id)
        if placed.parent and question.follow_ups:
            yield Fault(
                (*path, "follow_ups"),
                "expected none: a follow-up has no follow-ups of its own. Put it beside this one",
            )
        yield from _question_faults(tool, path, question)


def _question_faults(tool: AuditTool, path: Steps, question: Question) -> Iterator[Fault]:
    yield from _text_needed((*path, "text"), question.text)
    for name in ("short", "unit", "prompt"):
        yield from _line_faults((*path, name), getattr(question, name), needed=False)
    yield from _scale_of_question_faults(tool, path, question)
    yield from _part_faults(path, question)
    if question.judgement and question.answer is not AnswerKind.CHOICE:
        yield Fault(
            (*path, "judgement"),
            f"expected a question whose answer is a choice; found {quoted(question.answer)}",
        )
    if question.comment is CommentRule.REQUIRED and question.answer not in CHOSEN:
        yield Fault(
            (*path, "comment"),
            "expected one of: none, optional, expected. A comment can be required only beside "
            f"a choice; the answer here is {quoted(question.answer)}",
        )
    yield from _number_faults(path, question)


def _scale_of_question_faults(tool: AuditTool, path: Steps, question: Question) -> Iterator[Fault]:
    scale = next((scale for scale in tool.scales if scale.id == question.scale), None)
    if question.answer not in ON_A_SCALE:
        for name in ("scale", "reported"):
            if value := getattr(question, name):
                yield Fault(
                    (*path, name),
                    f"expected none where the answer is {quoted(question.answer)}; "
                    f"found {quoted(value)}",
                )
    elif scale is None:
        names = _names(scale.id for scale in tool.scales)
        yield Fault((*path, "scale"), f"expected one of: {names}; found {quoted(question.scale)}")
    elif question.reported and scale.option(question.reported) is None:
        names = _names(option.id for option in scale.options)
        yield Fault(
            (*path, "reported"), f"expected one of: {names}; found {quoted(question.reported)}"
        )


def _part_faults(path: Steps, question: Question) -> Iterator[Fault]:
    parts: tuple[Part, ...] = question.parts
    if question.answer in OF_PARTS and not parts:
        yield Fault(
            (*path, "parts"),
            f"expected at least one part where the answer is {quoted(question.answer)}; found none",
        )
    if parts and question.answer not in WITH_PARTS:
        yield Fault(
            (*path, "parts"), f"expected none where the answer is {quoted(question.answer)}"
        )
    yield from _ids_once((*path, "parts"), [part.id for part in parts])
    for index, part in enumerate(parts):
        yield from _text_needed((*path, "parts", index, "text"), part.text)


def _number_faults(path: Steps, question: Question) -> Iterator[Fault]:
    low, high = question.minimum, question.maximum
    for name, value in (("minimum", low), ("maximum", high)):
        if value is not None and question.answer is not AnswerKind.NUMBER:
            yield Fault(
                (*path, name), f"expected none where the answer is {quoted(question.answer)}"
            )
    if low is not None and high is not None and low > high:
        yield Fault((*path, "maximum"), f"expected a number from {low:g}; found {high:g}")


def _scale_faults(path: Steps, scale: Scale) -> Iterator[Fault]:
    yield from _line_faults((*path, "label"), scale.label)
    if not scale.options:
        yield Fault((*path, "options"), "expected at least one option; found none")
    yield from _ids_once((*path, "options"), [option.id for option in scale.options])
    keys: set[str] = set()
    for index, option in enumerate(scale.options):
        at = (*path, "options", index)
        yield from _option_faults(at, option)
        if option.key and option.key.upper() in keys:
            yield Fault(
                (*at, "key"), f"expected a key that no other option has; found {quoted(option.key)}"
            )
        keys.add(option.key.upper())


def _option_faults(path: Steps, option: Option) -> Iterator[Fault]:
    yield from _line_faults((*path, "label"), option.label)
    yield from _line_faults((*path, "prompt"), option.prompt, needed=False)
    if option.key and not (len(option.key) == 1 and option.key.isascii() and option.key.isalnum()):
        yield Fault((*path, "key"), f"expected one letter or digit; found {quoted(option.key)}")


def _condition_faults(tool: AuditTool, questions: list[_Placed]) -> Iterator[Fault]:
    """A condition looks back only: the form is filled in from the first page to the last."""
    order = {placed.question.id: number for number, placed in reversed(list(enumerate(questions)))}
    start = 0
    for index, section in enumerate(tool.sections):
        if section.when:
            path: Steps = ("sections", index, "when")
            gone = all(question.retired for question in section.questions)
            yield from _one_condition_faults(tool, path, section.when, order, start, gone=gone)
        start += _length(section)
    for number, placed in enumerate(questions):
        if when := placed.question.when:
            path = (*placed.path, "when")
            parent = placed.parent
            gone = placed.question.retired or (parent is not None and parent.retired)
            yield from _one_condition_faults(tool, path, when, order, number, gone=gone)
            if placed.parent and when.question not in _family(placed.parent):
                # A follow-up unfolds on its question's page, by what is answered on that page.
                yield Fault(
                    (*path, "question"),
                    f"expected “{placed.parent.id}” or one of its follow-ups; "
                    f"found {quoted(when.question)}",
                )


def _family(question: Question) -> tuple[str, ...]:
    return (question.id, *(follow_up.id for follow_up in question.follow_ups))


def _one_condition_faults(
    tool: AuditTool,
    path: Steps,
    condition: Condition,
    order: dict[str, int],
    here: int,
    *,
    gone: bool,
) -> Iterator[Fault]:
    at, name = (*path, "question"), quoted(condition.question)
    question = tool.questions.get(condition.question)
    if question is None:
        yield Fault(at, f"expected the id of a question of this tool; found {name}")
        return
    if order[question.id] >= here:
        yield Fault(at, f"expected a question that is asked earlier; found {name}")
    if question.answer not in CHOSEN:
        yield Fault(at, f"expected a question whose answer is a choice or several; found {name}")
        return
    if question.per_person:
        yield Fault(at, f"expected a question that is asked once, not per person; found {name}")
    if question.retired and not gone:  # what is retired itself may rest on what is retired
        yield Fault(at, f"expected a question that is still asked; {name} is retired")
    scale = tool.scale(question)
    if not 1 <= len(condition.any_of) <= len(scale.options):
        yield Fault(
            (*path, "any_of"),
            f"expected from 1 to {len(scale.options)} options; found {len(condition.any_of)}",
        )
    for index, option in enumerate(condition.any_of):
        if scale.option(option) is None:
            names = _names(option.id for option in scale.options)
            yield Fault(
                (*path, "any_of", index), f"expected one of: {names}; found {quoted(option)}"
            )


def _questions(tool: AuditTool) -> Iterator[_Placed]:
    for number, section in enumerate(tool.sections):
        for index, question in enumerate(section.questions):
            path: Steps = ("sections", number, "questions", index)
            yield _Placed(path, question)
            for place, follow_up in enumerate(question.follow_ups):
                yield _Placed((*path, "follow_ups", place), follow_up, question)


def _length(section: Section) -> int:
    return sum(1 + len(question.follow_ups) for question in section.questions)


def _ids_once(path: Steps, ids: list[str]) -> Iterator[Fault]:
    if len(ids) > MAX_LIST:
        yield Fault(path, f"expected at most {MAX_LIST}; found {len(ids)}")
    seen: set[str] = set()
    for index, own in enumerate(ids):
        yield from _id_fault((*path, index, "id"), own)
        if own in seen:
            yield Fault((*path, index, "id"), f"expected each id once; found {quoted(own)} again")
        seen.add(own)


def _id_fault(path: Steps, own: str) -> Iterator[Fault]:
    if not ID.fullmatch(own):
        yield Fault(
            path,
            "expected a letter, then up to 63 letters, digits, hyphens or underscores; "
            f"found {quoted(own)}",
        )


def _look_back_faults(path: Steps, rule: LookBack | None) -> Iterator[Fault]:
    if rule and not 1 <= rule.months <= MOST_MONTHS:
        yield Fault(
            (*path, "months"),
            f"expected a number from 1 to {MOST_MONTHS}; found {quoted(rule.months)}",
        )


def _line_faults(path: Steps, text: str, *, needed: bool = True) -> Iterator[Fault]:
    if needed:
        yield from _text_needed(path, text)
    if "\n" in text or len(text) > MAX_LINE:
        yield Fault(path, f"expected one line of at most {MAX_LINE} characters")


def _text_needed(path: Steps, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(path, "expected a text; found nothing")


def _names(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "nothing, as there is none"
