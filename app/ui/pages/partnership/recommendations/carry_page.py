"""What is still open from earlier audits, to be carried into this one."""

from __future__ import annotations

from typing import ClassVar

from app.domain.changes import Topic
from app.reports.plan_lines import PlanLine
from app.services.action_plan import Plan, action_plan
from app.services.follow_up import carry_recommendations
from app.ui.pages.partnership.recommendations.ticked import Tickable, TickDeed, TickPage
from app.ui.pages.partnership.room import Floor
from app.ui.widgets.surfaces import EmptyState

_DEED = TickDeed(
    "Carry on in this audit", lambda counted: f"Carry {counted} on", carry_recommendations
)


class CarryPage(TickPage):
    """Rows to tick, the longest due first. None is ticked at first."""

    concerns: ClassVar = frozenset({Topic.RECOMMENDATIONS})
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Carry on from earlier audits", _DEED)
        self.end()

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
            self.offer("Still open", rows)
        else:
            text = "No earlier audit has a recommendation that is still open."
            self.offer_none(EmptyState("check", "There is nothing to carry on", text))


def _facts(line: PlanLine, plan: Plan) -> str:
    lead = line.recommendation.lead.strip()
    state = line.state_words(plan.today)
    facts = [line.reference, line.for_whom, f"Lead: {lead}" if lead else "", line.when, state]
    facts.append(line.chain)
    return "  ·  ".join(fact for fact in facts if fact)
