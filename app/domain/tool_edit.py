"""Edits of an audit tool: each gives a new tool, or says why it can't be done.

Ids are stable: what is reworded, moved or retired keeps its id, and a new id was never used, so
that rounds a year apart can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypedDict, TypeVar, Unpack

from app.domain.tool import (
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Question,
    Section,
    Subject,
)
from app.domain.tool_sound import called, unsound
from app.errors import PartnershipAuditError


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


class EditRefusedError(PartnershipAuditError):
    """An edit that would leave something that is no audit tool. ``why`` is for beside a field."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"{why} Nothing was changed.")


class ToolWords(TypedDict, total=False):
    """What an audit tool says of itself."""

    title: str
    theme: str
    subject: Subject
    guidance: tuple[str, ...]
    comment_prompt: str
    look_back: LookBack | None
    source: str
    thanks: str


class SectionWords(TypedDict, total=False):
    """What may be changed of a section by itself."""

    title: str
    introduction: str
    prompts: tuple[str, ...]
    look_back: LookBack | None


class QuestionWords(TypedDict, total=False):
    """What may be changed of a question by itself; how it is answered, ``tool_answers`` changes."""

    text: str
    short: str
    guidance: str
    prompt: str
    unit: str
    comment: CommentRule
    per_person: bool
    required: bool
    reported: str
    minimum: float | None
    maximum: float | None


def change_tool(tool: AuditTool, **words: Unpack[ToolWords]) -> AuditTool:
    """Title, theme, guidance notes and the like."""
    return sound(replace(tool, **words))


# --- sections -------------------------------------------------------------------------------------


def change_section(tool: AuditTool, section_id: str, **words: Unpack[SectionWords]) -> AuditTool:
    """Title, introduction, things to consider, look-back."""
    return sound(in_section(tool, section_id, lambda section: replace(section, **words)))


def section_when(tool: AuditTool, section_id: str, when: Condition | None) -> AuditTool:
    """Ask a section only where a condition holds; None asks it of everyone."""
    return sound(in_section(tool, section_id, lambda section: replace(section, when=when)))


def add_section(tool: AuditTool, section: Section, *, after: str = "") -> AuditTool:
    """Add a section that has a question, after another or at the end."""
    return sound(replace(tool, sections=put_after(tool.sections, section, after)))


def move_section(tool: AuditTool, section_id: str, before: str = "") -> AuditTool:
    """Put a section before another, or at the end."""
    return sound(replace(tool, sections=put_before(tool.sections, section_id, before)))


def step_section(tool: AuditTool, section_id: str, way: int) -> AuditTool:
    """Move a section one place up (-1) or down (1)."""
    return sound(replace(tool, sections=stepped(tool.sections, section_id, way)))


def retire_section(tool: AuditTool, section_id: str, *, retired: bool = True) -> AuditTool:
    """Ask none of a section's questions any more, or all of them again. They stay in the tool."""

    def change(section: Section) -> Section:
        questions = (_rested(question, retired) for question in section.questions)
        return replace(section, questions=tuple(questions))

    return sound(in_section(tool, section_id, change))


def remove_section(tool: AuditTool, section_id: str) -> AuditTool:
    """Take a section away with its questions: only for one that was never asked."""
    left = tuple(section for section in tool.sections if section.id != section_id)
    return sound(replace(tool, sections=left))


# --- questions ------------------------------------------------------------------------------------


def change_question(tool: AuditTool, question_id: str, **words: Unpack[QuestionWords]) -> AuditTool:
    """The words of a question, its comment, whether it is required, its bounds."""
    return sound(in_question(tool, question_id, lambda question: replace(question, **words)))


def ask_when(tool: AuditTool, question_id: str, when: Condition | None) -> AuditTool:
    """Ask a question only where a condition holds; None asks it always."""
    return sound(in_question(tool, question_id, lambda question: replace(question, when=when)))


def add_question(
    tool: AuditTool, section_id: str, question: Question, *, after: str = ""
) -> AuditTool:
    """Add a question to a section, after another or at the end."""

    def change(section: Section) -> Section:
        return replace(section, questions=put_after(section.questions, question, after))

    return sound(in_section(tool, section_id, change))


def add_follow_up(tool: AuditTool, parent_id: str, question: Question) -> AuditTool:
    """Add a follow-up to a question. A follow-up has none of its own."""
    parent = question_of(tool, parent_id)
    if parent_of(tool, parent_id) is not None:
        raise EditRefusedError(
            f"{called(parent)} is a follow-up itself. Add this one to the question above it."
        )

    def change(question_above: Question) -> Question:
        return replace(question_above, follow_ups=(*question_above.follow_ups, question))

    return sound(in_question(tool, parent_id, change))


def move_question(
    tool: AuditTool, question_id: str, section_id: str, before: str = ""
) -> AuditTool:
    """Put a question before another of a section, or at its end. Follow-ups come with it."""
    question = question_of(tool, question_id)
    if parent_of(tool, question_id) is not None:
        raise EditRefusedError(f"{called(question)} is a follow-up: it stays with its question.")
    if before == question_id:
        return tool

    def change(section: Section) -> Section:
        left = tuple(each for each in section.questions if each.id != question_id)
        if section.id == section_id:
            left = put_before((*left, question), question_id, before)
        return replace(section, questions=left)

    section_of(tool, section_id)
    return sound(replace(tool, sections=tuple(change(section) for section in tool.sections)))


