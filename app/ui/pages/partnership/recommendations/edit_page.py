"""One recommendation: what is written in it, what stands behind it, and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.audits import Audit
from app.domain.changes import Topic
from app.domain.recommendations import Recommendation
from app.reports.wording import listed
from app.services.action_plan import OneRecommendation, one_recommendation
from app.services.recommend import write_recommendation
from app.ui.models.recommendations_model import row_of
from app.ui.pages.partnership.meeting.note_guard import NoteGuard
from app.ui.pages.partnership.recommendations.evidence_part import EvidencePart
from app.ui.pages.partnership.recommendations.follow_up_part import FollowUpPart
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.date_field import DateField
from app.ui.widgets.fields import Field, LineField
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.menus import Menu
from app.ui.widgets.option_card import Choice
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import button_row

_ALL = "*"
_MOST_LEADS = 14


class RecommendationPage(Room):
    """Everything is kept as it is typed. ``removed(id)`` when it is to be taken away."""

    concerns: ClassVar = frozenset({Topic.RECOMMENDATIONS, Topic.RETURNS, Topic.MEETING})
    of_one_audit: ClassVar = False
    removed = Signal(str)

    def __init__(self, floor: Floor, found: Recommendation) -> None:
        super().__init__(floor, "A recommendation", back="Recommendations")
        self.found = found
        self.one: OneRecommendation | None = None
        self._filled = False
        self.guard: NoteGuard | None = None
        self.gone = Slot()
        self.add(self.gone)
        self.state = Slot(gap=Space.XS)
        self.add(self.state)
        self.finding = self._text("Finding", "What the audit found", 2)
        self.action = self._text("Action", "What is to be done about it", 2)
        self.whom: ChoiceCards | None = None
        self.whom_slot = Slot()
        self.whom_field = Field("For")
        self.whom_field.put(self.whom_slot)
        self.add(self.whom_field)
        self._add_lead()
        self._add_date()
        self.outcome = self._text("Outcome", "What should come of it, and how that is seen", 2)
        self.add(Rule(), gap_before=Space.M)
        self.evidence = EvidencePart(self)
        self.add(self.evidence)
        self.add(Rule(), gap_before=Space.M)
        self.follow_up = FollowUpPart(self)
        self.add(self.follow_up)
        self.remove = quiet_button("Remove this recommendation", icon="bin")
        self.remove.clicked.connect(self._remove)
        flush_left(self.remove)
        self.foot = QWidget()
        self.foot.setLayout(button_row(self.remove, right=False))
        self.add(Rule(), gap_before=Space.M)
        self.add(self.foot)
        self.end()

    def _text(self, label: str, hint: str, lines: int) -> GrowingText:
        field = GrowingText(label, hint=hint, least_lines=lines)
        field.edited.connect(lambda _text: self._keep())
        self.add(field)
        return field

    def _add_lead(self) -> None:
        self.lead = LineField("Lead", hint="A role, an agency or a sub-group", longest=300)
        self.lead.edited.connect(lambda _text: self._keep())
        self.suggest = quiet_button("Choose who led before, or an agency", icon="chevron-down")
        self.suggest.clicked.connect(self._offer_leads)
        flush_left(self.suggest)
        self.lead.column.addLayout(button_row(self.suggest, right=False))
        self.leads = Menu(self)
        self.add(self.lead)

    def _add_date(self) -> None:
        self.due = DateField("Date for completion", hint="For example, 31 5 2018")
        self.due.edited.connect(lambda _day: self._keep())
        self.add(self.due)
        self.set_by = LineField(
            "No date yet: who sets it?",
            hint="Such as “Sub-group to set timescale”",
            longest=300,
        )
        self.set_by.edited.connect(lambda _text: self._keep())
        self.add(self.set_by)

    def focus_first(self) -> None:
        is_new = not (self.found.finding or self.found.action)
        (self.finding.box if is_new else self.back).setFocus()

    # --- reading ---------------------------------------------------------------------------------

    def look(self) -> None:
        super().look()
        workspace, found = self.session.workspace, self.found
        clock = self.session.context.clock
        self.read(lambda: one_recommendation(workspace, found, clock=clock), self._show)

    def _show(self, one: OneRecommendation) -> None:
        self.one = one
        if one.line is not None:
            kept = one.line.recommendation
            if self._filled:
                # What is being typed is the latest; all else is as it was kept.
                self.found = replace(self._typed(), evidence=kept.evidence)
                self.found = replace(
                    self.found, state=kept.state, closed=kept.closed, result=kept.result
                )
            else:
                self.found = kept
        if not self._filled:
            self._fill(one.audit)
        self._show_state(one)
        self.evidence.show_evidence(one)
        self.follow_up.show_recommendation(one)
        self.say("Saved as you write it", "Alt+Left goes back")

    def _fill(self, audit: Audit) -> None:
        found = self.found
        choices = [Choice(_ALL, "All agencies", exclusive=True)]
        choices += [Choice(agency.id, agency.name) for agency in audit.agencies]
        self.whom = ChoiceCards(choices, "For which agencies", several=True)
        self.whom.set_value(found.agency_ids or (_ALL,))
        self.whom.chosen.connect(self._whom_chosen)
        self.whom_slot.put(self.whom)
        for field, text in (
            (self.finding, found.finding),
            (self.action, found.action),
            (self.outcome, found.outcome),
        ):
            field.set_value(text)
        self._watch(audit)
        self.lead.set_value(found.lead)
        self.due.set_value(found.due)
        self.set_by.set_value(found.set_by)
        self._filled = True

    def _watch(self, audit: Audit) -> None:
        """Mark what may identify somebody: the calendar and the plan carry these texts."""
        self.guard = NoteGuard(self.session, audit, self)
        for field in (self.finding, self.action, self.outcome):
            self.guard.watch(field)

    def _show_state(self, one: OneRecommendation) -> None:
        line = one.line
        self.foot.setVisible(line is not None)
        if line is None:
            self.title.setText("A new recommendation")
            self.sentence.setText(f"For {one.audit.reference}. It is saved as you write it.")
            self.state.put()
            return
        self.title.setText(f"Recommendation {line.number}")
        self.setAccessibleName(f"Recommendation {line.number}")
        self.sentence.setText(f"{one.audit.title} ({one.audit.reference})")
        row = row_of(line, one.today, whole=False)
        words = row.state[:1].upper() + row.state[1:]
        lines: list[QWidget] = [IconLine(row.icon, words, row.tone)]
        if line.chain:
            chain = line.chain[:1].upper() + line.chain[1:]
            lines.append(IconLine("redo", chain, Tone.SECONDARY))
        if row.lacks:
            missing = f"Still missing: {listed(line.recommendation.lacks)}"
            lines.append(IconLine("attention", missing, Tone.ATTENTION))
        self.state.put(*lines)

    # --- writing ---------------------------------------------------------------------------------

    def typed(self) -> Recommendation:
        """The recommendation as it stands on the page."""
        return self._typed() if self._filled else self.found

    def _typed(self) -> Recommendation:
        chosen: Sequence[str] = self.whom.value() if self.whom is not None else ()
        return replace(
            self.found,
            finding=self.finding.value(),
            action=self.action.value(),
            agency_ids=tuple(each for each in chosen if each != _ALL),
            lead=self.lead.value(),
            due=self.due.value(),
            set_by=self.set_by.value(),
            outcome=self.outcome.value(),
        )

    def _keep(self) -> None:
        if not self._filled:
            return
        typed = self._typed()
        if typed == self.found:
            return
        self.found = typed
        workspace = self.session.workspace
        self.session.write(
            partial(write_recommendation, workspace, typed), failed=self._not_kept, owner=self
        )

    def _not_kept(self, error: Exception) -> None:
        sentence = getattr(error, "sentence", "This could not be kept.")
        self.gone.put(Banner(Tone.PROBLEM, "This is not kept.", sentence))

    def leave(self) -> None:
        for field in (self.finding, self.action, self.outcome, self.lead, self.set_by):
            field.flush()
        self.follow_up.flush()

    def _whom_chosen(self, chosen: object) -> None:
        if not chosen and self.whom is not None:
            self.whom.set_value((_ALL,))
        self._keep()

    def _offer_leads(self) -> None:
        self.leads.clear()
        for name in (self.one.leads if self.one else ())[:_MOST_LEADS]:
            self.leads.add(name, partial(self._take_lead, name))
        self.leads.popup(self.suggest.mapToGlobal(self.suggest.rect().bottomLeft()))

    def _take_lead(self, name: str) -> None:
        self.lead.set_value(name)
        self._keep()
        self.lead.box.setFocus()

    def _remove(self) -> None:
        for field in (self.finding, self.action, self.outcome, self.lead, self.set_by):
            field.flush()
        key = self.found.id
        removed = self.removed
        self.floor.back()
        removed.emit(key)
