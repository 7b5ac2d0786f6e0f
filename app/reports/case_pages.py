"""Appendix A: a page for each case, from the pen picture to what the agencies wrote in closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportlab.platypus import Flowable, PageBreak

from app.analysis.tracking import CellState
from app.domain.audits import Agency, Case
from app.domain.returns import ReturnKind
from app.domain.tool import Question
from app.reports.blocks import Grid, GridRow, Hairlines, cell, heading, table
from app.reports.codes import answer_cell, codes, is_gridded, legend_words
from app.reports.content import AuditReport, Comment
from app.reports.figures import case_name
from app.reports.paper import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_QUIET,
    COMMENT,
    H1,
    H2,
    H3,
    LEAD,
    NOTE,
    SMALL,
    Entry,
    Para,
)
from app.reports.text import one_line, plain
from app.reports.wording import plural

_MOST_GRADES_IN_WORDS = 4
_AGENCIES_OF_A_GRID = 15


def case_entries(report: AuditReport) -> list[Entry]:
    """The lines of the contents for the cases."""
    return [Entry(case_name(case), _key(case), 1) for case in report.audit.cases]


def case_pages(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The appendix. Each case begins on a page of its own."""
    yield PageBreak()
    yield from heading("Appendix A: Pen pictures and summaries", H1, key=key)
    known = codes(report.audit.tool)
    legend = legend_words(report.audit.tool, known)
    for number, case in enumerate(report.audit.cases):
        if number:
            yield PageBreak()
        yield from _case(report, case, known, legend)


def _case(
    report: AuditReport, case: Case, known: Mapping[str, str], legend: str
) -> Iterator[Flowable]:
    name = case_name(case)
    yield from heading(name, H2, key=_key(case), level=1, title=name)
    if case.pen_picture.strip():
        yield Para(plain(case.pen_picture), LEAD)
    else:
        yield Para("No pen picture has been written for this case yet.", NOTE)
    answered, asked = report.tracker.in_of_case(case.uin)
    yield Para(
        plain(f"Unique number {case.uin}. {answered} of {plural(asked, 'return')} in."), SMALL
    )
    yield from heading("Returns and judgements", H3, room=110)
    yield _returns(report, case)
    full = report.agencies_of(case, ReturnKind.FULL)
    if full:
        yield from heading("Answers at a glance", H3, room=170)
        for start in range(0, len(full), _AGENCIES_OF_A_GRID):
            yield _grid(report, case, full[start : start + _AGENCIES_OF_A_GRID], known)
        yield Para(plain(legend), SMALL)
    for question, comments in report.closing_texts(case):
        yield from heading(question.name, H3, room=60)
        for comment in comments:
            yield _closing(comment)


def _returns(report: AuditReport, case: Case) -> Hairlines:
    judgements = report.audit.tool.judgements
    shown = judgements if len(judgements) <= _MOST_GRADES_IN_WORDS else ()
    rows: list[list[Flowable]] = []
    for agency in report.audit.agencies:
        state, style = _state(report, case, agency), CELL
        if state != "Full":
            style = CELL_QUIET
        grades = [report.grade(case, agency, judgement) for judgement in shown]
        rows.append(
            [
                cell(agency.name),
                cell(state, style),
                *[
                    cell(grade.label if grade else "–", CELL if grade else CELL_QUIET)
                    for grade in grades
                ],
            ]
        )
    agreed = [cell("The partnership, agreed at the meeting", CELL_BOLD)]
    agreed.append(cell("Not yet recorded", CELL_QUIET))
    agreed.extend(cell("–", CELL_QUIET) for _ in shown)
    rows.append(agreed)
    heads = ["Agency", "Return", *[judgement.name for judgement in shown]]
    return table(heads, rows, [2.6, 2, *[2.2] * len(shown)])


def _state(report: AuditReport, case: Case, agency: Agency) -> str:
    one = report.tracker.cell(case.uin, agency.id)
    if one.state is CellState.RECEIVED:
        return "Full"
    if one.state is CellState.NIL:
        form = report.forms.get((case.uin, agency.id))
        note = form.note.strip() if form else ""
        return f"Nil: not known to us. {note}".strip() if note else "Nil: not known to us"
    if one.state is CellState.OVERDUE:
        return f"Missing, {plural(one.days_late, 'day')} overdue"
    return "Not asked" if one.state is CellState.NOT_ASKED else "Not in yet"


def _grid(
    report: AuditReport, case: Case, agencies: Sequence[Agency], known: Mapping[str, str]
) -> Grid:
    tool = report.audit.tool
    forms = [report.forms[case.uin, agency.id] for agency in agencies]
    rows = [
        GridRow(
            question.id if _has_number(question) else "",
            one_line(question.name),
            tuple(answer_cell(tool, known, form, question) for form in forms),
        )
        for section in tool.sections
        for question in section.questions
        if is_gridded(question) and not question.retired
    ]
    return Grid([agency.name for agency in agencies], rows)


def _closing(comment: Comment) -> Para:
    about = f" ({plain(comment.about)})" if comment.about else ""
    words = plain(comment.text or comment.answer)
    return Para(f"<b>{plain(comment.agency.name)}</b>{about}  {words}", COMMENT)


def _has_number(question: Question) -> bool:
    return any(ch.isdigit() for ch in question.id)


def _key(case: Case) -> str:
    return f"case-{case.uin}"


def comment_body(text: str) -> Para:
    """A comment as running text."""
    return Para(plain(text), BODY)
