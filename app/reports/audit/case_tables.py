"""The tables of a case: its returns with their judgements, and texts in columns."""

from __future__ import annotations

from collections.abc import Sequence

from app.analysis.tracking import CellState
from app.domain.audits import Agency, Case
from app.domain.meeting import agreed_grade
from app.domain.tool import Option, Question
from app.reports.audit.shown import may_be_told
from app.reports.content import AuditReport, Comment
from app.reports.document import Cell, Table
from app.reports.wording import plural

_MOST_GRADES_IN_WORDS = 4
_NONE = Cell("–", quiet=True)
_STATES = {
    CellState.RECEIVED: "Full",
    CellState.NIL: "Nil",
    CellState.NOT_ASKED: "Not asked",
    CellState.EXPECTED: "Not in yet",
}


def returns_of(report: AuditReport, case: Case) -> Table:
    """What came from each agency with the grades that it gave, and the grade agreed together."""
    judgements = report.audit.tool.judgements
    shown = [one for one in judgements if may_be_told(report, one)]
    if len(shown) > _MOST_GRADES_IN_WORDS:
        shown = []
    rows: list[tuple[Cell, ...]] = []
    for agency in report.audit.agencies:
        state = _state(report, case, agency)
        grades = (_grade(report.grade(case, agency, judgement)) for judgement in shown)
        rows.append((Cell(agency.name), Cell(state, quiet=state != "Full"), *grades))
    heads = ("Agency", "Return", *(judgement.name for judgement in shown))
    agreed = agreed_grade(report.audit.tool, report.meeting, case.uin)
    rows.append(
        (
            Cell("The partnership, agreed at the meeting", bold=True, span=len(heads) - 1),
            Cell(agreed.label, bold=True) if agreed else Cell("Not yet agreed", quiet=True),
        )
    )
    widths = (2.4, 1, *[2.2] * len(shown))
    return Table(heads, tuple(rows), widths, alt="Returns and judgements")


def columns_of(question: Question, comments: Sequence[Comment]) -> Table:
    """Texts in equal columns, such as worries, strengths and steps, below each agency's name."""
    by_agency: dict[str, dict[str, str]] = {}
    for comment in comments:
        by_agency.setdefault(comment.agency.name, {})[comment.about] = comment.text
    rows: list[tuple[Cell, ...]] = []
    for name, texts in by_agency.items():
        rows.append((Cell(name, bold=True, span=len(question.parts)),))
        rows.append(
            tuple(
                Cell(texts[part.text]) if part.text in texts else _NONE for part in question.parts
            )
        )
    heads = tuple(part.text for part in question.parts)
    titles = frozenset(range(0, len(rows), 2))
    return Table(heads, tuple(rows), (1.0,) * len(heads), titles=titles, alt=question.name)


def _grade(grade: Option | None) -> Cell:
    return Cell(grade.label) if grade else _NONE


def _state(report: AuditReport, case: Case, agency: Agency) -> str:
    one = report.tracker.cell(case.uin, agency.id)
    if one.state is CellState.OVERDUE:
        return f"Missing, {plural(one.days_late, 'day')} overdue"
    return _STATES[one.state]
