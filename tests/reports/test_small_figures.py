"""Small figures are not shown in what is published, and nothing else gives them away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.analysis.small_numbers import is_suppressed
from app.domain.reporting import ReportOptions
from app.domain.returns import Answer
from app.reports import AuditReport
from app.reports.wording import counts_words, share_words, spread_words
from tests.reports.builders import full_form, report_of, sample_report, small_audit
from tests.reports.test_audit_report import text_of, written

BELOW = 5


def published(report: AuditReport, below: int = BELOW) -> AuditReport:
    """The same, not a draft, with small figures left out."""
    return replace(report, draft=False, options=ReportOptions(suppress_below=below))


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(written(published(sample_report())))


def test_small_shares_are_not_printed_and_the_others_are(text: str) -> None:
    for share in sample_report().findings.shares:
        if not share.of or share.part is not None:
            continue
        counts = " ".join(counts_words(share).split())
        hidden = is_suppressed(share.n, share.of, BELOW)
        assert (f"{share_words(share)} {counts}" in text) is not hidden, share.name
    assert "Where fewer than 5 returns are counted" in text
    assert "Not shown: a count is fewer than 5" in text


def test_grades_are_not_printed_where_one_was_given_a_few_times(text: str) -> None:
    for spread in sample_report().findings.judgements:
        assert " ".join(spread_words(spread).split()) not in text


def test_single_answers_do_not_give_a_small_figure_away() -> None:
    audit = small_audit(6, 1)
    forms = {
        (case.uin, "agency0"): full_form(
            Q2=Answer(("no" if number == 0 else "yes",), comment="Said so.")
        )
        for number, case in enumerate(audit.cases)
    }
    report = report_of(audit, forms)
    assert "Agency number 0 · No – Said so." in text_of(written(report))
    shown = text_of(written(published(report)))
    assert "Said so." in shown
    assert "· No – Said so." not in shown
    assert "· Yes – Said so." not in shown
    assert not re.search(r"Q2 Working together [YN]", shown)


def test_a_draft_shows_everything() -> None:
    report = replace(sample_report(), options=ReportOptions(suppress_below=BELOW))
    text = text_of(written(report))
    assert "75% (3 of 4)" in text
    assert "Not shown" not in text
