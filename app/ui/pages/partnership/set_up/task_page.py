"""Set up an audit: the list of its steps, to be done in any order and left at any point."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Final

from app.domain.changes import Topic
from app.domain.set_up import Step, StepState
from app.errors import PartnershipAuditError
from app.services.set_up_audit import SetUpInHand, drop_set_up, set_up_in_hand
from app.ui.messages import confirm
from app.ui.pages.partnership.room import Floor, Room, flush_left
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import SAFE
from app.ui.pages.partnership.set_up.steps import TITLES, task_of
from app.ui.pages.partnership.wording import clock_time
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, quiet_button
from app.ui.widgets.surfaces import button_row
from app.ui.widgets.task_list import TaskList

if TYPE_CHECKING:
    from app.ui.pages.partnership.set_up.step_page import StepPage


class SetUpPage(Room):
    """The task list of one set-up; its pages are opened over it."""

    concerns: ClassVar = frozenset({Topic.SET_UPS})
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor, set_up_id: str, *, back: str = "Back") -> None:
        super().__init__(floor, "Set up an audit", back=back)
        self.set_up_id = set_up_id
        self.hand: Hand | None = None
        self.inner: StepPage | None = None
        self.tasks = TaskList([], "Steps of setting the audit up")
        self.tasks.opened.connect(lambda key: self._open(key, ""))
        self.add(self.tasks)
        self.next = primary_button("Begin")
        self.next.clicked.connect(self._go_on)
        self.next.hide()
        self.add(button_row(self.next, right=False))
        self.drop = quiet_button("Take this set-up away", icon="bin")
        flush_left(self.drop)
        self.drop.clicked.connect(self._drop)
        self.drop.hide()
        self.add(button_row(self.drop, right=False), gap_before=Space.L)
        self.end()

    def look(self) -> None:
        super().look()
        if self.hand is not None:
            self._show()
            return
        workspace, tools = self.session.workspace, self.session.context.tools
        self.read(lambda: set_up_in_hand(workspace, self.set_up_id, tools), self._begin)

    def focus_first(self) -> None:
        if self.hand is None:
            self.setFocus()
            return
        here = self.inner.step.value if self.inner is not None else ""
        self._show()
        if here:
            self.tasks.row(here).setFocus()
        else:
            self.next.setFocus()
        self.inner = None

    def _begin(self, found: SetUpInHand) -> None:
        self.hand = Hand(self.session, found, self)
        self.hand.step_asked.connect(self._open)
        self.hand.kept.connect(self._say)
        if found.set_up.of_audit:
            self.setAccessibleName("Change the audit")
            self.drop.set_text("Leave the audit as it was")
        self.next.show()
        self.drop.show()
        self._show()
        if self.hasFocus():
            self.next.setFocus()

    def _show(self) -> None:
        if self.hand is None:
            return
        now, states = self.hand.set_up, self.hand.states()
        rows = [task_of(step, states[step], now, self.hand.tool) for step in Step]
        self.tasks.set_tasks(rows)
        done = sum(states[step] is StepState.DONE for step in Step if step is not Step.CHECK)
        of = len(Step) - 1
        named = now.title.strip() or now.theme.strip()
        doing = "Change" if now.of_audit else "Set up"
        self.title.setText(f"{doing} “{named}”" if named else f"{doing} an audit")
        where = "Everything is there." if done == of else f"{done} of {of} steps are done."
        self.sentence.setText(f"{where} You can leave at any point and go on later.")
        first = self.hand.after(Step.CHECK)
        self.next.set_text("Check the audit" if first is Step.CHECK else f"Go on: {TITLES[first]}")
        self._say()

    def _say(self) -> None:
        at = self.hand.saved_at if self.hand is not None else None
        self.say(f"Saved {clock_time(at)}" if at else "Everything is saved as you go", SAFE)

    # --- the pages of the steps ------------------------------------------------------------------

    def _go_on(self) -> None:
        if self.hand is not None:
            self._open(self.hand.after(Step.CHECK).value, "")

    def _open(self, key: str, field: str) -> None:
        if self.hand is None:
            return
        step = Step(key)
        if self.inner is not None:
            self.floor.back()
        page = page_of(step, self.floor, self.hand)
        self.inner = page
        self.floor.open(page)
        if field:
            page.focus_later(field)

    # --- taking it away --------------------------------------------------------------------------

    def _drop(self) -> None:
        if self.hand is None:
            return
        changes = self.hand.set_up.of_audit
        agreed = confirm(
            self.window(),
            "Leave the audit as it was?" if changes else "Take this set-up away?",
            "What you changed in it is forgotten. The audit itself is not touched."
            if changes
            else "What you entered for this audit is forgotten. The address book and the audit "
            "tools stay.",
            action="Leave it as it was" if changes else "Take it away",
            danger=True,
        )
        if not agreed:
            return
        self.hand.is_over = True
        workspace, set_up_id = self.session.workspace, self.set_up_id
        self.session.write(
            lambda: drop_set_up(workspace, set_up_id),
            lambda _dropped: self.floor.back(),
            failed=self._not_dropped,
            owner=self,
        )

    def _not_dropped(self, error: PartnershipAuditError) -> None:
        if self.hand is not None:
            self.hand.is_over = False
        self.tell(error)


_PAGES: Final = {
    Step.ABOUT: "about_page:AboutPage",
    Step.BODY: "body_page:BodyPage",
    Step.DATES: "dates_page:DatesPage",
    Step.TOOL: "tool_page:ToolPage",
    Step.CASES: "cases_page:CasesPage",
    Step.AGENCIES: "agencies_page:AgenciesPage",
    Step.ASKED: "asked_page:AskedPage",
    Step.CHECK: "check_page:CheckPage",
}


def page_of(step: Step, floor: Floor, hand: Hand) -> StepPage:
    """The page of a step. Each is loaded when it is first opened."""
    module, _, name = _PAGES[step].partition(":")
    kind: Callable[[Floor, Hand], StepPage] = getattr(
        import_module(f"app.ui.pages.partnership.set_up.{module}"), name
    )
    return kind(floor, hand)
