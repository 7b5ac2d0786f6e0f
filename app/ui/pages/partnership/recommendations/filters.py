"""What narrows the recommendations of all audits down: numbers to press, lists, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.recommendations import RecommendationState
from app.reports.plan_lines import ALL_AGENCIES, PlanLine
from app.ui.models.recommendations_model import Narrowed, lead_of
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.count_choices import Count, CountChoices
from app.ui.widgets.fields import ChoiceField, LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import one_line

_COUNTS = (
    ("overdue", "overdue", Tone.PROBLEM, "clock"),
    ("soon", "due within 30 days", Tone.ATTENTION, "clock"),
    (RecommendationState.OPEN.value, "open", Tone.TEXT, "circle"),
    (RecommendationState.DONE.value, "done", Tone.GOOD, "check"),
    (RecommendationState.WITHDRAWN.value, "withdrawn", Tone.SECONDARY, "close"),
    (RecommendationState.CARRIED.value, "carried on", Tone.SECONDARY, "forward"),
)
_LISTS = (
    ("audit", "Audit", "All audits"),
    ("agency", "For", "All and any"),
    ("lead", "Lead", "Anybody"),
)
_LONGEST = 22  # letters: a list of longer names would be wider than a small window


class Filters(QWidget):
    """``narrowed`` when something else is looked for."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.counts = CountChoices(
            "Recommendations by state",
            [Count(key, 0, word, tone, icon) for key, word, tone, icon in _COUNTS],
        )
        self.counts.chosen.connect(lambda _key: self.narrowed.emit())
        column.addWidget(self.counts)
        row = FlowLayout(gap=Space.L, row_gap=Space.M)
        self.words = LineField("Find", characters=24, longest=100)
        self.words.edited.connect(lambda _text: self.narrowed.emit())
        row.addWidget(self.words)
        self.lists: dict[str, ChoiceField] = {}
        for key, label, whole in _LISTS:
            field = self.lists[key] = ChoiceField(label, [("", whole)])
            field.chosen.connect(lambda _key: self.narrowed.emit())
            row.addWidget(field)
        column.addLayout(row)

    def set_lines(self, lines: Sequence[PlanLine], today: date) -> None:
        """Count these, and offer what they have; what was chosen stays, if it is still there."""
        counts = [
            Count(key, number, word, tone, icon)
            for key, word, tone, icon in _COUNTS
            if (number := sum(Narrowed(state=key).lets(line, today) for line in lines))
        ]
        self.counts.set_counts(counts)
        self._offer("audit", (line.audit_reference for line in lines))
        agencies = sorted({name for line in lines for name in line.agencies})
        whole = [ALL_AGENCIES] if any(not line.agencies for line in lines) else []
        self._offer("agency", (*whole, *agencies))
        self._offer("lead", sorted({lead_of(line) for line in lines if lead_of(line)}))

    def wanted(self) -> Narrowed:
        """What is looked for."""
        chosen = {key: field.value() for key, field in self.lists.items()}
        return Narrowed(self.counts.current(), words=self.words.value(), **chosen)

    def _offer(self, key: str, names: Iterable[str]) -> None:
        field = self.lists[key]
        wanted = tuple(dict.fromkeys(names))
        box, chosen = field.box, field.value()
        if tuple(box.itemData(at) for at in range(1, box.count())) == wanted:
            return
        while box.count() > 1:
            box.removeItem(box.count() - 1)
        for name in wanted:
            shown = one_line(name)
            box.addItem(shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …", name)
        field.set_value(chosen)
