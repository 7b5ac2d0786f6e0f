"""What stands behind a recommendation, with the way to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence import Evidence, EvidenceKind
from app.services.action_plan import OneRecommendation
from app.services.plan_evidence import Behind
from app.services.recommend import keep_evidence
from app.ui.pages.partnership.recommendations.behind import page_behind
from app.ui.pages.partnership.recommendations.evidence_page import EvidencePage
from app.ui.pages.partnership.room import Slot, flush_left
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title, strong_text
from app.ui.widgets.surfaces import button_row

if TYPE_CHECKING:
    from app.ui.pages.partnership.recommendations.edit_page import RecommendationPage

_SHOWN = 600
_WORDS = {
    EvidenceKind.ANSWER: "Open the return",
    EvidenceKind.QUESTION: "Open the comments",
    EvidenceKind.NOTE: "Open the meeting",
}


class EvidencePart(QWidget):
    """A row for each piece of evidence: where it stands, what it says, and how to get there."""

    def __init__(self, page: RecommendationPage) -> None:
        super().__init__()
        self._page = page
        self._one: OneRecommendation | None = None
        self._shown: object = None
        self.opens: dict[Evidence, Button] = {}
        self.takes: dict[Evidence, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(section_title("Evidence"))
        self.about = hint("What stands behind it: answers, the share of a question, notes.")
        column.addWidget(self.about)
        self.rows = Slot(gap=Space.L)
        column.addWidget(self.rows)
        self.more = secondary_button("Add evidence", icon="plus")
        self.more.clicked.connect(self._add)
        column.addLayout(button_row(self.more, right=False))

    def show_evidence(self, one: OneRecommendation) -> None:
        """Show what stands behind a recommendation. The same again keeps the keyboard in it."""
        self._one = one
        if one.behind == self._shown:
            return
        self._shown = one.behind
        self.opens, self.takes = {}, {}
        self.rows.put(*(self._row(each) for each in one.behind))

    def _row(self, each: Behind) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(strong_text(each.title))
        text = each.text if len(each.text) <= _SHOWN else f"{each.text[:_SHOWN].rstrip()} …"
        if each.gone:
            column.addWidget(IconLine("attention", text, Tone.ATTENTION))
        elif text:
            column.addWidget(body_text(text, selectable=True))
        flow = FlowLayout(gap=Space.L)
        if not each.gone:
            opens = self.opens[each.evidence] = quiet_button(_WORDS[each.evidence.kind])
            opens.setAccessibleName(f"{_WORDS[each.evidence.kind]}: {each.title}")
            opens.clicked.connect(partial(self._open, each.evidence))
            flush_left(opens)
            flow.addWidget(opens)
        takes = self.takes[each.evidence] = quiet_button("Take it away")
        takes.setAccessibleName(f"Take it away: {each.title}")
        takes.clicked.connect(partial(self._take_away, each.evidence))
        flush_left(takes)
        flow.addWidget(takes)
        column.addLayout(flow)
        return widget

    def _open(self, evidence: Evidence, _checked: bool = False) -> None:
        if self._one is not None:
            page_behind(self._page.floor, self._one.audit, evidence)

    def _take_away(self, evidence: Evidence, _checked: bool = False) -> None:
        found = self._page.typed()
        self.more.setFocus()
        self._keep([each for each in found.evidence if each != evidence])

    def _keep(self, evidence: list[Evidence]) -> None:
        page = self._page
        page.session.write(
            partial(keep_evidence, page.session.workspace, page.typed(), evidence),
            failed=page.tell,
            owner=page,
        )

    def _add(self) -> None:
        self._page.floor.open(EvidencePage(self._page.floor, self._page.typed()))
