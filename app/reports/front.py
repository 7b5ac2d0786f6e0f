"""The cover, the contents, and the executive summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, PageBreak

from app.analysis.shares import Share
from app.domain.days import long_day
from app.domain.returns import ReturnKind
from app.reports.blocks import Figure, box, cell, empty_table, gap, heading, table
from app.reports.charts import PRINT, grade_legend, judgement_bars, share_bars, share_legend
from app.reports.content import AuditReport, main_shares, strongest, weakest
from app.reports.paper import (
    BODY,
    CELL_BOLD,
    CELL_QUIET,
    COVER_BODY,
    COVER_TITLE,
    H1,
    H3,
    LEAD,
    NOTE,
    WIDTH,
    ContentsLine,
    Entry,
    Para,
)
from app.reports.text import plain
from app.reports.wording import listed, number, plural, sentence, share_words, spread_words

NOTES_HEADS = ("What are we worried about?", "What’s going well?", "What do we need to do?")
EQUAL = (1, 1, 1)


def cover(report: AuditReport) -> Iterator[Flowable]:
    """Who, what, when, and what kind of document this is."""
    audit = report.audit
    yield gap(120)
    yield Para(plain(audit.body.name), COVER_BODY)
    yield Para(plain(audit.title), COVER_TITLE)
    kind = "Draft report" if report.draft else "Report"
    yield Para(f"{kind} of {long_day(report.made.date())}", LEAD)
    yield gap(30)
    returns = report.tracker.returns
    facts = [
        ("Reference", audit.reference),
        ("Theme", audit.tool.theme),
        ("Cases", str(len(audit.cases))),
        ("Agencies", str(len(audit.agencies))),
        ("Returns", f"{returns.full} full, {returns.nil} nil, {returns.missing} missing"),
        ("Look-back counted from", long_day(audit.opened)),
        ("Multi-agency meeting", long_day(audit.meeting) if audit.meeting else "not yet dated"),
    ]
    rows = [[cell(name, CELL_QUIET), cell(value, CELL_BOLD)] for name, value in facts if value]
    yield table(("", ""), rows, (1, 2), extra=[("TOPPADDING", (0, 0), (-1, 0), 0)])
    if audit.reconstruction:
        yield gap(18)
        yield box([Para(f"<b>About this report.</b> {plain(audit.reconstruction)}", NOTE)])


def contents(entries: Sequence[Entry]) -> Iterator[Flowable]:
    """Every chapter with its page."""
    yield PageBreak()
    yield from heading("Contents", H1)
    for entry in entries:
        yield ContentsLine(entry)


def summary(report: AuditReport, key: str) -> Iterator[Flowable]:
    """The audit on two pages, made from its figures."""
    yield PageBreak()
    yield from heading("Executive summary", H1, key=key)
    yield Para(plain(_what_was_done(report)), LEAD)
    weak = weakest(report)
    strong = [share for share in strongest(report) if share not in weak]
    if weak:
        yield from heading("Where the answers are weakest", H3, room=140)
        yield _bars(weak, strong)
    if strong:
        yield from heading("Where they are strongest", H3, room=140)
        yield _bars(strong, weak)
    if weak or strong:
        shares = (*weak, *strong)
        yield gap(4)
        yield Figure(share_legend(shares, PRINT, WIDTH), "Legend of the bars", after=4)
        yield Para(plain(_how_many_full(report)), NOTE)
    graded = [spread for spread in report.findings.judgements if spread.of]
    if graded:
        yield from heading("How the agencies judged their own work", H3, room=120)
        alt = "; ".join(f"{spread.question.name}: {spread_words(spread)}" for spread in graded)
        yield Figure(judgement_bars(graded, PRINT, WIDTH), alt)
        yield Figure(grade_legend(graded, PRINT, WIDTH), "Legend of the grades", after=10)
    yield from heading("Agreed by the agencies together", H3, room=62)
    meeting = report.audit.meeting
    when = f" on {long_day(meeting)}" if meeting else ""
    yield empty_table(
        NOTES_HEADS,
        f"Nothing has been recorded yet. The notes of the multi-agency meeting{when} stand here. "
        "What each agency wrote is in Appendix A, case by case.",
        EQUAL,
    )


def _bars(shares: Sequence[Share], alongside: Sequence[Share]) -> Figure:
    alt = "; ".join(f"{share.name}: {share_words(share)}" for share in shares)
    return Figure(share_bars(shares, PRINT, WIDTH, alongside=alongside), alt, after=0)


def _what_was_done(report: AuditReport) -> str:
    audit, returns = report.audit, report.tracker.returns
    cases = plural(len(audit.cases), "case")
    if len(audit.cases) <= 10:
        cases = f"{number(len(audit.cases))} case{'' if len(audit.cases) == 1 else 's'}"
    verb = "was" if len(audit.cases) == 1 else "were"
    agencies = number(len(audit.agencies))
    noun = "agency was" if len(audit.agencies) == 1 else "agencies were"
    came = [plural(returns.full, "full return")]
    if returns.nil:
        came.append(f"{plural(returns.nil, 'nil return')} (“not known to us”)")
    missing = (
        "None is missing."
        if not returns.missing
        else f"{returns.missing} {'is' if returns.missing == 1 else 'are'} missing: "
        "the figures may still change."
    )
    return (
        f"{sentence(cases)} {verb} audited. {sentence(agencies)} {noun} asked for "
        f"{plural(returns.expected, 'return')}; {listed(came)} came in. {missing}"
    )


def _how_many_full(report: AuditReport) -> str:
    full = sum(form.kind is ReturnKind.FULL for form in report.forms.values())
    every = len(main_shares(report))
    perfect = [s.question.id for s in main_shares(report) if s.n == s.of]
    text = (
        f"Each bar shows all {full} full returns. The percentage counts those to whom the "
        "question applied and was put."
    )
    if perfect:
        text += f" {len(perfect)} of {every} questions stand at 100%."
    return text


def notes_of_process(_report: AuditReport, key: str) -> Iterator[Flowable]:
    """Learning about the audit itself."""
    yield from heading("Learning about the audit process", H1, key=key, room=130)
    yield Para(
        "How the audit itself went is discussed at the end of the multi-agency meeting.", BODY
    )
    yield empty_table(
        NOTES_HEADS,
        "Nothing has been recorded yet. The meeting’s notes on the process stand here.",
        EQUAL,
    )
