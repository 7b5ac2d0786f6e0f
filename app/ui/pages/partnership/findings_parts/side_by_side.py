"""The answers of the agencies to one question about one case, side by side with their comments."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.analysis.agreement import Disagreement, Stance
from app.domain.audits import Audit, Case
from app.domain.changes import Topic
from app.domain.returns import Form, ReturnKind
from app.domain.tool import Meaning, Option
from app.reports.wording import has_number, plural
from app.services.read_forms import forms_on
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.pages.partnership.wording import case_title
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, strong_text
from app.ui.widgets.surfaces import Card, button_row, stack_when_narrow

_MEANS = {
    Meaning.GOOD: ("check", Tone.GOOD),
    Meaning.BAD: ("attention", Tone.ATTENTION),
    Meaning.NEUTRAL: ("circle", Tone.TEXT),
    Meaning.NOT_APPLICABLE: ("dash", Tone.SECONDARY),
}
_LEAST_WIDTH = 300


class SideBySidePage(Room):
    """A column for each answer, the best first, with a card an agency; a card opens its return."""

    concerns: ClassVar = frozenset({Topic.RETURNS, Topic.ANSWERS})

    def __init__(self, floor: Floor, audit: Audit, case: Case, found: Disagreement) -> None:
        number = f"{found.question.id} " if has_number(found.question) else ""
        super().__init__(floor, f"{number}{found.place.name}", wide=True, back="Findings")
        self._audit, self._case, self._found = audit, case, found
        same = found.question.text in {found.question.name, ""}
        self.sentence.setText(case_title(case) if same else f"{case_title(case)}. {_asked(found)}")
        pairs = found.pairs
        words = f"{pairs.n} of {plural(pairs.of, 'pair')} of agencies agree here."
        if pairs.opposed:
            words += f" In {pairs.opposed}, one answer is good and the other bad."
        self.add(hint(words))
        self.cards = Slot(gap=Space.M)
        self.add(self.cards)
        self.case = secondary_button("Open the case", icon="open")
        self.case.clicked.connect(lambda: floor.open(CasePage(floor, case, back="The answers")))
        self.add(button_row(self.case, right=False), gap_before=Space.S)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        workspace, audit_id, uin = self.session.workspace, self._audit.id, self._case.uin
        self.read(lambda: forms_on(workspace, audit_id, uin), self._show)

    def _show(self, forms: Mapping[str, Form]) -> None:
        by_option: dict[Option, list[Stance]] = {}
        for stance in (*self._found.stances, *self._found.outside):
            by_option.setdefault(stance.option, []).append(stance)
        beside = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        for option, stances in by_option.items():
            row.addLayout(self._column(option, stances, forms), 1)
        stack_when_narrow(beside, row, _LEAST_WIDTH * len(by_option))
        self.cards.put(beside)
        nil = sum(one.kind is ReturnKind.NIL for one in forms.values())
        answers = plural(sum(map(len, by_option.values())), "answer")
        self.say(f"{answers}, {plural(nil, 'nil return')}", "Alt+Left goes back")

    def _column(
        self, option: Option, stances: list[Stance], forms: Mapping[str, Form]
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.M)
        icon, tone = _MEANS[option.means]
        column.addWidget(IconLine(icon, option.label, tone, weight=Weight.STRONG))
        for stance in stances:
            column.addWidget(self._card(stance, forms.get(stance.agency_id)))
        column.addStretch(1)
        return column

    def _card(self, stance: Stance, form: Form | None) -> QWidget:
        agency = self._audit.agency(stance.agency_id)
        name = agency.name if agency is not None else stance.agency_id
        card = Card()
        card.body.addWidget(strong_text(name))
        comment = form.answer(self._found.place.key).comment.strip() if form else ""
        if comment:
            card.body.addWidget(body_text(comment, selectable=True))
        else:
            card.body.addWidget(hint("Nothing was written to it."))
        whole = quiet_button("Open the return", icon="open")
        whole.setAccessibleName(f"Open the return of {name}")
        whole.clicked.connect(partial(self._open, stance.agency_id))
        flush_left(whole)
        card.body.addLayout(button_row(whole, right=False))
        return card

    def _open(self, agency_id: str, _checked: bool = False) -> None:
        floor = self.floor
        floor.open(ReturnPage(floor, self._case.uin, agency_id, back="The answers"))


def _asked(found: Disagreement) -> str:
    part = f" ({found.place.part.text})" if found.place.part else ""
    return f"{found.question.text}{part}"
