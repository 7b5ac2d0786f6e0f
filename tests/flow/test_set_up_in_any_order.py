"""In whatever order an audit is typed, left and gone on with, it is the audit that was typed."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.audits import Agency, Body, Case
from app.domain.set_up import SetUp, ToolName, audit_of, missing
from app.services.define_audit import find_audit
from app.services.set_up_audit import (
    SetUpMissingError,
    begin_set_up,
    bring_back_set_up,
    change_audit,
    drop_set_up,
    finish_set_up,
    keep_set_up,
    set_up_in_hand,
)
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import open_workspace
from tests.builders import clock, small_tool
from tests.flow.desks import CHEAP, PASSPHRASE, define

DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))
CASES = tuple(Case(f"T-{n}", chr(64 + n), "JS") for n in range(1, 5))
AGENCIES = tuple(
    Agency(name, name.title(), f"{name}@example.org") for name in ("police", "housing", "health")
)
TEXTS = st.sampled_from(["", "Neglect", "Child sexual abuse", "What it “is”\nabout"])


class SettingUp(RuleBasedStateMachine):
    """The model is what was typed; the workspace is to have the same."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        place = Path(self._folder.name)
        self.place = place / "desk"
        _, self.tools = define(place)
        self.desk, _ = set_up_partnership_desk(
            self.place, passphrase=PASSPHRASE, clock=clock, cost=CHEAP
        )
        self.typed = SetUp("")

    def teardown(self) -> None:
        self.desk.close()
        self._folder.cleanup()

    @initialize()
    def begin(self) -> None:
        self.typed = begin_set_up(self.desk).set_up

    def _change(self, **fields: Any) -> None:
        self.typed = replace(self.typed, **fields)
        keep_set_up(self.desk, self.typed)

    @rule(theme=TEXTS, title=TEXTS)
    def about(self, theme: str, title: str) -> None:
        self._change(theme=theme, title=title, reference=title[:8].strip() and "T-2018")

    @rule(context=TEXTS)
    def context(self, context: str) -> None:
        self._change(context=context)

    @rule(name=st.sampled_from(["", "A Partnership"]))
    def body(self, name: str) -> None:
        self._change(body=Body(name, name and "AP", name and "ap@example.org"))

    @rule(opened=DAYS, days=st.integers(-5, 60))
    def dates(self, opened: date, days: int) -> None:
        self._change(opened=opened, due=opened + timedelta(days=days))

    @rule(tool=st.sampled_from([None, ToolName("small", 1), ToolName("gone", 1)]))
    def tool(self, tool: ToolName | None) -> None:
        self._change(tool=tool)

    @rule(cases=st.lists(st.sampled_from(CASES), unique=True))
    def cases(self, cases: list[Case]) -> None:
        self._change(cases=tuple(cases))

    @rule(agencies=st.lists(st.sampled_from(AGENCIES), unique=True))
    def agencies(self, agencies: list[Agency]) -> None:
        self._change(agencies=tuple(agencies))

    @rule(out=st.sets(st.tuples(st.sampled_from(CASES), st.sampled_from(AGENCIES)), max_size=3))
    def asked(self, out: set[tuple[Case, Agency]]) -> None:
        pairs = frozenset((case.uin, agency.id) for case, agency in out)
        self._change(not_asked=pairs, asked_looked_at=True)

    @rule()
    def everything_at_once(self) -> None:
        self._change(
            theme="Neglect",
            title="Neglect audit",
            reference="T-2018",
            body=Body("A Partnership", "AP", "ap@example.org"),
            tool=ToolName("small", 1),
            opened=date(2018, 1, 22),
            due=date(2018, 2, 9),
            cases=CASES[:2],
            agencies=AGENCIES[:2],
            not_asked=frozenset(),
            asked_looked_at=True,
        )

    @rule()
    def leave_and_come_back(self) -> None:
        self.desk.close()
        self.desk = open_workspace(self.place, passphrase=PASSPHRASE, clock=clock)

    @rule()
    def take_away_and_bring_back(self) -> None:
        bring_back_set_up(self.desk, drop_set_up(self.desk, self.typed.id))

    @rule()
    def finish(self) -> None:
        tool = small_tool() if self.typed.tool == ToolName("small", 1) else None
        if tool is None or missing(self.typed, tool):
            with pytest.raises(SetUpMissingError):
                finish_set_up(self.desk, self.typed.id, self.tools)
            return
        audit = finish_set_up(self.desk, self.typed.id, self.tools).audit
        assert audit == audit_of(self.typed, tool)
        assert find_audit(self.desk, self.typed.id) == audit
        # What was finished is changed from then on, until it is finished again.
        begun = change_audit(self.desk, audit.id).set_up
        assert audit_of(begun, tool) == audit
        self.typed = begun

    @precondition(lambda self: self.typed.id)
    @invariant()
    def is_as_typed(self) -> None:
        assert set_up_in_hand(self.desk, self.typed.id, self.tools).set_up == self.typed


SettingUp.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestSettingUp = SettingUp.TestCase
