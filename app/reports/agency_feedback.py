"""Feedback to one agency: its own answers beside those of the partnership.

Of the other agencies it shows figures only: none is named, and no words of theirs are in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.analysis.shares import Findings
from app.analysis.tracking import CellState
from app.domain.audits import Agency, Case
from app.domain.meeting import Matter, Scope, agreed_grade, agreed_scale
from app.domain.recommendations import Recommendation, RecommendationState
from app.domain.tool import Question
from app.reports.action_plan import lines_of
from app.reports.content import AuditReport, Comment
from app.reports.document import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Piece,
    Remark,
    Run,
    Table,
    Voice,
)
from app.reports.feedback_figures import figures_of
from app.reports.short_parts import (
    case_name,
    discussed_cases,
    document,
    findings_of,
    front,
    narrowed,
    notes_table,
    said,
)
from app.reports.wording import (
    listed,
    plural,
    question_title,
)

TITLE = "Feedback to {agency}"


def agency_feedback(report: AuditReport, agency: Agency) -> Document:
    """The feedback to one agency."""
    made = document(report, TITLE.format(agency=agency.name))
    return replace(made, pieces=lambda: _pieces(report, agency))


def _pieces(report: AuditReport, agency: Agency) -> Iterator[Piece]:
    mine = [form for (_, who), form in report.forms.items() if who == agency.id]
    own = findings_of(report, mine)
    yield from front(report, TITLE.format(agency=agency.name))
    yield Paragraph(_came(report, agency, own), Voice.LEAD)
    yield from _missing(report, agency)
    if own.returns.full:
        yield from figures_of(report, agency, own)
    yield from _meeting(report, agency)
    yield from _recommendations(report, agency)
    if own.returns.full:
        yield from _comments(narrowed(report, agency_id=agency.id))


def _came(report: AuditReport, agency: Agency, own: Findings) -> str:
    asked = report.tracker.in_of_agency(agency.id)[1]
    about = f"{agency.name} was asked about {plural(asked, 'case')}"
    if not own.returns.full + own.returns.nil:
        return f"{about}. No return has come yet."
    came = [plural(own.returns.full, "full return")]
    if own.returns.nil:
        came.append(f"{plural(own.returns.nil, 'nil return')} (“not known to us”)")
    proxy = f" They were filled in by {agency.proxy}." if agency.proxy.strip() else ""
    return f"{about} and sent {listed(came)}.{proxy}"


def _missing(report: AuditReport, agency: Agency) -> Iterator[Piece]:
    waiting = {CellState.EXPECTED, CellState.OVERDUE}
    squares = [(case, report.tracker.cell(case.uin, agency.id)) for case in report.audit.cases]
    missing = [(case, square) for case, square in squares if square.state in waiting]
    if not missing:
        return
    late = max(square.days_late for _, square in missing)
    names = [f"{case_name(case)} ({case.uin})" for case, _ in missing]
    when = f", overdue {plural(late, 'day')}" if late else ""
    words = f"Still to come from you{when}: {listed(names)}."
    yield Paragraph((Run(words, bold=True),))


def _meeting(report: AuditReport, agency: Agency) -> Iterator[Piece]:
    cases = discussed_cases(report, agency)
    if not cases:
        return
    yield Heading("What the meeting noted on your cases", 2, room=130)
    for case in cases:
        yield Heading(case_name(case), 3, room=90)
        yield from _agreed(report, case)
        if report.meeting.notes_on(Matter(Scope.CASE, case.uin)):
            yield notes_table(report, Matter(Scope.CASE, case.uin))


def _agreed(report: AuditReport, case: Case) -> Iterator[Piece]:
    """The judgement and its reason. Who saw it otherwise names agencies, and stays out."""
    grade = agreed_grade(report.audit.tool, report.meeting, case.uin)
    agreed = report.meeting.agreed_on(case.uin)
    if grade is None or agreed is None:
        if agreed_scale(report.audit.tool) is not None:
            yield Paragraph("No judgement has been agreed on it yet.", Voice.NOTE)
        return
    reason = f". {agreed.reason.strip()}" if agreed.reason.strip() else "."
    yield Paragraph((Run("Agreed: "), Run(grade.label, bold=True), Run(reason)))


def _recommendations(report: AuditReport, agency: Agency) -> Iterator[Piece]:
    lines = [
        line
        for line in lines_of(report)
        if line.recommendation.state is not RecommendationState.WITHDRAWN
        and _is_for(line.recommendation, agency)
    ]
    yield Heading("Recommendations", 2, room=110)
    if not lines:
        yield Paragraph("None for your agency or for all has been recorded yet.", Voice.NOTE)
        return
    today = report.made.date()
    rows = tuple(
        (
            Cell(line.recommendation.finding),
            Cell(line.recommendation.action),
            Cell("You" if line.recommendation.agency_ids else "All agencies"),
            Cell(line.recommendation.lead or "No lead yet", quiet=not line.recommendation.lead),
            Cell(line.when or "No date yet", quiet=not line.when),
            Cell(line.state_words(today), bold=bool(line.days_late(today))),
        )
        for line in lines
    )
    heads = ("Finding", "Action", "For", "Lead", "Date", "State")
    yield Table(heads, rows, (3, 3, 1.1, 1.6, 1.6, 1.2), alt="Recommendations for you and for all")


def _is_for(found: Recommendation, agency: Agency) -> bool:
    return not found.agency_ids or agency.id in found.agency_ids


def _comments(own: AuditReport) -> Iterator[Piece]:
    written: list[tuple[Question, Sequence[Comment]]] = []
    for question in own.audit.tool.questions.values():
        if question.id not in own.parents and not question.retired:
            groups = own.comments(question)
            comments = [comment for group in groups for comment in group.comments]
            if comments:
                written.append((question, comments))
    closing: dict[str, list[tuple[Case, Comment]]] = {}
    for case in own.audit.cases:
        for question, texts in own.closing_texts(case):
            closing.setdefault(question.id, []).extend((case, each) for each in texts)
    if not written and not closing:
        return
    yield Heading("What you wrote", 2, room=100)
    for question, said_on in written:
        yield Heading(question_title(question, question.name), 3, room=50)
        for comment in said_on:
            yield said(comment, case_name(comment.case))
    yield from _closing(own.audit.tool.questions, closing)


def _closing(
    questions: Mapping[str, Question], closing: Mapping[str, Sequence[tuple[Case, Comment]]]
) -> Iterator[Piece]:
    for question_id, texts in closing.items():
        yield Heading(questions[question_id].name, 3, room=50)
        for case, comment in texts:
            yield said(comment, case_name(case), Remark.COMMENT)
