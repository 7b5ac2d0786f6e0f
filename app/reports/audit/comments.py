"""What the agencies wrote beside their answers, by question, case and agency.

By question first, because the reader comes from a figure and asks why; within it by case, so
that what several agencies saw of one child stands together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.tool import Question, Section
from app.reports.audit.outline import Outline
from app.reports.audit.shown import may_be_told, shown_spreads, words_shown
from app.reports.content import AuditReport
from app.reports.document import (
    ContentsEntry,
    Heading,
    PageBreak,
    Paragraph,
    Piece,
    Voice,
    place,
)
from app.reports.short_parts import case_name, said
from app.reports.wording import question_title, spread_words

KEY = "comments"


def comments(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The appendix."""
    yield PageBreak()
    yield outline.heading(KEY)
    yield Paragraph(
        "The agencies’ own words: by question, then by case, then by agency, each with the answer "
        "that it goes with. Answers at the bad end of a scale are in bold.",
        Voice.NOTE,
    )
    for section in report.audit.tool.sections:
        commented = _commented(report, section)
        if commented:
            yield Heading(section.title, 2, place(KEY, section.id), 130)
        for question in commented:
            yield from _question(report, question)


def comment_entries(report: AuditReport) -> Iterator[ContentsEntry]:
    """The lines of the contents for the sections that have comments."""
    for section in report.audit.tool.sections:
        if _commented(report, section):
            yield ContentsEntry(section.title, place(KEY, section.id), 1)


def _commented(report: AuditReport, section: Section) -> list[Question]:
    return [q for q in section.questions if not q.retired and report.comments(q)]


def _question(report: AuditReport, question: Question) -> Iterator[Piece]:
    title = question_title(question, question.name)
    yield Heading(title, 3, place(KEY, question.id), 110)
    words = [question.text if question.short else "", _unbroken(_figures(report, question))]
    note = "  ".join(word for word in words if word)
    if note:
        yield Paragraph(note, Voice.NOTE)
    told = {one.id: may_be_told(report, one) for one in (question, *question.follow_ups)}
    for group in report.comments(question):
        yield Heading(case_name(group.case), 4, room=48)
        for comment in group.comments:
            if not told.get(comment.question.id, True):
                comment = replace(comment, answer="", weak=False)
            yield said(comment, comment.agency.name)


def _unbroken(figures: str) -> str:
    """Figures of which each stays on one line: "19 of 27" is not parted at its end."""
    return "  ·  ".join(one.replace(" ", "\u00a0") for one in figures.split("  ·  "))


def _figures(report: AuditReport, question: Question) -> str:
    if question.judgement:
        spreads = [one for one in shown_spreads(report) if one.question.id == question.id]
        return spread_words(spreads[0]) if spreads else ""
    for share in report.findings.shares:
        if share.question.id == question.id and share.part is None:
            return words_shown(report, share)
    return ""
