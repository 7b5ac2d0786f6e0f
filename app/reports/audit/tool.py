"""The audit tool as it was put to the agencies."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.tool import AnswerKind, AuditTool, Question, Section
from app.reports.audit.outline import Outline
from app.reports.content import AuditReport
from app.reports.document import (
    Bullets,
    Cell,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Piece,
    Run,
    Table,
    Together,
    Voice,
)
from app.reports.wording import condition_words, plural, question_title

_KINDS = {
    AnswerKind.NUMBER: "A number",
    AnswerKind.DATE: "A date",
    AnswerKind.SHORT_TEXT: "A short text",
    AnswerKind.LONG_TEXT: "In the agency’s own words",
    AnswerKind.COLUMNS: "In the agency’s own words, in columns",
}


def tool_appendix(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The guidance notes, the grades with their wording, and every question."""
    tool = report.audit.tool
    yield PageBreak()
    yield outline.heading("tool")
    yield Paragraph(f"{tool.title}, version {tool.version}", Voice.NOTE)
    if tool.guidance:
        yield Heading("Guidance notes", 2, room=80)
        yield Bullets(tool.guidance)
    for scale in tool.scales:
        defined = [option for option in scale.options if option.definition.strip()]
        if defined:
            name = scale.label or "Grades"
            rows = tuple((Cell(one.label, bold=True), Cell(one.definition)) for one in defined)
            yield Heading(name, 3)
            yield Table(("Grade", "What it means"), rows, (1, 3), alt=name)
    for section in tool.sections:
        yield from _section(tool, section)
    if tool.thanks:
        yield Gap(16)
        yield Paragraph(tool.thanks)


def _section(tool: AuditTool, section: Section) -> Iterator[Piece]:
    yield Heading(section.title, 2, room=100)
    if section.when:
        yield Paragraph(f"{condition_words(tool, section.when)}.", Voice.NOTE)
    if section.introduction:
        yield Paragraph(section.introduction)
    if section.look_back:
        months = plural(section.look_back.months, "month")
        yield Paragraph(f"Looking back {months} of the agency’s involvement.", Voice.NOTE)
    if section.prompts:
        yield Bullets(tuple(section.prompts))
    for question in section.questions:
        if not question.retired:
            yield Together(tuple(_question(tool, question)))


def _question(tool: AuditTool, question: Question) -> Iterator[Piece]:
    yield Heading(question_title(question, question.text), 3)
    if question.when:
        yield Paragraph(f"{condition_words(tool, question.when)}.", Voice.SMALL)
    if question.guidance:
        yield Paragraph((Run(question.guidance, italic=True),))
    if question.parts:
        yield Bullets(tuple(part.text for part in question.parts))
    yield Paragraph(_answers(tool, question), Voice.SMALL)
    for follow_up in question.follow_ups:
        if follow_up.retired:
            continue
        condition = condition_words(tool, follow_up.when) if follow_up.when else "In any case"
        words = Run(f"{condition}:  {follow_up.text}\n")
        yield Paragraph((words, Run(_answers(tool, follow_up), quiet=True)), Voice.FOLLOW_UP)


def _answers(tool: AuditTool, question: Question) -> str:
    kind = _KINDS.get(question.answer)
    if kind is None:
        labels = "  ·  ".join(option.label for option in tool.scale(question).options)
        kind = f"Any of:  {labels}" if question.answer is AnswerKind.SEVERAL else labels
    if question.answer is AnswerKind.NUMBER and question.minimum is not None:
        high = f" to {question.maximum:g}" if question.maximum is not None else " or more"
        kind = f"{kind} from {question.minimum:g}{high} {question.unit}".strip()
    return f"{kind}  (for each person)" if question.per_person else kind
