"""Appendix A: a page for each case, from the pen picture to what the agencies wrote in closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from reportlab.platypus import Flowable, PageBreak

from app.analysis.tracking import CellState
from app.domain.audits import Agency, Case
from app.domain.returns import ReturnKind
from app.domain.tool import AnswerKind, Option, Question
from app.reports import fonts
from app.reports.blocks import Hairlines, WhereItFits, cell, heading, table
from app.reports.codes import answer_cell, codes, is_gridded, legend_words
from app.reports.content import AuditReport, Comment
from app.reports.figures import case_name
from app.reports.grid import Grid, GridRow
from app.reports.labelled import labelled
from app.reports.paper import (
    CELL,
    CELL_BOLD,
    CELL_HEAD,
    CELL_HEAD_RIGHT,
    CELL_QUIET,
    CELL_RIGHT,
    CLOSING,
    H1,
    H2,
    H3,
    LEAD,
    NOTE,
    SMALL,
    Entry,
    Para,
    place,
)
from app.reports.text import one_line, plain
from app.reports.wording import has_number, plural

_MOST_GRADES_IN_WORDS = 4
_AGENCIES_OF_A_GRID = 15
_STATES = {
    CellState.RECEIVED: "Full",
    CellState.NIL: "Nil",
    CellState.NOT_ASKED: "Not asked",
    CellState.EXPECTED: "Not in yet",
}
_PAGE_OF_ROWS = 520.0
_PEN_PICTURE = 240


def case_entries(report: AuditReport, _key_of_chapter: str) -> list[Entry]:
    """The lines of the contents for the cases."""
    return [Entry(case_name(case), _key(case), 1) for case in report.audit.cases]


def case_pages(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The appendix. Each case begins on a page of its own."""
    yield PageBreak()
    yield from heading("Appendix A: Pen pictures and summaries", H1, key=key)
    known = codes(report.audit.tool)
    legend = legend_words(report.audit.tool, known)
    yield _overview(report)
    for case in report.audit.cases:
        yield PageBreak()
        yield from _case(report, case, known, legend)


def _overview(report: AuditReport) -> Hairlines:
    rows = []
    for case in report.audit.cases:
        full = len(report.agencies_of(case, ReturnKind.FULL))
        nil = len(report.agencies_of(case, ReturnKind.NIL))
        answered, asked = report.tracker.in_of_case(case.uin)
        rows.append(
            [
                cell(case_name(case), CELL_BOLD),
                cell(shorten(case.pen_picture, _PEN_PICTURE, placeholder=" …")),
                *[cell(str(count), CELL_RIGHT) for count in (full, nil, asked - answered)],
            ]
        )
    return table(
        ("Case", "Pen picture", "Full", "Nil", "Missing"),
        rows,
        (1.5, 6, 0.8, 0.8, 1.2),
        head_styles=[CELL_HEAD, CELL_HEAD, *[CELL_HEAD_RIGHT] * 3],
    )


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
    closing = [*_closing_texts(report, case), *_nil_notes(report, case)]
    glance, height = _at_a_glance(report, case, known, legend)
    if glance:
        yield WhereItFits(glance, height, closing)
    else:
        yield from closing


def _closing_texts(report: AuditReport, case: Case) -> Iterator[Flowable]:
    for question, comments in report.closing_texts(case):
        yield from heading(question.name, H3, room=60)
        if question.answer is AnswerKind.COLUMNS:
            yield _columns(question, comments)
            continue
        for comment in comments:
            yield from _closing(comment)


def _columns(question: Question, comments: Sequence[Comment]) -> Hairlines:
    """Texts in equal columns, such as worries, strengths and steps, a row for each agency."""
    by_agency: dict[str, dict[str, str]] = {}
    for comment in comments:
        by_agency.setdefault(comment.agency.name, {})[comment.about] = comment.text
    rows: list[list[Flowable | str]] = []
    for name, texts in by_agency.items():
        rows.append([cell(name, CELL_BOLD), *[""] * (len(question.parts) - 1)])
        rows.append([cell(texts.get(part.text, "–")) for part in question.parts])
    return table(
        [part.text for part in question.parts],
        rows,
        [1] * len(question.parts),
        extra=[("RIGHTPADDING", (0, 1), (-1, -1), 14)],
        titles=range(1, len(rows), 2),
    )


