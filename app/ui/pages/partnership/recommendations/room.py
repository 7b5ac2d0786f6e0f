"""The recommendations of this audit, and those of all audits over the years."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.changes import NO_CHANGES, Changes, Topic
from app.domain.recommendations import Recommendation
from app.reports.plan_lines import PlanLine
from app.reports.wording import plural
from app.services.action_plan import Plan, action_plan
from app.services.recommend import (
    Dropped,
    bring_back,
    drop_recommendation,
    move_recommendation,
    new_recommendation,
)
from app.services.write_plan import write_plan_calendar, write_plan_workbook
from app.ui.models.recommendations_model import RecommendationsModel
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.recommendations.carry_page import CarryPage
from app.ui.pages.partnership.recommendations.edit_page import RecommendationPage
from app.ui.pages.partnership.recommendations.filters import Filters
from app.ui.pages.partnership.recommendations.plan_list import PlanList
from app.ui.pages.partnership.recommendations.to_dos_page import ToDosPage
from app.ui.pages.partnership.recommendations.wording import how_it_stands
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint
from app.ui.widgets.menus import Menu
from app.ui.widgets.small import Pills
from app.ui.widgets.surfaces import Card, EmptyState

HERE, ALL = "here", "all"


class RecommendationsRoom(Room):
    """A list that is opened, moved within and narrowed down; what is removed can come back."""

    concerns: ClassVar = frozenset(
        {Topic.AUDITS, Topic.RETURNS, Topic.RECOMMENDATIONS, Topic.MEETING}
    )
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Recommendations", wide=True, gap=Space.M)
        self.plan: Plan | None = None
        self._wanted = self._opened = ""
        self._before: frozenset[str] | None = None
        self.pills = Pills(
            [(HERE, "This audit"), (ALL, "All audits, over the years")],
            "Which recommendations are shown",
        )
        self.pills.chosen.connect(lambda _key: self._fill())
        self.add(self.pills)
        self._add_deeds()
        self.note = Slot()
        self.add(self.note)
        self.filters = Filters()
        self.filters.narrowed.connect(self._fill)
        self.filters.hide()
        self.add(self.filters)
        self.model = RecommendationsModel(self)
        self.list = PlanList(self.model)
        self.list.opened.connect(self.open_one)
        self.list.shifted.connect(self._shift)
        self.list.dropped.connect(self.remove)
        self.list.moved.connect(self._follow_row)
        self.card = Card(padding=Space.XS)
        self.card.body.setContentsMargins(1, Space.XS, 1, Space.XS)
        self.card.body.addWidget(self.list)
        self.card.hide()
        self.add(self.card)
        self.empty = Slot()
        self.add(self.empty)
        self.keys = hint("")
        self.add(self.keys)
        self.end()

    def _add_deeds(self) -> None:
        self.new = primary_button("Add a recommendation", icon="plus")
        self.new.clicked.connect(self.add_one)
        self.from_meeting = secondary_button("Take over the to-dos", icon="people")
        self.from_meeting.clicked.connect(lambda: self._take_from(ToDosPage(self.floor)))
        self.carry = secondary_button("Carry on", icon="forward")
        self.carry.clicked.connect(lambda: self._take_from(CarryPage(self.floor)))
        self.export = secondary_button("Export", icon="download")
        self.menu = Menu(self)
        self.menu.add("Dates for a calendar (.ics)", partial(self._export, "ics"), icon="clock")
        self.menu.add("Spreadsheet (.xlsx)", partial(self._export, "xlsx"), icon="document")
        self.export.clicked.connect(
            lambda: self.menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))
        )
        deeds = QWidget()
        flow = FlowLayout(deeds, gap=Space.S)
        for button in (self.new, self.from_meeting, self.carry, self.export):
            flow.addWidget(button)
        self.from_meeting.hide()
        self.carry.hide()
        self.add(deeds)

    def focus_first(self) -> None:
        if self.model.ids():
            self.list.setFocus()
        else:
            self.new.setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search, which is there over all audits."""
        if self.pills.current() != ALL:
            self.pills.button(ALL).click()
        self.filters.words.box.setFocus()

    # --- what is shown ---------------------------------------------------------------------------

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(lambda: action_plan(workspace, audit_id, clock=clock), self._show)

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        self.sentence.setText(how_it_stands(plan))
        self.from_meeting.setVisible(plan.to_dos > 0)
        self.from_meeting.set_text(f"Take over {plural(plan.to_dos, 'to-do')}")
        self.carry.setVisible(bool(plan.can_carry))
        self.carry.set_text(f"Carry on earlier ({len(plan.can_carry)})")
        self.filters.set_lines(plan.lines, plan.today)
        if self._opened and self.new.hasFocus():
            self._wanted = self._opened  # one comes back from a page: on to what was written
        fresh = self._made_meanwhile(plan)
        self._wanted = fresh or self._wanted
        self._fill()
        if fresh:
            self.list.setFocus()
        if self._opened and self.new.hasFocus() and self.list.current() == self._opened:
            self.list.setFocus()
        self._opened = ""

    def _made_meanwhile(self, plan: Plan) -> str:
        """The first of those that a page has made since it was opened; empty for none."""
        before, self._before = self._before, None
        here = (line.recommendation.id for line in plan.here)
        return next((key for key in here if before is not None and key not in before), "")

    def _fill(self) -> None:
        plan = self.plan
        if plan is None:
            return
        everything = self.pills.current() == ALL
        self._wanted = self._wanted or self.list.current()
        if everything:
            wanted = self.filters.wanted()
            shown = [line for line in plan.lines if wanted.lets(line, plan.today)]
            self.model.show_all(shown, plan.today)
        else:
            shown = list(plan.here)
            self.model.show_audit(shown, plan.today)
        self.filters.setVisible(everything and bool(plan.lines))
        self.card.setVisible(bool(shown))
        self.export.setEnabled(bool(shown))
        self.empty.put() if shown else self.empty.put(self._nothing(plan, everything=everything))
        moves = "Alt+Up and Alt+Down move a row. " if len(shown) > 1 and not everything else ""
        self.keys.setText(f"{moves}Enter opens a row, Delete removes it." if shown else "")
        self.list.set_current(self._wanted)
        self._wanted = ""
        self.say(
            f"{plural(len(shown), 'recommendation')} shown",
            "Ctrl+F looks through all audits",
        )

    def _nothing(self, plan: Plan, *, everything: bool) -> EmptyState:
        if everything and plan.lines:
            return EmptyState("search", "None of them is like this", "Take a filter away.")
        text = "Each says what was found, what is to be done, who leads, and until when."
        if plan.to_dos:
            text += " Begin with what the meeting noted under “What do we need to do?”"
        elif plan.can_carry:
            text += " Begin with those that are still open from earlier audits."
        return EmptyState("box-ticked", "No recommendations yet", text)

    def _follow_row(self, rect: QRect) -> None:
        top = self.list.mapTo(self.column, rect.topLeft())
        self.ensureVisible(top.x(), top.y() + rect.height() // 2, 0, rect.height() + Space.XL)

    # --- doing -----------------------------------------------------------------------------------

    def add_one(self) -> None:
        """Open the page of a new one."""
        self._open(new_recommendation(self.floor.audit_id))

    def _take_from(self, page: Room) -> None:
        """Open a page that makes recommendations: one comes back to the first of them."""
        lines = self.plan.lines if self.plan else ()
        self._before = frozenset(line.recommendation.id for line in lines)
        self.floor.open(page)

    def open_one(self, key: str) -> None:
        """Open a recommendation."""
        line = self._line(key)
        if line is not None:
            self._open(line.recommendation)

    def _open(self, found: Recommendation) -> None:
        self._opened = found.id
        page = RecommendationPage(self.floor, found)
        page.removed.connect(self.remove)
        self.floor.open(page)

    def _line(self, key: str) -> PlanLine | None:
        lines = self.plan.lines if self.plan else ()
        return next((line for line in lines if line.recommendation.id == key), None)

    def _shift(self, key: str, by: int) -> None:
        if self.pills.current() == HERE:
            self._wanted = key
            workspace = self.session.workspace
            self.session.write(
                partial(move_recommendation, workspace, key, by), failed=self.tell, owner=self
            )

    def remove(self, key: str) -> None:
        """Take a recommendation away, and offer to bring it back."""
        workspace = self.session.workspace
        self.session.write(
            partial(drop_recommendation, workspace, key),
            self._removed,
            failed=self.tell,
            owner=self,
        )

    def _removed(self, dropped: Dropped) -> None:
        banner = Banner(
            Tone.GOOD,
            "The recommendation is removed.",
            _begins(dropped.found),
            action="Undo",
        )
        banner.acted.connect(partial(self._bring_back, dropped))
        self.note.put(banner)

    def _bring_back(self, dropped: Dropped) -> None:
        self.note.put()
        self._wanted = dropped.found.id
        workspace = self.session.workspace
        self.session.write(
            partial(bring_back, workspace, dropped),
            lambda _changes: self.focus_first(),
            failed=self.tell,
            owner=self,
        )

    # --- export ----------------------------------------------------------------------------------

    def _export(self, kind: str) -> None:
        plan = self.plan
        if plan is None:
            return
        everything = self.pills.current() == ALL
        audit = None if everything else plan.audit.id
        whose = "All audits" if everything else plan.audit.reference
        known = {"ics": "Calendars (*.ics)", "xlsx": "Spreadsheets (*.xlsx)"}
        name = f"{whose} action plan.{kind}".replace("/", "-").replace("\\", "-")
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Export the action plan",
            str(files_folder(self.session.context.policy) / name),
            known[kind],
        )
        if not chosen:
            return
        workspace, clock = self.session.workspace, self.session.context.clock
        only, to = self.model.ids(), Path(chosen)
        writes = {"ics": write_plan_calendar, "xlsx": write_plan_workbook}[kind]
        said: list[str] = []

        def write() -> Changes:
            written = writes(workspace, audit, to, clock=clock, only=only)
            noun = "date" if kind == "ics" else "recommendation"
            said.append(f"{plural(written.count, noun)} in “{to.name}”")
            return NO_CHANGES

        self.session.write(
            write, lambda _changes: self._exported(kind, said[0]), failed=self.tell, owner=self
        )

    def _exported(self, kind: str, sentence: str) -> None:
        about = "Open it with your calendar. Only open ones with a date are in it, with a reminder "
        about += "a week before; who leads and what is to be done, nothing of a case."
        self.note.put(Banner(Tone.GOOD, f"{sentence}.", about if kind == "ics" else ""))


def _begins(found: Recommendation) -> str:
    words = " ".join((found.action or found.finding).split())
    return words if len(words) <= 120 else f"{words[:120].rstrip()} …"
