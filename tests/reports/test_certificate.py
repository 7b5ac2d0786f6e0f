"""The certificate of destruction and the printed history, read back from their PDFs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.reports.certificate import Certified, certificate_document
from app.reports.history_report import HistoryLine, HistoryReport, history_csv, history_document
from app.reports.pdf import write_document
from tests.pdf import text_of

HOSTILE = (
    '<img src="file:///etc/passwd"/> & <b>bold</b>\u202e',
    "=HYPERLINK(1)",
    "\U0001f600 " * 40,
    "word " * 10_000,
)
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FOUND = Certified(
    body="A Safeguarding Partnership",
    reference="T-2018",
    title="A small audit",
    by="Business manager",
    reason="The retention schedule says eight years.",
    at=AT,
    numbers=(("case", 2), ("return", 1), ("note", 0), ("letter", 3)),
    published=False,
    end="3f9a" * 16,
    cleared=AT + timedelta(minutes=1),
)


def _page(found: Certified) -> tuple[str, int]:
    target = BytesIO()
    pages = write_document(certificate_document(found), target)
    return " ".join(text_of(PdfReader(BytesIO(target.getvalue()))).split()), pages


def test_the_certificate_says_everything_on_one_page() -> None:
    said, pages = _page(FOUND)
    assert pages == 1
    for words in (
        "Certificate of destruction",
        "A Safeguarding Partnership",
        "A small audit (T-2018)",
        "23 November 2026",
        "Business manager",
        "The retention schedule says eight years.",
        "Legal basis",
        "2 cases, 1 return, 0 notes of the meeting and 3 queries and receipts.",
        "the reports that were published, and the history",
        "every copy of the workspace was replaced",
        "own workspaces, and e-mails",
        "3f9a" * 16,
    ):
        assert words in said, words


def test_it_does_not_claim_what_was_not_done() -> None:
    said, _ = _page(replace(FOUND, cleared=None, published=True))
    assert "not cleared yet" in said
    assert "replaced" not in said
    assert "the reports that were published" not in said


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_can_stand_on_it(text: str) -> None:
    _page(replace(FOUND, body=text, title=text, by=text, reason=text))


def _history(count: int, words: str = "Answer to Q1 changed") -> HistoryReport:
    lines = tuple(HistoryLine(count - n, AT, words, "T-2018") for n in range(count))
    return HistoryReport(
        lines, (), ("The history is whole: 3 lines, end 3f9a…", "All fit."), "3f9a" * 16, AT, "ASP"
    )


def test_the_printed_history_tells_how_the_chain_ends_on_every_page() -> None:
    target = BytesIO()
    pages = write_document(history_document(_history(120)), target)
    read = PdfReader(BytesIO(target.getvalue()))
    assert pages == len(read.pages) > 1
    texts = [" ".join((page.extract_text() or "").split()) for page in read.pages]
    assert "The history is whole" in texts[0]
    assert "3f9a" * 16 in texts[0]
    for number, text in enumerate(texts, start=1):
        assert "End of the chain 3f9a3f9a" in text
        assert f"{number} of {pages}" in text


def test_the_history_as_csv_runs_nothing() -> None:
    lines = [HistoryLine(2, AT, "=1+1", "@x"), HistoryLine(1, AT, 'a "b", c', "")]
    rows = list(csv.reader(io.StringIO(history_csv(lines).decode("utf-8-sig"))))
    assert rows[0] == ["No.", "When", "What happened", "Audit"]
    assert rows[1][2:] == ["'=1+1", "'@x"]
    assert rows[2][2] == 'a "b", c'
