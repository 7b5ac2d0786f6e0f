"""A page for each case, from the pen picture to what the agencies wrote in closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from app.domain.audits import Agency, Case
from app.domain.meeting import Matter, Scope, agreed_grade
from app.domain.returns import ReturnKind
from app.domain.tool import AnswerKind, Question
from app.reports.audit.case_tables import columns_of, returns_of
from app.reports.audit.outline import Outline
from app.reports.audit.shown import may_be_told, suppressed_below
from app.reports.codes import answer_cell, codes, is_gridded, legend_words
from app.reports.content import AuditReport, Comment
from app.reports.document import (
    Cell,
    ContentsEntry,
    Gap,
    Heading,
    Labelled,
    LetterGrid,
    LetterRow,
    PageBreak,
    Paragraph,
    Piece,
    Remark,
    Run,
    Table,
    Voice,
    WhereItFits,
    place,
)
from app.reports.short_parts import case_name, notes_table
from app.reports.wording import has_number, plural

KEY = "cases"
_AGENCIES_OF_A_GRID = 15
_PEN_PICTURE = 240


@dataclass(frozen=True)
class AnswerGrid:
    """What the grids of all cases share."""

    questions: tuple[Question, ...]
    codes: Mapping[str, str]
    legend: str


def cases(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The appendix. Each case begins on a page of its own."""
    yield PageBreak()
    yield outline.heading(KEY)
    yield _overview(report)
    grid = grid_of(report)
    for case in report.audit.cases:
        yield PageBreak()
        yield from _case(report, case, grid)


def case_entries(report: AuditReport) -> Iterator[ContentsEntry]:
    """The lines of the contents for the cases."""
    for case in report.audit.cases:
        yield ContentsEntry(case_name(case), place("case", case.uin), 1)


def _overview(report: AuditReport) -> Table:
    rows = []
    for case in report.audit.cases:
        full = len(report.agencies_of(case, ReturnKind.FULL))
        nil = len(report.agencies_of(case, ReturnKind.NIL))
        answered, asked = report.tracker.in_of_case(case.uin)
        counts = (Cell(str(count), right=True) for count in (full, nil, asked - answered))
        pen_picture = shorten(case.pen_picture, _PEN_PICTURE, placeholder=" …")
        rows.append((Cell(case_name(case), bold=True), Cell(pen_picture), *counts))
    return Table(
        ("Case", "Pen picture", "Full", "Nil", "Missing"),
        tuple(rows),
        (1.5, 6, 0.8, 0.8, 1.2),
        frozenset({2, 3, 4}),
        alt="The cases",
    )


def _case(report: AuditReport, case: Case, grid: AnswerGrid) -> Iterator[Piece]:
    name = case_name(case)
    yield Heading(name, 2, place("case", case.uin))
    if case.pen_picture.strip():
        yield Paragraph(case.pen_picture, Voice.LEAD)
    else:
        yield Paragraph("No pen picture has been written for this case yet.", Voice.NOTE)
    answered, asked = report.tracker.in_of_case(case.uin)
    yield Paragraph(
        f"Unique number {case.uin}. {answered} of {plural(asked, 'return')} in.", Voice.SMALL
    )
    if report.meeting.notes:
        yield Gap(4)
        yield notes_table(report, Matter(Scope.CASE, case.uin))
    yield from agreed_together(report, case)
    yield Heading("Returns and judgements", 3, room=_room_of_returns(report))
    yield returns_of(report, case)
    closing = (*closing_texts(report, case), *nil_notes(report, case))
    glance = tuple(at_a_glance(report, case, grid))
    if glance:
        yield WhereItFits(glance, closing)
    else:
        yield from closing


def _room_of_returns(report: AuditReport) -> float:
    """About how high the table of returns is: up to twenty rows stay on one page.

    Keeping them together by measuring would lay out the table of every case twice.
    """
    rows = len(report.audit.agencies) + 1
    return 40 + 23.0 * rows if rows <= 20 else 110.0


def agreed_together(report: AuditReport, case: Case) -> Iterator[Piece]:
    """What the agencies agreed together, why, and who saw it otherwise."""
    agreed = report.meeting.agreed_on(case.uin)
    grade = agreed_grade(report.audit.tool, report.meeting, case.uin)
    if agreed is None or not (grade or agreed.reason.strip() or agreed.dissent.strip()):
        return
    yield Heading("Agreed by the agencies together", 3, room=60)
    words = [Run(grade.label if grade else "No judgement yet", bold=True)]
    if agreed.reason.strip():
        words.append(Run(f" – {agreed.reason.strip()}"))
    yield Paragraph(tuple(words))
    if agreed.dissent.strip():
        seen = Run("Seen otherwise: ", bold=True)
        yield Paragraph((seen, Run(agreed.dissent.strip())))


def closing_texts(report: AuditReport, case: Case) -> Iterator[Piece]:
    """What the agencies wrote in closing."""
    for question, comments in report.closing_texts(case):
        yield Heading(question.name, 3, room=60)
        if question.answer is AnswerKind.COLUMNS:
            yield columns_of(question, comments)
            continue
        for comment in comments:
            yield _closing(comment)


def _closing(comment: Comment) -> Labelled:
    label = [Run(comment.agency.name, bold=True)]
    if comment.about:
        label.append(Run(f"· {comment.about}"))
    label.append(Run("–"))
    return Labelled(tuple(label), comment.text or comment.answer, Remark.CLOSING)


def nil_notes(report: AuditReport, case: Case) -> Iterator[Piece]:
    """What was written beside "not known to us"."""
    notes = {
        agency.name: report.forms[case.uin, agency.id].note
        for agency in report.agencies_of(case, ReturnKind.NIL)
    }
    if any(note.strip() for note in notes.values()):
        yield Heading("Notes on nil returns", 3, room=40)
    for name, note in notes.items():
        if note.strip():
            yield Labelled((Run(name, bold=True), Run("–")), note, Remark.CLOSING)


def grid_of(report: AuditReport) -> AnswerGrid:
    """The questions that stand in the grids, with their codes."""
    tool = report.audit.tool
    questions = tuple(
        question
        for section in tool.sections
        for question in section.questions
        if is_gridded(question) and not question.retired
    )
    told = tuple(question for question in questions if may_be_told(report, question))
    known = codes(tool)
    legend = legend_words(tool, known)
    if len(told) < len(questions):
        below = suppressed_below(report)
        legend += f" Questions whose figures show a count of fewer than {below} are left out."
    return AnswerGrid(told, known, legend)


def at_a_glance(report: AuditReport, case: Case, grid: AnswerGrid) -> Iterator[Piece]:
    """The grid of answers with its heading and legend."""
    full = report.agencies_of(case, ReturnKind.FULL)
    if not full or not grid.questions:
        return
    for start in range(0, len(full), _AGENCIES_OF_A_GRID):
        yield Heading("Answers at a glance", 3)
        yield _letters(report, case, full[start : start + _AGENCIES_OF_A_GRID], grid)
    yield Paragraph(grid.legend, Voice.SMALL)


def _letters(
    report: AuditReport, case: Case, agencies: Sequence[Agency], grid: AnswerGrid
) -> LetterGrid:
    tool = report.audit.tool
    forms = [report.forms[case.uin, agency.id] for agency in agencies]
    rows = tuple(
        LetterRow(
            question.id if has_number(question) else "",
            question.name,
            tuple(answer_cell(tool, grid.codes, form, question) for form in forms),
        )
        for question in grid.questions
    )
    return LetterGrid(tuple(agency.name for agency in agencies), rows)
