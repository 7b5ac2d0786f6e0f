"""What can be put behind a recommendation: the weakest answers, notes of the meeting, comments."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from app.domain.changes import Changes, Topic
from app.domain.evidence import Evidence
from app.domain.recommendations import Recommendation
from app.reports.wording import plural
from app.services.plan_evidence import Behind, Offered, evidence_offered
from app.services.recommend import keep_evidence
from app.ui.pages.partnership.recommendations.ticked import Tickable, TickList
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.surfaces import EmptyState


class EvidencePage(Room):
    """Rows to tick. What stands behind the recommendation already is left out."""

    concerns: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, floor: Floor, found: Recommendation) -> None:
        super().__init__(floor, "Add evidence", back="The recommendation")
        self._found = found
        self._by_key: dict[str, Evidence] = {}
        self.lists: list[TickList] = []
        about = " ".join((found.action or found.finding).split())
        self.sentence.setText(about if len(about) <= 200 else f"{about[:200]} …")
        self.sentence.setVisible(bool(about))
        self.search = LineField("Find", characters=32, longest=100)
        self.search.edited.connect(self._find)
        self.add(self.search)
        self.search.hide()
        self.slot = Slot(gap=Space.XL)
        self.add(self.slot)
        self.nothing = Slot()
        self.add(self.nothing)
        self.take = primary_button("Add")
        self.take.setEnabled(False)
        self.take.clicked.connect(self._take)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(floor.back)
        row = FlowLayout(gap=Space.M)
        row.addWidget(cancel)
        row.addWidget(self.take)
        self.add(row)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

    def focus_search(self) -> None:
        self.search.box.setFocus()

    def look(self) -> None:
        super().look()
        workspace, clock = self.session.workspace, self.session.context.clock
        audit_id = self._found.audit_id
        self.read(lambda: evidence_offered(workspace, audit_id, clock=clock), self._show)

    def _show(self, offered: Offered) -> None:
        there = set(self._found.evidence)
        self.lists = []
        for title, behind in (
            ("Questions, the weakest first", offered.questions),
            ("Notes of the meeting", offered.notes),
            ("What agencies wrote: tagged, or beside a weak answer", offered.comments),
        ):
            fresh = [each for each in behind if each.evidence not in there]
            if fresh:
                ticks = TickList(title, [self._row(each) for each in fresh])
                ticks.ticked.connect(self._ticked)
                self.lists.append(ticks)
        self.slot.put(*self.lists)
        self.search.setVisible(bool(self.lists))
        if not self.lists:
            text = "Answers, questions and notes of the meeting can be put behind a recommendation."
            self.nothing.put(EmptyState("search", "There is nothing to add yet", text))

    def _row(self, each: Behind) -> Tickable:
        evidence = each.evidence
        parts = (evidence.kind.value, evidence.uin, evidence.agency_id, evidence.key)
        key = "\x1f".join((*parts, evidence.note_id))
        self._by_key[key] = evidence
        return Tickable(key, each.title, each.text)

    def _find(self, words: str) -> None:
        shown = sum(each.narrow(words) for each in self.lists)
        if shown:
            self.nothing.put()
        else:
            self.nothing.put(EmptyState("search", "Nothing has these words", "Take a word away."))

    def chosen(self) -> list[Evidence]:
        """What is ticked."""
        return [self._by_key[key] for each in self.lists for key in each.chosen()]

    def _ticked(self) -> None:
        count = len(self.chosen())
        self.take.setEnabled(count > 0)
        self.take.set_text(f"Add {plural(count, 'piece')}" if count else "Add")

    def _take(self) -> None:
        self.take.setEnabled(False)
        evidence = [*self._found.evidence, *self.chosen()]
        self.session.write(
            partial(keep_evidence, self.session.workspace, self._found, evidence),
            self._taken,
            failed=self.tell,
            owner=self,
        )

    def _taken(self, _changes: Changes) -> None:
        self.floor.back()
