"""In whatever order recommendations are kept, reported on, closed, carried, dropped: as a model."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)

from app.domain.recommendations import RecommendationState
from app.errors import FlowError
from app.services.action_plan import action_plan
from app.services.define_audit import define_audit
from app.services.follow_up import (
    carry_recommendations,
    close_recommendation,
    reopen_recommendation,
    report_progress,
)
from app.services.recommend import (
    Dropped,
    bring_back,
    drop_recommendation,
    new_recommendation,
    write_recommendation,
)
from app.services.set_up_desk import set_up_partnership_desk
from tests.flow.desks import CHEAP, PASSPHRASE, define

OPEN, CARRIED = RecommendationState.OPEN, RecommendationState.CARRIED
TODAY = date(2020, 6, 1)
YEARS = (2018, 2019, 2020)
ENDS = st.sampled_from([RecommendationState.DONE, RecommendationState.WITHDRAWN])
TEXTS = st.sampled_from(["Do it", "=1+1", "<b>x</b>", "\u202eturned", "two\nlines"])


def clock() -> datetime:
    return datetime(2020, 6, 1, 9, 0, tzinfo=UTC)


@dataclass
class Modelled:
    """What is expected of one."""

    audit: int
    action: str
    due: date | None
    state: RecommendationState = OPEN
    result: str = ""
    reports: int = 0
    before: str = ""
    gone: bool = False


class FollowingUp(RuleBasedStateMachine):
    """The model is what was done; the workspace is to say the same."""

    keys = Bundle("keys")
    dropped = Bundle("dropped")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        place = Path(self._folder.name)
        self.desk, _ = set_up_partnership_desk(
            place / "desk", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
        )
        self.audits = []
        for year in YEARS:
            definition, tools = define(place, f"T-{year}")
            text = definition.read_text(encoding="utf-8").replace("= 2018", f"= {year}")
            definition.write_text(text, encoding="utf-8")
            self.audits.append(define_audit(self.desk, definition, tools).audit.id)
        self.model: dict[str, Modelled] = {}

    def teardown(self) -> None:
        self.desk.close()
        self._folder.cleanup()

    @rule(
        target=keys,
        audit=st.integers(0, 2),
        action=TEXTS,
        days=st.none() | st.integers(-400, 400),
        agencies=st.sampled_from([(), ("police",), ("health-visiting", "police")]),
    )
    def write(self, audit: int, action: str, days: int | None, agencies: tuple[str, ...]) -> str:
        due = None if days is None else TODAY + timedelta(days=days)
        found = replace(
            new_recommendation(self.audits[audit]), action=action, due=due, agency_ids=agencies
        )
        write_recommendation(self.desk, found)
        self.model[found.id] = Modelled(audit, action, due)
        return found.id

    @rule(key=keys, action=TEXTS)
    def rewrite(self, key: str, action: str) -> None:
        if self.model[key].gone:
            return
        with self.desk.work() as work:
            found = work.recommendations.get(key)
        write_recommendation(self.desk, replace(found, action=action, state=OPEN, result="no"))
        self.model[key].action = action

    @rule(key=keys, text=TEXTS)
    def report(self, key: str, text: str) -> None:
        if not self.model[key].gone:
            report_progress(self.desk, key, TODAY, "Chair", text)
            self.model[key].reports += 1

    @rule(key=keys, state=ENDS, result=TEXTS)
    def close(self, key: str, state: RecommendationState, result: str) -> None:
        expected = self.model[key]
        if expected.gone or expected.state is not OPEN:
            with pytest.raises(FlowError):
                close_recommendation(self.desk, key, state, TODAY, result)
            return
        close_recommendation(self.desk, key, state, TODAY, result)
        expected.state, expected.result = state, result

    @rule(key=keys)
    def reopen(self, key: str) -> None:
        expected = self.model[key]
        goes_on = any(m.before == key and not m.gone for m in self.model.values())
        if expected.gone or (expected.state is CARRIED and goes_on):
            with pytest.raises(FlowError):
                reopen_recommendation(self.desk, key)
            return
        reopen_recommendation(self.desk, key)
        if expected.state is not OPEN:
            expected.reports += 1
        expected.state, expected.result = OPEN, ""

    @rule(target=keys, key=keys)
    def carry(self, key: str) -> object:
        expected = self.model[key]
        to = expected.audit + 1
        if to >= len(YEARS):
            return multiple()
        if expected.gone or expected.state is not OPEN:
            with pytest.raises(FlowError):
                carry_recommendations(self.desk, self.audits[to], [key])
            return multiple()
        carry_recommendations(self.desk, self.audits[to], [key])
        with self.desk.work() as work:
            there = work.recommendations.all(self.audits[to])
        (new,) = [each.id for each in there if each.id not in self.model]
        self.model[new] = Modelled(to, expected.action, expected.due, before=key)
        expected.state = CARRIED
        return new

    @rule(target=dropped, key=keys)
    def drop(self, key: str) -> object:
        expected = self.model[key]
        if expected.gone:
            with pytest.raises(FlowError):
                drop_recommendation(self.desk, key)
            return multiple()
        gone = drop_recommendation(self.desk, key)
        expected.gone = True
        before = self.model.get(expected.before)
        if before is not None and not before.gone and before.state is CARRIED:
            before.state = OPEN
        return gone

    @rule(gone=consumes(dropped))
    def undo(self, gone: Dropped) -> None:
        expected = self.model[gone.found.id]
        expected.gone = False
        bring_back(self.desk, gone)
        before = self.model.get(expected.before)
        if gone.before is not None and before is not None and not before.gone:
            # What became of it meanwhile is not undone: it may be done, or carried again.
            before.state = CARRIED if before.state is OPEN else before.state

    @invariant()
    def the_workspace_says_the_same(self) -> None:
        plan = action_plan(self.desk, self.audits[-1], clock=clock)
        said = {
            line.recommendation.id: (
                self.audits.index(line.recommendation.audit_id),
                line.recommendation.action,
                line.recommendation.due,
                line.recommendation.state,
                line.recommendation.result,
                len(line.progress),
                line.recommendation.carried_from,
            )
            for line in plan.lines
        }
        assert said == {
            key: (m.audit, m.action, m.due, m.state, m.result, m.reports, m.before)
            for key, m in self.model.items()
            if not m.gone
        }

    @invariant()
    def what_is_late_is_late(self) -> None:
        plan = action_plan(self.desk, self.audits[-1], clock=clock)
        late = [m for m in self.model.values() if not m.gone and m.state is OPEN and m.due]
        days = sorted((TODAY - m.due).days for m in late if m.due and m.due < TODAY)
        assert [line.days_late(TODAY) for line in plan.overdue] == days[::-1]
        can = [m for m in self.model.values() if not m.gone and m.state is OPEN and m.audit < 2]
        assert len(plan.can_carry) == len(can)

    @invariant()
    def numbers_and_groups_hold(self) -> None:
        plan = action_plan(self.desk, self.audits[0], clock=clock)
        assert [line.number for line in plan.here] == list(range(1, len(plan.here) + 1))
        groups = [line.for_whom for line in plan.here]
        assert len([name for name, _ in groupby(groups)]) == len(set(groups))


FollowingUp.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestFollowingUp = FollowingUp.TestCase
