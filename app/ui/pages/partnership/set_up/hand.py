"""A set-up in hand: its pages show it and change it, and every change is kept at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.set_up import Missing, SetUp, Step, StepState, missing, step_states
from app.services.set_up_audit import SetUpInHand, keep_logo, keep_set_up

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.tool import AuditTool
    from app.errors import PartnershipAuditError
    from app.ui.session import Session


class Hand(QObject):
    """One set-up for as long as its pages are open.

    ``kept`` after each save, ``failed(error)`` where one did not work; ``step_asked(step, field)``
    leads to a page, and to a place on it.
    """

    kept = Signal()
    failed = Signal(object)
    step_asked = Signal(str, str)

    def __init__(self, session: Session, found: SetUpInHand, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.set_up: SetUp = found.set_up
        self.tool: AuditTool | None = found.tool
        self.logo = found.logo
        self.fixed_tool = found.fixed_tool
        self.saved_at: datetime | None = None
        self.left: set[Step] = set()
        self.is_over = False
        self._taken = found.taken

    def change(self, **fields: Any) -> None:
        """Change these fields of the set-up, and keep it. Saves come in the order of changes."""
        changed = replace(self.set_up, **fields)
        if changed == self.set_up or self.is_over:
            return
        self.set_up = changed
        self._write(partial(keep_set_up, self.session.workspace, changed))

    def keep_logo(self, logo: bytes | None) -> None:
        """Keep a picture as the logo, or none."""
        self.logo = logo
        self._write(partial(keep_logo, self.session.workspace, self.set_up.id, logo))

    def missing(self, step: Step | None = None) -> tuple[Missing, ...]:
        """What stands in the way, of one step or of all."""
        lacking = missing(self.set_up, self.tool)
        if self.set_up.reference.strip().casefold() in self._taken:
            taken = "Another audit has this reference: give this one a reference of its own."
            lacking = (Missing(Step.ABOUT, "reference", taken), *lacking)
        return tuple(each for each in lacking if step is None or each.step is step)

    def states(self) -> dict[Step, StepState]:
        """Where each step stands."""
        states = step_states(self.set_up, self.tool)
        for each in self.missing(Step.ABOUT):
            if states[each.step] is StepState.DONE:
                states[each.step], states[Step.CHECK] = StepState.BEGUN, StepState.TO_DO
        return states

    def ask(self, step: Step, field: str = "") -> None:
        """Lead to a step's page."""
        self.step_asked.emit(step.value, field)

    def after(self, step: Step) -> Step:
        """The next step that is still open: later ones first, then those before, then the check."""
        steps = [each for each in Step if each is not Step.CHECK]
        at = steps.index(step) + 1 if step in steps else 0
        states = self.states()
        ahead = (each for each in (*steps[at:], *steps[:at]) if each is not step)
        return next((each for each in ahead if states[each] is not StepState.DONE), Step.CHECK)

    def _write(self, keep: partial[Changes]) -> None:
        self.session.write(keep, self._kept, failed=self._not_kept, owner=self)

    def _kept(self, _changes: Changes) -> None:
        self.saved_at = self.session.context.clock()
        self.kept.emit()

    def _not_kept(self, error: PartnershipAuditError) -> None:
        self.failed.emit(error)
