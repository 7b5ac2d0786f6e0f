"""The chapter of findings: an overview, then every question with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from app.analysis.shares import Share
from app.domain.audits import Agency, Case
from app.domain.tool import AnswerKind, Question, Section
from app.reports import fonts
from app.reports.blocks import (
    Figure,
    Hairlines,
    cell,
    gap,
    heading,
    rows_only,
)
from app.reports.charts import (
    PRINT,
    grade_legend,
    judgement_bars,
    share_bar,
    share_bars,
    share_legend,
)
from app.reports.codes import NOT_ASKED, codes, option_cell
from app.reports.content import AuditReport, ticks
from app.reports.grid import Grid, GridCell, GridRow
from app.reports.linked import FigureLine
from app.reports.paper import (
    BODY,
    CELL_BOLD,
    CELL_QUIET,
    FOLLOW_UP,
    H1,
    H2,
    H3,
    NOTE,
    SMALL,
    WIDTH,
    Entry,
    Para,
    place,
)
from app.reports.text import one_line, plain
from app.reports.wording import (
    condition_words,
    counts_words,
    plural,
    question_title,
    share_count,
    share_percent,
    share_words,
    spread_words,
)

_ROWS_OF_A_CHART = 26
_AGENCIES_OF_A_GRID = 15


def findings(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The chapter."""
    yield PageBreak()
    yield from heading("Findings from the audits", H1, key=key)
    yield from _overview(report)
    yield from _judgements(report, key)
    for section in report.audit.tool.sections:
        yield from _section(report, section, key)


def _overview(report: AuditReport) -> Iterator[Flowable]:
    shares = [
        share
        for share in report.findings.shares
        if share.part is None
        and share.question.id not in report.parents
        and not share.question.retired
    ]
    if not shares:
        return
    returns = report.tracker.returns
    yield Para(
        f"The figures count {plural(returns.full, 'full return')}. Dark is the answer that is "
        "counted; hatched are the returns to which a question did not apply.",
        BODY,
    )
    for section in report.audit.tool.sections:
        own = [share for share in shares if share.section.id == section.id]
        if not own:
            continue
        yield from heading(section.title, H3, room=70)
        for start in range(0, len(own), _ROWS_OF_A_CHART):
            some = own[start : start + _ROWS_OF_A_CHART]
            alt = "; ".join(f"{share.name}: {share_words(share)}" for share in some)
            yield Figure(share_bars(some, PRINT, WIDTH, alongside=shares), alt, after=0)
    yield gap(6)
    yield Figure(share_legend(shares, PRINT, WIDTH), "Legend of the bars")


def _judgements(report: AuditReport, key: str) -> Iterator[Flowable]:
    spreads = report.findings.judgements
    if not spreads:
        return
    yield from heading("The judgements", H2, key=f"{key}-judgements", level=1, room=150)
    yield Para(
        "Each agency graded its own work. The judgement of the partnership as a whole is agreed "
        "at the multi-agency meeting and is not among them.",
        BODY,
    )
    alt = "; ".join(f"{spread.question.name}: {spread_words(spread)}" for spread in spreads)
    yield Figure(judgement_bars(spreads, PRINT, WIDTH), alt)
    yield Figure(grade_legend(spreads, PRINT, WIDTH), "Legend of the grades")
    known = codes(report.audit.tool)
    for spread in spreads:
        yield from heading(spread.question.name, H3, room=110)
        yield Para(plain(spread_words(spread)), SMALL)
        agencies = report.audit.agencies
        for start in range(0, len(agencies), _AGENCIES_OF_A_GRID):
            some = agencies[start : start + _AGENCIES_OF_A_GRID]
            yield _grades_grid(report, spread.question, some, known)
    labels = {o.label for s in spreads for o in s.scale.options}
    graded = {label: code for label, code in known.items() if label in labels}
    none = f"{NOT_ASKED.code} = no judgement (nil, missing or not asked)"
    words = [*(f"{code} = {label}" for label, code in graded.items()), none]
    yield Para(plain("  ·  ".join(words)), SMALL)


