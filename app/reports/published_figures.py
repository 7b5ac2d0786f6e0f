"""The data of an audit without what is too small to be published, as the reports leave it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.analysis.shares import Share, Spread
from app.analysis.small_numbers import SMALL, is_suppressed
from app.domain.tool import Question
from app.reports.content import AuditReport


def for_publication(report: AuditReport) -> AuditReport:
    """The same as it may be published; small numbers go also where no limit was chosen."""
    below = report.options.suppress_below or SMALL
    return replace(report, draft=False, options=replace(report.options, suppress_below=below))


def small_below(report: AuditReport) -> int:
    """Below which count figures are left out; 0 where none is, as in every draft."""
    return 0 if report.draft else report.options.suppress_below


def hides_share(report: AuditReport, share: Share) -> bool:
    """Whether no figure of a share is given."""
    return is_suppressed(share.n, share.of, small_below(report))


def hides_counts(report: AuditReport, share: Share) -> bool:
    """Whether the count of each single answer is left out: one of them is small."""
    below = small_below(report)
    counts = (*share.counts.values(), share.not_asked)
    return hides_share(report, share) or any(0 < count < below for count in counts)


def hides_grades(report: AuditReport, spread: Spread) -> bool:
    """Whether the grades of a judgement are left out."""
    below = small_below(report)
    return any(is_suppressed(count, spread.of, below) for count in spread.counts.values())


def hides_answers(report: AuditReport, question: Question) -> bool:
    """Whether the single answers to a question are left out: they would give its counts away."""
    found = report.findings
    if question.judgement:
        return any(
            hides_grades(report, spread)
            for spread in found.judgements
            if spread.question.id == question.id
        )
    return any(
        hides_counts(report, share) for share in found.shares if share.question.id == question.id
    )


def without_small(document: dict[str, Any], report: AuditReport) -> None:
    """Empty in the findings for other programs what is too small; every key stays."""
    for entry, share in zip(document["questions"], report.findings.shares, strict=True):
        if hides_counts(report, share):
            entry["counts"] = dict.fromkeys(entry["counts"])
        if hides_share(report, share):
            entry.update(n=None, of=None, percent=None)
    for entry, spread in zip(document["judgements"], report.findings.judgements, strict=True):
        if hides_grades(report, spread):
            entry["counts"] = dict.fromkeys(entry["counts"])
