"""The recovery sheet as a PDF, read back."""

from __future__ import annotations

import io
from datetime import date

from pypdf import PdfReader

from app.reports import write_recovery_sheet

WORDS = tuple(f"word{n}" for n in range(1, 25))
IDENTITY = "AGE-SECRET-KEY-PQ-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2


def test_one_page_with_all_that_is_needed() -> None:
    file = io.BytesIO()
    pages = write_recovery_sheet(
        "Example <b>Partnership</b>", WORDS, IDENTITY, "anchor basin comet", date(2026, 3, 1), file
    )
    assert pages == 1
    text = PdfReader(file).pages[0].extract_text()
    for number, word in enumerate(WORDS, start=1):
        assert f"{number}\n{word}" in text or f"{number} {word}" in text
    assert IDENTITY in text.replace("\n", "")
    assert "anchor basin comet" in text
    assert "1 March 2026" in text
    assert "Example <b>Partnership</b>" in text
    assert "safe" in text


def test_both_desks_are_told_that_the_words_open_them_and_only_one_has_a_key() -> None:
    told = []
    for identity in (IDENTITY, ""):
        file = io.BytesIO()
        made = date(2026, 3, 1)
        assert write_recovery_sheet("Example", WORDS, identity, "anchor basin", made, file) == 1
        told.append(" ".join(PdfReader(file).pages[0].extract_text().split()))
    partnership, agency = told
    assert "open the partnership’s desk" in partnership
    assert "The recovery key" in partnership
    assert "open this agency’s desk" in agency
    assert "recovery key" not in agency
    assert all("choose “Use the recovery words”" in text for text in told)
