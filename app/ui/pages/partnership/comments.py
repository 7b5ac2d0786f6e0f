"""The comments behind a question, by case and then agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.analysis.shares import Share
from app.domain.audits import Audit
from app.domain.changes import Topic
from app.domain.tool import Meaning, Question
from app.reports import share_bar
from app.reports.wording import counts_words, has_number, plural, share_words
from app.ui.pages.partnership.charts import ChartView
from app.ui.pages.partnership.reading import Written, read_written
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import case_title
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, section_title, strong_text
from app.ui.widgets.small import Pills
from app.ui.widgets.surfaces import Card, EmptyState

_AT_ONCE = 60
_MEANS = {
    Meaning.GOOD: ("check", Tone.GOOD),
    Meaning.BAD: ("attention", Tone.ATTENTION),
    Meaning.NEUTRAL: ("circle", Tone.TEXT),
    Meaning.NOT_APPLICABLE: ("dash", Tone.SECONDARY),
}


class CommentsPage(Room):
    """What was written to one question. Pills show those beside one answer only."""

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.ANSWERS})

    def __init__(self, floor: Floor, audit: Audit, question: Question, share: Share | None) -> None:
        lead = f"{question.id}  " if has_number(question) else ""
        super().__init__(floor, f"{lead}{question.name}", back="Findings")
        self._audit, self._question = audit, question
        self._written: tuple[Written, ...] = ()
        self._shown = _AT_ONCE
        self.sentence.setText(question.text if question.text != question.name else "")
        self.sentence.setVisible(question.text != question.name)
        if share is not None and share.part is None:
            self._show_share(share)
        self.pills: Pills | None = None
        self.filter = Slot()
        self.add(self.filter)
        self.list = Slot(gap=Space.M)
        self.add(self.list)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        workspace = self.session.workspace
        self.read(lambda: read_written(workspace, self._audit, self._question), self._arrived)

    def _show_share(self, share: Share) -> None:
        bar = ChartView(
            share_words(share),
            lambda palette, width: share_bar(share, palette, width, theme().px(22)),
        )
        self.add(bar)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addWidget(strong_text(share_words(share)))
        figures.addWidget(hint(counts_words(share)))
        self.add(figures)

    def _arrived(self, written: tuple[Written, ...]) -> None:
        self._written = written
        scale = self._audit.tool.scale(self._question)
        used = {option for one in written for option in one.options}
        pills = [("", f"All {len(written)}")] + [
            (option.id, f"{option.label} {sum(option.id in one.options for one in written)}")
            for option in scale.options
            if option.id in used
        ]
        if len(pills) > 2:
            chosen = self.pills.current() if self.pills is not None else ""
            self.pills = Pills(pills, "Comments beside the answer", current=chosen)
            self.pills.chosen.connect(self._filter)
            self.filter.put(self.pills)
        self._fill()
        self.say(f"{plural(len(written), 'comment')}", "Alt+Left goes back")

    def _filter(self, _option: str) -> None:
        self._shown = _AT_ONCE
        self._fill()

    def _fill(self) -> None:
        option = self.pills.current() if self.pills is not None else ""
        some = [one for one in self._written if not option or option in one.options]
        if not some:
            text = "No agency wrote anything to this question."
            self.list.put(EmptyState("document", "No comments", text))
            return
        widgets: list[QWidget] = list(self._cases(some[: self._shown]))
        left = len(some) - self._shown
        if left > 0:
            more = secondary_button(f"Show {min(left, _AT_ONCE)} more of {left}")
            more.clicked.connect(self._more)
            widgets.append(more)
        self.list.put(*widgets)

    def _more(self) -> None:
        self._shown += _AT_ONCE
        self._fill()

    def _cases(self, some: Sequence[Written]) -> list[QWidget]:
        by_case: dict[str, list[Written]] = {}
        for one in some:
            by_case.setdefault(one.case.uin, []).append(one)
        cards: list[QWidget] = []
        for group in by_case.values():
            card = Card()
            card.body.setSpacing(Space.L)
            card.body.addWidget(section_title(case_title(group[0].case)))
            for one in group:
                card.body.addWidget(self._comment(one))
            cards.append(card)
        return cards

    def _comment(self, one: Written) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        scale = self._audit.tool.scale(one.question)
        options = [option for name in one.options if (option := scale.option(name))]
        agency = one.agency.name if not one.about else f"{one.agency.name} · {one.about}"
        column.addWidget(strong_text(agency))
        if one.question.id != self._question.id:
            column.addWidget(caption(one.question.name))
        if options:
            icon, tone = _MEANS[options[0].means]
            words = ", ".join(option.label for option in options)
            column.addWidget(IconLine(icon, words, tone, weight=Weight.REGULAR))
        column.addWidget(body_text(one.text, selectable=True))
        return widget
