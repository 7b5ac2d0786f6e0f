"""What is still open from earlier audits, to be carried into this one."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from app.domain.changes import Changes, Topic
from app.reports.plan_lines import PlanLine
from app.reports.wording import plural
from app.services.action_plan import Plan, action_plan
from app.services.follow_up import carry_recommendations
from app.ui.pages.partnership.recommendations.ticked import Tickable, TickList
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.surfaces import EmptyState


class CarryPage(Room):
    """Rows to tick, the longest due first. None is ticked at first."""

    concerns: ClassVar = frozenset({Topic.RECOMMENDATIONS})
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Carry on from earlier audits", back="Recommendations")
        self.ticks: TickList | None = None
        self.slot = Slot()
        self.add(self.slot)
        self.carry = primary_button("Carry on in this audit")
        self.carry.setEnabled(False)
        self.carry.clicked.connect(self._carry)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(floor.back)
        row = FlowLayout(gap=Space.M)
        row.addWidget(cancel)
        row.addWidget(self.carry)
        self.add(row)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(lambda: action_plan(workspace, audit_id, clock=clock), self._show)

    def _show(self, plan: Plan) -> None:
        self.sentence.setText(
            f"What is ticked goes on in {plan.audit.reference}, with its date for completion. In "
            "the earlier audit it is closed as carried on. Answers and notes of the earlier audit "
            "stay behind; the share of a question comes along where this audit asks it too."
        )
        rows = [
            Tickable(
                line.recommendation.id,
                line.recommendation.action or line.recommendation.finding or line.reference,
                _facts(line, plan),
            )
            for line in plan.can_carry
        ]
        if rows:
            self.ticks = TickList("Still open", rows, self.ticks.chosen() if self.ticks else ())
            self.ticks.ticked.connect(self._ticked)
            self.slot.put(self.ticks)
        else:
            self.ticks = None
            text = "No earlier audit has a recommendation that is still open."
            self.slot.put(EmptyState("check", "There is nothing to carry on", text))
        self._ticked()

    def _ticked(self) -> None:
        count = len(self.ticks.chosen()) if self.ticks is not None else 0
        self.carry.setEnabled(count > 0)
        self.carry.set_text(
            f"Carry {plural(count, 'recommendation')} on" if count else "Carry on in this audit"
        )

    def _carry(self) -> None:
        if self.ticks is None:
            return
        self.carry.setEnabled(False)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self.session.write(
            partial(carry_recommendations, workspace, audit_id, self.ticks.chosen()),
            self._carried,
            failed=self.tell,
            owner=self,
        )

    def _carried(self, _changes: Changes) -> None:
        self.floor.back()


def _facts(line: PlanLine, plan: Plan) -> str:
    lead = line.recommendation.lead.strip()
    state = line.state_words(plan.today)
    facts = [line.reference, line.for_whom, f"Lead: {lead}" if lead else "", line.when, state]
    facts.append(line.chain)
    return "  ·  ".join(fact for fact in facts if fact)
