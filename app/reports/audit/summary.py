"""The executive summary: what the partnership says, what it agreed, and what the figures show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from app.analysis.shares import Share, best_first
from app.domain.meeting import THE_AUDIT, agreed_grade, agreed_scale
from app.domain.reporting import TextPlace
from app.domain.returns import ReturnKind
from app.reports.audit.outline import Outline
from app.reports.audit.shown import sentence_on_small, shown, shown_spreads
from app.reports.content import AuditReport, main_shares, strongest, weakest
from app.reports.document import (
    Gap,
    GradeLegend,
    Heading,
    JudgementBars,
    PageBreak,
    Paragraph,
    Piece,
    Run,
    ShareBars,
    ShareLegend,
    Voice,
    paragraphs,
)
from app.reports.drafts import text_at
from app.reports.short_parts import notes_table
from app.reports.wording import share_words, spread_words

KEY = "summary"


def summary(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The chapter."""
    yield PageBreak()
    yield outline.heading(KEY)
    for number, paragraph in enumerate(paragraphs(text_at(report, TextPlace.SUMMARY))):
        yield paragraph if number else replace(paragraph, voice=Voice.LEAD)
    yield Heading("Agreed by the agencies together", 3, room=62)
    yield notes_table(report, THE_AUDIT)
    if not report.meeting.notes_on(THE_AUDIT) and outline.has("cases"):
        where = f"What each agency wrote is in {outline.appendix('cases')}, case by case."
        yield Paragraph(where, Voice.NOTE)
    yield from _bars(report)
    yield from _judgements(report)


def _bars(report: AuditReport) -> Iterator[Piece]:
    weak = shown(report, weakest(report))
    strong = tuple(share for share in shown(report, strongest(report)) if share not in weak)
    if weak:
        yield Heading("Where the answers are weakest", 3, room=140)
        yield ShareBars(weak, alt_of(weak), strong)
    if strong:
        yield Heading("Where they are strongest", 3, room=140)
        yield ShareBars(strong, alt_of(strong), weak)
    if weak or strong:
        yield ShareLegend((*weak, *strong))
        yield Paragraph(_how_many_full(report), Voice.NOTE)


def _judgements(report: AuditReport) -> Iterator[Piece]:
    graded = tuple(spread for spread in shown_spreads(report) if spread.of)
    if graded:
        yield Heading("How the agencies judged their own work", 3, room=120)
        alt = "; ".join(f"{spread.question.name}: {spread_words(spread)}" for spread in graded)
        yield JudgementBars(graded, alt)
        yield GradeLegend(graded)
    agreed = agreed_words(report)
    if agreed:
        label = Run("The partnership’s own judgement, agreed at the meeting: ", bold=True)
        yield Paragraph((label, Run(agreed)))
        yield Gap(4)


def agreed_words(report: AuditReport) -> str:
    """How often each grade was agreed, and on how many cases none was yet; empty if on all."""
    audit, scale = report.audit, agreed_scale(report.audit.tool)
    if scale is None:
        return ""
    grades = [agreed_grade(audit.tool, report.meeting, case.uin) for case in audit.cases]
    counts = Counter(grade.id for grade in grades if grade)
    if not counts:
        return ""
    words = [f"{o.label} {counts[o.id]}" for o in best_first(scale) if counts[o.id]]
    open_still = sum(grade is None for grade in grades)
    if open_still:
        words.append(f"not yet agreed {open_still}")
    cases = len(audit.cases)
    return f"{'  ·  '.join(words)}  (of {cases} {'case' if cases == 1 else 'cases'})"


def alt_of(shares: tuple[Share, ...]) -> str:
    """What a chart of shares says, in words."""
    return "; ".join(f"{share.name}: {share_words(share)}" for share in shares)


def _how_many_full(report: AuditReport) -> str:
    full = sum(form.kind is ReturnKind.FULL for form in report.forms.values())
    every = main_shares(report)
    perfect = sum(share.n == share.of for share in shown(report, every))
    text = (
        f"Each bar shows all {full} full returns. The percentage counts those to whom the "
        "question applied and was put."
    )
    if perfect:
        text += f" {perfect} of {len(every)} questions stand at 100%."
    return f"{text} {sentence_on_small(report)}".rstrip()