def _grades_grid(
    report: AuditReport, judgement: Question, agencies: Sequence[Agency], known: dict[str, str]
) -> Grid:
    def grade(case: Case, agency: Agency) -> GridCell:
        option = report.grade(case, agency, judgement)
        return option_cell(known, option) if option else NOT_ASKED

    rows = [
        GridRow("", case_name(case), tuple(grade(case, agency) for agency in agencies))
        for case in report.audit.cases
    ]
    return Grid([agency.name for agency in agencies], rows)


def figure_entries(report: AuditReport, key: str) -> list[Entry]:
    """The lines of the contents for the judgements and the sections with figures."""
    entries = [
        Entry(section.title, place(key, section.id), 1)
        for section in report.audit.tool.sections
        if _counted(section)
    ]
    if report.findings.judgements:
        entries.insert(0, Entry("The judgements", f"{key}-judgements", 1))
    return entries


def _counted(section: Section) -> list[Question]:
    return [
        question
        for question in section.questions
        if not question.judgement
        and not question.retired
        and question.answer in {AnswerKind.CHOICE, AnswerKind.MATRIX, AnswerKind.SEVERAL}
    ]


def _section(report: AuditReport, section: Section, key: str) -> Iterator[Flowable]:
    questions = _counted(section)
    if not questions:
        return
    yield from heading(section.title, H2, key=place(key, section.id), level=1, room=100)
    if section.when:
        words = condition_words(report.audit.tool, section.when)
        yield Para(plain(f"Asked only {words[:1].lower()}{words[1:]}."), NOTE)
    for question in questions:
        yield from _question(report, question)


def _question(report: AuditReport, question: Question) -> Iterator[Flowable]:
    shares = [share for share in report.findings.shares if share.question.id == question.id]
    whole = next((share for share in shares if share.part is None), None)
    parts = [share for share in shares if share.part is not None]
    block: list[Flowable] = [Para(plain(question_title(question, question.text)), H3)]
    key = comments_key(question) if report.comments(question) else ""
    if whole:
        block.append(Figure(share_bar(whole, PRINT, WIDTH, 10), share_words(whole), after=1))
        block.append(FigureLine(share_words(whole), counts_words(whole), key))
    elif question.answer is AnswerKind.SEVERAL:
        words = "  ·  ".join(f"{option.label} {count}" for option, count in ticks(report, question))
        block.append(FigureLine("Ticked by", words, key))
    elif key:
        block.append(FigureLine("", "", key))
    if parts:
        block.append(_parts(parts))
    yield KeepTogether(block)
    for follow_up in question.follow_ups:
        for share in report.findings.shares:
            if share.question.id == follow_up.id and share.part is None and share.of:
                yield Para(_follow_up_words(report, follow_up, share), FOLLOW_UP)


def _parts(shares: Sequence[Share]) -> Hairlines:
    """The parts of a question with their texts in full, a row for each."""
    bar = 0.28 * WIDTH
    rows: list[list[Flowable | str]] = [
        [
            cell(share.part.text if share.part else share.name),
            Figure(share_bar(share, PRINT, bar - 8, 9), share_words(share), after=0),
            cell(share_percent(share) if share.of else "–", CELL_BOLD),
            cell(share_count(share) if share.of else "not answered", CELL_QUIET),
        ]
        for share in shares
    ]
    figure = max(fonts.width(one_line(share_percent(share)), 9, fonts.BOLD) for share in shares)
    widths = [bar, min(0.24 * WIDTH, figure + 8), 66.0]
    return rows_only(rows, [WIDTH - sum(widths), *widths])


def _follow_up_words(report: AuditReport, follow_up: Question, share: Share) -> str:
    condition = (
        condition_words(report.audit.tool, follow_up.when) if follow_up.when else "Follow-up"
    )
    return (
        f"{plain(condition)}: <i>{plain(follow_up.text)}</i> "
        f"<b>{plain(share_words(share))}</b>  {plain(counts_words(share))}"
    )


def comments_key(question: Question) -> str:
    """The bookmark of a question's comments."""
    return place("comments", question.id)


def case_name(case: Case) -> str:
    """A case as it is spoken of: "Case A"."""
    label = one_line(case.label)
    return label if label.lower().startswith("case") else f"Case {label}"