def _nil_notes(report: AuditReport, case: Case) -> Iterator[Flowable]:
    """What was written beside "not known to us"."""
    notes = {
        agency.name: report.forms[case.uin, agency.id].note
        for agency in report.agencies_of(case, ReturnKind.NIL)
    }
    if not any(note.strip() for note in notes.values()):
        return
    yield from heading("Notes on nil returns", H3, room=40)
    for name, note in notes.items():
        if note.strip():
            yield from labelled([(name, fonts.BOLD), ("–", fonts.REGULAR)], note, CLOSING)


def _at_a_glance(
    report: AuditReport, case: Case, known: Mapping[str, str], legend: str
) -> tuple[list[Flowable], float]:
    """The grid of answers with its heading and legend, and how high all of it is."""
    full = report.agencies_of(case, ReturnKind.FULL)
    pieces: list[Flowable] = []
    height = 0.0
    for start in range(0, len(full), _AGENCIES_OF_A_GRID):
        grid = _grid(report, case, full[start : start + _AGENCIES_OF_A_GRID], known)
        room = min(grid.whole_height, _PAGE_OF_ROWS) + 4
        pieces.extend([*heading("Answers at a glance", H3, room=room), grid])
        height += H3.spaceBefore + H3.leading + H3.spaceAfter + room
    if pieces:
        pieces.append(Para(plain(legend), SMALL))
        height += 2 * SMALL.leading + 8
    return pieces, height


def _returns(report: AuditReport, case: Case) -> Hairlines:
    judgements = report.audit.tool.judgements
    shown = judgements if len(judgements) <= _MOST_GRADES_IN_WORDS else ()
    rows: list[list[Flowable | str]] = []
    for agency in report.audit.agencies:
        state = _state(report, case, agency)
        grades = [report.grade(case, agency, judgement) for judgement in shown]
        rows.append(
            [
                cell(agency.name),
                cell(state, CELL if state == "Full" else CELL_QUIET),
                *[_grade_cell(grade) for grade in grades],
            ]
        )
    agreed = "The partnership, agreed at the meeting"
    rows.append([cell(agreed, CELL_BOLD), *[""] * len(shown), cell("Not yet recorded", CELL_QUIET)])
    heads = ["Agency", "Return", *[judgement.name for judgement in shown]]
    label = [("SPAN", (0, -1), (-2, -1))]
    return table(heads, rows, [2.4, 1, *[2.2] * len(shown)], extra=label)


def _grade_cell(grade: Option | None) -> Para:
    return cell(grade.label) if grade else cell("–", CELL_QUIET)


def _state(report: AuditReport, case: Case, agency: Agency) -> str:
    one = report.tracker.cell(case.uin, agency.id)
    if one.state is CellState.OVERDUE:
        return f"Missing, {plural(one.days_late, 'day')} overdue"
    return _STATES[one.state]


def _grid(
    report: AuditReport, case: Case, agencies: Sequence[Agency], known: Mapping[str, str]
) -> Grid:
    tool = report.audit.tool
    forms = [report.forms[case.uin, agency.id] for agency in agencies]
    rows = [
        GridRow(
            question.id if has_number(question) else "",
            one_line(question.name),
            tuple(answer_cell(tool, known, form, question) for form in forms),
        )
        for section in tool.sections
        for question in section.questions
        if is_gridded(question) and not question.retired
    ]
    return Grid([agency.name for agency in agencies], rows)


def _closing(comment: Comment) -> list[Para]:
    label = [(comment.agency.name, fonts.BOLD)]
    if comment.about:
        label.append((f"· {comment.about}", fonts.REGULAR))
    label.append(("–", fonts.REGULAR))
    return labelled(label, comment.text or comment.answer, CLOSING)


def _key(case: Case) -> str:
    return place("case", case.uin)
