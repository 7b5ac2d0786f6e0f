"""The judgements: what each agency gave its own work, beside what was agreed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.audits import Agency, Case
from app.domain.meeting import agreed_grade, agreed_question
from app.domain.tool import Question
from app.reports.audit.shown import hidden_words, shown_spreads
from app.reports.audit.summary import agreed_words
from app.reports.codes import NOT_ASKED, codes, option_cell
from app.reports.content import AuditReport
from app.reports.document import (
    GradeLegend,
    Heading,
    JudgementBars,
    LetterCell,
    LetterGrid,
    LetterRow,
    Paragraph,
    Piece,
    Run,
    Together,
    Voice,
)
from app.reports.short_parts import case_name
from app.reports.wording import listed, spread_words

_AGENCIES_OF_A_GRID = 15
AGREED = "Agreed together"


def judgements(report: AuditReport, chapter: str) -> Iterator[Piece]:
    """How often each grade was given, then the grades of each case by agency."""
    every, spreads = report.findings.judgements, shown_spreads(report)
    if not every:
        return
    yield Heading("The judgements", 2, f"{chapter}-judgements", 150)
    yield Paragraph(_whose(report))
    if spreads:
        alt = "; ".join(f"{spread.question.name}: {spread_words(spread)}" for spread in spreads)
        yield JudgementBars(spreads, alt)
        yield GradeLegend(spreads)
    hidden = [spread.question.name for spread in every if spread not in spreads]
    if hidden:
        yield Paragraph(f"{listed(hidden)}. {hidden_words(report)}.", Voice.NOTE)
    known = codes(report.audit.tool)
    labels = {option.label for spread in every for option in spread.scale.options}
    graded = {label: code for label, code in known.items() if label in labels}
    none = f"{NOT_ASKED.code} = no judgement (nil, missing, not asked or not yet agreed)"
    words = [*(f"{code} = {label}" for label, code in graded.items()), none]
    yield Paragraph("  ·  ".join(words), Voice.SMALL)
    for spread in every:
        yield from _grades(report, spread.question, known)


def _whose(report: AuditReport) -> str:
    words = "Each agency graded its own work."
    if any(each.option for each in report.meeting.agreed):
        return f"{words} Beside it stands what the agencies agreed together at the meeting."
    return (
        f"{words} The judgement of the partnership as a whole is agreed at the multi-agency "
        "meeting and is not among them."
    )


def _grades(report: AuditReport, judgement: Question, known: Mapping[str, str]) -> Iterator[Piece]:
    spread = next((one for one in shown_spreads(report) if one.question.id == judgement.id), None)
    agreed = agreed_words(report) if judgement == agreed_question(report.audit.tool) else ""
    if spread is None and not agreed:
        return
    first: list[Piece] = [Heading(judgement.name, 3, room=110)]
    if spread:
        first.append(Paragraph(spread_words(spread), Voice.SMALL))
    if agreed:
        first.append(Paragraph((Run(f"{AGREED}: ", bold=True), Run(agreed)), Voice.SMALL))
    agencies = report.audit.agencies if spread else ()
    starts = range(0, max(1, len(agencies)), _AGENCIES_OF_A_GRID)
    for start in starts:
        some = agencies[start : start + _AGENCIES_OF_A_GRID]
        grid = _grid(report, judgement, some, known, bool(agreed) and start == starts[-1])
        yield Together((*first, grid)) if start == 0 else grid


def _grid(
    report: AuditReport,
    judgement: Question,
    agencies: Sequence[Agency],
    known: Mapping[str, str],
    with_agreed: bool,
) -> LetterGrid:
    tool = report.audit.tool

    def own(case: Case, agency: Agency) -> LetterCell:
        option = report.grade(case, agency, judgement)
        return option_cell(known, option) if option else NOT_ASKED

    def agreed(case: Case) -> LetterCell:
        option = agreed_grade(tool, report.meeting, case.uin)
        return option_cell(known, option) if option else NOT_ASKED

    rows = tuple(
        LetterRow(
            "",
            case_name(case),
            (
                *(own(case, agency) for agency in agencies),
                *([agreed(case)] if with_agreed else ()),
            ),
        )
        for case in report.audit.cases
    )
    heads = [agency.name for agency in agencies]
    return LetterGrid((*heads, AGREED) if with_agreed else tuple(heads), rows)
