"""The dates: looked back from, due, the meeting, and how long the audit is kept."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from app.domain.days import long_day
from app.domain.set_up import Missing, Step
from app.domain.suggesting import five_working_days, years_after
from app.ui.pages.partnership.room import Floor
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.date_field import DateField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, strong_text
from app.ui.widgets.surfaces import Card, button_row

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIELDS = (
    ("opened", "Agencies look back from", "Mostly the day on which the packs go out"),
    ("due", "Returns are due on", "The last day on which a return is in time"),
    ("meeting", "Meeting, if the day is known", "When the findings are talked over and agreed"),
)
_YEARS = (1, 3, 6)


class DatesPage(StepPage):
    """Days that can be typed, and two that are offered."""

    step: ClassVar = Step.DATES

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "Dates")
        self.days: dict[str, DateField] = {}
        self.sentence.setText("Agencies see the day on which their returns are due.")
        self._add_round()
        for name, label, about in _FIELDS:
            self._add_day(name, label, about)
        self.add_part(
            "How long it is kept",
            "Your body’s retention schedule says how long. You are reminded 30 days before; "
            "nothing is destroyed by itself.",
        )
        self._add_day("retain_until", "Keep the audit until", "May be left open")
        years = FlowLayout(gap=Space.S)
        self.years = {}
        for count in _YEARS:
            words = "1 year" if count == 1 else f"{count} years"
            button = secondary_button(f"{words} after it ends")
            button.clicked.connect(partial(self._keep_years, count))
            self.years[count] = button
            years.addWidget(button)
        self.add(years)
        self.end_step()

    def show_set_up(self) -> None:
        for name, field in self.days.items():
            field.set_value(getattr(self.set_up, name))
        self._show_ends()

    def problems_here(self) -> tuple[Missing, ...]:
        # A day of which only a part is typed is none yet, and would be lost without a word.
        parts = [(name, field.problem()) for name, field in self.days.items() if field.problem()]
        typed = {name for name, _ in parts}
        lacking = (each for each in super().problems_here() if each.field not in typed)
        return (*(Missing(Step.DATES, name, text) for name, text in parts), *lacking)

    def _add_round(self) -> None:
        plan = five_working_days(self.session.context.clock().date())
        self.round = secondary_button("Use these dates")
        self.round.clicked.connect(self._use_round)
        card = Card()
        card.body.addWidget(strong_text("A round in five working days"))
        card.body.addWidget(
            hint(
                f"It opens on {_day(plan.opened)}, returns are due on {_day(plan.due)}, "
                f"the meeting is on {_day(plan.meeting)}. Bank holidays are not left out."
            )
        )
        card.body.addLayout(button_row(self.round, right=False))
        self.add(card)

    def _add_day(self, name: str, label: str, about: str) -> None:
        field = DateField(label, hint=f"{about}. For example, 22 11 2017")
        field.edited.connect(partial(self._edited, name))
        self.days[name] = field
        self.add_field(name, field)

    def _edited(self, name: str, day: date | None) -> None:
        self.change(**{name: day})
        self._show_ends()

    def _use_round(self) -> None:
        plan = five_working_days(self.session.context.clock().date())
        self.change(opened=plan.opened, due=plan.due, meeting=plan.meeting)
        self.show_set_up()
        self.next.setFocus()

    def _keep_years(self, count: int) -> None:
        ends = self._ends()
        if ends is not None:
            day = years_after(ends, count)
            self.days["retain_until"].set_value(day)
            self.change(retain_until=day)

    def _ends(self) -> date | None:
        return self.set_up.meeting or self.set_up.due

    def _show_ends(self) -> None:
        for button in self.years.values():
            button.setEnabled(self._ends() is not None)


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {long_day(day)}"
