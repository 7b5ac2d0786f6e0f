"""What changed between two versions of an audit tool, question by question, in plain words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from app.domain.tool import (
    AuditTool,
    Condition,
    LookBack,
    Option,
    Part,
    Question,
    Scale,
    Section,
)


class ChangeKind(StrEnum):
    """What happened to a part of a tool."""

    ADDED = "added"
    REMOVED = "removed"
    RETIRED = "retired"
    BACK = "asked again"
    MOVED = "moved"
    REWORDED = "reworded"
    SCALE = "scale changed"
    GUIDANCE = "guidance changed"
    CONDITION = "condition changed"
    OTHER = "changed"


class Where(StrEnum):
    """Which part of a tool a change is about."""

    TOOL = "tool"
    SCALE = "scale"
    SECTION = "section"
    QUESTION = "question"


@dataclass(frozen=True)
class ToolChange:
    """One change. ``before`` and ``after`` are texts to lay side by side; empty where none was."""

    kind: ChangeKind
    where: Where
    id: str
    sentence: str
    before: str = ""
    after: str = ""


def compare_tools(old: AuditTool, new: AuditTool) -> tuple[ToolChange, ...]:
    """Everything that changed, in the order of the new tool. Versions and ids are no change."""
    return (
        *_tool_changes(old, new),
        *_scale_changes(old, new),
        *_section_changes(old, new),
        *_question_changes(old, new),
    )


_K = ChangeKind
_TOOL_FIELDS = {
    "title": (_K.REWORDED, "The title"),
    "theme": (_K.REWORDED, "The theme"),
    "subject": (_K.OTHER, "Whom a form is about"),
    "guidance": (_K.GUIDANCE, "The guidance notes"),
    "comment_prompt": (_K.REWORDED, "What every comment asks for"),
    "look_back": (_K.OTHER, "How far to look back"),
    "source": (_K.REWORDED, "The source"),
    "thanks": (_K.REWORDED, "The closing words"),
}
_SECTION_FIELDS = {
    "title": (_K.REWORDED, "the title"),
    "introduction": (_K.GUIDANCE, "the introduction"),
    "prompts": (_K.GUIDANCE, "the prompts"),
    "when": (_K.CONDITION, "when it is asked"),
    "look_back": (_K.OTHER, "how far to look back"),
}
_QUESTION_FIELDS = {
    "text": (_K.REWORDED, "the question"),
    "short": (_K.REWORDED, "the short name"),
    "answer": (_K.SCALE, "the kind of answer"),
    "scale": (_K.SCALE, "the scale"),
    "reported": (_K.SCALE, "the answer whose share is reported"),
    "guidance": (_K.GUIDANCE, "the guidance"),
    "prompt": (_K.REWORDED, "what the comment asks for"),
    "comment": (_K.OTHER, "whether a comment is expected"),
    "parts": (_K.REWORDED, "the parts"),
    "when": (_K.CONDITION, "when it is asked"),
    "per_person": (_K.OTHER, "whether it is asked for each person"),
    "judgement": (_K.OTHER, "whether it is a judgement"),
    "required": (_K.OTHER, "whether it must be answered"),
    "minimum": (_K.OTHER, "the least number"),
    "maximum": (_K.OTHER, "the greatest number"),
    "unit": (_K.OTHER, "the unit"),
}
_OPTION_FIELDS = {
    "label": (_K.REWORDED, "the words"),
    "definition": (_K.GUIDANCE, "the definition"),
    "means": (_K.SCALE, "which end it stands at"),
    "asks": (_K.OTHER, "what it asks for"),
    "prompt": (_K.REWORDED, "what it asks for in words"),
    "key": (_K.OTHER, "its key"),
    "counts": (_K.SCALE, "whether it counts"),
    "exclusive": (_K.OTHER, "whether it stands alone"),
}
_Fields = Mapping[str, tuple[ChangeKind, str]]


def _tool_changes(old: AuditTool, new: AuditTool) -> Iterator[ToolChange]:
    for name, (kind, what) in _TOOL_FIELDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield ToolChange(
                kind, Where.TOOL, new.id, f"{what} changed", *_shown(old, new, before, after)
            )


def _scale_changes(old: AuditTool, new: AuditTool) -> Iterator[ToolChange]:
    before = {scale.id: scale for scale in old.scales}
    after = {scale.id: scale for scale in new.scales}
    for scale in new.scales:
        if scale.id not in before:
            sentence = f"The scale “{scale.label}” was added"
            yield ToolChange(_K.ADDED, Where.SCALE, scale.id, sentence, "", _options(scale))
        elif scale != before[scale.id]:
            yield from _one_scale(old, new, before[scale.id], scale)
    for scale in old.scales:
        if scale.id not in after:
            sentence = f"The scale “{scale.label}” was removed"
            yield ToolChange(_K.REMOVED, Where.SCALE, scale.id, sentence, _options(scale), "")
    moved = _moved([s.id for s in old.scales], [s.id for s in new.scales])
    for own in moved:
        sentence = f"The scale “{after[own].label}” stands elsewhere in the list of scales"
        yield ToolChange(_K.MOVED, Where.SCALE, own, sentence)


def _one_scale(old: AuditTool, new: AuditTool, before: Scale, after: Scale) -> Iterator[ToolChange]:
    here = f"Scale “{after.label}”"
    was = {option.id: option for option in before.options}
    now = {option.id: option for option in after.options}
    if before.label != after.label:
        yield ToolChange(
            _K.REWORDED, Where.SCALE, after.id, f"{here}: renamed", before.label, after.label
        )
    for option in after.options:
        if option.id not in was:
            sentence = f"{here}: the answer “{option.label}” was added"
            yield ToolChange(_K.SCALE, Where.SCALE, after.id, sentence, "", option.label)
        else:
            there = f"{here}, answer “{option.label}”"
            yield from _fields(
                old, new, was[option.id], option, _OPTION_FIELDS, Where.SCALE, after.id, there
            )
    for option in before.options:
        if option.id not in now:
            sentence = f"{here}: the answer “{option.label}” was removed"
            yield ToolChange(_K.SCALE, Where.SCALE, after.id, sentence, option.label, "")
    if _moved(list(was), list(now)):
        sentence = f"{here}: the answers are in another order"
        yield ToolChange(
            _K.SCALE, Where.SCALE, after.id, sentence, _options(before), _options(after)
        )


def _section_changes(old: AuditTool, new: AuditTool) -> Iterator[ToolChange]:
    before = {section.id: section for section in old.sections}
    after = {section.id: section for section in new.sections}
    for section in new.sections:
        here = f"Section “{section.title}”"
        if section.id in before:
            yield from _fields(
                old,
                new,
                before[section.id],
                section,
                _SECTION_FIELDS,
                Where.SECTION,
                section.id,
                here,
            )
        else:
            yield ToolChange(_K.ADDED, Where.SECTION, section.id, f"{here} was added")
    for section in old.sections:
        if section.id not in after:
            sentence = f"Section “{section.title}” was removed"
            yield ToolChange(_K.REMOVED, Where.SECTION, section.id, sentence)
    for own in _moved(list(before), list(after)):
        sentence = f"Section “{after[own].title}” was moved"
        yield ToolChange(_K.MOVED, Where.SECTION, own, sentence)


def _question_changes(old: AuditTool, new: AuditTool) -> Iterator[ToolChange]:
    moved = _moved_questions(old, new)
    for own, question in new.questions.items():
        before = old.questions.get(own)
        if before is None:
            sentence = f"{_name(question)} was added in “{new.section_of[own].title}”"
            yield ToolChange(_K.ADDED, Where.QUESTION, own, sentence, "", question.text)
            continue
        if before.retired != question.retired:
            kind = _K.RETIRED if question.retired else _K.BACK
            sentence = (
                f"{_name(question)} {'was retired' if question.retired else 'is asked again'}"
            )
            yield ToolChange(kind, Where.QUESTION, own, sentence, before.text, question.text)
        if own in moved:
            yield ToolChange(
                _K.MOVED,
                Where.QUESTION,
                own,
                f"{_name(question)} was moved",
                _place(old, own),
                _place(new, own),
            )
        here = _name(question)
        yield from _fields(old, new, before, question, _QUESTION_FIELDS, Where.QUESTION, own, here)
    for own, question in old.questions.items():
        if own not in new.questions:
            sentence = f"{_name(question)} was removed"
            yield ToolChange(_K.REMOVED, Where.QUESTION, own, sentence, question.text, "")


def _fields(
    old: AuditTool,
    new: AuditTool,
    before: Option | Section | Question,
    after: Option | Section | Question,
    known: _Fields,
    where: Where,
    own: str,
    here: str,
) -> Iterator[ToolChange]:
    for field in fields(after):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.name in known and was != now:
            kind, what = known[field.name]
            yield ToolChange(
                kind, where, own, f"{here}: {what} changed", *_shown(old, new, was, now)
            )


# --- order ----------------------------------------------------------------------------------------


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The fewest ids that had to be moved to come from one order to the other."""
    at = {own: index for index, own in enumerate(before)}
    common = [own for own in after if own in at]
    ends: list[int] = []  # the last place of the best rising run of each length
    lengths = []
    for own in common:
        length = bisect_left(ends, at[own])
        ends[length : length + 1] = [at[own]]
        lengths.append(length)
    stayed: set[str] = set()
    wanted = len(ends) - 1
    for own, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            stayed.add(own)
            wanted -= 1
    return frozenset(common) - stayed


