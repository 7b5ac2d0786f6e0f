"""What in an audit tool is allowed and yet hardly meant: said to whoever edits it.

A tool with faults can't be saved at all; a tool with warnings can. They are in the order of the
tool, scales first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    Meaning,
    Option,
    Question,
    Scale,
    Section,
)

LONGEST_NAME = 60
"""What a question may measure to stand in lists and charts by its text."""

_CHOSEN = frozenset((AnswerKind.CHOICE, AnswerKind.SEVERAL))
_SHARED = frozenset((AnswerKind.CHOICE, AnswerKind.MATRIX))


@dataclass(frozen=True)
class ToolWarning:
    """One doubtful thing, in words for the editor, and the ids of where it is.

    ``field`` is the name of the field to mend, of the option where there is one.
    """

    sentence: str
    scale: str = ""
    section: str = ""
    question: str = ""
    option: str = ""
    field: str = ""


def check_tool(tool: AuditTool) -> tuple[ToolWarning, ...]:
    """Everything doubtful about a tool."""
    return (*_scale_warnings(tool), *_section_warnings(tool))


# --- scales ---------------------------------------------------------------------------------------


def _scale_warnings(tool: AuditTool) -> Iterator[ToolWarning]:
    live = [question for question in tool.questions.values() if not question.retired]
    for scale in tool.scales:
        used = [question for question in live if question.scale == scale.id]
        graded = [question for question in used if question.judgement]
        yield from _key_clashes(scale)
        yield from _unexplained(scale)
        for sentence in _ends(scale, used):
            yield ToolWarning(sentence, scale=scale.id, field="means")
        yield from _definitions(scale, graded)


def _key_clashes(scale: Scale) -> Iterator[ToolWarning]:
    seen: dict[str, Option] = {}
    for option in scale.options:
        if not option.key:
            continue
        other = seen.setdefault(option.key.upper(), option)
        if other is not option:
            sentence = (
                f"In “{scale.label}”, the key {option.key.upper()} chooses both “{other.label}” "
                f"and “{option.label}”. Give one of them another key."
            )
            yield ToolWarning(sentence, scale=scale.id, option=option.id, field="key")


def _unexplained(scale: Scale) -> Iterator[ToolWarning]:
    for option in scale.options:
        if option.means is Meaning.NOT_APPLICABLE and option.asks is Asks.NOTHING:
            sentence = (
                f"“{option.label}” in “{scale.label}” asks for no reason. "
                "An answer that takes a question out of the count should say why."
            )
            yield ToolWarning(sentence, scale=scale.id, option=option.id, field="asks")


def _ends(scale: Scale, used: Sequence[Question]) -> Iterator[str]:
    """Of a scale whose shares are printed, an end that is missing."""
    shared = [one for one in used if one.answer in _SHARED and not one.reported]
    if not shared or not scale.options:
        return
    if not any(option.in_denominator for option in scale.options):
        yield f"No answer of “{scale.label}” counts, so that no share of it can be printed."
        return
    means = {option.means for option in scale.options}
    good, bad = Meaning.GOOD in means, Meaning.BAD in means
    if good and bad:
        return
    if good or bad:
        yield (
            f"“{scale.label}” has no {'bad' if good else 'good'} end, although its shares are "
            f"reported. It is used by {_listed(shared)}."
        )
    elif {"yes", "no"} <= {option.label.strip().lower() for option in scale.options} or any(
        question.judgement for question in shared
    ):
        yield (
            f"“{scale.label}” says of no answer whether it is good or bad, so that no share is "
            f"printed for {_listed(shared)}. Where that is a fact and no quality, say at the "
            "question which answer's share is reported."
        )


def _definitions(scale: Scale, graded: Sequence[Question]) -> Iterator[ToolWarning]:
    missing = [
        option
        for option in scale.options
        if not option.definition.strip() and option.means is not Meaning.NOT_APPLICABLE
    ]
    if graded and missing:
        labels = _and([f"“{option.label}”" for option in missing])
        sentence = (
            f"Judgements are made on “{scale.label}”, and nothing says what {labels} "
            f"{'means' if len(missing) == 1 else 'mean'}. Write a definition for each grade."
        )
        yield ToolWarning(sentence, scale=scale.id, option=missing[0].id, field="definition")


# --- sections and questions -----------------------------------------------------------------------


def _section_warnings(tool: AuditTool) -> Iterator[ToolWarning]:
    asked_before: set[str] = set()
    for section in tool.sections:
        here = f"The section “{section.title}”"
        if section.when and (why := _never(tool, section.when, (), asked_before)):
            yield ToolWarning(f"{here} is never asked: {why}.", section=section.id, field="when")
        if not any(not question.retired for question in section.questions):
            yield ToolWarning(_empty(section, here), section=section.id, field="questions")
        for question in section.questions:
            scope = tuple(one for one in (section.when,) if one)
            yield from _question_warnings(tool, section, question, scope, asked_before)
            inner = (*scope, question.when) if question.when else scope
            asked_before.add(question.id)
            for follow_up in question.follow_ups:
                if question.retired and not follow_up.retired:
                    yield ToolWarning(
                        f"{_name(follow_up)} follows up {_name(question)}, which is retired. "
                        "It is never asked.",
                        section=section.id,
                        question=follow_up.id,
                        field="retired",
                    )
                else:
                    yield from _question_warnings(tool, section, follow_up, inner, asked_before)
                asked_before.add(follow_up.id)


def _empty(section: Section, here: str) -> str:
    if section.questions:
        return f"{here} has only retired questions, so that it is never seen. Add one to it."
    if section.prompts:
        return f"{here} has prompts, and no question in which to answer them."
    return f"{here} has neither questions nor prompts."


def _question_warnings(
    tool: AuditTool,
    section: Section,
    question: Question,
    scope: tuple[Condition, ...],
    asked_before: set[str],
) -> Iterator[ToolWarning]:
    if question.retired:
        return
    name = _name(question)
    sentences = []
    if question.when and (why := _never(tool, question.when, scope, asked_before)):
        sentences.append(("when", f"{name} is never asked: {why}."))
    if not question.short.strip() and len(question.text) > LONGEST_NAME:
        sentence = f"{name} has no short name, and its text is too long for lists and charts"
        sentences.append(("short", f"{sentence} ({len(question.text)} characters)."))
    if question.reported and tool.scale(question).option(question.reported) is None:
        sentence = f"{name} reports the share of “{question.reported}”"
        sentences.append(("reported", f"{sentence}, which its scale does not have."))
    if question.judgement and question.comment is CommentRule.NONE:
        sentence = f"{name} is a judgement without room to say what it rests on."
        sentences.append(("comment", sentence))
    for field, said in sentences:
        yield ToolWarning(said, section=section.id, question=question.id, field=field)


def _never(
    tool: AuditTool, when: Condition, scope: tuple[Condition, ...], asked_before: set[str]
) -> str:
    """Why a condition can't hold, or nothing. ``scope`` are the conditions around it."""
    target = tool.questions.get(when.question)
    if target is None:
        return f"it rests on the question “{when.question}”, which is gone"
    if target.retired:
        return f"it rests on {_name(target)}, which is retired"
    if target.id not in asked_before:
        return f"it rests on {_name(target)}, which is asked later"
    if target.answer not in _CHOSEN:
        return f"it rests on {_name(target)}, whose answer is not a choice"
    if target.per_person:
        return f"it rests on {_name(target)}, which is asked for each person"
    known = {option.id for option in tool.scale(target).options}
    left = known.intersection(when.any_of)
    if not left:
        return f"it waits for an answer to {_name(target)} that is not on offer"
    if target.answer is AnswerKind.CHOICE:
        for around in scope:
            if around.question == when.question and not left.intersection(around.any_of):
                return f"it waits for an answer to {_name(target)} under which it is hidden"
    return ""


def _name(question: Question) -> str:
    return f"{question.id} (“{_cut(question.name)}”)"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rstrip()}…"


def _listed(questions: Sequence[Question]) -> str:
    ids = [question.id for question in questions]
    return _and([*ids[:5], f"{len(ids) - 5} more"] if len(ids) > 6 else ids)


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
