"""Recommendations from the meeting: what was noted as to be done is ticked and taken over."""

from __future__ import annotations

from typing import ClassVar

from app.domain.changes import Topic
from app.services.plan_from_meeting import ToDo, recommend_to_dos, to_dos
from app.ui.pages.partnership.recommendations.ticked import Tickable, TickDeed, TickPage
from app.ui.pages.partnership.room import Floor, Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import body_text, section_title, strong_text
from app.ui.widgets.surfaces import Card, EmptyState

_DEED = TickDeed("Make recommendations", lambda counted: f"Make {counted}", recommend_to_dos)


class ToDosPage(TickPage):
    """Each thing once, with the cases that it was noted in. All of them are ticked at first."""

    concerns: ClassVar = frozenset({Topic.MEETING, Topic.RECOMMENDATIONS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "What do we need to do?", _DEED)
        self.taken = Slot(gap=Space.M)
        self.add(self.taken, gap_before=Space.L)
        self.end()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self.read(lambda: to_dos(workspace, audit_id), self._show)

    def _show(self, found: tuple[ToDo, ...]) -> None:
        fresh = [each for each in found if not each.taken]
        self.sentence.setText(
            "What the meeting noted on the cases and on the audit as a whole. What was noted in "
            "the same words more than once stands here once. Each that is ticked becomes a draft, "
            "with its notes as evidence."
        )
        rows = [Tickable(each.key, each.text, _noted(each)) for each in fresh]
        if rows:
            self.offer("To be done", rows, ticked=True)
        else:
            title = "All of it is taken over" if found else "Nothing is noted yet"
            text = "Notes under “What do we need to do?” of the meeting stand here."
            self.offer_none(EmptyState("check" if found else "people", title, text))
        self._show_taken([each for each in found if each.taken])

    def _show_taken(self, found: list[ToDo]) -> None:
        if not found:
            self.taken.put()
            return
        card = Card()
        for each in found:
            card.body.addWidget(strong_text(each.text))
            card.body.addWidget(body_text(_noted(each)))
        self.taken.put(section_title("Already among the recommendations"), card)


def _noted(each: ToDo) -> str:
    return f"Noted on {each.where}"
