"""What the audit is about, what it is called, and how it came about."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from app.domain.set_up import Step
from app.domain.suggesting import suggested_reference, suggested_title
from app.ui.pages.partnership.room import Floor
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.widgets.fields import LineField
from app.ui.widgets.growing_text import GrowingText


class AboutPage(StepPage):
    """As the theme is typed, title and reference follow it, until one is written by hand."""

    step: ClassVar = Step.ABOUT

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "What the audit is about")
        self.sentence.setText("The title and the reference are suggested. Change them as you like.")
        self.theme = LineField(
            "Theme", hint="For example: neglect, domestic abuse, child sexual abuse", longest=120
        )
        self.theme.edited.connect(self._theme_edited)
        self.add_field("theme", self.theme)
        self.name = LineField("Title", hint="It stands on every page of the report.", longest=200)
        self.name.edited.connect(lambda text: self.change(title=text))
        self.add_field("title", self.name)
        self.reference = LineField(
            "Reference",
            hint="Short, and its own for each audit: it names the files that you send.",
            characters=28,
            longest=40,
        )
        self.reference.edited.connect(lambda text: self.change(reference=text))
        self.add_field("reference", self.reference)
        self.add_part("For the report", "You can write these later: change the audit then.")
        self.context = GrowingText(
            "How the audit came about",
            hint="What the partnership was asked, or saw, that led to it",
            least_lines=3,
        )
        self.context.edited.connect(lambda text: self.change(context=text))
        self.add_field("context", self.context)
        self.methodology = GrowingText(
            "How it is done",
            hint="How cases are chosen, who is asked, how findings are agreed",
            least_lines=3,
        )
        self.methodology.edited.connect(lambda text: self.change(methodology=text))
        self.add_field("methodology", self.methodology)
        self.end_step()

    def show_set_up(self) -> None:
        now = self.set_up
        self.theme.set_value(now.theme)
        self.name.set_value(now.title)
        self.reference.set_value(now.reference)
        self.context.set_value(now.context)
        self.methodology.set_value(now.methodology)

    def _theme_edited(self, theme: str) -> None:
        before = self.set_up
        title, reference = self.name.value(), self.reference.value()
        if title.strip() in {"", self._title(before.theme)}:
            title = self._title(theme)
        if reference.strip() in {"", self._reference(before.theme)}:
            reference = self._reference(theme)
        self.name.set_value(title)
        self.reference.set_value(reference)
        self.change(theme=theme, title=title, reference=reference)

    def _title(self, theme: str) -> str:
        return suggested_title(theme, self._day())

    def _reference(self, theme: str) -> str:
        return suggested_reference(self.set_up.body.short_name, theme, self._day())

    def _day(self) -> date:
        return self.set_up.due or self.set_up.opened or self.session.context.clock().date()
