"""Recommendations from the meeting: what was noted as to be done is ticked and taken over."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from app.domain.changes import Changes, Topic
from app.reports.wording import plural
from app.services.plan_from_meeting import ToDo, recommend_to_dos, to_dos
from app.ui.pages.partnership.recommendations.ticked import Tickable, TickList
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import body_text, section_title, strong_text
from app.ui.widgets.surfaces import Card, EmptyState


class ToDosPage(Room):
    """Each thing once, with the cases that it was noted in. All of them are ticked at first."""

    concerns: ClassVar = frozenset({Topic.MEETING, Topic.RECOMMENDATIONS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "What do we need to do?", back="Recommendations")
        self.ticks: TickList | None = None
        self.slot = Slot()
        self.add(self.slot)
        self.make = primary_button("Make recommendations")
        self.make.setEnabled(False)
        self.make.clicked.connect(self._make)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(floor.back)
        row = FlowLayout(gap=Space.M)
        row.addWidget(cancel)
        row.addWidget(self.make)
        self.add(row)
        self.taken = Slot(gap=Space.M)
        self.add(self.taken, gap_before=Space.L)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

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
            on = self.ticks.chosen() if self.ticks is not None else [row.key for row in rows]
            self.ticks = TickList("To be done", rows, on)
            self.ticks.ticked.connect(self._ticked)
            self.slot.put(self.ticks)
        else:
            self.ticks = None
            title = "All of it is taken over" if found else "Nothing is noted yet"
            text = "Notes under “What do we need to do?” of the meeting stand here."
            self.slot.put(EmptyState("check" if found else "people", title, text))
        self._ticked()
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

    def _ticked(self) -> None:
        count = len(self.ticks.chosen()) if self.ticks is not None else 0
        self.make.setEnabled(count > 0)
        self.make.set_text(
            f"Make {plural(count, 'recommendation')}" if count else "Make recommendations"
        )

    def _make(self) -> None:
        if self.ticks is None:
            return
        self.make.setEnabled(False)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self.session.write(
            partial(recommend_to_dos, workspace, audit_id, self.ticks.chosen()),
            self._made,
            failed=self.tell,
            owner=self,
        )

    def _made(self, _changes: Changes) -> None:
        self.floor.back()


def _noted(each: ToDo) -> str:
    return f"Noted on {each.where}"
