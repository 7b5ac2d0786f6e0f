"""What is asked about one audit of the list: how long it is kept, and why it is held."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.suggesting import years_after
from app.storage import AuditSummary
from app.ui.messages import Sheet
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Kind, secondary_button
from app.ui.widgets.date_field import DateField
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout

_YEARS = (1, 3, 6)


class RetentionSheet(Sheet):
    """Asks until which day an audit is kept."""

    def __init__(self, parent: QWidget | None, audit: AuditSummary) -> None:
        super().__init__(
            parent,
            f"How long is “{audit.title}” kept?",
            "Your body’s retention schedule says how long. You are reminded 30 days before; "
            "nothing is destroyed by itself.",
            tone=Tone.ACCENT,
        )
        self.day = DateField("Keep it until", value=audit.retain_until)
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.day)
        flow = FlowLayout(gap=Space.S)
        for count in _YEARS:
            words = "1 year" if count == 1 else f"{count} years"
            button = secondary_button(f"{words} after it was due")
            until = years_after(audit.due, count)
            button.clicked.connect(lambda _on=False, until=until: self.day.set_value(until))
            flow.addWidget(button)
        self.body.addLayout(flow)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Keep this day", Kind.PRIMARY, default=True).clicked.connect(self._agree)
        self.day.day.setFocus()

    def _agree(self) -> None:
        wrong = self.day.problem()
        self.day.set_error(wrong)
        if wrong:
            self.day.day.setFocus()
            self.fit()
        else:
            self.accept()


class HoldSheet(Sheet):
    """Asks why an audit is held."""

    def __init__(self, parent: QWidget | None, audit: AuditSummary) -> None:
        super().__init__(
            parent,
            f"Hold “{audit.title}”?",
            "While it is held, nothing of it may be destroyed, whatever day it is kept until: "
            "for a court, a review or an inspection.",
            icon="lock",
            tone=Tone.ACCENT,
        )
        self.reason = LineField("Why is it held?", value=audit.legal_hold, longest=300)
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.reason)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Hold it", Kind.PRIMARY, default=True).clicked.connect(self._agree)
        self.reason.box.setFocus()

    def _agree(self) -> None:
        if self.reason.value().strip():
            self.accept()
            return
        self.reason.set_error("Say why, in a few words. Leave names of children out.")
        self.reason.box.setFocus()
        self.fit()


def ask_retention(parent: QWidget | None, audit: AuditSummary) -> tuple[bool, date | None]:
    """Whether a day was agreed on, and which; None for no day."""
    sheet = RetentionSheet(parent, audit)
    agreed = _shown(sheet)
    return agreed, sheet.day.value()


def ask_hold(parent: QWidget | None, audit: AuditSummary) -> str:
    """Why the audit is held; nothing where it was left."""
    sheet = HoldSheet(parent, audit)
    return sheet.reason.value().strip() if _shown(sheet) else ""


def _shown(sheet: Sheet) -> bool:
    sheet.fit()
    answer = sheet.exec() == QDialog.DialogCode.Accepted
    sheet.deleteLater()
    return answer
