"""The recommendations command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from app.bootstrap import build_context
from app.cli import run_command
from app.services.context import WindowRequest
from app.services.recommend import new_recommendation, write_recommendation
from tests.flow.desks import PASSPHRASE, start_round

Run = Callable[..., tuple[int, list[str], str]]


def no_window(request: WindowRequest) -> int:
    raise AssertionError(f"a window was opened: {request}")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command on an audit with a late recommendation, and one that lacks nearly all."""
    begun = start_round(tmp_path)
    context = replace(build_context(), data=lambda: tmp_path / "data")
    late = replace(
        new_recommendation(begun.audit.id),
        finding="Minutes come late.",
        action="Send minutes within a week.",
        agency_ids=("police",),
        lead="Chair",
        due=context.clock().date() - timedelta(days=3),
        outcome="Seen in the next audit.",
    )
    for each in (late, replace(new_recommendation(begun.audit.id), finding="No lead yet.")):
        write_recommendation(begun.partnership, each)
    begun.partnership.close()
    (tmp_path / "pass.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    access = ("--workspace", tmp_path / "partnership", "--passphrase-file", tmp_path / "pass.txt")

    def call(*arguments: object) -> tuple[int, list[str], str]:
        words = [str(one) for one in ("recommendations", *arguments, *access)]
        code = run_command(words, context, open_window=no_window)
        output = capsys.readouterr()
        return code, output.out.splitlines(), output.err

    return call


def test_all_and_what_each_lacks(run: Run) -> None:
    code, lines, _ = run("T-2018")
    assert code == 0
    assert [line.partition(": ")[2] for line in lines if not line.startswith(" ")] == [
        "No lead yet.",
        "Send minutes within a week.",
        "",
    ]
    assert lines[2].startswith("  still missing: ")
    assert "Police; Chair; " in lines[4]
    assert "overdue 3 days" in lines[4]
    assert lines[-1] == "2 recommendations; 1 overdue in all audits"


def test_what_is_overdue_as_calendar_and_sheet(run: Run, tmp_path: Path) -> None:
    ics, xlsx = tmp_path / "plan.ics", tmp_path / "plan.xlsx"
    code, lines, _ = run("T-2018", "--overdue", "--ics", ics, "--xlsx", xlsx)
    assert code == 0
    assert lines[-3:] == [
        "1 recommendation; 1 overdue in all audits",
        "plan.ics: 1 date",
        "plan.xlsx: 1 recommendation",
    ]
    assert len(Calendar.from_ical(ics.read_bytes()).events) == 1
    texts = [
        cell
        for sheet in load_workbook(xlsx).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "Send minutes within a week." in texts
    assert "No lead yet." not in texts


def test_an_audit_that_is_not_there(run: Run) -> None:
    code, lines, err = run("none")
    assert (code, lines) == (1, [])
    assert err
