"""Where one can be in the editor: the tool itself, a section, a question, a scale."""

from __future__ import annotations

from app.domain.tool import AuditTool, Question
from app.domain.tool_sound import called
from app.ui.interview.wording import lead

TOOL = "tool"
GUIDANCE = "guidance"
SCALES = "scales"
CHECKS = "checks"
_SECTION, _QUESTION, _SCALE = "section:", "question:", "scale:"


def at_section(section_id: str) -> str:
    """The place of a section."""
    return _SECTION + section_id


def at_question(question_id: str) -> str:
    """The place of a question or a follow-up."""
    return _QUESTION + question_id


def at_scale(scale_id: str) -> str:
    """The place of a scale."""
    return _SCALE + scale_id


def section_at(place: str) -> str:
    """The id of the section at a place; nothing elsewhere."""
    return place.removeprefix(_SECTION) if place.startswith(_SECTION) else ""


def question_at(place: str) -> str:
    """The id of the question at a place; nothing elsewhere."""
    return place.removeprefix(_QUESTION) if place.startswith(_QUESTION) else ""


def scale_at(place: str) -> str:
    """The id of the scale at a place; nothing elsewhere."""
    return place.removeprefix(_SCALE) if place.startswith(_SCALE) else ""


def stands(tool: AuditTool, place: str) -> bool:
    """Whether a place is there in a tool."""
    if section_id := section_at(place):
        return any(section.id == section_id for section in tool.sections)
    if question_id := question_at(place):
        return question_id in tool.questions
    if scale_id := scale_at(place):
        return any(scale.id == scale_id for scale in tool.scales)
    return place in {TOOL, GUIDANCE, SCALES, CHECKS}


def title_of(question: Question) -> str:
    """ "Q6 Origin, culture", or the name alone where the id is no number."""
    number = lead(question)
    return f"{number} {question.name}" if number else question.name


def short_title(question: Question) -> str:
    """How a question is called in a button: "Q6"."""
    return called(question)
