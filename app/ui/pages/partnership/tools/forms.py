"""Which form belongs to which place of the editor."""

from __future__ import annotations

from app.ui.pages.partnership.tools.checks_form import ChecksForm, Found
from app.ui.pages.partnership.tools.form import ToolForm
from app.ui.pages.partnership.tools.places import (
    CHECKS,
    GUIDANCE,
    SCALES,
    question_at,
    scale_at,
    section_at,
)
from app.ui.pages.partnership.tools.question_form import QuestionForm
from app.ui.pages.partnership.tools.scale_form import ScaleForm, ScalesForm
from app.ui.pages.partnership.tools.section_form import SectionForm
from app.ui.pages.partnership.tools.tool_form import GuidanceForm, TitleForm
from app.ui.pages.partnership.tools.workbench import Workbench


def form_at(bench: Workbench, place: str, found: tuple[Found, ...]) -> ToolForm:
    """The form of a place, with what is in the tool now."""
    if section_id := section_at(place):
        return SectionForm(bench, section_id)
    if question_id := question_at(place):
        return QuestionForm(bench, question_id)
    if scale_id := scale_at(place):
        return ScaleForm(bench, scale_id)
    if place == GUIDANCE:
        return GuidanceForm(bench)
    if place == SCALES:
        return ScalesForm(bench)
    if place == CHECKS:
        return ChecksForm(bench, found)
    return TitleForm(bench)
