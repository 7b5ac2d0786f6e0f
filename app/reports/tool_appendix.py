"""Appendix C: the audit tool as it was put to the agencies."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from app.domain.tool import AnswerKind, AuditTool, Question, Section
from app.reports.blocks import bullet, cell, gap, heading, table
from app.reports.content import AuditReport
from app.reports.paper import BODY, CELL_BOLD, FOLLOW_UP, H1, H2, H3, NOTE, SMALL, Para
from app.reports.text import plain
from app.reports.wording import condition_words, plural, question_title

_KINDS = {
    AnswerKind.NUMBER: "A number",
    AnswerKind.DATE: "A date",
    AnswerKind.SHORT_TEXT: "A short text",
    AnswerKind.LONG_TEXT: "In the agency’s own words",
    AnswerKind.COLUMNS: "In the agency’s own words, in columns",
}


def tool_appendix(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The guidance notes, the grades with their wording, and every question."""
    tool = report.audit.tool
    yield PageBreak()
    yield from heading("Appendix C: Audit guidance and tool", H1, key=key)
    yield Para(plain(f"{tool.title}, version {tool.version}"), NOTE)
    if tool.guidance:
        yield from heading("Guidance notes", H2, room=80)
        for note in tool.guidance:
            yield bullet(plain(note))
    for scale in tool.scales:
        defined = [option for option in scale.options if option.definition.strip()]
        if not defined:
            continue
        yield from heading(scale.label or "Grades", H3, room=90)
        yield table(
            ("Grade", "What it means"),
            [[cell(option.label, CELL_BOLD), cell(option.definition)] for option in defined],
            (1, 3),
        )
    for section in tool.sections:
        yield from _section(tool, section)
    if tool.thanks:
        yield gap(16)
        yield Para(plain(tool.thanks), BODY)


def _section(tool: AuditTool, section: Section) -> Iterator[Flowable]:
    yield from heading(section.title, H2, room=100)
    if section.when:
        yield Para(plain(f"{condition_words(tool, section.when)}."), NOTE)
    if section.introduction:
        yield Para(plain(section.introduction), BODY)
    if section.look_back:
        months = plural(section.look_back.months, "month")
        yield Para(f"Looking back {months} of the agency’s involvement.", NOTE)
    for prompt in section.prompts:
        yield bullet(plain(prompt))
    for question in section.questions:
        if not question.retired:
            yield KeepTogether(list(_question(tool, question)))


def _question(tool: AuditTool, question: Question) -> Iterator[Flowable]:
    yield Para(plain(question_title(question, question.text)), H3)
    if question.when:
        yield Para(plain(f"{condition_words(tool, question.when)}."), SMALL)
    if question.guidance:
        yield Para(f"<i>{plain(question.guidance)}</i>", BODY)
    for part in question.parts:
        yield bullet(plain(part.text))
    yield Para(plain(_answers(tool, question)), SMALL)
    for follow_up in question.follow_ups:
        if follow_up.retired:
            continue
        condition = condition_words(tool, follow_up.when) if follow_up.when else "In any case"
        words = f"{plain(condition)}:  {plain(follow_up.text)}"
        answers = f"<br/><font size=8.5>{plain(_answers(tool, follow_up))}</font>"
        yield Para(words + answers, FOLLOW_UP)


def _answers(tool: AuditTool, question: Question) -> str:
    kind = _KINDS.get(question.answer)
    if kind is None:
        labels = "  ·  ".join(option.label for option in tool.scale(question).options)
        kind = f"Any of:  {labels}" if question.answer is AnswerKind.SEVERAL else labels
    if question.answer is AnswerKind.NUMBER and question.minimum is not None:
        high = f" to {question.maximum:g}" if question.maximum is not None else " or more"
        kind = f"{kind} from {question.minimum:g}{high} {question.unit}".strip()
    return f"{kind}  (for each person)" if question.per_person else kind
