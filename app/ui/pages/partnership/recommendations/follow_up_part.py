"""How a recommendation goes on: what was reported in order, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.days import long_day
from app.domain.recommendations import RecommendationState
from app.reports.plan_lines import STATES, PlanLine
from app.services.action_plan import OneRecommendation
from app.services.follow_up import (
    close_recommendation,
    reopen_recommendation,
    report_progress,
)
from app.ui.models.recommendations_model import LOOKS
from app.ui.pages.partnership.room import Slot
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.date_field import DateField
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, section_title
from app.ui.widgets.surfaces import Card

if TYPE_CHECKING:
    from app.ui.pages.partnership.recommendations.edit_page import RecommendationPage

_DONE, _WITHDRAWN = RecommendationState.DONE, RecommendationState.WITHDRAWN
_ASKS = {
    _DONE: ("What came of it?", "Mark as done", "Say what came of it."),
    _WITHDRAWN: ("Why is it withdrawn?", "Withdraw it", "Say why it is withdrawn."),
}


class FollowUpPart(QWidget):
    """What was reported, and the ways to report more, to close it and to open it again."""

    def __init__(self, page: RecommendationPage) -> None:
        super().__init__()
        self._page = page
        self._one: OneRecommendation | None = None
        self._shown: object = None
        self._closing: RecommendationState | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addWidget(section_title("Follow-up"))
        self.nothing = hint("Nothing was reported on it yet.")
        self._column.addWidget(self.nothing)
        self.history = Slot(gap=Space.L)
        self._column.addWidget(self.history)
        self._add_report()
        self._add_closing()
        self._add_deeds()

    def _add_report(self) -> None:
        self.report = Card()
        self.report.body.setSpacing(Space.M)
        self.text = GrowingText("What was reported?", least_lines=2)
        self.by = LineField("By", hint="An agency or a role, not a name", characters=40)
        self.on = DateField("On", hint="For example, 31 5 2018")
        self.add_note = primary_button("Add to the follow-up")
        self.add_note.clicked.connect(self._add_note)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(self._cancel_report)
        row = FlowLayout(gap=Space.M)
        row.addWidget(cancel)
        row.addWidget(self.add_note)
        for widget in (self.text, self.by, self.on):
            self.report.body.addWidget(widget)
        self.report.body.addLayout(row)
        self._column.addWidget(self.report)
        self.report.hide()

    def _add_closing(self) -> None:
        self.closing = Card()
        self.closing.body.setSpacing(Space.M)
        self.result = GrowingText("What came of it?", least_lines=2)
        self.ended = DateField("On which day?", hint="For example, 31 5 2018")
        self.close_it = primary_button("Mark as done")
        self.close_it.clicked.connect(self._close)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(self._cancel)
        row = FlowLayout(gap=Space.M)
        row.addWidget(cancel)
        row.addWidget(self.close_it)
        self.closing.body.addWidget(self.result)
        self.closing.body.addWidget(self.ended)
        self.closing.body.addLayout(row)
        self._column.addWidget(self.closing)
        self.closing.hide()

    def _add_deeds(self) -> None:
        self.tell = secondary_button("Report progress", icon="edit")
        self.tell.clicked.connect(self._begin_report)
        self.done = secondary_button("Mark as done", icon="check")
        self.done.clicked.connect(partial(self._begin_closing, _DONE))
        self.withdraw = secondary_button("Withdraw", icon="close")
        self.withdraw.clicked.connect(partial(self._begin_closing, _WITHDRAWN))
        self.reopen = secondary_button("Open it again", icon="undo")
        self.reopen.clicked.connect(self._reopen)
        self.deeds = QWidget()
        flow = FlowLayout(self.deeds, gap=Space.S)
        for button in (self.tell, self.done, self.withdraw, self.reopen):
            flow.addWidget(button)
        self._column.addWidget(self.deeds)

    # --- what is shown ---------------------------------------------------------------------------

    def show_recommendation(self, one: OneRecommendation) -> None:
        """Show how a recommendation goes on; nothing of it for one that is not written yet."""
        self._one = one
        self.setVisible(one.line is not None)
        if one.line is None:
            return
        found = one.line.recommendation
        shown = (one.line.progress, found.state, found.closed, found.result)
        if shown == self._shown:
            return
        self._shown = shown
        entries = list(_entries(one.line))
        self.nothing.setVisible(not entries)
        self.history.put(*entries)
        if self.on.value() is None:
            self.on.set_value(one.today)
        is_open = found.state is RecommendationState.OPEN
        self.done.setVisible(is_open)
        self.withdraw.setVisible(is_open)
        carried = found.state is RecommendationState.CARRIED and bool(one.line.carried_into)
        self.reopen.setVisible(not is_open and not carried)
        self._fold()

    def flush(self) -> None:
        """Keep a report that was typed and not added: nobody is to lose it."""
        if self.text.value().strip():
            self._add_note()

    def _fold(self) -> None:
        self.report.hide()
        self.closing.hide()
        self.deeds.show()
        self._closing = None

    # --- doing -----------------------------------------------------------------------------------

    def _begin_report(self) -> None:
        self.deeds.hide()
        self.report.show()
        self.text.box.setFocus()

    def _cancel_report(self) -> None:
        self.text.set_value("")
        self.text.set_error("")
        self._fold()
        self.tell.setFocus()

    def _add_note(self) -> None:
        one, text = self._one, self.text.value().strip()
        if one is None or one.line is None:
            return
        day = self.on.value()
        self.text.set_error("" if text else "Say what was reported.")
        self.on.set_error("" if day else self.on.problem() or "Say on which day.")
        if not text:
            self.text.box.setFocus()
            return
        page, key = self._page, one.line.recommendation.id
        by, when = self.by.value(), day or one.today
        self.text.set_value("")
        page.session.write(
            partial(report_progress, page.session.workspace, key, when, by, text),
            self._reported,
            failed=page.tell,
            owner=page,
        )

    def _reported(self, _changes: Changes) -> None:
        self._fold()
        self.tell.setFocus()

    def _begin_closing(self, state: RecommendationState, _checked: bool = False) -> None:
        self._closing = state
        asks, verb, _ = _ASKS[state]
        self.result.set_label(asks)
        self.result.set_error("")
        self.close_it.set_text(verb)
        if self.ended.value() is None and self._one is not None:
            self.ended.set_value(self._one.today)
        self.closing.show()
        self.deeds.hide()
        self.result.box.setFocus()

    def _cancel(self) -> None:
        back_to = self.withdraw if self._closing is _WITHDRAWN else self.done
        self._fold()
        back_to.setFocus()

    def _close(self) -> None:
        one, state = self._one, self._closing
        if one is None or one.line is None or state is None:
            return
        day, text = self.ended.value(), self.result.value().strip()
        self.result.set_error("" if text else _ASKS[state][2])
        self.ended.set_error("" if day else self.ended.problem() or "Say on which day.")
        if not text or day is None:
            (self.ended.day if text else self.result.box).setFocus()
            return
        page, key = self._page, one.line.recommendation.id
        page.session.write(
            partial(close_recommendation, page.session.workspace, key, state, day, text),
            self._closed,
            failed=page.tell,
            owner=page,
        )

    def _closed(self, _changes: Changes) -> None:
        self.result.set_value("")
        self._fold()
        self.reopen.setFocus()

    def _reopen(self) -> None:
        one, page = self._one, self._page
        if one is not None and one.line is not None:
            page.session.write(
                partial(reopen_recommendation, page.session.workspace, one.line.recommendation.id),
                lambda _changes: self.done.setFocus(),
                failed=page.tell,
                owner=page,
            )


def _entries(line: PlanLine) -> Iterator[QWidget]:
    """What was reported by day, and last how it ended."""
    found = line.recommendation
    for note in line.progress:
        head = f"{long_day(note.on)}  ·  {note.by}" if note.by else long_day(note.on)
        yield _entry(caption(head), body_text(note.text, selectable=True))
    if found.state is RecommendationState.OPEN:
        return
    words = STATES[found.state]
    if line.carried_into:
        words = f"carried into {line.carried_into}, where it goes on"
    when = f", {long_day(found.closed)}" if found.closed else ""
    tone, icon = LOOKS[found.state]
    ended = IconLine(icon, f"{words[:1].upper()}{words[1:]}{when}", tone)
    yield _entry(ended, body_text(found.result, selectable=True)) if found.result else ended


def _entry(head: QWidget, text: QWidget) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(head)
    column.addWidget(text)
    return widget
