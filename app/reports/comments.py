"""Appendix B: what the agencies wrote beside their answers, by question, case and agency.

By question first, because the reader comes from a figure and asks why; within it by case, so
that what several agencies saw of one child stands together.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, PageBreak

from app.domain.tool import Question, Section
from app.reports import fonts
from app.reports.blocks import heading
from app.reports.content import AuditReport, CaseComments, Comment
from app.reports.figures import case_name, comments_key
from app.reports.labelled import labelled
from app.reports.paper import COMMENT, FOLLOW_UP, H1, H2, H3, H4, NOTE, Entry, Para, place
from app.reports.text import plain
from app.reports.wording import question_title, share_words, spread_words


def comments(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The appendix."""
    yield PageBreak()
    yield from heading("Appendix B: Comments behind the findings", H1, key=key)
    yield Para(
        "The agencies’ own words: by question, then by case, then by agency, each with the answer "
        "that it goes with. Answers at the bad end of a scale are in bold.",
        NOTE,
    )
    for section in report.audit.tool.sections:
        commented = _commented(report, section)
        if not commented:
            continue
        yield from heading(section.title, H2, key=place(key, section.id), level=1, room=130)
        for question in commented:
            yield from _question(report, question)


def comment_entries(report: AuditReport, key: str) -> list[Entry]:
    """The lines of the contents for the sections that have comments."""
    return [
        Entry(section.title, place(key, section.id), 1)
        for section in report.audit.tool.sections
        if _commented(report, section)
    ]


def _commented(report: AuditReport, section: Section) -> list[Question]:
    return [q for q in section.questions if not q.retired and report.comments(q)]


def _question(report: AuditReport, question: Question) -> Iterator[Flowable]:
    title = question_title(question, question.name)
    yield from heading(title, H3, key=comments_key(question), level=2, room=70)
    figures = _figures(report, question)
    words = [question.text if question.short else "", figures]
    note = "  ".join(word for word in words if word)
    if note:
        yield Para(plain(note), NOTE)
    for group in report.comments(question):
        yield from _case(group)


def _case(group: CaseComments) -> Iterator[Flowable]:
    yield from heading_of_case(case_name(group.case))
    for comment in group.comments:
        yield from _comment(comment)


def heading_of_case(name: str) -> list[Flowable]:
    """The small heading of a case within a question."""
    return heading(name, H4, room=32)


def _comment(comment: Comment) -> list[Para]:
    label = [(comment.agency.name, fonts.BOLD)]
    if comment.follow_up:
        label.append((f"· {comment.question.name}", fonts.ITALIC))
    if comment.about:
        label.append((f"· {comment.about}", fonts.REGULAR))
    if comment.answer:
        label.append(("·", fonts.REGULAR))
        label.append((comment.answer, fonts.BOLD if comment.weak else fonts.REGULAR))
    if comment.text:
        label.append(("–", fonts.REGULAR))
    return labelled(label, comment.text, FOLLOW_UP if comment.follow_up else COMMENT)


def _figures(report: AuditReport, question: Question) -> str:
    if question.judgement:
        for spread in report.findings.judgements:
            if spread.question.id == question.id:
                return spread_words(spread)
        return ""
    for share in report.findings.shares:
        if share.question.id == question.id and share.part is None:
            return share_words(share)
    return ""
