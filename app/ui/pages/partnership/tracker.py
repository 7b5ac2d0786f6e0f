"""The tracker: who has sent what, who is late, what waits to be read, and the way to each."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.analysis.tracking import TO_READ, Stage
from app.domain.changes import Topic
from app.reports.wording import plural
from app.services.accept_return import Accepted, accept_returns, take_back_acceptance
from app.ui.models.stages import LOOKS, counted
from app.ui.models.tracker_model import TrackerModel
from app.ui.pages.partnership.chasers import ChasersPage
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.receipts import ReceiptsPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.tracker_table import TrackerTable
from app.ui.pages.partnership.wording import (
    brought_in,
    what_is_late,
    what_waits,
    where_it_stands,
    who_is_late,
)
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, primary_button, secondary_button
from app.ui.widgets.count_choices import Count, CountChoices
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint
from app.ui.widgets.surfaces import stack_when_narrow

_ORDER = (
    Stage.RECEIVED,
    Stage.NIL,
    Stage.ACCEPTED,
    Stage.QUERIED,
    Stage.ANSWERED,
    Stage.REVISED,
    Stage.OVERDUE,
    Stage.EXPECTED,
    Stage.TESTED,
    Stage.NOT_ASKED,
)
_FIRST = ("answers", "read", "receipts")


class TrackerRoom(Room):
    """The numbers, the next sensible thing to do, and the grid of cases and agencies."""

    concerns: ClassVar = frozenset(
        {Topic.AUDITS, Topic.PACKS, Topic.RETURNS, Topic.LETTERS, Topic.TRACKING}
    )

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Tracker", wide=True, gap=Space.L)
        self._standing: Standing | None = None
        self.counts = CountChoices(
            "How many returns are in each state", [_count(stage, 0) for stage in _ORDER]
        )
        self.counts.chosen.connect(self._narrow)
        self.add(self.counts)
        self.attention = Slot()
        self.add(self.attention)
        self.note = Slot()
        self.add(self.note)
        self._add_ways()
        self.table = TrackerTable()
        self.model = TrackerModel(self)
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.table.picked.connect(self._show_picked)
        self.body.addWidget(self.table, 1000)
        self.nothing = hint("No case and no agency fits. Take the filter away, or other words.")
        self.nothing.hide()
        self.add(self.nothing)
        self.body.addStretch(1)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.box.setFocus()

    def _add_ways(self) -> None:
        self.search = LineField("Find a case or an agency", characters=26, longest=100)
        self.search.edited.connect(lambda _text: self._narrow())
        self.ways = QWidget()
        flow = FlowLayout(self.ways, gap=Space.S)
        self.deeds: dict[str, Button] = {}
        for key, icon in (("answers", "redo"), ("read", "open"), ("receipts", "mail")):
            button = self.deeds[key] = secondary_button("", icon=icon)
            button.clicked.connect(partial(self._do, key))
            flow.addWidget(button)
        self.chase = secondary_button("Prepare chasers", icon="clock")
        self.chase.clicked.connect(lambda: self._do("chase"))
        self.several = secondary_button("Accept several", icon="box-ticked")
        self.several.clicked.connect(partial(self._pick, True))
        self.accept = primary_button("Accept")
        self.accept.clicked.connect(self._accept)
        self.stop = secondary_button("Cancel")
        self.stop.clicked.connect(partial(self._pick, False))
        for button in (self.chase, self.several, self.accept, self.stop):
            flow.addWidget(button)
        self.picking = hint("Choose the returns that you have read, then accept them together.")
        for each in (self.accept, self.stop, self.picking):
            each.hide()
        self.add(self.picking)
        beside = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.search)
        row.addWidget(self.ways, 1, Qt.AlignmentFlag.AlignBottom)
        stack_when_narrow(beside, row, 860)
        self.add(beside)

    def focus_first(self) -> None:
        self.table.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._show)

    def _show(self, standing: Standing) -> None:
        first = self._standing is None
        self._standing = standing
        self.sentence.setText(where_it_stands(standing))
        self._show_counts(standing)
        self._show_ways(standing, self._show_attention(standing))
        self.model.set_tracker(standing.tracker, standing.chased)
        self._show_nothing()
        if first:
            self.table.setCurrentIndex(self.model.index(0, 0))
            if self.search.box.hasFocus():  # Qt gave it the keyboard, as nothing else was there yet
                self.table.setFocus()
        self.say(brought_in(standing), "Enter opens a return · Ctrl+F finds a case")

    # --- numbers and filters ---------------------------------------------------------------------

    def _show_counts(self, standing: Standing) -> None:
        stages = standing.tracker.stages()
        self.counts.set_counts([_count(one, stages[one]) for one in _ORDER if stages[one]])

    def _narrow(self, *_: object) -> None:
        key = self.counts.current()
        self.model.show(stage=Stage[key] if key else None, words=self.search.value())
        self._show_nothing()
        self._show_picked()

    def _show_nothing(self) -> None:
        there = self.model.rowCount() > 0
        self.table.setVisible(there)
        self.nothing.setVisible(not there and self._standing is not None)

    # --- what to do next -------------------------------------------------------------------------

    def _show_attention(self, standing: Standing) -> str:
        """Show the next sensible thing to do, and give its key back."""
        late, tracker = standing.tracker.overdue(), standing.tracker
        waits = what_waits(standing)
        unchased = [one for one in late if standing.chased.get(one.agency.id) != standing.today]
        key = next((each for each in _FIRST if each in waits), "")
        if not standing.issued:
            key, banner = (
                "issue",
                Banner(
                    Tone.ACCENT,
                    "The packs have not been issued yet.",
                    "Agencies can answer once each has its pack.",
                    action="Issue packs",
                ),
            )
        elif unchased:
            text, action = what_is_late(late), "Prepare chasers"
            key, banner = "chase", Banner(Tone.ATTENTION, who_is_late(late), text, action=action)
        elif key:
            banner = _waiting(key, waits[key], standing)
        elif not tracker.returns.missing and tracker.stages()[Stage.QUERIED] == 0:
            key = "findings"
            banner = Banner(Tone.GOOD, "Every return is in and read.", action="See the findings")
        else:
            self.attention.put()
            return ""
        banner.acted.connect(partial(self._do, key))
        self.attention.put(banner)
        return key

    def _show_ways(self, standing: Standing, above: str) -> None:
        """What else may be done; what stands above already is not said twice."""
        waits, picking = what_waits(standing), self.table.picking
        for key, button in self.deeds.items():
            button.set_text(waits.get(key, ""))
            button.setVisible(key in waits and key != above and not picking)
        issued, missing = bool(standing.issued), bool(standing.tracker.returns.missing)
        self.chase.setVisible(issued and missing and above != "chase" and not picking)
        self.several.setVisible(bool(standing.tracker.to_read()) and not picking)
        self.picking.setVisible(picking)
        self.accept.setVisible(picking)
        self.stop.setVisible(picking)
        shown = [*self.deeds.values(), self.chase, self.several, self.stop]
        self.ways.setVisible(any(not button.isHidden() for button in shown))

    def _do(self, deed: str) -> None:
        standing, floor = self._standing, self.floor
        if standing is None:
            return
        if deed in {"issue", "findings"}:
            floor.go("cases" if deed == "issue" else "findings")
        elif deed == "chase":
            floor.open(ChasersPage(floor, back="Tracker"))
        elif deed == "receipts":
            floor.open(ReceiptsPage(floor, standing, back="Tracker"))
        else:
            again = {Stage.ANSWERED, Stage.REVISED}
            for uin, agency_id in standing.tracker.to_read():
                if (standing.tracker.cell(uin, agency_id).stage in again) == (deed == "answers"):
                    floor.open(ReturnPage(floor, uin, agency_id, back="Tracker"))
                    return

    # --- accepting several -----------------------------------------------------------------------

    def _pick(self, on: bool, _checked: bool = False) -> None:
        self.table.set_picking(on)
        if self._standing is not None:
            self._show_ways(self._standing, self._show_attention(self._standing))
        self._show_picked()
        self.table.setFocus()

    def picked(self) -> tuple[tuple[str, str], ...]:
        """The returns that are chosen and can be accepted: UIN and agency id."""
        if self._standing is None or not self.table.picking:
            return ()
        found = (self.model.place(index) for index in self.table.selectedIndexes())
        places = [(case.uin, agency.id) for case, agency in filter(None, found)]
        tracker = self._standing.tracker
        may = {uin_agency for uin_agency in places if _may_accept(tracker.cell(*uin_agency).stage)}
        return tuple(sorted(may))

    def _show_picked(self) -> None:
        count = len(self.picked())
        self.accept.set_text(f"Accept {plural(count, 'return')}" if count else "Accept")
        self.accept.setEnabled(count > 0)

    def _accept(self) -> None:
        workspace, audit_id, places = self.session.workspace, self.floor.audit_id, self.picked()
        self._pick(False)
        self.session.write(
            lambda: accept_returns(workspace, audit_id, places),
            self._accepted,
            failed=self.tell,
            owner=self,
        )

    def _accepted(self, accepted: Accepted) -> None:
        count, workspace = len(accepted.refs), self.session.workspace
        are = "is" if count == 1 else "are"
        banner = Banner(Tone.GOOD, f"{plural(count, 'return')} {are} accepted.", action="Undo")

        def undo() -> None:
            self.note.put()
            self.table.setFocus()
            self.session.write(
                lambda: take_back_acceptance(workspace, accepted.refs),
                lambda _changes: None,
                failed=self.tell,
                owner=self,
            )

        banner.acted.connect(undo)
        self.note.put(banner)

    def _open(self, index: QModelIndex) -> None:
        place = self.model.place(index)
        if place is None or self._standing is None:
            return
        case, agency = place
        cell = self._standing.tracker.cell(case.uin, agency.id)
        if cell.is_in:
            self.note.put()
            self.floor.open(ReturnPage(self.floor, case.uin, agency.id, back="Tracker"))
        else:
            self.say(f"{agency.name} has sent nothing on case {case.label} yet")


def _count(stage: Stage, number: int) -> Count:
    tone = Tone.ATTENTION if stage is Stage.OVERDUE else Tone.TEXT
    return Count(stage.name, number, counted(stage), tone, LOOKS[stage][2])


def _may_accept(stage: Stage) -> bool:
    return stage in TO_READ or stage is Stage.QUERIED


def _waiting(deed: str, words: str, standing: Standing) -> Banner:
    stages = standing.tracker.stages()
    if deed == "answers":
        sentence = _came_again(stages[Stage.ANSWERED], stages[Stage.REVISED])
        return Banner(Tone.ACCENT, sentence, "The old stands beside the new.", action=words)
    if deed == "read":
        count = stages[Stage.RECEIVED] + stages[Stage.NIL]
        waits = "return waits" if count == 1 else "returns wait"
        text = "Read each beside its questions; accept it, or mark what you ask about."
        first = "Read the next" if count > 1 else "Read it"
        return Banner(Tone.ACCENT, f"{count} {waits} to be read.", text, action=first)
    count = len(standing.to_receipt)
    sentence = f"{plural(count, 'agency', 'agencies')} can be told what arrived."
    return Banner(Tone.ACCENT, sentence, "A receipt for each, with its e-mail.", action=words)


def _came_again(answers: int, revised: int) -> str:
    parts = []
    if answers:
        parts.append(f"{plural(answers, 'answer')} to your queries came")
    if revised:
        were = "was" if revised == 1 else "were"
        parts.append(f"{plural(revised, 'accepted return')} {were} revised")
    return f"{' and '.join(parts)}."