def step_question(tool: AuditTool, question_id: str, way: int) -> AuditTool:
    """Move a question one place up (-1) or down (1), from section to section; a follow-up only
    among those of its question.
    """
    parent = parent_of(tool, question_id)
    if parent is not None:
        return sound(
            in_question(
                tool,
                parent.id,
                lambda above: replace(
                    above, follow_ups=stepped(above.follow_ups, question_id, way)
                ),
            )
        )
    home = tool.section_of[question_of(tool, question_id).id]
    ids = [question.id for question in home.questions]
    if 0 <= ids.index(question_id) + way < len(ids):
        questions = stepped(home.questions, question_id, way)
        return sound(in_section(tool, home.id, lambda s: replace(s, questions=questions)))
    place = [section.id for section in tool.sections].index(home.id) + way
    if not 0 <= place < len(tool.sections):
        return tool
    other = tool.sections[place]
    first = other.questions[0].id if way > 0 and other.questions else ""
    return move_question(tool, question_id, other.id, first)


def retire_question(tool: AuditTool, question_id: str, *, retired: bool = True) -> AuditTool:
    """Stop asking a question with its follow-ups, or ask them again. They stay in the tool."""
    return sound(in_question(tool, question_id, lambda question: _rested(question, retired)))


def remove_question(tool: AuditTool, question_id: str) -> AuditTool:
    """Take a question away: only for one that was never asked."""
    question_of(tool, question_id)

    def without(questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(
            replace(each, follow_ups=without(each.follow_ups))
            for each in questions
            if each.id != question_id
        )

    sections = (replace(each, questions=without(each.questions)) for each in tool.sections)
    return sound(replace(tool, sections=tuple(sections)))


# --- what edits are made of -----------------------------------------------------------------------


def sound(tool: AuditTool) -> AuditTool:
    """The tool, if it is one.

    Raises:
        EditRefusedError: something in it can't be.
    """
    why = unsound(tool)
    if why:
        raise EditRefusedError(why)
    return tool


def _rested(question: Question, retired: bool) -> Question:
    follow_ups = tuple(replace(each, retired=retired) for each in question.follow_ups)
    return replace(question, retired=retired, follow_ups=follow_ups)


def section_of(tool: AuditTool, section_id: str) -> Section:
    """The section of that id."""
    found = next((section for section in tool.sections if section.id == section_id), None)
    if found is None:
        raise EditRefusedError("This section is gone.")
    return found


def question_of(tool: AuditTool, question_id: str) -> Question:
    """The question of that id, or the follow-up."""
    found = tool.questions.get(question_id)
    if found is None:
        raise EditRefusedError("This question is gone.")
    return found


def parent_of(tool: AuditTool, question_id: str) -> Question | None:
    """The question that one follows up, or None."""
    section = tool.section_of.get(question_id)
    for question in section.questions if section else ():
        if any(follow_up.id == question_id for follow_up in question.follow_ups):
            return question
    return None


def in_section(tool: AuditTool, section_id: str, change: Callable[[Section], Section]) -> AuditTool:
    """A tool with one section changed."""
    section_of(tool, section_id)
    sections = (change(each) if each.id == section_id else each for each in tool.sections)
    return replace(tool, sections=tuple(sections))


def in_question(
    tool: AuditTool, question_id: str, change: Callable[[Question], Question]
) -> AuditTool:
    """A tool with one question, or follow-up, changed."""
    question_of(tool, question_id)

    def changed(questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(
            change(each)
            if each.id == question_id
            else replace(each, follow_ups=changed(each.follow_ups))
            for each in questions
        )

    sections = (replace(each, questions=changed(each.questions)) for each in tool.sections)
    return replace(tool, sections=tuple(sections))


def put_after(items: Sequence[N], new: N, after: str) -> tuple[N, ...]:
    """A row with something new after one of its items, or at its end."""
    ids = [item.id for item in items]
    at = ids.index(after) + 1 if after in ids else len(ids)
    return (*items[:at], new, *items[at:])


def put_before(items: Sequence[N], moved: str, before: str) -> tuple[N, ...]:
    """A row with one of its items before another, or at its end."""
    one = next((item for item in items if item.id == moved), None)
    if one is None or moved == before:
        return tuple(items)
    rest = [item for item in items if item.id != moved]
    ids = [item.id for item in rest]
    at = ids.index(before) if before in ids else len(ids)
    return (*rest[:at], one, *rest[at:])


def stepped(items: Sequence[N], moved: str, way: int) -> tuple[N, ...]:
    """A row with one of its items a place further up (-1) or down (1)."""
    ids = [item.id for item in items]
    at = ids.index(moved) if moved in ids else -1
    to = at + way
    if at < 0 or not 0 <= to < len(ids):
        return tuple(items)
    row = list(items)
    row[at], row[to] = row[to], row[at]
    return tuple(row)
