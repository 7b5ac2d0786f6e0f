"""The states of the tracker, and looking for a part of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.tracker_search import narrow
from app.analysis.tracking import TO_READ, Arrived, CellState, Stage, Tracker, track
from app.domain.audits import Agency, Case
from app.domain.returns import ReturnKind
from tests.builders import small_audit

DUE = date(2018, 2, 9)
FULL, NIL = ReturnKind.FULL, ReturnKind.NIL
PLACES = [(c.uin, a.id) for c in small_audit().cases for a in small_audit().agencies]

arrivals = st.builds(
    Arrived,
    st.sampled_from(ReturnKind),
    st.integers(1, 4),
    asked=st.integers(0, 4),
    accepted=st.integers(0, 4),
)


@st.composite
def trackers(draw: st.DrawFn) -> Tracker:
    """Any tracker of the small audit."""
    audit = replace(small_audit(), not_asked=draw(st.frozensets(st.sampled_from(PLACES))))
    arrived = draw(st.dictionaries(st.sampled_from(PLACES), arrivals))
    today = DUE + timedelta(days=draw(st.integers(-5, 5)))
    return track(audit, arrived, today, draw(st.sets(st.sampled_from(["police"]))))


@pytest.mark.parametrize(
    ("arrived", "stage"),
    [
        (Arrived(FULL, 1), Stage.RECEIVED),
        (Arrived(FULL, 2), Stage.RECEIVED),
        (Arrived(NIL, 1), Stage.NIL),
        (Arrived(FULL, 1, asked=1), Stage.QUERIED),
        (Arrived(NIL, 1, asked=1), Stage.QUERIED),
        (Arrived(FULL, 2, asked=1), Stage.ANSWERED),
        (Arrived(NIL, 2, asked=1), Stage.ANSWERED),
        (Arrived(FULL, 1, accepted=1), Stage.ACCEPTED),
        (Arrived(FULL, 2, accepted=1), Stage.REVISED),
        (Arrived(FULL, 2, asked=1, accepted=2), Stage.ACCEPTED),
        (Arrived(FULL, 3, asked=1, accepted=2), Stage.REVISED),
        (Arrived(FULL, 3, asked=2, accepted=1), Stage.ANSWERED),
        (Arrived(FULL, 2, asked=1, accepted=1), Stage.REVISED),
    ],
)
def test_how_far_the_partnership_is(arrived: Arrived, stage: Stage) -> None:
    assert arrived.stage is stage


def test_a_test_package_counts_until_a_return_is_in_or_it_is_late() -> None:
    audit = small_audit()

    def stages(arrived: dict[tuple[str, str], Arrived], today: date) -> list[Stage]:
        tracker = track(audit, arrived, today, {"police"})
        return [tracker.cell(case.uin, "police").stage for case in audit.cases]

    one = {("T-1", "police"): Arrived(FULL, 1)}
    assert stages({}, DUE) == [Stage.TESTED, Stage.TESTED]
    assert stages(one, DUE) == [Stage.RECEIVED, Stage.EXPECTED]
    assert stages(one, DUE + timedelta(days=1)) == [Stage.RECEIVED, Stage.OVERDUE]


@given(trackers())
def test_every_square_is_in_one_stage_that_fits_its_state(tracker: Tracker) -> None:
    assert sum(tracker.stages().values()) == len(tracker.cells)
    for cell in tracker.cells.values():
        waits = {Stage.EXPECTED, Stage.TESTED}
        assert (cell.stage in waits) == (cell.state is CellState.EXPECTED)
        assert (cell.stage is Stage.OVERDUE) == (cell.state is CellState.OVERDUE)
        assert (cell.stage is Stage.NOT_ASKED) == (cell.state is CellState.NOT_ASKED)
        assert (cell.stage is Stage.QUERIED) == cell.queried
        assert cell.is_in == (cell.revision > 0)
        assert bool(cell.days_late) == (cell.state is CellState.OVERDUE)
    assert sum(len(one.cases) for one in tracker.missing()) == tracker.returns.missing


@given(trackers())
def test_reading_goes_once_round(tracker: Tracker) -> None:
    waiting = tracker.to_read()
    assert {tracker.cells[place].stage for place in waiting} <= TO_READ
    met, place = [], tracker.next_to_read()
    while place is not None and place not in met:
        met.append(place)
        place = tracker.next_to_read(place)
    assert met == list(waiting)


@given(trackers(), st.sampled_from(Stage))
def test_what_is_looked_for_is_left_and_nothing_else(tracker: Tracker, stage: Stage) -> None:
    left = narrow(tracker, stage)
    wanted = {place for place, cell in tracker.cells.items() if cell.stage is stage}
    assert {uin for uin, _ in wanted} == {case.uin for case in left.cases}
    assert {agency_id for _, agency_id in wanted} == {agency.id for agency in left.agencies}


@pytest.mark.parametrize(
    ("words", "cases", "agencies"),
    [
        ("", "AB", 2),
        ("b", "B", 2),
        ("Case B", "B", 2),
        ("js", "A", 2),
        ("t-2", "B", 2),
        ("visit", "AB", 1),
        ("police b", "B", 1),
        ("police health", "", 0),
        ("nobody", "", 0),
    ],
)
def test_words_name_cases_or_agencies(words: str, cases: str, agencies: int) -> None:
    left = narrow(track(small_audit(), {}, DUE), words=words)
    assert "".join(case.label for case in left.cases) == cases
    assert len(left.agencies) == agencies


def test_a_large_grid_is_narrowed_at_once() -> None:
    audit = replace(
        small_audit(),
        cases=tuple(Case(f"U-{n}", str(n), "AB") for n in range(300)),
        agencies=tuple(Agency(f"a{n}", f"Agency number {n}") for n in range(12)),
    )
    left = narrow(track(audit, {}, DUE), Stage.EXPECTED, "17")
    assert [case.label for case in left.cases] == ["17", "117", "170", "171", "172", "173",
        "174", "175", "176", "177", "178", "179", "217"]  # fmt: skip
