"""What is shown of figures: small ones are not, in what is published."""

from __future__ import annotations

from collections.abc import Iterable

from app.analysis.shares import Share, Spread
from app.analysis.small_numbers import is_suppressed
from app.domain.tool import Question
from app.reports.content import AuditReport
from app.reports.short_parts import is_hidden
from app.reports.wording import share_words


def suppressed_below(report: AuditReport) -> int:
    """Below which count figures are not shown; 0 where all are, as in every draft."""
    return 0 if report.draft else report.options.suppress_below


def hidden_words(report: AuditReport) -> str:
    """What stands in the place of a figure that is not shown."""
    return f"Not shown: a count is fewer than {suppressed_below(report)}"


def words_shown(report: AuditReport, share: Share) -> str:
    """A share in words, or that it is not shown."""
    return hidden_words(report) if is_hidden(report, share) else share_words(share)


def shown(report: AuditReport, shares: Iterable[Share]) -> tuple[Share, ...]:
    """The shares that are shown."""
    return tuple(share for share in shares if not is_hidden(report, share))


def shown_spreads(report: AuditReport) -> tuple[Spread, ...]:
    """The judgements whose grades are shown."""
    below = suppressed_below(report)
    return tuple(
        spread
        for spread in report.findings.judgements
        if not any(is_suppressed(count, spread.of, below) for count in spread.counts.values())
    )


def may_be_told(report: AuditReport, question: Question) -> bool:
    """Whether single answers to a question may stand in the report.

    Where its figures are not shown, the answers of each agency would give them away.
    """
    if question.judgement:
        return any(spread.question.id == question.id for spread in shown_spreads(report))
    return not any(
        is_hidden(report, share)
        for share in report.findings.shares
        if share.question.id == question.id
    )


def sentence_on_small(report: AuditReport) -> str:
    """Says that small figures are not shown; empty where they are."""
    below = suppressed_below(report)
    if not below:
        return ""
    return (
        f"Where fewer than {below} returns are counted, or fewer than {below} gave one of the "
        "answers, the figure and the single answers behind it are not shown, so that no child "
        "can be recognised by them."
    )