def _moved_questions(old: AuditTool, new: AuditTool) -> frozenset[str]:
    """Questions in another order, in another section, or following up another question."""
    before, after = _homes(old), _homes(new)
    rehomed = {own for own in after if own in before and before[own] != after[own]}
    stayed = [own for own in before if own not in rehomed]
    return frozenset(rehomed) | _moved(stayed, [own for own in after if own not in rehomed])


def _homes(tool: AuditTool) -> dict[str, tuple[str, str]]:
    homes: dict[str, tuple[str, str]] = {}
    for section in tool.sections:
        for question in section.questions:
            homes[question.id] = (section.id, "")
            homes.update((one.id, (section.id, question.id)) for one in question.follow_ups)
    return homes


def _place(tool: AuditTool, own: str) -> str:
    section, parent = _homes(tool)[own]
    title = next(one.title for one in tool.sections if one.id == section)
    if parent:
        return f"in “{title}”, following up {parent}"
    order = [question.id for question in tool.section_of[own].questions]
    before = order.index(own)
    return f"in “{title}”, " + (f"after {order[before - 1]}" if before else "first")


# --- words ----------------------------------------------------------------------------------------


def _shown(old: AuditTool, new: AuditTool, before: object, after: object) -> tuple[str, str]:
    return _text(old, before), _text(new, after)


def _text(tool: AuditTool, value: object) -> str:
    """A value as a text to lay beside another."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value:g}"
    if isinstance(value, LookBack):
        return f"{value.months} months"
    if isinstance(value, Condition):
        return f"only if {value.question} is answered {_answers(tool, value)}"
    if isinstance(value, tuple):
        return "\n".join(_text(tool, one) for one in value)
    if isinstance(value, Part):
        return value.text if value.required else f"{value.text} (may be left out)"
    return "" if value is None else str(value)


def _answers(tool: AuditTool, condition: Condition) -> str:
    question = tool.questions.get(condition.question)
    options = {o.id: o.label for o in tool.scale(question).options} if question else {}
    return " or ".join(f"“{options.get(one, one)}”" for one in condition.any_of)


def _options(scale: Scale) -> str:
    return "\n".join(option.label for option in scale.options)


def _name(question: Question) -> str:
    line = " ".join(question.name.split())
    return f"{question.id} “{line if len(line) <= 60 else f'{line[:59].rstrip()}…'}”"
