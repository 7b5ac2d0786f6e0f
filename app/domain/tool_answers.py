"""Edits of how an audit tool's questions are answered: kinds, scales and their options, parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
)
from app.domain.tool_edit import (
    EditRefusedError,
    in_question,
    put_after,
    question_of,
    sound,
    stepped,
)
from app.domain.tool_sound import CHOSEN, OF_PARTS, ON_A_SCALE, WITH_PARTS, called

YES_NO = Scale(
    "yes_no",
    "Yes or no",
    (
        Option("yes", "Yes", Meaning.GOOD, key="Y"),
        Option("no", "No", Meaning.BAD, key="N"),
        Option(
            "na",
            "Not applicable",
            Meaning.NOT_APPLICABLE,
            asks=Asks.REASON,
            prompt="Why is it not applicable?",
            key="A",
        ),
    ),
)


class OptionWords(TypedDict, total=False):
    """What may be changed of an option."""

    label: str
    means: Meaning
    definition: str
    asks: Asks
    prompt: str
    key: str
    counts: bool | None
    exclusive: bool


# --- how a question is answered -------------------------------------------------------------------


def answer_with(tool: AuditTool, question_id: str, kind: AnswerKind) -> AuditTool:
    """Answer a question in another way. What the other way has no room for is left behind."""

    def change(question: Question) -> Question:
        scale = question.scale or tool.scales[0].id
        on_a_scale = kind in ON_A_SCALE
        comment = question.comment
        if comment is CommentRule.REQUIRED and kind not in CHOSEN:
            comment = CommentRule.EXPECTED
        parts = question.parts if kind in WITH_PARTS else ()
        return replace(
            question,
            answer=kind,
            scale=scale if on_a_scale else "",
            reported=question.reported if on_a_scale else "",
            judgement=question.judgement and kind is AnswerKind.CHOICE,
            comment=comment,
            parts=parts or ((Part("part_1", "First part"),) if kind in OF_PARTS else ()),
            minimum=question.minimum if kind is AnswerKind.NUMBER else None,
            maximum=question.maximum if kind is AnswerKind.NUMBER else None,
            unit=question.unit if kind is AnswerKind.NUMBER else "",
        )

    if kind in ON_A_SCALE and not tool.scales:
        tool = replace(tool, scales=(YES_NO,))
    return sound(in_question(tool, question_id, change))


def answer_on(tool: AuditTool, question_id: str, scale_id: str) -> AuditTool:
    """Answer a question on another scale. The share reported is that of its good end, unless the
    scale has the option that was reported.
    """
    scale = scale_of(tool, scale_id)

    def change(question: Question) -> Question:
        reported = question.reported if scale.option(question.reported) else ""
        return replace(question, scale=scale_id, reported=reported)

    return sound(in_question(tool, question_id, change))


def make_judgement(tool: AuditTool, question_id: str, *, judgement: bool) -> AuditTool:
    """Let a question grade its section or the whole, or not."""
    return sound(in_question(tool, question_id, lambda q: replace(q, judgement=judgement)))


# --- parts ----------------------------------------------------------------------------------------


def add_part(tool: AuditTool, question_id: str, part: Part) -> AuditTool:
    """Add a part to a question."""
    return sound(in_question(tool, question_id, lambda q: replace(q, parts=(*q.parts, part))))


def change_part(
    tool: AuditTool,
    question_id: str,
    part_id: str,
    *,
    text: str | None = None,
    required: bool | None = None,
) -> AuditTool:
    """The words of a part, and whether it must be answered."""

    def change(part: Part) -> Part:
        return replace(
            part,
            text=part.text if text is None else text,
            required=part.required if required is None else required,
        )

    old = question_of(tool, question_id).parts
    parts = tuple(change(part) if part.id == part_id else part for part in old)
    return sound(in_question(tool, question_id, lambda q: replace(q, parts=parts)))


def step_part(tool: AuditTool, question_id: str, part_id: str, way: int) -> AuditTool:
    """Move a part one place up (-1) or down (1)."""
    parts = stepped(question_of(tool, question_id).parts, part_id, way)
    return sound(in_question(tool, question_id, lambda q: replace(q, parts=parts)))


def remove_part(tool: AuditTool, question_id: str, part_id: str) -> AuditTool:
    """Take a part away."""
    parts = tuple(p for p in question_of(tool, question_id).parts if p.id != part_id)
    return sound(in_question(tool, question_id, lambda q: replace(q, parts=parts)))


# --- scales ---------------------------------------------------------------------------------------


def scale_of(tool: AuditTool, scale_id: str) -> Scale:
    """The scale of that id."""
    found = next((scale for scale in tool.scales if scale.id == scale_id), None)
    if found is None:
        raise EditRefusedError("This scale is gone.")
    return found


def users_of(tool: AuditTool, scale_id: str) -> tuple[Question, ...]:
    """The questions that are answered on a scale."""
    return tuple(question for question in tool.questions.values() if question.scale == scale_id)


def add_scale(tool: AuditTool, scale: Scale, *, after: str = "") -> AuditTool:
    """Add a scale, after another or at the end. A copy has another id and the same options."""
    return sound(replace(tool, scales=put_after(tool.scales, scale, after)))


def name_scale(tool: AuditTool, scale_id: str, label: str) -> AuditTool:
    """Call a scale something else."""
    return sound(_in_scale(tool, replace(scale_of(tool, scale_id), label=label)))


def remove_scale(tool: AuditTool, scale_id: str) -> AuditTool:
    """Take a scale away that no question is answered on."""
    users = users_of(tool, scale_id)
    if users:
        names = ", ".join(called(question) for question in users[:4])
        more = f" and {len(users) - 4} more" if len(users) > 4 else ""
        raise EditRefusedError(
            f"{names}{more} {'is' if len(users) == 1 else 'are'} answered on this scale. "
            "Choose another scale there first."
        )
    left = tuple(scale for scale in tool.scales if scale.id != scale_id)
    return sound(replace(tool, scales=left))


def add_option(tool: AuditTool, scale_id: str, option: Option) -> AuditTool:
    """Add an option at the end of a scale."""
    scale = scale_of(tool, scale_id)
    return sound(_in_scale(tool, replace(scale, options=(*scale.options, option))))


def change_option(
    tool: AuditTool, scale_id: str, option_id: str, **words: Unpack[OptionWords]
) -> AuditTool:
    """The name of an option, what it means and asks for, its key."""
    scale = scale_of(tool, scale_id)
    options = tuple(
        replace(option, **words) if option.id == option_id else option for option in scale.options
    )
    return sound(_in_scale(tool, replace(scale, options=options)))


def step_option(tool: AuditTool, scale_id: str, option_id: str, way: int) -> AuditTool:
    """Move an option one place up (-1) or down (1)."""
    scale = scale_of(tool, scale_id)
    return sound(_in_scale(tool, replace(scale, options=stepped(scale.options, option_id, way))))


def remove_option(tool: AuditTool, scale_id: str, option_id: str) -> AuditTool:
    """Take an option away that nothing depends on."""
    scale = scale_of(tool, scale_id)
    left = tuple(option for option in scale.options if option.id != option_id)
    return sound(_in_scale(tool, replace(scale, options=left)))


def _in_scale(tool: AuditTool, changed: Scale) -> AuditTool:
    scales = (changed if scale.id == changed.id else scale for scale in tool.scales)
    return replace(tool, scales=tuple(scales))
