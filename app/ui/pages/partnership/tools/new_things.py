"""What is added in the editor, to be reworded: with ids that were never used."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.domain.tool import AuditTool, Condition, Meaning, Option, Part, Question, Scale, Section
from app.domain.tool_answers import YES_NO, add_option, add_part, add_scale
from app.domain.tool_edit import add_follow_up, add_question, add_section, parent_of, question_of
from app.domain.tool_ids import (
    new_follow_up_id,
    new_option_id,
    new_part_id,
    new_question_id,
    new_scale_id,
    new_section_id,
)
from app.domain.tool_sound import CHOSEN

NEW_QUESTION = "New question"


def with_new_question(
    tool: AuditTool, taken: Collection[str], section_id: str, after: str = ""
) -> tuple[AuditTool, str]:
    """A tool with one more question, after another or at the end of a section; and its id."""
    own = new_question_id(taken)
    tool, question = _fresh(tool, own)
    parent = parent_of(tool, after) if after else None
    above = parent.id if parent is not None else after
    return add_question(tool, section_id, question, after=above), own


def with_follow_up(
    tool: AuditTool, taken: Collection[str], parent_id: str
) -> tuple[AuditTool, str]:
    """A tool with one more follow-up, asked after the bad end of the answer; and its id."""
    own = new_follow_up_id(parent_id, taken)
    tool, question = _fresh(tool, own)
    parent = question_of(tool, parent_id)
    options = tool.scale(parent).options
    if parent.answer in CHOSEN and options and not parent.per_person:
        calls = next((each for each in options if each.means is Meaning.BAD), options[0])
        question = replace(question, when=Condition(parent_id, (calls.id,)))
    return add_follow_up(tool, parent_id, question), own


def with_new_section(
    tool: AuditTool, taken: Collection[str], after: str = ""
) -> tuple[AuditTool, str]:
    """A tool with one more section, which has a question; and its id."""
    own = new_section_id(taken)
    tool, question = _fresh(tool, new_question_id(taken))
    return add_section(tool, Section(own, "New section", questions=(question,)), after=after), own


def with_new_scale(tool: AuditTool, taken: Collection[str]) -> tuple[AuditTool, str]:
    """A tool with one more scale, of two ends; and its id."""
    own = new_scale_id(taken)
    options = (Option("option_1", "Good", Meaning.GOOD), Option("option_2", "Poor", Meaning.BAD))
    return add_scale(tool, Scale(own, "New scale", options)), own


def with_scale_copied(
    tool: AuditTool, taken: Collection[str], scale: Scale
) -> tuple[AuditTool, str]:
    """A tool with a copy of a scale; and the copy's id."""
    own = new_scale_id(taken)
    copy = replace(scale, id=own, label=f"{scale.label[:280]} (copy)")
    return add_scale(tool, copy, after=scale.id), own


def with_new_option(tool: AuditTool, taken: Collection[str], scale_id: str) -> AuditTool:
    """A tool with one more option on a scale."""
    return add_option(tool, scale_id, Option(new_option_id(scale_id, taken), "New option"))


def with_new_part(tool: AuditTool, taken: Collection[str], question_id: str) -> AuditTool:
    """A tool with one more part of a question."""
    return add_part(tool, question_id, Part(new_part_id(question_id, taken), "New part"))


def _fresh(tool: AuditTool, own: str) -> tuple[AuditTool, Question]:
    """A question on the tool's first scale; a tool without any gets one."""
    if not tool.scales:
        tool = replace(tool, scales=(YES_NO,))
    return tool, Question(own, NEW_QUESTION, scale=tool.scales[0].id)
