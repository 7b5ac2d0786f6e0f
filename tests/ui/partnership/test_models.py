"""The item models, and the sentences that need no window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.modeltest import ModelTester

from app.analysis.shares import OptionCount, ReturnCounts, findings
from app.analysis.tracking import Arrived, track
from app.domain.audits import Agency, Case
from app.domain.returns import ReturnKind
from app.ui.models.findings_model import FindingsModel, Order
from app.ui.models.tracker_model import TrackerModel, in_two_lines
from app.ui.pages.partnership.wording import away, who_is_late
from tests.builders import small_audit, small_tool

DUE = date(2018, 2, 9)
HERE = {
    ("T-1", "police"): Arrived(ReturnKind.FULL, 2),
    ("T-2", "police"): Arrived(ReturnKind.NIL, 1),
}


def test_the_tracker_model(qtmodeltester: ModelTester) -> None:
    model = TrackerModel()
    qtmodeltester.check(model)
    audit = replace(small_audit(), not_asked=frozenset({("T-2", "health-visiting")}))
    model.set_tracker(track(audit, HERE, DUE + timedelta(days=1)))
    qtmodeltester.check(model)
    shown = [[model.index(row, column).data() for column in range(3)] for row in range(3)]
    assert shown == [
        ["received rev 2", "1 day late", "1/2"],
        ["nil", "not asked", "1/1"],
        ["2/2", "0/1", "2/3"],
    ]
    model.set_tracker(track(audit, {}, DUE))
    assert model.index(0, 0).data() == "not yet"
    assert model.place(model.index(2, 0)) is None


def test_the_findings_model(qtmodeltester: ModelTester) -> None:
    model = FindingsModel()
    qtmodeltester.check(model)
    counts = [
        OptionCount("Q1", ("yes",), 1),
        OptionCount("Q1", ("no",), 3),
        OptionCount("Q2", ("yes",), 4),
        OptionCount("Q2.child", ("no",), 4),
    ]
    found = findings(small_tool(), counts, ReturnCounts(4, 0, 0))
    model.set_findings(small_tool(), found)
    assert [(row.lead, row.figure, row.count) for row in model.rows] == [
        ("Q1", "25%", "1 of 4"),
        ("Q2", "100%", "4 of 4"),
    ]
    model.toggle("Q2")
    qtmodeltester.check(model)
    assert [row.name for row in model.rows[2:]] == ["Child", "Carers", "Was this challenged?"]
    model.set_order(Order.QUESTION)
    qtmodeltester.check(model)
    assert model.rows[0].is_title


def test_a_large_tracker_is_made_at_once() -> None:
    audit = replace(
        small_audit(),
        cases=tuple(Case(f"U-{n}", str(n), "AB") for n in range(300)),
        agencies=tuple(Agency(f"a{n}", f"Agency number {n}") for n in range(12)),
    )
    model = TrackerModel()
    model.set_tracker(track(audit, {}, DUE))
    assert (model.rowCount(), model.columnCount()) == (301, 13)
    assert model.index(300, 12).data() == "0/3600"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Police", "Police"), ("Children’s Social Care", "Children’s\nSocial Care")],
)
def test_a_long_name_is_broken_near_its_middle(name: str, expected: str) -> None:
    assert in_two_lines(name) == expected


def test_sentences() -> None:
    tracker = track(small_audit(), HERE, DUE + timedelta(days=1))
    assert who_is_late(tracker.overdue()) == "Health Visiting is 1 day late with 2 returns."
    assert who_is_late(()) == ""
    assert away(DUE, DUE) == "today"
    assert away(DUE, DUE - timedelta(days=1)) == "tomorrow"
    assert away(DUE, DUE - timedelta(days=6)) == "in 6 days"
