"""The CSV files, read back: the totals of the findings, and texts that stay texts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.meeting import Agreed, Matter, Meeting, MeetingNote, NoteHeading, Scope
from app.domain.recommendations import ProgressNote, Recommendation
from app.domain.returns import Answer
from app.reports import AuditReport
from app.reports.data_files import as_csv, csv_files
from app.reports.data_table import Column, DataTable
from app.reports.data_tables import PARTNERSHIP
from app.reports.formula_safe import formula_safe
from app.reports.text import legible
from tests.reports.builders import AUDITOR, sample_report, small_report

Rows = list[dict[str, str]]


def read(content: bytes) -> Rows:
    """A CSV file as other programs read it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def files_of(report: AuditReport, *, comments: bool = True) -> dict[str, Rows]:
    """All files by name."""
    return {name: read(content) for name, content in csv_files(report, comments=comments)}


@pytest.fixture(scope="module")
def sample() -> dict[str, Rows]:
    return files_of(sample_report())


def counted(rows: Rows, column: str) -> Counter[tuple[str, str]]:
    """How many answers say yes in a column, by question and part."""
    return Counter((row["question id"], row["part"]) for row in rows if row[column] == "yes")


def test_there_is_a_file_for_each_table_and_a_dictionary(sample: dict[str, Rows]) -> None:
    assert list(sample) == [
        "answers.csv",
        "returns.csv",
        "findings.csv",
        "judgements.csv",
        "recommendations.csv",
        "notes.csv",
        "data-dictionary.csv",
    ]
    explained = {(row["table"], row["column"]) for row in sample["data-dictionary.csv"]}
    for name, rows in sample.items():
        for column in rows[0] if rows else ():
            if name != "data-dictionary.csv":
                assert (name.removesuffix(".csv"), column) in explained
    assert all(row["meaning"] for row in sample["data-dictionary.csv"])


def test_excel_knows_the_encoding() -> None:
    for _, content in csv_files(small_report()):
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")


@pytest.mark.parametrize("report", [sample_report(), small_report(3, 4)], ids=["sample", "small"])
def test_the_answers_add_up_to_the_findings(report: AuditReport) -> None:
    rows = files_of(report)["answers.csv"]
    n, of = counted(rows, "reported"), counted(rows, "counted")
    for share in report.findings.shares:
        place = (share.question.id, share.part.text if share.part else "")
        assert (n[place], of[place]) == (share.n, share.of)
    for spread in report.findings.judgements:
        grades = Counter(row["answer"] for row in rows if row["question id"] == spread.question.id)
        expected = {option.label: spread.counts[option.id] for option in spread.scale.options}
        assert grades == Counter(expected)


def test_the_findings_have_every_count(sample: dict[str, Rows]) -> None:
    shares = sample_report().findings.shares
    rows = sample["findings.csv"]
    assert len(rows) == len(shares)
    for row, share in zip(rows, shares, strict=True):
        for option in share.scale.options:
            assert row[f"count: {option.label}"] == str(share.counts[option.id])
        assert (row["n"], row["of"]) == (str(share.n), str(share.of))
        shown = "" if share.percent is None or share.reported is None else f"{share.percent:.3f}"
        assert row["percent"] == shown


def test_every_expected_return_has_its_row() -> None:
    report = small_report(2, 3)
    missing = replace(report, returns=report.returns[1:])
    rows = files_of(missing)["returns.csv"]
    assert len(rows) == 6
    assert [row["kind"] for row in rows] == ["", "full", "nil", "full", "full", "nil"]
    assert rows[1]["judgement: Overall judgement"] == "Good"


def test_what_was_agreed_stands_beside_what_the_agencies_judged() -> None:
    agreed = Agreed("EX-0000", "ri", "The plan came late.", "Police: good.")
    report = replace(small_report(), meeting=Meeting(agreed=(agreed,)))
    found = files_of(report)
    (row,) = [row for row in found["judgements.csv"] if row["by"] == PARTNERSHIP]
    assert (row["grade"], row["means"]) == ("Requires improvement", "bad")
    assert row["comment"] == "The plan came late.\nPolice: good."
    assert {row["agreed"] for row in found["returns.csv"] if row["uin"] == "EX-0000"} == {
        "Requires improvement"
    }


def test_recommendations_and_notes() -> None:
    note = MeetingNote("1", Matter(Scope.CASE, "EX-0001"), NoteHeading.WELL, "Good visits")
    plan = Recommendation("r", "a1", "Late", "Be early", ("agency0",), due=date(2018, 1, 1))
    told = ProgressNote("r", date(2018, 2, 1), "Police", "Begun")
    report = replace(
        small_report(), meeting=Meeting((note,)), recommendations=(plan,), progress=(told,)
    )
    found = files_of(report)
    (row,) = found["recommendations.csv"]
    assert (row["for"], row["date for completion"], row["overdue"]) == (
        "Agency number 0",
        "2018-01-01",
        "yes",
    )
    assert row["progress"] == "2018-02-01, Police: Begun"
    (noted,) = found["notes.csv"]
    assert (noted["case"], noted["heading"]) == ("B", "What’s going well?")


def test_comments_can_be_left_out() -> None:
    report = small_report(Q1=Answer(("yes",), comment="Words of the agency"))
    whole = b"".join(content for _, content in csv_files(report))
    without = b"".join(content for _, content in csv_files(report, comments=False))
    for text in (b"Words of the agency", b"Good notes.", b"Steady work."):
        assert text in whole
        assert text not in without
    assert files_of(report, comments=False)["answers.csv"][0].keys() == {
        *files_of(report)["answers.csv"][0]
    } - {"comment"}


def test_nobody_who_filled_in_a_form_is_named() -> None:
    for _, content in csv_files(sample_report()):
        assert AUDITOR.name.encode() not in content


@given(st.text(max_size=100))
def test_any_text_comes_back_and_is_no_formula(text: str) -> None:
    table = DataTable(
        "t", "T", "", (Column("text", ""), Column("x", "")), lambda: iter([(text, "x")])
    )
    (row,) = read(as_csv(table))
    assert row["text"] == formula_safe(legible(text))
    assert row["text"].removeprefix("'") in {legible(text), legible(text).removeprefix("'")}
    assert not row["text"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
