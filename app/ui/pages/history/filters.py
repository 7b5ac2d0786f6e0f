"""What is looked for in the history: words, kind, audit, agency, case, and days."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.history_words import GROUP_WORDS, EventGroup, Names
from app.services.read_history import HistoryFilter
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.date_field import DateField
from app.ui.widgets.fields import ChoiceField, LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import one_line

_ANY = ""


class HistoryFilters(QWidget):
    """``narrowed`` when something else is looked for; ``wanted`` says what."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names = Names()
        self.words = LineField("Find words", characters=22, longest=200)
        groups = [(group.value, words) for group, words in GROUP_WORDS.items()]
        self.kind = ChoiceField("Kind", [(_ANY, "Everything"), *groups])
        self.audit = ChoiceField("Audit", [(_ANY, "All audits")])
        self.agency = ChoiceField("Agency", [(_ANY, "All agencies")])
        self.case = ChoiceField("Case", [(_ANY, "All cases")])
        self.days = quiet_button("Choose days", icon="clock")
        self.first = DateField("From", hint="")
        self.last = DateField("To", hint="")
        self.clear = quiet_button("Show everything", icon="close")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        row = FlowLayout(gap=Space.L, row_gap=Space.M)
        for field in (self.words, self.kind, self.audit, self.agency, self.case):
            row.addWidget(field)
        column.addLayout(row)
        self._day_place = QWidget()
        days = FlowLayout(self._day_place, gap=Space.XL, row_gap=Space.M)
        days.addWidget(self.first)
        days.addWidget(self.last)
        column.addWidget(self._day_place)
        deeds = FlowLayout(gap=Space.M)
        deeds.addWidget(self.days)
        deeds.addWidget(self.clear)
        column.addLayout(deeds)
        for button in (self.days, self.clear):
            button.setStyleSheet("QPushButton { padding-left: 0; text-align: left; }")
        self._day_place.hide()
        self.case.hide()
        self.clear.hide()
        self._join()

    def _join(self) -> None:
        self.words.edited.connect(lambda _text: self._changed())
        self.kind.chosen.connect(lambda _key: self._changed())
        self.audit.chosen.connect(lambda _key: self._audit_chosen())
        self.agency.chosen.connect(lambda _key: self._changed())
        self.case.chosen.connect(lambda _key: self._changed())
        self.first.edited.connect(lambda _day: self._changed())
        self.last.edited.connect(lambda _day: self._changed())
        self.days.clicked.connect(self._show_days)
        self.clear.clicked.connect(self._clear)

    def set_names(self, names: Names) -> None:
        """Offer the audits, agencies and cases that there are."""
        if names == self._names:
            return
        self._names = names
        _fill(self.audit, [(_ANY, "All audits"), *names.audits.items()])
        self._fill_inner()

    @property
    def wanted(self) -> HistoryFilter:
        """What is looked for."""
        kind = self.kind.value()
        return HistoryFilter(
            audit_id=self.audit.value(),
            agency_id=self.agency.value(),
            uin=self.case.value(),
            first=self.first.value(),
            last=self.last.value(),
            group=EventGroup(kind) if kind else None,
            words=self.words.value().strip(),
        )

    def _audit_chosen(self) -> None:
        self._fill_inner()
        self._changed()

    def _fill_inner(self) -> None:
        """Agencies and cases of the audit; a case alone says nothing without its audit."""
        names, audit_id = self._names, self.audit.value()
        agencies = (
            {own: name for (audit, own), name in names.agencies.items() if audit == audit_id}
            if audit_id
            else dict(names.book)
        )
        in_order = sorted(agencies.items(), key=lambda pair: pair[1].casefold())
        _fill(self.agency, [(_ANY, "All agencies"), *in_order])
        cases = [
            (uin, _sentence(names.case(audit, uin)))
            for audit, uin in names.cases
            if audit == audit_id
        ]
        _fill(self.case, [(_ANY, "All cases"), *cases])
        self.case.setVisible(bool(cases))

    def _show_days(self) -> None:
        shown = self._day_place.isHidden()
        self._day_place.setVisible(shown)
        self.days.set_text("Leave the days out" if shown else "Choose days")
        if shown:
            self.first.day.setFocus()
        else:
            self.first.set_value(None)
            self.last.set_value(None)
            self._changed()

    def _clear(self) -> None:
        self.words.set_value("")
        for field in (self.kind, self.audit):
            field.set_value(_ANY)
        self.first.set_value(None)
        self.last.set_value(None)
        self._day_place.hide()
        self.days.set_text("Choose days")
        self._fill_inner()
        self.agency.set_value(_ANY)
        self.words.box.setFocus()
        self._changed()

    def _changed(self) -> None:
        self.clear.setVisible(self.wanted.is_narrow)
        self.narrowed.emit()


def _fill(field: ChoiceField, choices: list[tuple[str, str]]) -> None:
    chosen = field.value()
    field.box.clear()
    for key, words in choices:
        field.box.addItem(one_line(words), key)
    field.set_value(chosen)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
